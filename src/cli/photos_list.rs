//! `awning photos`: the list of all originals, and what is worth a second look.

use super::args::{Format, PhotosArguments};
use super::failure::Failure;
use super::options::Options;
use super::table;
use super::terminal::give;
use awning::album::{Inventory, Photo, Use};
use awning::artifact::bytes_in_words;
use awning::diagnostics::{Language, Severity};
use awning::paths::ShopPath;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Lines of one finding that people are shown; `--format json` has them all.
const MOST_LINES: usize = 12;

/// What is worth a second look: a heading, and a line each.
type Finding = (String, Vec<String>);

/// Shows the originals that are asked for: a table and findings for people, an object a line for machines.
pub(super) fn show(inventory: &Inventory, arguments: &PhotosArguments, options: &Options) -> Result<(), Failure> {
    let twice = twice(inventory);
    let is_asked_for = |photo: &&Photo| match (arguments.unused, arguments.duplicates) {
        (false, false) => true,
        (unused, duplicates) => unused && photo.uses.is_empty() || duplicates && twice.contains(&photo.path),
    };
    let photos: Vec<&Photo> = inventory.photos.iter().filter(is_asked_for).collect();
    let language = options.language;
    let text = if options.format == Format::Json {
        let lines = photos.iter().map(|photo| object(photo, language)).chain([summary(inventory)]);
        lines.map(|line| format!("{line}\n")).collect()
    } else if arguments.unused || arguments.duplicates {
        table(&photos, language)
    } else {
        let findings: String = findings(inventory, language).into_iter().map(|it| paragraph(it, language)).collect();
        format!("{}\n{findings}{}\n", table(&photos, language), total(inventory, language))
    };
    give(&text)?;
    Ok(())
}

/// Photos that have a twin.
fn twice(inventory: &Inventory) -> BTreeSet<&ShopPath> {
    let alike = inventory.alike.iter().flat_map(|(a, b)| [a, b]);
    inventory.same.iter().flatten().chain(alike).collect()
}

/// A line a photo.
fn table(photos: &[&Photo], language: Language) -> String {
    let rows: Vec<[String; 5]> = photos.iter().map(|photo| row(photo, language)).collect();
    table::lines(&rows, &[1, 3])
}

fn row(photo: &Photo, language: Language) -> [String; 5] {
    let (size, format) = photo.original.as_ref().map_or(("–".to_string(), "–"), |original| {
        let facts = &original.facts;
        (format!("{} × {}", facts.width, facts.height), facts.format.extension())
    });
    let used = match (language, photo.uses.as_slice()) {
        (Language::English, []) => "unused".to_string(),
        (Language::Chinese, []) => "未使用".to_string(),
        (_, [only]) => at(only),
        (Language::English, [first, rest @ ..]) => format!("{} and {} more", at(first), rest.len()),
        (Language::Chinese, [first, rest @ ..]) => format!("{} 等 {} 处", at(first), rest.len() + 1),
    };
    [photo.path.to_string(), size, format.to_string(), bytes_in_words(photo.bytes), used]
}

fn at(used: &Use) -> String {
    format!("{}:{}", used.file, used.line)
}

