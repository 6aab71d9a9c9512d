//! Emphasis that Chinese and Japanese can use: `**遮阳。**好` is bold, as its author meant.
//!
//! `CommonMark` lets punctuation hide a delimiter, and pulldown-cmark 0.13 has no option against it. Where a run of
//! `*` or `_` stands beside CJK or wide punctuation, or `~~` occurs, the pairs of the whole line are found anew here,
//! with the rules of [`flanks`]. Everything else passes untouched.

use super::cjk::{Flanks, flanks, is_delicate};
use super::events::Spanned;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// A run of one delimiter, `***`.
#[derive(Debug)]
struct Run {
    byte: u8,
    span: Range<usize>,
    /// It begins a line, whatever stands before it in the file.
    leads: bool,
    flanks: Flanks,
    /// Delimiters not yet used.
    left: usize,
    closing: Vec<Mark>,
    opening: Vec<Mark>,
}

/// What a pair of delimiters means.
#[derive(Clone, Copy, Debug)]
enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
}

/// Moves one stretch of inline events to `out`, its emphasis mended where needed.
pub(super) fn repair<'t>(inline: &mut Vec<Spanned<'t>>, copy: &'t str, out: &mut Vec<Spanned<'t>>) {
    let (mut runs, frames) = find(inline, copy);
    if !weigh(&mut runs, inline.last().map_or(0, |(_, range)| range.end), copy) {
        out.append(inline);
        return;
    }
    for frame in &frames {
        pair(&mut runs, frame);
    }
    rebuild(inline, &runs, copy, out);
}

/// All runs in order, and the lists of those that may pair: the text of each link is closed in itself.
fn find(inline: &[Spanned<'_>], copy: &str) -> (Vec<Run>, Vec<Vec<usize>>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut frames = Vec::new();
    let mut open = vec![Vec::new()];
    let mut leads = true;
    for (event, range) in inline {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => open.push(Vec::new()),
            Event::End(TagEnd::Link | TagEnd::Image) => frames.extend(open.pop()),
            _ => delimiters(event, range, copy, |span| {
                let first = leads && span.start == range.start;
                if let (Some(run), Some(frame)) = (add(&mut runs, span, copy, first), open.last_mut()) {
                    frame.push(run);
                }
            }),
        }
        leads = matches!(event, Event::SoftBreak | Event::HardBreak);
    }
    frames.extend(open.into_iter().rev());
    (runs, frames)
}

/// Adds delimiters to the run they continue, or begins one and gives its number.
fn add(runs: &mut Vec<Run>, span: Range<usize>, copy: &str, leads: bool) -> Option<usize> {
    let byte = *copy.as_bytes().get(span.start)?;
    if let Some(last) = runs.last_mut().filter(|last| last.byte == byte && last.span.end == span.start) {
        last.left += span.len();
        last.span.end = span.end;
        return None;
    }
    let flanks = Flanks { opens: false, closes: false };
    runs.push(Run { byte, left: span.len(), span, leads, flanks, closing: Vec::new(), opening: Vec::new() });
    Some(runs.len() - 1)
}

/// Calls `visit` with the delimiters that an event stands for.
fn delimiters(event: &Event<'_>, range: &Range<usize>, copy: &str, mut visit: impl FnMut(Range<usize>)) {
    match event {
        Event::Start(Tag::Emphasis) => visit(range.start..range.start + 1),
        Event::Start(Tag::Strong) => visit(range.start..range.start + 2),
        Event::End(TagEnd::Emphasis) => visit(range.end - 1..range.end),
        Event::End(TagEnd::Strong) => visit(range.end - 2..range.end),
        Event::Text(text) if is_literal(text, range, copy) => literal_delimiters(text, range.start, copy, visit),
        _ => {}
    }
}

/// Whether the text stands in the copy as it is, not as an entity.
fn is_literal(text: &str, range: &Range<usize>, copy: &str) -> bool {
    copy.get(range.clone()) == Some(text)
}

fn literal_delimiters(text: &str, start: usize, copy: &str, mut visit: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = usize::from(is_escaped(copy, start));
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| is_delimiter(*b))) {
        let first = at + found;
        let byte = bytes.get(first);
        at = first + bytes.iter().skip(first).take_while(|b| Some(*b) == byte).count();
        // `~` is a range of numbers, `~~~` nothing.
        if byte != Some(&b'~') || at - first == 2 {
            visit(start + first..start + at);
        }
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}

/// Whether an odd number of backslashes stands before.
fn is_escaped(copy: &str, at: usize) -> bool {
    copy.as_bytes().iter().take(at).rev().take_while(|b| **b == b'\\').count() % 2 == 1
}

/// Sets what each run may do; whether the pairs found by the standard rules may be wrong.
fn weigh(runs: &mut [Run], end: usize, copy: &str) -> bool {
    let mut delicate = false;
    for run in runs {
        let before = if run.leads { "" } else { copy.get(..run.span.start).unwrap_or_default() };
        let after = copy.get(run.span.end..end).and_then(|rest| rest.chars().next()).unwrap_or('\n');
        delicate |= run.byte == b'~' || is_delicate(before, after);
        run.flanks = flanks(run.byte, before, after);
    }
    delicate
}

