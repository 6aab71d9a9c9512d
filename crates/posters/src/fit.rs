//! Fitting text: the largest size between two bounds at which it stays in its box and within its lines.

use crate::area::Area;
use crate::document::{Change, Document, Marked};
use crate::fault::Fault;
use crate::layout::{Layout, Placed, ROUNDING, Stage};
use crate::vertical;
use std::collections::BTreeMap;

/// Shares of the font size that letters may reach over their box up and down: those of a tight line do.
const OVERHANG: f32 = 0.12;

/// How the text of an element lies in its box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) lines: usize,
    pub(crate) needs: (f32, f32),
    pub(crate) fits: bool,
}

/// A document with the sizes and columns that fit, laid out.
pub(crate) struct Fitted {
    pub(crate) changes: BTreeMap<usize, Change>,
    pub(crate) layout: Layout,
    /// Which texts fit, by number.
    fit: Vec<bool>,
}

/// Steps of the size that all texts share before each grows on its own.
const STEPS: u32 = 16;

/// Finds the sizes. If not all texts fit at their largest, all become smaller by the same share of their room; then each
/// grows, in the order of the document, as far as nothing else is pushed out that could fit.
pub(crate) fn fitted(stage: &Stage, document: &Document) -> Result<Fitted, Fault> {
    let bounds: Vec<_> = document.marked.iter().map(|marked| marked.fit).collect();
    let families = if document.marked.iter().any(|marked| marked.vertical.is_some()) {
        families(&stage.lay_out(&document.write(&BTreeMap::new()))?)
    } else {
        BTreeMap::new()
    };
    let search = Search { stage, document, families };
    let at = |share: u32| -> Vec<Option<u32>> {
        bounds.iter().map(|bound| bound.map(|(least, most)| least + (most - least) * share / STEPS)).collect()
    };
    let largest = search.attempt(&at(STEPS))?;
    if largest.fit.iter().all(|fits| *fits) {
        return Ok(largest);
    }
    let smallest = search.attempt(&at(0))?;
    let able = smallest.fit.clone();
    // What does not fit at its smallest stays there.
    let at = |share: u32| -> Vec<Option<u32>> {
        at(share)
            .into_iter()
            .zip(at(0))
            .zip(&able)
            .map(|((size, least), able)| if *able { size } else { least })
            .collect()
    };
    let (mut best, shared) = search.most((0, STEPS), smallest, &able, &at)?;
    let mut sizes = at(shared);
    for (number, bound) in bounds.iter().enumerate().filter(|(number, _)| able.get(*number) == Some(&true)) {
        let (Some((_, most)), Some(own)) = (bound, sizes.get(number).copied().flatten()) else { continue };
        let with = |size: u32| {
            let mut sizes = sizes.clone();
            sizes.iter_mut().skip(number).take(1).for_each(|own| *own = Some(size));
            sizes
        };
        let (grown, size) = search.most((own, most + 1), best, &able, &with)?;
        sizes = with(size);
        best = grown;
    }
    Ok(best)
}

fn families(layout: &Layout) -> BTreeMap<usize, Vec<String>> {
    let mut families = BTreeMap::new();
    for text in &layout.texts {
        for number in &text.within {
            families.entry(*number).or_insert_with(|| text.families.clone());
        }
    }
    families
}

struct Search<'a> {
    stage: &'a Stage<'a>,
    document: &'a Document,
    /// Of the texts in marked elements.
    families: BTreeMap<usize, Vec<String>>,
}

