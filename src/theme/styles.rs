//! Styles: the listed CSS files, checked one by one, made smaller, and joined behind the theme's tokens.

use super::assets::{Assets, Listed};
use super::home::Home;
use crate::diagnostics::rules::theme::{CSS_DOUBTFUL, CSS_FILE_MISSING, CSS_IMPORT, CSS_SYNTAX};
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::ShopPath;
use lightningcss::dependencies::{Dependency, DependencyOptions, UrlDependency};
use lightningcss::error::ParserError;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use std::fmt::Write as _;
use std::sync::{Arc, RwLock};

/// The name of the one published style sheet.
pub(super) const STYLES: &str = "styles.css";

/// The oldest browsers that pages are made for; nesting and newer colours are lowered for them.
fn browsers() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets::from(Browsers {
        chrome: version(111, 0),
        edge: version(111, 0),
        firefox: version(115, 0),
        safari: version(16, 4),
        ios_saf: version(16, 4),
        ..Browsers::default()
    })
}

/// Files behind their tokens as one style sheet; what they refer to is published with them.
pub(super) fn join(
    chain: &[Home<'_>],
    tokens: &[(String, String)],
    files: &[Listed],
    assets: &mut Assets,
) -> Checked<String> {
    let mut notes = Notes::default();
    let mut css = notes.take(root(tokens));
    for listed in files {
        let found = chain.iter().find_map(|home| Some((home.path(&listed.name)?, home.text(&listed.name)?)));
        let Some((path, text)) = found else {
            notes.push(listed.missing());
            continue;
        };
        css.push_str(&notes.take(Sheet { name: &listed.name, path: &path, text: &text }.made(chain, assets)));
    }
    notes.around(css)
}

/// The tokens as custom properties of the root. Their values were checked before.
fn root(tokens: &[(String, String)]) -> Checked<String> {
    if tokens.is_empty() {
        return Checked::default();
    }
    let properties: Vec<String> = tokens.iter().map(|(name, value)| format!("--{name}:{value}")).collect();
    Checked::fine(format!(":root{{{}}}", properties.join(";")))
}

/// One CSS file of a theme.
struct Sheet<'a> {
    name: &'a str,
    path: &'a ShopPath,
    text: &'a str,
}

