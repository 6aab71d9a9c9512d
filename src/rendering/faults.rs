//! Tera's errors as diagnostics at their places in the theme's files.

use super::meter::{ENDLESS, Metered};
use crate::diagnostics::rules::theme::{
    MISSING_TEMPLATE, TEMPLATE_CYCLE, TEMPLATE_ENDLESS, TEMPLATE_FAILED, TEMPLATE_SYNTAX, UNDEFINED_VARIABLE,
};
use crate::diagnostics::{Diagnostic, Place, offset_of};
use crate::paths::ShopPath;
use crate::theme::{Template, Theme};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// A template as written and as compiled.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) metered: Metered,
    file: ShopPath,
    text: Arc<str>,
}

impl Sheet {
    fn new(template: &Template) -> Self {
        let metered = Metered::new(&template.text);
        Self { name: template.name.clone(), metered, file: template.file.clone(), text: template.text.clone() }
    }

    /// The place of a range in the compiled text.
    fn place(&self, range: Range<usize>) -> Place {
        let snap = |mut offset: usize| {
            offset = self.metered.original(offset).min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        Place::new(&self.file, snap(range.start)..snap(range.end))
    }

    /// The place of a line and column (both from 1, in characters) of the compiled text.
    fn place_at(&self, line: usize, column: usize) -> Place {
        let offset = offset_of(&self.metered.text, line, column);
        let word = self.metered.text.get(offset..).unwrap_or_default();
        let length = word.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(word.len());
        self.place(offset..offset + length)
    }

    /// The place where another template is named.
    fn place_of(&self, name: &str) -> Place {
        let quotes = ['"', '\'', '`'];
        let found = quotes.iter().find_map(|quote| self.text.find(&format!("{quote}{name}{quote}")));
        found.map_or(Place::head(&self.file), |at| Place::new(&self.file, at..at + name.len() + 2))
    }

    /// The first call of a component in its own body. Tera does not say where the recursion was too deep.
    fn recursion(&self) -> Option<Place> {
        let mut from = 0;
        while let Some(at) = self.text.get(from..)?.find("{% component ").map(|at| from + at) {
            let definition = self.text.get(at + "{% component ".len()..)?;
            let body = definition.split("{% endcomponent").next()?;
            let name = body.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
            let call = format!("<{name}");
            if let Some(call_at) = body.find(&call) {
                let start = at + "{% component ".len() + call_at;
                return Some(Place::new(&self.file, start..start + call.len()));
            }
            from = at + "{% component ".len();
        }
        None
    }
}

/// Everything that is needed to say where a template fails.
#[derive(Debug)]
pub(super) struct Faults {
    /// By name.
    pub(super) sheets: BTreeMap<String, Sheet>,
    chain: Vec<String>,
    /// The theme's `theme.yaml`.
    file: ShopPath,
}

impl Faults {
    pub(super) fn new(theme: &Theme, templates: &[Template]) -> Self {
        let sheets = templates.iter().map(|template| (template.name.clone(), Sheet::new(template))).collect();
        Self { sheets, chain: theme.chain.clone(), file: theme.file.clone() }
    }

    /// What is wrong with a set of templates.
    pub(super) fn of_loading(&self, error: &Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                vec![TEMPLATE_SYNTAX.at(self.place(report)).with("reason", report.message())]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => vec![self.cycle(tpl, chain)],
            ErrorKind::MissingParent { current, parent } => {
                let reason = format!("there is no template `{parent}` to extend");
                vec![TEMPLATE_SYNTAX.at(self.place_named(current, parent)).with("reason", reason)]
            }
            ErrorKind::Msg(message) => self.of_reports(message),
            other => vec![TEMPLATE_SYNTAX.at(self.head("")).with("reason", other)],
        }
    }

    /// Unknown filters, components and the like come as one text of reports, a blank line between them.
    fn of_reports(&self, message: &str) -> Vec<Diagnostic> {
        let reports = message.split("\n\nerror: ").map(|report| report.trim_start_matches("error: "));
        reports
            .map(|report| {
                let reason = report.lines().next().unwrap_or_default();
                let place = self.located(report).unwrap_or_else(|| self.mentioned(reason));
                TEMPLATE_SYNTAX.at(place).with("reason", reason)
            })
            .collect()
    }