impl Search<'_> {
    /// The largest number below `high` at which all fit that are able to; at `low`, they do.
    fn most(
        &self,
        (mut low, mut high): (u32, u32),
        mut best: Fitted,
        able: &[bool],
        sizes: &dyn Fn(u32) -> Vec<Option<u32>>,
    ) -> Result<(Fitted, u32), Fault> {
        while high - low > 1 {
            let middle = low.midpoint(high);
            let attempt = self.attempt(&sizes(middle))?;
            if attempt.fit.iter().zip(able).all(|(fits, able)| *fits || !able) {
                (best, low) = (attempt, middle);
            } else {
                high = middle;
            }
        }
        Ok((best, low))
    }

    /// One size for each text; vertical ones in as few columns as they can be.
    fn attempt(&self, sizes: &[Option<u32>]) -> Result<Fitted, Fault> {
        let marked = &self.document.marked;
        let mut columns = vec![1; marked.len()];
        loop {
            let changes = self.changes(sizes, &columns);
            let layout = self.stage.lay_out(&self.document.write(&changes))?;
            let fits = |(number, marked)| {
                layout.boxes.get(&number).is_none_or(|placed| measure(self.stage, placed, marked).fits)
            };
            let fit: Vec<bool> = marked.iter().enumerate().map(fits).collect();
            let mut more = false;
            for ((columns, marked), fits) in columns.iter_mut().zip(marked).zip(&fit) {
                if !fits && marked.vertical.is_some() && *columns < marked.lines.unwrap_or(1) {
                    *columns += 1;
                    more = true;
                }
            }
            if !more {
                return Ok(Fitted { changes, layout, fit });
            }
        }
    }

    fn changes(&self, sizes: &[Option<u32>], columns: &[usize]) -> BTreeMap<usize, Change> {
        let all = self.document.marked.iter().zip(sizes).zip(columns).enumerate();
        let change = |(number, ((marked, &font_size), &columns)): (usize, ((&Marked, &Option<u32>), &usize))| {
            let families = self.families.get(&number).map(Vec::as_slice).unwrap_or_default();
            let width = |text: &str| self.stage.fonts.width(families, text);
            let columns =
                marked.vertical.as_ref().map(|text| vertical::drawn(&vertical::columns(text, columns), &width));
            (number, Change { font_size, columns, ..Change::default() })
        };
        all.map(change).collect()
    }
}

/// How a text lies in its box.
pub(crate) fn measure(stage: &Stage, placed: &Placed, marked: &Marked) -> Measure {
    let (width, height) = stage.size;
    let sheet = Area { left: 0.0, top: 0.0, width: width as f32, height: height as f32 };
    let around = placed.text.iter().map(|stretch| stretch.area).reduce(Area::with);
    let lines = if marked.vertical.is_some() { columns(placed) } else { lines(placed) };
    let rounding = (ROUNDING, ROUNDING);
    let overhang = (ROUNDING, ROUNDING + placed.font_size * OVERHANG);
    let is_inside = around.is_none_or(|text| placed.inner.holds(&text, overhang))
        && sheet.holds(&placed.outer, rounding)
        && !placed.overflows;
    let is_whole = placed.letters >= crate::sheet::letters(&marked.text);
    let needs = around.map_or((0.0, 0.0), |text| (text.width, text.height));
    Measure { lines, needs, fits: is_inside && is_whole && marked.lines.is_none_or(|most| lines <= most) }
}

/// Lines, where a stretch that overlaps half of the line before it belongs to it.
fn lines(placed: &Placed) -> usize {
    let mut spans: Vec<(f32, f32)> = placed.text.iter().map(|text| (text.area.top, text.area.bottom())).collect();
    counted(&mut spans)
}

fn columns(placed: &Placed) -> usize {
    let mut spans: Vec<(f32, f32)> = placed.text.iter().map(|text| (text.area.left, text.area.right())).collect();
    counted(&mut spans)
}

fn counted(spans: &mut [(f32, f32)]) -> usize {
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut count = 0;
    let mut line: Option<(f32, f32)> = None;
    for &(start, end) in spans.iter() {
        let shared = line.map(|(from, to)| (to.min(end) - start, (to - from).min(end - start)));
        if shared.is_some_and(|(shared, shorter)| shared > shorter / 2.0) {
            line = line.map(|(from, to)| (from, to.max(end)));
        } else {
            count += 1;
            line = Some((start, end));
        }
    }
    count
}