/// `CommonMark`'s "process emphasis" over the runs of a frame: linear, since what failed once is not searched again.
fn pair(runs: &mut [Run], frame: &[usize]) {
    // Positions 1..=n in the frame; 0 is the bottom.
    let mut previous: Vec<usize> = (0..=frame.len()).map(|at| at.saturating_sub(1)).collect();
    let mut bottoms = [1usize; 18];
    for (index, &number) in frame.iter().enumerate() {
        let at = index + 1;
        while let Some(closer) = runs.get(number).filter(|run| run.flanks.closes && run.left > 0) {
            let kind = kind(closer);
            let bottom = bottoms.get(kind).copied().unwrap_or(1);
            let Some(opener) = opener(runs, frame, &previous, (at, bottom)) else {
                bottoms.iter_mut().skip(kind).take(1).for_each(|bottom| *bottom = at);
                break;
            };
            let begin = frame.get(opener - 1).copied().unwrap_or_default();
            join(runs, begin, number);
            // What stood between is text now, and a spent opener is gone.
            let spent = runs.get(begin).is_none_or(|run| run.left == 0);
            let below = if spent { previous.get(opener).copied().unwrap_or_default() } else { opener };
            set(&mut previous, at, below);
        }
        // Neither a spent run nor one that cannot open is ever looked at again.
        let useful = runs.get(number).is_some_and(|run| run.left > 0 && run.flanks.opens);
        if !useful {
            let before = previous.get(at).copied().unwrap_or_default();
            set(&mut previous, at + 1, before);
        }
    }
}

fn set(list: &mut [usize], at: usize, value: usize) {
    if let Some(entry) = list.get_mut(at) {
        *entry = value;
    }
}

/// The class of closers that fail alike.
fn kind(run: &Run) -> usize {
    let delimiter = match run.byte {
        b'*' => 0,
        b'_' => 1,
        _ => 2,
    };
    delimiter * 6 + usize::from(run.flanks.opens) * 3 + run.span.len() % 3
}

/// The nearest run below the position that pairs with the closer there, not below the bottom.
fn opener(runs: &[Run], frame: &[usize], previous: &[usize], (at, bottom): (usize, usize)) -> Option<usize> {
    let closer = runs.get(*frame.get(at - 1)?)?;
    let mut candidate = *previous.get(at)?;
    while candidate >= bottom && candidate > 0 {
        let run = runs.get(*frame.get(candidate - 1)?)?;
        if run.left > 0 && run.flanks.opens && run.byte == closer.byte && !clashes(run, closer) {
            return Some(candidate);
        }
        candidate = *previous.get(candidate)?;
    }
    None
}

/// The "rule of three" of `CommonMark`.
fn clashes(opener: &Run, closer: &Run) -> bool {
    let (first, second) = (opener.span.len(), closer.span.len());
    (closer.flanks.opens || opener.flanks.closes)
        && (first + second).is_multiple_of(3)
        && !(first.is_multiple_of(3) && second.is_multiple_of(3))
}

/// Uses up one pair of delimiters.
fn join(runs: &mut [Run], opener: usize, closer: usize) {
    let left = |number: usize| runs.get(number).map_or(0, |run| run.left);
    let size = if left(opener) >= 2 && left(closer) >= 2 { 2 } else { 1 };
    let tilde = runs.get(opener).is_some_and(|run| run.byte == b'~');
    let mark = match (tilde, size) {
        (true, _) => Mark::Strikethrough,
        (false, 2) => Mark::Strong,
        (false, _) => Mark::Emphasis,
    };
    if let Some(run) = runs.get_mut(opener) {
        run.left -= size;
        run.opening.push(mark);
    }
    if let Some(run) = runs.get_mut(closer) {
        run.left -= size;
        run.closing.push(mark);
    }
}

/// The events again, with the pairs that were found.
fn rebuild<'t>(inline: &mut Vec<Spanned<'t>>, runs: &[Run], copy: &'t str, out: &mut Vec<Spanned<'t>>) {
    let mut waiting = runs.iter().peekable();
    let mut done = 0;
    for (event, range) in inline.drain(..) {
        let is_tag =
            matches!(event, Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong));
        let is_text = matches!(&event, Event::Text(text) if is_literal(text, &range, copy));
        if !is_tag && !is_text {
            out.push((event, range));
            continue;
        }
        let piece = if is_text { range } else { tag_piece(&event, &range) };
        done = done.max(piece.start);
        while let Some(run) = waiting.next_if(|run| run.span.start < piece.end) {
            push_text(copy, done..run.span.start, out);
            push_run(run, copy, out);
            done = run.span.end;
        }
        push_text(copy, done..piece.end, out);
        done = done.max(piece.end);
    }
}

/// The delimiters of a tag that was dissolved.
fn tag_piece(event: &Event<'_>, range: &Range<usize>) -> Range<usize> {
    match event {
        Event::Start(Tag::Strong) => range.start..range.start + 2,
        Event::Start(_) => range.start..range.start + 1,
        Event::End(TagEnd::Strong) => range.end - 2..range.end,
        _ => range.end - 1..range.end,
    }
}

fn push_text<'t>(copy: &'t str, range: Range<usize>, out: &mut Vec<Spanned<'t>>) {
    if let Some(text) = copy.get(range.clone()).filter(|text| !text.is_empty()) {
        out.push((Event::Text(CowStr::Borrowed(text)), range));
    }
}

/// What a run became: ends of elements, delimiters left over, beginnings of elements.
fn push_run<'t>(run: &Run, copy: &'t str, out: &mut Vec<Spanned<'t>>) {
    let point = run.span.start..run.span.end;
    out.extend(run.closing.iter().map(|mark| (Event::End(mark.tag().to_end()), point.clone())));
    push_text(copy, run.span.start..run.span.start + run.left, out);
    out.extend(run.opening.iter().rev().map(|mark| (Event::Start(mark.tag()), point.clone())));
}

impl Mark {
    fn tag(self) -> Tag<'static> {
        match self {
            Self::Emphasis => Tag::Emphasis,
            Self::Strong => Tag::Strong,
            Self::Strikethrough => Tag::Strikethrough,
        }
    }
}
