//! `awning photos export`: photos for other platforms, in a folder.

use super::args::{ExportArguments, Format};
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::terminal::give;
use super::{memory, photos, report};
use awning::album::export::{self, Export, Known, Wish};
use awning::artifact::{Artifact, Body};
use awning::cache::Cache;
use awning::catalog::raw::Role;
use awning::diagnostics::{Language, Severity, nearest};
use awning::error::Error;
use awning::moment::When;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Exports what was asked for, or lists what can be.
pub(super) fn run(arguments: &ExportArguments, at: When, options: &Options) -> Result<Outcome, Failure> {
    let cache = Cache::of_shop(&options.root).used_at(SystemTime::now());
    let roles = arguments.role.iter().map(|role| Role::from(*role)).collect();
    let wish = Wish {
        presets: arguments.presets.clone(),
        roles,
        products: arguments.product.clone(),
        at,
        memory: memory::of_photos(None),
    };
    let (source, made) = export::make(&options.root, &cache, &wish)?;
    report::show_diagnostics(&made.diagnostics, &source.texts(), options)?;
    let Some(export) = made.value else { return Ok(Outcome::Faulty) };
    if let Some(name) = export.unknown.first() {
        return Err(Failure::Usage(unknown(name, &export.known, options.language)));
    }
    if arguments.presets.is_empty() {
        list(&export.known, options)?;
        return Ok(Outcome::Done);
    }
    let folder = folder(arguments, options)?;
    for file in &export.files {
        write(&folder, file)?;
    }
    let errors = made.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    tell(&export, errors, arguments, options)?;
    Ok(if errors == 0 { Outcome::Done } else { Outcome::Faulty })
}

/// The folder, which must not be one that is published.
fn folder(arguments: &ExportArguments, options: &Options) -> Result<PathBuf, Failure> {
    let folder = photos::outside(&arguments.out, options)?;
    if folder.is_dir() {
        photos::outside(&arguments.out.join("photo"), options)?;
    }
    Ok(folder)
}

fn write(folder: &Path, file: &Artifact) -> Result<(), Error> {
    let path = folder.join(&file.path);
    let bytes = match &file.body {
        Body::Bytes(bytes) => bytes.clone(),
        Body::File(from) => fs::read(from).map_err(|error| Error::io("cannot read", from, error))?,
    };
    photos::replace(&path, &bytes)
}

fn tell(export: &Export, errors: usize, arguments: &ExportArguments, options: &Options) -> Result<(), Failure> {
    let (count, out) = (export.files.len(), arguments.out.display());
    if options.format == Format::Json {
        let paths: Vec<&str> = export.files.iter().map(|file| file.path.as_str()).collect();
        give(&format!("{}\n", json!({"files": paths, "summary": {"files": count, "errors": errors}})))?;
        return Ok(());
    }
    photos::tell(
        options,
        &match options.language {
            Language::English => format!("{count} photos → {out}\n"),
            Language::Chinese => format!("{count} 张图片 → {out}\n"),
        },
    )
}

fn list(known: &[Known], options: &Options) -> Result<(), Failure> {
    if options.format == Format::Json {
        for Known { name, label } in known {
            give(&format!("{}\n", json!({"preset": name, "label": label})))?;
        }
        return Ok(());
    }
    let widest = known.iter().map(|preset| preset.name.len()).max().unwrap_or_default();
    for Known { name, label } in known {
        give(&format!("{name:widest$}  {label}\n"))?;
    }
    Ok(())
}

fn unknown(name: &str, known: &[Known], language: Language) -> String {
    let names: Vec<&str> = known.iter().map(|preset| preset.name.as_str()).collect();
    let near = nearest(name, names.iter().copied());
    match (language, near) {
        (Language::English, Some(near)) => format!("there is no preset `{name}`; did you mean `{near}`?"),
        (Language::English, None) => format!("there is no preset `{name}`; `awning photos export` lists them"),
        (Language::Chinese, Some(near)) => format!("没有规格 `{name}`；是不是 `{near}`？"),
        (Language::Chinese, None) => format!("没有规格 `{name}`；运行 `awning photos export` 查看全部规格"),
    }
}
