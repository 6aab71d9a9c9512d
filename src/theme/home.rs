//! Where a theme's files lie: in the shop's `themes/<name>/`, or in the program.

use crate::paths::{ShopPath, is_slug};
use crate::source::{File, Source};
use include_dir::{Dir, DirEntry, include_dir};
use std::sync::Arc;

/// The built-in theme, which every other theme may extend.
static ATELIER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/atelier");

const BUILT_IN: &str = "atelier";

/// One theme's folder.
#[derive(Clone)]
pub(super) struct Home<'a> {
    pub(super) name: String,
    shelf: Shelf<'a>,
}

#[derive(Clone)]
enum Shelf<'a> {
    Shop(&'a Source),
    Program,
}

impl<'a> Home<'a> {
    /// The theme of that name; the shop's own goes before the built-in one.
    pub(super) fn find(source: &'a Source, name: &str) -> Option<Self> {
        if !is_slug(name) {
            return None;
        }
        let own = Self { name: name.to_string(), shelf: Shelf::Shop(source) };
        if own.text("theme.yaml").is_some() {
            return Some(own);
        }
        (name == BUILT_IN).then_some(Self { shelf: Shelf::Program, ..own })
    }

    /// A file's path in the shop. For the built-in theme it is the path that the file would have there.
    pub(super) fn path(&self, relative: &str) -> Option<ShopPath> {
        let prefix = format!("themes/{}/", self.name);
        ShopPath::new(&format!("{prefix}{relative}")).filter(|path| path.as_str().starts_with(&prefix))
    }

    pub(super) fn text(&self, relative: &str) -> Option<Arc<str>> {
        let path = self.path(relative)?;
        match self.shelf {
            Shelf::Shop(source) => source.text(&path).cloned(),
            Shelf::Program => ATELIER.get_file(self.relative(&path)?)?.contents_utf8().map(Into::into),
        }
    }

    pub(super) fn bytes(&self, relative: &str) -> Option<Vec<u8>> {
        let path = self.path(relative)?;
        match self.shelf {
            Shelf::Shop(source) => source.bytes(&path).ok(),
            Shelf::Program => Some(ATELIER.get_file(self.relative(&path)?)?.contents().to_vec()),
        }
    }

    /// The files right in a folder: path in the shop, bytes.
    pub(super) fn files(&self, folder: &str) -> Vec<(ShopPath, Vec<u8>)> {
        let names: Vec<ShopPath> = match self.shelf {
            Shelf::Shop(source) => {
                let root = format!("themes/{}/{folder}", self.name);
                source.under(&root).map(|(path, _)| path.clone()).filter(|path| path.folder() == root).collect()
            }
            Shelf::Program => {
                let files = ATELIER.get_dir(folder).into_iter().flat_map(Dir::files);
                files.filter_map(|file| self.path(file.path().to_str()?)).collect()
            }
        };
        let bytes = |path: ShopPath| Some((self.relative(&path).and_then(|name| self.bytes(name))?, path));
        names.into_iter().filter_map(bytes).map(|(bytes, path)| (path, bytes)).collect()
    }

    /// The texts below a folder, sorted: path within the folder, path in the shop, text.
    pub(super) fn texts(&self, folder: &str) -> Vec<(String, ShopPath, Arc<str>)> {
        let mut found = Vec::new();
        match self.shelf {
            Shelf::Shop(source) => {
                let root = format!("themes/{}/{folder}", self.name);
                for (path, file) in source.under(&root) {
                    if let (File::Text(text), Some(rest)) = (file, path.as_str().strip_prefix(&root)) {
                        found.push((rest.trim_start_matches('/').to_string(), path.clone(), text.clone()));
                    }
                }
            }
            Shelf::Program => self.gather(&ATELIER, folder, &mut found),
        }
        found.sort();
        found
    }

    fn gather(&self, dir: &Dir<'_>, folder: &str, found: &mut Vec<(String, ShopPath, Arc<str>)>) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => self.gather(dir, folder, found),
                DirEntry::File(file) => {
                    let name = file.path().to_str().and_then(|path| path.strip_prefix(folder)?.strip_prefix('/'));
                    let path = name.and_then(|name| self.path(&format!("{folder}/{name}")));
                    if let (Some(name), Some(path), Some(text)) = (name, path, file.contents_utf8()) {
                        found.push((name.to_string(), path, text.into()));
                    }
                }
            }
        }
    }

    fn relative<'p>(&self, path: &'p ShopPath) -> Option<&'p str> {
        path.as_str().strip_prefix("themes/")?.strip_prefix(self.name.as_str())?.strip_prefix('/')
    }
}

/// The names of all themes that can be chosen, sorted.
pub(super) fn known(source: &Source) -> Vec<String> {
    let mut names: Vec<String> = source
        .under("themes")
        .filter_map(|(path, _)| path.as_str().strip_prefix("themes/")?.strip_suffix("/theme.yaml").map(str::to_string))
        .chain([BUILT_IN.to_string()])
        .collect();
    names.sort();
    names.dedup();
    names
}
