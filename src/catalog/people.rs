//! `content/data/people.yaml`: people and departments, by id.

use crate::diagnostics::{Checked, Notes};
use crate::language::Localised;
use crate::paths::ShopPath;
use crate::source::Source;
use crate::yaml::{self, Field};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct File {
    /// People and departments, by id.
    pub people: Field<People>,
}

/// People and departments, by id.
pub(super) type People = BTreeMap<String, Person>;

/// A person or a department.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Person {
    /// Name.
    pub name: Field<Localised>,
    /// What they do.
    pub role: Field<Localised>,
    /// Where they belong.
    pub department: Field<Localised>,
}

/// Reads the file; an absent one is empty.
pub(super) fn read(source: &Source) -> Checked<Option<People>> {
    let mut notes = Notes::default();
    let file = ShopPath::new("content/data/people.yaml");
    let Some((file, text)) = file.as_ref().and_then(|file| Some((file, source.text(file)?))) else {
        return notes.around(None);
    };
    match yaml::parse(file, text, 0..text.len()) {
        Err(diagnostic) => {
            notes.push(*diagnostic);
            notes.around(None)
        }
        Ok((node, duplicates)) => {
            notes.diagnostics.extend(duplicates);
            let read: File = notes.take(yaml::read(file, &node));
            notes.around(Some(read.people.value.unwrap_or_default()))
        }
    }
}