/// All findings that there are.
fn findings(inventory: &Inventory, language: Language) -> Vec<Finding> {
    let say = |english: &str, chinese: &str| match language {
        Language::English => english.to_string(),
        Language::Chinese => chinese.to_string(),
    };
    let photos = || inventory.photos.iter();
    let paths = |paths: &[ShopPath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" = ");
    let errors = |photo: &Photo| {
        let errors = photo.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
        errors.map(|error| format!("{} [{}]", error.message(language), error.rule.code)).collect::<Vec<_>>()
    };
    let small = photos().filter_map(|photo| photo.small.as_ref().map(|small| (photo, small)));
    let small = small.map(|(photo, small)| match language {
        Language::English => {
            format!("{}: {} px wide where {} may be shown ({})", photo.path, small.width, small.wanted, small.slot)
        }
        Language::Chinese => {
            format!("{}：宽 {} px，版位最宽 {} px（{}）", photo.path, small.width, small.wanted, small.slot)
        }
    });
    let no_alt =
        photos().flat_map(|photo| photo.without_alt().map(move |used| format!("{}  {}", photo.path, at(used))));
    let findings = [
        (say("cannot be used", "无法使用"), photos().flat_map(errors).collect::<Vec<_>>()),
        (
            say("unused", "未使用"),
            photos().filter(|photo| photo.uses.is_empty()).map(|photo| photo.path.to_string()).collect(),
        ),
        (say("the same bytes", "完全相同"), inventory.same.iter().map(|group| paths(group)).collect()),
        (say("look alike", "看起来相似"), inventory.alike.iter().map(|(a, b)| format!("{a} ~ {b}")).collect()),
        (say("too small", "尺寸不足"), small.collect()),
        (say("no alternative text", "缺少替代文字"), no_alt.collect()),
        (
            say(
                "no licence in a sidecar (`rights.licence`: own, permission, CC-BY-4.0 …)",
                "旁注文件未写授权（`rights.licence`：own、permission、CC-BY-4.0 等）",
            ),
            photos().filter(|photo| photo.lacks_licence()).map(|photo| photo.path.to_string()).collect(),
        ),
    ];
    findings.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

fn paragraph((heading, lines): Finding, language: Language) -> String {
    let (count, shown) = (lines.len(), lines.iter().take(MOST_LINES));
    let shown: String = shown.map(|line| format!("  {line}\n")).collect();
    let rest = count.saturating_sub(MOST_LINES);
    let more = match language {
        _ if rest == 0 => String::new(),
        Language::English => format!("  … and {rest} more\n"),
        Language::Chinese => format!("  ……还有 {rest} 项\n"),
    };
    format!("{heading} ({count})\n{shown}{more}\n")
}

fn total(inventory: &Inventory, language: Language) -> String {
    let (count, bytes) = (inventory.photos.len(), bytes_in_words(inventory.bytes()));
    match language {
        Language::English if count == 1 => format!("1 original, {bytes}"),
        Language::English => format!("{count} originals, {bytes}"),
        Language::Chinese => format!("{count} 张原图，共 {bytes}"),
    }
}

fn object(photo: &Photo, language: Language) -> Value {
    let facts = photo.original.as_ref().map(|original| &original.facts);
    let small = photo.small.as_ref();
    let uses =
        photo.uses.iter().map(|used| json!({"file": used.file.as_str(), "line": used.line, "alt": used.has_alt}));
    let problems = photo.diagnostics.iter().map(|diagnostic| {
        json!({
            "code": diagnostic.rule.code,
            "severity": diagnostic.severity().to_string(),
            "message": diagnostic.message(language),
        })
    });
    json!({
        "path": photo.path.as_str(),
        "bytes": photo.bytes,
        "width": facts.map(|facts| facts.width),
        "height": facts.map(|facts| facts.height),
        "format": facts.map(|facts| facts.format.extension()),
        "digest": photo.original.as_ref().map(|original| original.digest.hex()),
        "likeness": facts.map(|facts| format!("{:016x}", facts.likeness)),
        "uses": uses.collect::<Vec<_>>(),
        "small": small.map(|small| json!({"slot": small.slot, "width": small.width, "wanted": small.wanted})),
        "licence": photo.licence,
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn summary(inventory: &Inventory) -> Value {
    let count = |is: fn(&Photo) -> bool| inventory.photos.iter().filter(|photo| is(photo)).count();
    let path = |path: &ShopPath| path.as_str().to_string();
    let same: Vec<Vec<String>> = inventory.same.iter().map(|group| group.iter().map(path).collect()).collect();
    let alike: Vec<[String; 2]> = inventory.alike.iter().map(|(a, b)| [path(a), path(b)]).collect();
    json!({"summary": {
        "originals": inventory.photos.len(),
        "bytes": inventory.bytes(),
        "unusable": count(|photo| photo.original.is_none()),
        "unused": count(|photo| photo.uses.is_empty()),
        "small": count(|photo| photo.small.is_some()),
        "without_alt": count(|photo| photo.without_alt().next().is_some()),
        "without_licence": count(Photo::lacks_licence),
        "same": same,
        "alike": alike,
    }})
}
