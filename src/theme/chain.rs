//! A theme and those that it extends, nearest first.

use super::Choice;
use super::assets::Listed;
use super::file::ThemeFile;
use super::home::{self, Home};
use crate::diagnostics::rules::theme::{THEME_CYCLE, THEME_TOO_DEEP, UNKNOWN_THEME};
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::paths::ShopPath;
use crate::photos::{Profile, ProfileFields};
use crate::source::Source;
use crate::yaml::{self, Field, Kind, Node};
use std::collections::BTreeMap;

/// The most themes in a chain.
const DEEPEST: usize = 8;

/// One theme of the chain.
pub(super) struct Layer<'a> {
    pub(super) home: Home<'a>,
    pub(super) file: ThemeFile,
    /// The settings with their places.
    pub(super) settings: Option<Node>,
    /// Its `theme.yaml`.
    pub(super) path: ShopPath,
}

/// Reads the chain. Empty if a theme is not there, or the chain has no end.
pub(super) fn read<'a>(source: &'a Source, choice: &Choice<'_>) -> Checked<Vec<Layer<'a>>> {
    let mut notes = Notes::default();
    let mut layers: Vec<Layer<'a>> = Vec::new();
    let mut next = Some((choice.name.to_string(), choice.place.clone()));
    while let Some((name, place)) = next {
        let fault = cycle(&layers, &name, &place).or_else(|| too_deep(&layers, &place));
        let found = Home::find(source, &name).ok_or_else(|| unknown(source, &name, place));
        let home = match (fault, found) {
            (Some(fault), _) | (None, Err(fault)) => {
                notes.push(fault);
                return notes.around(Vec::new());
            }
            (None, Ok(home)) => home,
        };
        let Some(layer) = notes.take(read_layer(home)) else { return notes.around(Vec::new()) };
        let parent = layer.file.extends.placed();
        next = parent.and_then(|(name, place)| Some((name.clone()?, place.clone())));
        layers.push(layer);
    }
    notes.around(layers)
}

fn read_layer(home: Home<'_>) -> Checked<Option<Layer<'_>>> {
    let Some(path) = home.path("theme.yaml") else { return Checked::fine(None) };
    let text = home.text("theme.yaml").unwrap_or_default();
    match yaml::parse(&path, &text, 0..text.len()) {
        Err(diagnostic) => Checked::new(None, vec![*diagnostic]),
        Ok((node, duplicates)) => {
            let mut notes = Notes { diagnostics: duplicates };
            let file: ThemeFile = notes.take(yaml::read(&path, &node));
            let settings = child(node, "settings");
            notes.around(Some(Layer { home, file, settings, path }))
        }
    }
}

fn child(node: Node, name: &str) -> Option<Node> {
    let Kind::Map(entries) = node.kind else { return None };
    entries.into_iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

fn cycle(layers: &[Layer<'_>], name: &str, place: &Place) -> Option<Diagnostic> {
    let start = layers.iter().position(|layer| layer.home.name == name)?;
    let names = layers.iter().skip(start).map(|layer| layer.home.name.as_str()).chain([name]);
    Some(THEME_CYCLE.at(place.clone()).with("chain", names.collect::<Vec<_>>().join(" → ")))
}

fn too_deep(layers: &[Layer<'_>], place: &Place) -> Option<Diagnostic> {
    (layers.len() >= DEEPEST).then(|| THEME_TOO_DEEP.at(place.clone()).with("limit", DEEPEST))
}

fn unknown(source: &Source, name: &str, place: Place) -> Diagnostic {
    let known = home::known(source);
    UNKNOWN_THEME
        .at(place)
        .with("name", name)
        .with("known", known.join(", "))
        .nearest(name, known.iter().map(String::as_str))
}

/// One of the lists of files in `theme.yaml`.
pub(super) type Pick = fn(&ThemeFile) -> &Field<Vec<Field<String>>>;

/// The files of a list over the whole chain, the farthest parent's first; a file that is named again keeps its place.
pub(super) fn listed(layers: &[Layer<'_>], pick: Pick) -> Vec<Listed> {
    let mut files: Vec<Listed> = Vec::new();
    for layer in layers.iter().rev() {
        for (name, place) in pick(&layer.file).get().into_iter().flatten().filter_map(Field::placed) {
            if !files.iter().any(|file| file.name == *name) {
                files.push(Listed { name: name.clone(), place: place.clone() });
            }
        }
    }
    files
}

/// The profiles of the whole chain; the nearest theme's replaces its parents' of the same name.
pub(super) fn profiles(
    layers: &[Layer<'_>],
    pick: fn(&ThemeFile) -> &Field<BTreeMap<String, ProfileFields>>,
) -> Checked<BTreeMap<String, Profile>> {
    let mut notes = Notes::default();
    let mut profiles = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (name, fields) in pick(&layer.file).get().into_iter().flatten() {
            if let Some(profile) = notes.take(fields.profile(name, &layer.path, None)) {
                profiles.insert(name.clone(), profile);
            }
        }
    }
    notes.around(profiles)
}