    /// What went wrong while a page was made from a template.
    pub(super) fn of_rendering(&self, error: &Error, template: &str, page: &str) -> Diagnostic {
        match error.kind() {
            ErrorKind::RenderingError(report) => {
                let diagnostic = self.of_report(report, page);
                self.with_calls(diagnostic, &error.to_string())
            }
            ErrorKind::TemplateNotFound(name) => {
                MISSING_TEMPLATE.at(self.head(template)).with("name", name).with("page", page)
            }
            ErrorKind::Io(_) => {
                let reason = format!("{ENDLESS} 64 MiB in one page");
                TEMPLATE_ENDLESS.at(self.head(template)).with("reason", reason).with("page", page)
            }
            other => {
                let reason = other.to_string();
                if !reason.contains("recursion depth") {
                    return TEMPLATE_FAILED.at(self.head(template)).with("reason", reason).with("page", page);
                }
                let place = self.sheets.values().find_map(Sheet::recursion).unwrap_or_else(|| self.head(template));
                let reason = "components call each other more than 20 times deep";
                TEMPLATE_ENDLESS.at(place).with("reason", reason).with("page", page)
            }
        }
    }

    fn of_report(&self, report: &ReportError, page: &str) -> Diagnostic {
        let place = self.place(report);
        let message = report.message();
        let own = message.rsplit_once(ENDLESS).map(|(_, rest)| format!("{ENDLESS}{rest}"));
        if let Some(reason) = own {
            return TEMPLATE_ENDLESS.at(place).with("reason", reason).with("page", page);
        }
        if !message.contains("not defined") && !message.contains("undefined") {
            return TEMPLATE_FAILED.at(place).with("reason", message.trim_end_matches('.')).with("page", page);
        }
        let name = message.split('`').nth(1).map_or_else(|| self.quoted(&place), str::to_string);
        let known = message.split_once("Available ").and_then(|(_, list)| list.split_once(": ")).map_or("", |(_, k)| k);
        UNDEFINED_VARIABLE
            .at(place)
            .with("name", &name)
            .with("page", page)
            .with("known", if known.is_empty() { "nothing" } else { known })
            .nearest(&name, known.split(", ").filter(|word| !word.is_empty()))
    }

    /// The calls that led to the fault, from Tera's notes: `note: called from file:line:column`.
    fn with_calls(&self, mut diagnostic: Diagnostic, report: &str) -> Diagnostic {
        for line in report.lines().filter_map(|line| line.strip_prefix("note: called from ")) {
            if let Some(place) = self.place_in(line) {
                diagnostic = diagnostic.also(place, "called from here");
            }
        }
        diagnostic
    }

    fn cycle(&self, template: &str, chain: &[String]) -> Diagnostic {
        let next = chain.iter().find(|name| *name != template).map_or(template, String::as_str);
        let short = next.split_once('/').map_or(next, |(_, rest)| rest);
        let named = self.place_named(template, next);
        let place = if named.end > named.start { named } else { self.place_named(template, short) };
        let mut ring: Vec<&str> = chain.iter().map(String::as_str).collect();
        if ring.first() != Some(&template) {
            ring.insert(0, template);
        }
        if ring.last() != Some(&template) || ring.len() == 1 {
            ring.push(template);
        }
        let parent = self.chain.get(1).or(self.chain.first()).map_or("", String::as_str);
        TEMPLATE_CYCLE.at(place).with("chain", ring.join(" → ")).with("parent", parent)
    }

    fn place(&self, report: &ReportError) -> Place {
        let sheet = self.sheets.get(report.filename());
        sheet.map_or_else(|| self.head(""), |sheet| sheet.place(report.span().range.clone()))
    }

    fn place_named(&self, template: &str, name: &str) -> Place {
        self.sheets.get(template).map_or_else(|| self.head(template), |sheet| sheet.place_of(name))
    }

    /// The place after `-->` in a report.
    fn located(&self, report: &str) -> Option<Place> {
        let line = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
        self.place_in(line)
    }

    /// The place of `file:line:column`.
    fn place_in(&self, text: &str) -> Option<Place> {
        let (rest, column) = text.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        Some(self.sheets.get(name)?.place_at(line.parse().ok()?, column.trim().parse().ok()?))
    }

    /// The head of a template that a message names in backticks.
    fn mentioned(&self, message: &str) -> Place {
        let named = message.split('`').find_map(|word| self.sheets.get(word));
        named.map_or_else(|| self.head(""), |sheet| Place::head(&sheet.file))
    }

    fn quoted(&self, place: &Place) -> String {
        let sheet = self.sheets.values().find(|sheet| sheet.file == place.file);
        sheet.and_then(|sheet| sheet.text.get(place.span())).unwrap_or_default().to_string()
    }

    /// The beginning of a template, looked up as Tera does; of theme.yaml if there is none of that name.
    fn head(&self, template: &str) -> Place {
        let names =
            std::iter::once(template.to_string()).chain(self.chain.iter().map(|name| format!("{name}/{template}")));
        let found = names.into_iter().find_map(|name| self.sheets.get(&name));
        Place::head(found.map_or(&self.file, |sheet| &sheet.file))
    }
}