impl Sheet<'_> {
    fn made(&self, chain: &[Home<'_>], assets: &mut Assets) -> Checked<String> {
        let mut notes = Notes::default();
        let warnings = Arc::new(RwLock::new(Vec::new()));
        let options = ParserOptions {
            filename: self.path.to_string(),
            error_recovery: true,
            warnings: Some(warnings.clone()),
            ..ParserOptions::default()
        };
        let parsed = StyleSheet::parse(self.text, options);
        for warning in warnings.read().iter().flat_map(|list| list.iter()) {
            let place = self.place(warning.loc.as_ref().map(|loc| (loc.line, loc.column)));
            let rule = if is_doubtful(&warning.kind) { &CSS_DOUBTFUL } else { &CSS_SYNTAX };
            notes.push(rule.at(place).with("reason", &warning.kind));
        }
        let css = parsed.map_err(|error| self.fault(error)).and_then(|mut sheet| self.print(&mut sheet, chain, assets));
        match css {
            Ok(made) => {
                let css = notes.take(made);
                notes.around(css)
            }
            Err(diagnostic) => {
                notes.push(*diagnostic);
                notes.around(String::new())
            }
        }
    }

    fn print(
        &self,
        sheet: &mut StyleSheet<'_>,
        chain: &[Home<'_>],
        assets: &mut Assets,
    ) -> Result<Checked<String>, Box<crate::diagnostics::Diagnostic>> {
        let minify = MinifyOptions { targets: browsers(), ..MinifyOptions::default() };
        sheet.minify(minify).map_err(|error| self.fault(error))?;
        let printer = PrinterOptions {
            minify: true,
            targets: browsers(),
            analyze_dependencies: Some(DependencyOptions { remove_imports: true }),
            ..PrinterOptions::default()
        };
        let result = sheet.to_css(printer).map_err(|error| self.fault(error))?;
        let mut notes = Notes::default();
        let mut css = result.code;
        for dependency in result.dependencies.unwrap_or_default() {
            match dependency {
                Dependency::Import(import) => {
                    let place = self.place(Some((import.loc.start.line.saturating_sub(1), import.loc.start.column)));
                    notes.push(CSS_IMPORT.at(place).with("url", &import.url));
                }
                Dependency::Url(url) => {
                    let target = notes.take(self.target(&url, chain, assets));
                    css = css.replace(&format!("url(\"{}\")", url.placeholder), &target);
                }
            }
        }
        Ok(notes.around(css))
    }

    /// What stands for a `url(…)` in the published styles.
    fn target(&self, url: &UrlDependency, chain: &[Home<'_>], assets: &mut Assets) -> Checked<String> {
        if is_absolute(&url.url) {
            return Checked::fine(quoted(&url.url));
        }
        let end = url.url.find(['?', '#']).unwrap_or(url.url.len());
        let (file, rest) = url.url.split_at(end);
        let published = self.beside(file).and_then(|name| assets.publish(chain, &name));
        if let Some(asset) = published {
            return Checked::fine(quoted(&format!("{}{rest}", asset.address.href())));
        }
        let column = url.loc.start.column.saturating_sub(4);
        let place = self.place(Some((url.loc.start.line.saturating_sub(1), column)));
        Checked::new(quoted(&url.url), vec![CSS_FILE_MISSING.at(place).with("url", &url.url)])
    }

    /// A path from this sheet's folder, as a path within the theme.
    fn beside(&self, file: &str) -> Option<String> {
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(ShopPath::new(format!("{folder}/{file}").trim_start_matches('/'))?.to_string())
    }

    fn fault<T: std::fmt::Display>(&self, error: lightningcss::error::Error<T>) -> Box<crate::diagnostics::Diagnostic> {
        let place = self.place(error.loc.map(|loc| (loc.line, loc.column)));
        Box::new(CSS_SYNTAX.at(place).with("reason", error.kind))
    }

    /// The place of a line (from 0) and column (from 1, in UTF-16 units): the word there.
    fn place(&self, at: Option<(u32, u32)>) -> Place {
        let Some((line, column)) = at else { return Place::head(self.path) };
        let line = usize::try_from(line).unwrap_or(0);
        let start: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or_default();
        let mut units = usize::try_from(column).unwrap_or(1).saturating_sub(1);
        let mut offset = 0;
        for letter in rest.chars().take_while(|letter| *letter != '\n') {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(letter.len_utf16());
            offset += letter.len_utf8();
        }
        let word = rest.get(offset..).unwrap_or_default().trim_start_matches(' ');
        offset = rest.len() - word.len();
        let length = word.find(|c: char| c.is_whitespace() || ";{}:,".contains(c)).unwrap_or(word.len());
        Place::new(self.path, start + offset..start + offset + length)
    }
}

/// Rules of newer browsers are kept as they are; everything else that is not read is a mistake.
fn is_doubtful(fault: &ParserError<'_>) -> bool {
    matches!(fault, ParserError::AtRuleInvalid(_) | ParserError::SelectorError(_))
}

fn is_absolute(url: &str) -> bool {
    let scheme = url.find(':').is_some_and(|end| url.bytes().take(end).all(|b| b.is_ascii_alphanumeric() || b == b'+'));
    url.starts_with(['/', '#']) || url.is_empty() || scheme
}

fn quoted(url: &str) -> String {
    let mut text = String::from("url(\"");
    for letter in url.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            letter if letter.is_control() => drop(write!(text, "\\{:x} ", u32::from(letter))),
            letter => text.push(letter),
        }
    }
    text + "\")"
}
