//! A shortcode that was found: checked against its spec, its body read.

use super::page::Page;
use super::specs::{Body, SPECS, Spec};
use super::tags::{Fault, Found, Scan};
use super::{Shortcode, arguments, items, specs, writer};
use crate::diagnostics::rules::markdown as rules;
use std::ops::Range;

/// Shortcodes may stand in each other so deep.
pub(super) const LIMIT: usize = 3;

/// Reads a shortcode; `None` if it cannot be used, which is reported.
pub(super) fn read(page: &mut Page<'_>, found: &Found, depth: usize) -> Option<Shortcode> {
    let spec = known(page, found)?;
    if depth >= LIMIT {
        let fault = page.fault(&rules::SHORTCODES_TOO_DEEP, found.name.clone()).with("limit", LIMIT);
        page.report(fault);
        return None;
    }
    let arguments = arguments::read(page, spec, &found.name, found.arguments.clone());
    let mut shortcode =
        Shortcode { name: spec.name, arguments, span: page.span(found.span.clone()), ..Shortcode::default() };
    let body = found.body.clone().unwrap_or(found.span.end..found.span.end);
    match spec.body {
        Body::None => alone(page, found, spec),
        Body::Prose => shortcode.body = Some(writer::prose(page, body, depth + 1)),
        Body::Photos => shortcode.items = items::photos(page, body),
        Body::Events => shortcode.items = items::events(page, body),
    }
    Some(shortcode)
}

/// Reports the tags that could not be used; `base` is where the scanned copy begins.
pub(super) fn report(page: &mut Page<'_>, scan: &Scan, base: usize) {
    for (fault, span, name) in &scan.faults {
        let rule = match fault {
            Fault::Syntax => &rules::SHORTCODE_SYNTAX,
            Fault::Unclosed => &rules::UNCLOSED_SHORTCODE,
            Fault::Stray => &rules::STRAY_SHORTCODE_END,
        };
        let name = page.slice(shifted(name, base));
        let fault = page.fault(rule, shifted(span, base)).with("name", name);
        page.report(fault);
    }
}

/// A range of the copy as a range of the whole text.
pub(super) fn shifted(range: &Range<usize>, base: usize) -> Range<usize> {
    range.start + base..range.end + base
}

fn known(page: &mut Page<'_>, found: &Found) -> Option<&'static Spec> {
    let name = page.slice(found.name.clone());
    if let Some(spec) = specs::find(name) {
        return Some(spec);
    }
    let names: Vec<_> = SPECS.iter().map(|spec| spec.name).collect();
    let fault = page.fault(&rules::UNKNOWN_SHORTCODE, found.name.clone());
    page.report(fault.with("name", name).with("known", names.join(", ")).nearest(name, names));
    None
}

/// A shortcode that stands alone must not be closed.
fn alone(page: &mut Page<'_>, found: &Found, spec: &Spec) {
    if let Some(body) = &found.body {
        let fault = page.fault(&rules::STRAY_SHORTCODE_END, body.end..found.span.end).with("name", spec.name);
        page.report(fault);
    }
}
