//! `awning schema`: what may stand in a shop's files, as JSON Schema.

use super::args::SchemaArguments;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::terminal::give;
use awning::diagnostics::Language;
use awning::error::Error;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A kind's name and its schema.
type Named = (&'static str, Value);

/// Writes one schema, or all, or lists their names.
pub(super) fn run(arguments: &SchemaArguments, options: &Options) -> Result<Outcome, Failure> {
    let wanted: Vec<Named> = match &arguments.kind {
        Some(kind) => vec![find(kind, options.language)?],
        None => awning::schema::all(),
    };
    match (&arguments.dir, &arguments.kind) {
        (Some(folder), _) => write(&wanted, folder)?,
        (None, Some(_)) => give(&wanted.iter().map(|(_, schema)| text(schema)).collect::<String>())?,
        (None, None) => give(&wanted.iter().map(|(kind, _)| (*kind).to_string() + "\n").collect::<String>())?,
    }
    Ok(Outcome::Done)
}

/// Writes schemas as `<kind>.schema.json`, making the folder.
pub(super) fn write(schemas: &[Named], folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io("cannot make the folder", folder, error))?;
    for (kind, schema) in schemas {
        let path = folder.join(format!("{kind}.schema.json"));
        fs::write(&path, text(schema)).map_err(|error| Error::io("cannot write", &path, error))?;
    }
    Ok(())
}

fn find(kind: &str, language: Language) -> Result<Named, Failure> {
    let all = awning::schema::all();
    let known = all.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ");
    all.into_iter().find(|(name, _)| *name == kind).ok_or_else(|| {
        Failure::Usage(match language {
            Language::English => format!("there is no kind `{kind}`; known: {known}"),
            Language::Chinese => format!("没有 `{kind}` 这个类型；可用：{known}"),
        })
    })
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
