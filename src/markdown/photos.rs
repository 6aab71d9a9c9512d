//! Photos in copy: never HTML, always a part to be looked up.

use super::PhotoUse;
use super::events::{self, Spanned};
use super::page::Page;
use super::shortcodes::shifted;
use super::target::{Target, judge};
use crate::diagnostics::rules::markdown as rules;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Reads a photo from its events, first to last; `None` if it cannot be used, which is reported.
pub(super) fn read(page: &mut Page<'_>, events: &[Spanned<'_>], base: usize) -> Option<PhotoUse> {
    let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.first()? else { return None };
    let range = shifted(range, base);
    let rule = match judge(dest_url) {
        Target::Local => None,
        Target::External => Some(&rules::EXTERNAL_PHOTO),
        Target::Contact | Target::Unsafe => Some(&rules::UNSAFE_LINK),
    };
    if let Some(rule) = rule {
        let fault = page.fault(rule, range).with("target", dest_url);
        page.report(fault);
        return None;
    }
    Some(PhotoUse {
        src: dest_url.to_string(),
        alt: events::plain(events, page.options.language).trim().to_string(),
        title: Some(title.to_string()).filter(|title| !title.trim().is_empty()),
        span: page.span(range),
        wide: false,
        block: false,
    })
}

/// If the paragraph that begins at `at` holds photos only: the index past it.
pub(super) fn paragraph(events: &[Spanned<'_>], at: usize) -> Option<usize> {
    let mut index = at + 1;
    let mut any = false;
    loop {
        match &events.get(index)?.0 {
            Event::Start(Tag::Image { .. }) => {
                any = true;
                index = events::past(events, index);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::End(TagEnd::Paragraph) => return any.then_some(index + 1),
            _ => return None,
        }
        index += 1;
    }
}
