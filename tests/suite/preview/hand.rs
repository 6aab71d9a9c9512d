//! Who edits a shop: finds its files as they are, and changes them.

use crate::support::{Chance, Tree, tree};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Who edits.
pub(super) struct Hand {
    /// The shop's folder.
    pub(super) root: PathBuf,
    pub(super) chance: Chance,
    /// Counts deeds, so that each says something new.
    pub(super) number: usize,
    /// The shop as it was at the beginning.
    pub(super) first: Tree,
    /// How it is to be seen from now on, if that is what was done.
    pub(super) wish: Option<Value>,
}

impl Hand {
    /// A file's text.
    pub(super) fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.root.join(file)).ok()
    }

    pub(super) fn write(&mut self, file: &str, text: &str) {
        self.write_bytes(file, text.as_bytes());
    }

    /// Saves as one editor does, or another.
    pub(super) fn write_bytes(&mut self, file: &str, bytes: &[u8]) {
        let file = self.root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        if self.chance.below(2) == 0 {
            fs::write(file, bytes).unwrap();
        } else {
            let aside = file.with_extension("tmp~");
            fs::write(&aside, bytes).unwrap();
            fs::rename(aside, file).unwrap();
        }
    }

    /// Changes a file that is there.
    pub(super) fn edit(&mut self, file: &str, change: impl FnOnce(String) -> String) {
        if let Some(text) = self.read(file) {
            self.write(file, &change(text));
        }
    }

    pub(super) fn rename(&self, from: &str, to: &str) {
        let _ = fs::rename(self.root.join(from), self.root.join(to));
    }

    /// All documents in a folder of `content/`.
    pub(super) fn documents(&self, folder: &str) -> Vec<String> {
        let prefix = format!("content/{folder}");
        tree(&self.root.join("content"))
            .into_keys()
            .map(|file| format!("content/{file}"))
            .filter(|file| file.starts_with(&prefix) && file.ends_with(".md"))
            .collect()
    }

    /// One of them; where there is none, one that is not there.
    pub(super) fn document(&mut self, folder: &str) -> String {
        let all = self.documents(folder);
        if all.is_empty() { "content/none.md".to_string() } else { self.chance.one_of(&all).clone() }
    }

    /// Sets a field of a document's front matter.
    pub(super) fn field(&mut self, folder: &str, key: &str, value: fn(usize) -> String) {
        let (file, value) = (self.document(folder), value(self.number));
        self.edit(&file, |text| without(&text, key).replacen("---\n", &format!("---\n{key}: {value}\n"), 1));
    }

    pub(super) fn without(&mut self, folder: &str, key: &str) {
        let file = self.document(folder);
        self.edit(&file, |text| without(&text, key));
    }

    pub(super) fn setting(&mut self, key: &str, value: &str) {
        self.edit("awning.yaml", |text| format!("{}{key}: {value}\n", without(&text, key)));
    }

    pub(super) fn campaign(&mut self, products: fn(usize) -> String) {
        let products = products(self.number);
        self.edit("content/campaigns/double-eleven.md", |text| {
            without(&text, "products").replacen("---\n", &format!("---\nproducts: {products}\n"), 1)
        });
    }

    /// Changes a row of the table of offers.
    pub(super) fn offer(&mut self, change: fn(usize, &mut [String])) {
        let Some(text) = self.read("content/data/offers.csv") else { return };
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        let (row, number) = (1 + self.chance.below(lines.len() - 1), self.number);
        let mut cells: Vec<String> = lines[row].split(',').map(str::to_string).collect();
        change(number, &mut cells);
        lines[row] = cells.join(",");
        self.write("content/data/offers.csv", &(lines.join("\n") + "\n"));
    }

    /// A product that is sold.
    pub(super) fn product(&mut self, category: &str) {
        let number = self.number;
        let first = String::from_utf8(self.first["content/products/tea/green-tea.md"].clone()).unwrap();
        let text = first
            .replace("明前绿茶", &format!("绿茶 {number} 号"))
            .replace("GT-1", &format!("P-{number}"))
            .replace("src: green", "src: ../tea/green");
        self.write(&format!("content/products/{category}/p{number}.md"), &text);
        self.edit("content/data/offers.csv", |text| format!("{text}P-{number},{}.00,,,,7,2026-11-10\n", 20 + number));
    }
}

/// A text without the line of a key.
pub(super) fn without(text: &str, key: &str) -> String {
    let begins = format!("{key}: ");
    text.lines().filter(|line| !line.starts_with(&begins)).map(|line| format!("{line}\n")).collect()
}

/// The files that a shop is made from.
pub(super) fn sources(root: &Path) -> Tree {
    let mut all = tree(root);
    all.retain(|file, _| ["awning.yaml", "content/", "assets/", "themes/"].iter().any(|top| file.starts_with(top)));
    all
}

/// Makes a shop again what it was.
pub(super) fn put_back(root: &Path, before: &Tree) {
    for file in sources(root).keys().filter(|file| !before.contains_key(*file)) {
        fs::remove_file(root.join(file)).unwrap();
    }
    for (file, bytes) in before {
        let file = root.join(file);
        if fs::read(&file).ok().as_ref() != Some(bytes) {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
}
