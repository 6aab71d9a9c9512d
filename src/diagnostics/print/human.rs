//! Frames for people: the file, the line itself, what is wrong with it, what to do.

use super::excerpt::{Excerpt, visible};
use super::lines::Texts;
use crate::diagnostics::{Diagnostic, Language, Place, Severity};
use crate::paths::ShopPath;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Related places at most this many lines from the first share its frame.
const ONE_FRAME: usize = 40;

/// Frames with an empty line between them, each ending with a line break; empty if there is nothing to say.
#[must_use]
pub fn human(
    diagnostics: &[Diagnostic],
    texts: &BTreeMap<ShopPath, Arc<str>>,
    language: Language,
    colour: bool,
) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts = Texts::index(diagnostics, texts);
    let frames = diagnostics.iter().map(|diagnostic| renderer.render(&[frame(diagnostic, &texts, language)]) + "\n");
    frames.collect::<Vec<_>>().join("\n")
}

fn frame(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> Group<'static> {
    let title = one_line(&diagnostic.message(language));
    let (near, far) = split_related(diagnostic, texts);
    let help = visible(&diagnostic.help(language));
    level(diagnostic.severity(), language)
        .primary_title(title)
        .id(diagnostic.rule.code)
        .elements(view(&diagnostic.place, None, &near, texts))
        .elements(far.into_iter().flat_map(|(place, label)| distant(place, label, texts, language)))
        .elements((!help.is_empty()).then(|| help_level(language).message(help)))
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match (severity, language) {
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Warning, Language::English) => Level::WARNING,
        (Severity::Note, Language::English) => Level::NOTE,
        (Severity::Error, Language::Chinese) => Level::ERROR.with_name("错误"),
        (Severity::Warning, Language::Chinese) => Level::WARNING.with_name("警告"),
        (Severity::Note, Language::Chinese) => Level::NOTE.with_name("提示"),
    }
}

fn help_level(language: Language) -> Level<'static> {
    match language {
        Language::English => Level::HELP,
        Language::Chinese => Level::HELP.with_name("帮助"),
    }
}

/// A place with what is said about it.
type Labelled<'a> = (&'a Place, &'a str);

/// The related places that share the first one's frame, and those that get their own.
fn split_related<'a>(diagnostic: &'a Diagnostic, texts: &Texts<'_>) -> (Vec<Labelled<'a>>, Vec<Labelled<'a>>) {
    let line = |place: &Place| texts.region(place).start.line;
    let home = &diagnostic.place;
    let is_near = |place: &Place| {
        has_frame(home, texts)
            && has_frame(place, texts)
            && place.file == home.file
            && line(place).abs_diff(line(home)) <= ONE_FRAME
    };
    diagnostic.related.iter().map(|(place, label)| (place, label.as_str())).partition(|(place, _)| is_near(place))
}

/// Whether there is a line to show: the text is known, and not the whole file is meant.
fn has_frame(place: &Place, texts: &Texts<'_>) -> bool {
    place.end > 0 && texts.lines(&place.file).is_some()
}

/// A place in its file, with what stands near it.
fn view(place: &Place, label: Option<&str>, near: &[Labelled<'_>], texts: &Texts<'_>) -> Vec<Element<'static>> {
    let path = one_line(place.file.as_str());
    let Some(lines) = texts.lines(&place.file).filter(|_| has_frame(place, texts)) else {
        return vec![Origin::path(path).into()];
    };
    let start = texts.region(place).start;
    let spans: Vec<_> = [place].into_iter().chain(near.iter().map(|(place, _)| *place)).map(Place::span).collect();
    let excerpt = Excerpt::cut(lines, &spans);
    let labels = [label].into_iter().chain(near.iter().map(|(_, label)| Some(*label)));
    let annotations = excerpt.marks.iter().zip(labels).enumerate().map(annotation);
    let snippet = Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line).annotations(annotations);
    // The renderer counts columns in what it is given, so where a line is shortened it is told the place beforehand.
    if excerpt.is_shortened {
        return vec![Origin::path(path).line(start.line).char_column(start.column).into(), snippet.into()];
    }
    vec![snippet.path(path).into()]
}

/// A text that stays on its line and hides nothing.
fn one_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

fn annotation((index, (mark, label)): (usize, (&std::ops::Range<usize>, Option<&str>))) -> Annotation<'static> {
    let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
    kind.span(mark.clone()).label(label.map(one_line))
}

/// A related place far from the first, or in another file.
fn distant(place: &Place, label: &str, texts: &Texts<'_>, language: Language) -> Vec<Element<'static>> {
    if has_frame(place, texts) {
        return view(place, Some(label), &[], texts);
    }
    let words = visible(&format!("{}: {label}", place.file));
    vec![level(Severity::Note, language).message(words).into()]
}
