//! Mistakes in a sheet's HTML or CSS, at their places in the theme's files.

use crate::diagnostics::rules::posters::SHEET_FAULT;
use crate::diagnostics::{Diagnostic, Place, offset_of};
use crate::paths::ShopPath;
use crate::plan::posters::Sheet;
use crate::theme::Theme;
use ::posters::{Fault, Part, Problem};
use std::sync::Arc;

/// The diagnostic, and its reason, by which two of them are the same.
pub(super) fn told(fault: &Fault, theme: &Theme, sheet: &Sheet, html: &str) -> (Diagnostic, String) {
    let place = match fault.part {
        Part::Css => in_style(fault, theme, sheet),
        Part::Html => in_template(fault, theme, sheet, html),
    };
    let (english, chinese) = reason(&fault.problem);
    let diagnostic = SHEET_FAULT.at(place.unwrap_or_else(|| sheet.told.head.clone()));
    let diagnostic = diagnostic.with("reason", &english).in_chinese("reason", chinese);
    (diagnostic.with("poster", &sheet.told.name), english)
}

/// The first line of a style as it is read holds the tokens.
fn in_style(fault: &Fault, theme: &Theme, sheet: &Sheet) -> Option<Place> {
    let (file, css) = theme.posters.styles.get(&sheet.template)?;
    let line = usize::try_from(fault.line).ok()?.checked_sub(1).filter(|line| *line > 0)?;
    let at = offset_of(css, line, usize::try_from(fault.column).ok()?);
    let rest = css.get(at..)?.lines().next().unwrap_or_default();
    let word = rest.split([';', '{', '}', ':']).next().unwrap_or_default().trim_end();
    Some(Place::new(file, at..at + word.len()))
}

/// Only the line of the made HTML is known: the template is searched for it, or for what is wrong in it.
fn in_template(fault: &Fault, theme: &Theme, sheet: &Sheet, html: &str) -> Option<Place> {
    let above = usize::try_from(fault.line).ok()?.saturating_sub(1);
    let line = html.lines().nth(above).unwrap_or_default().trim();
    let needle = match &fault.problem {
        Problem::Element(name) | Problem::Unclosed(name) => format!("<{name}"),
        Problem::Unopened(name) => format!("</{name}"),
        Problem::Attribute { name, .. } => name.clone(),
        Problem::Picture(name) | Problem::Twice(name) | Problem::NoBox(name) => format!("\"{name}\""),
        Problem::CodeTooLong(_) | Problem::CodeTooSmall { .. } => "qr".to_string(),
        _ => String::new(),
    };
    let main = format!("/posters/{}.html", sheet.template);
    let is_main = |file: &ShopPath| file.as_str().ends_with(&main);
    let mut files: Vec<(&ShopPath, &Arc<str>)> =
        theme.posters.templates.iter().map(|template| (&template.file, &template.text)).collect();
    files.sort_by_key(|(file, _)| !is_main(file));
    let find = |needle: &str| {
        let found = files.iter().find_map(|(file, text)| Some((*file, text.find(needle)?)));
        found.filter(|_| !needle.is_empty()).map(|(file, at)| Place::new(file, at..at + needle.len()))
    };
    find(line).or_else(|| find(&needle)).or_else(|| files.first().map(|(file, _)| Place::head(file)))
}

/// What is wrong, in English and Chinese.
fn reason(problem: &Problem) -> (String, String) {
    match problem {
        Problem::Syntax(reason) => (format!("it cannot be read: {reason}"), format!("读不懂：{reason}")),
        Problem::Selector(text) => (format!("the selector `{text}` is not known"), format!("不支持选择器 `{text}`")),
        Problem::Rule(text) => (format!("`@{text}` does nothing on a poster"), format!("海报里 `@{text}` 不起作用")),
        Problem::Condition(text) => (format!("the condition `{text}` cannot be read"), format!("条件 `{text}` 读不懂")),
        Problem::Property(name) => (format!("`{name}` does nothing on a poster"), format!("海报里 `{name}` 不起作用")),
        Problem::Value { property, value } => {
            (format!("`{property}` does not take `{value}`"), format!("`{property}` 不接受 `{value}`"))
        }
        Problem::Family(name) => (
            format!("no font is called `{name}`; theme.yaml lists fonts under `posters.fonts`"),
            format!("没有叫 `{name}` 的字体；字体列在 theme.yaml 的 `posters.fonts`"),
        ),
        Problem::Picture(name) => (format!("there is no picture `{name}`"), format!("没有图片 `{name}`")),
        Problem::Element(name) => (format!("a poster takes no `<{name}>`"), format!("海报里不能用 `<{name}>`")),
        Problem::Unclosed(name) => (format!("`<{name}>` is not closed"), format!("`<{name}>` 没有结束标签")),
        Problem::Unopened(name) => (format!("`</{name}>` closes nothing"), format!("`</{name}>` 没有对应的开始标签")),
        Problem::Attribute { name, value, takes } => {
            (format!("`{name}` is `{value}`, and takes {takes}"), format!("`{name}` 写成了 `{value}`，应为 {takes}"))
        }
        Problem::Twice(slot) => (format!("two slots are called `{slot}`"), format!("有两处都叫 `{slot}`")),
        Problem::NoBox(slot) => (
            format!("the slot `{slot}` is part of a line; make it a block"),
            format!("`{slot}` 是行内元素，请改成块级（display: block）"),
        ),
        Problem::CodeTooLong(bytes) => {
            (format!("a QR code cannot hold {bytes} bytes"), format!("二维码装不下 {bytes} 字节"))
        }
        Problem::CodeTooSmall { has, needs } => (
            format!("the QR code has {has} px and needs {needs} to be read"),
            format!("二维码只有 {has} 像素，至少要 {needs} 才扫得出来"),
        ),
        Problem::TooMuch { what, most } => {
            (format!("too many {what}; the limit is {most}"), format!("{what} 太多，上限 {most}"))
        }
        Problem::Renderer(reason) => (format!("the renderer says: {reason}"), format!("绘图器报告：{reason}")),
    }
}
