//! A module imports only from lower floors. The table is the one in `ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, and who may see whom on one floor.
#[derive(Default)]
struct Table {
    floors: BTreeMap<String, u8>,
    neighbours: BTreeSet<(String, String)>,
}

/// One path that begins at the crate's root.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    line: usize,
    module: String,
}

#[test]
fn modules_import_from_lower_floors_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = Table::read(&fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap());
    let mut wrong = String::new();
    for file in rust_files(&root.join("src")) {
        let name = file.strip_prefix(root.join("src")).unwrap().to_string_lossy().replace('\\', "/");
        for (line, what) in table.broken_by(&name, &fs::read_to_string(&file).unwrap()) {
            let _ = writeln!(wrong, "src/{name}:{line}: {what}");
        }
    }
    assert!(wrong.is_empty(), "the floors of ARCHITECTURE.md do not hold:\n{wrong}");
}

#[test]
fn an_import_from_above_is_found() {
    let table = Table::read("| 1 | `source` | x |\n| 0 | `paths` `money` | y |\n\n| `money` | `paths` | z |\n");
    let lines = |file: &str, text: &str| -> Vec<usize> {
        table.broken_by(file, text).into_iter().map(|(line, _)| line).collect()
    };
    let none = Vec::<usize>::new();
    assert_eq!(lines("source/walk.rs", "use crate::paths::ShopPath;\nuse crate::source::File;\n"), none);
    assert_eq!(lines("money.rs", "use crate::paths::X;\n"), none, "listed neighbours");
    assert_eq!(lines("paths.rs", "use crate::money::X;\n"), [1], "the other way round");
    assert_eq!(lines("paths.rs", "//! [`crate::source`]\n/* crate::source */\nlet s = \"crate::source\";\n"), none);
    assert_eq!(lines("paths.rs", "\nuse crate::{\n    source::{File, money},\n    money,\n};\n"), [3, 4]);
    assert_eq!(lines("paths.rs", "fn f() -> super::source::File {}\n"), [1]);
    assert_eq!(lines("paths/encode.rs", "use super::source;\nuse super::super::source;\n"), [2]);
    assert_eq!(lines("paths.rs", "let c = '\"'; crate::source::x();\n"), [1]);
    assert_eq!(lines("paths.rs", "use crate::nowhere::X;\n"), [1], "not in the table");
    assert_eq!(lines("attic.rs", ""), [1], "a module without a floor");
    assert_eq!(lines("paths.rs", "#[cfg(test)]\nmod tests {\n    use crate::source::X;\n}\n"), none, "tests see all");
}

impl Table {
    /// Reads the rows that begin with a floor's number, and those that begin with a module.
    fn read(text: &str) -> Self {
        let mut table = Self::default();
        for row in text.lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [first, second, _] = cells[..] else { continue };
            if let Ok(floor) = first.parse() {
                table.floors.extend(names(second).map(|module| (module.to_string(), floor)));
            } else if let Some(module) = names(first).next() {
                table.neighbours.extend(names(second).map(|other| (module.to_string(), other.to_string())));
            }
        }
        assert!(!table.floors.is_empty(), "no table of floors found");
        table
    }

    /// What a file of `src/` imports from its own floor or above, with the line.
    fn broken_by(&self, file: &str, text: &str) -> Vec<(usize, String)> {
        let Some(module) = module_of(file) else { return Vec::new() };
        let Some(floor) = self.floors.get(module) else {
            return vec![(1, format!("`{module}` has no floor"))];
        };
        let wrong = |import: Import| {
            let what = match self.floors.get(&import.module) {
                _ if import.module == module => return None,
                None => format!("`{}` has no floor", import.module),
                Some(other) if other < floor => return None,
                Some(_) if self.neighbours.contains(&(module.to_string(), import.module.clone())) => return None,
                Some(other) => {
                    format!("`{module}` (floor {floor}) imports from `{}` (floor {other})", import.module)
                }
            };
            Some((import.line, what))
        };
        imports(&code_only(text), depth_of(file)).into_iter().filter_map(wrong).collect()
    }
}

/// The words in backquotes.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The library's module that a file belongs to; none for the crate's root and the program.
fn module_of(file: &str) -> Option<&str> {
    let module = file.split('/').next()?.trim_end_matches(".rs");
    (!matches!(module, "lib" | "main" | "allocator" | "cli")).then_some(module)
}

/// How many `super::` lead from a file to the crate's root.
fn depth_of(file: &str) -> usize {
    file.trim_end_matches("/mod.rs").split('/').count()
}

/// Every path from the crate's root: `crate::x`, `crate::{x, y}`, and as many `super::` as lead there.
fn imports(code: &str, depth: usize) -> Vec<Import> {
    let to_root = "super::".repeat(depth);
    let starts = code.match_indices("crate::").map(|(at, found)| at + found.len());
    let climbs = code.match_indices(&to_root).map(|(at, found)| at + found.len());
    let boundary = |end: usize, length: usize| {
        !code[..end - length].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
    };
    let starts = starts.filter(|end| boundary(*end, "crate::".len()));
    let climbs = climbs.filter(|end| boundary(*end, to_root.len()));
    let mut found: Vec<Import> = starts.chain(climbs).flat_map(|at| modules_at(code, at)).collect();
    found.sort_by_key(|import| import.line);
    found
}

/// The first names of the path, or of each path in braces, that begins at a byte.
fn modules_at(code: &str, at: usize) -> Vec<Import> {
    let import = |at: usize| {
        let module: String = code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_module = module.starts_with(|c: char| c.is_lowercase());
        is_module.then(|| Import { line: code[..at].lines().count().max(1), module })
    };
    if !code[at..].starts_with('{') {
        return import(at).into_iter().collect();
    }
    let mut level = 0;
    let mut found = Vec::new();
    let mut expects_name = false;
    for (offset, c) in code[at..].char_indices() {
        match c {
            '{' => level += 1,
            '}' => level -= 1,
            _ if expects_name && !c.is_whitespace() => found.extend(import(at + offset)),
            _ => {}
        }
        if level == 0 {
            break;
        }
        expects_name = level == 1 && (matches!(c, '{' | ',') || expects_name && c.is_whitespace());
    }
    found
}

/// The text with comments, literals and unit tests blanked, its lines kept.
fn code_only(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = skipped_until(text, at);
        for byte in &mut code[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end.max(at + 1);
    }
    String::from_utf8(code).expect("whole characters were blanked")
}

/// The end of the comment or literal that begins at a byte, or the byte itself.
fn skipped_until(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else { return at };
    let after = |opening: usize, closing: &str| {
        rest[opening..].find(closing).map_or(text.len(), |end| at + opening + end + closing.len())
    };
    if rest.starts_with("//") {
        return at + rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return after(2, "*/");
    }
    if let Some(hashes) = raw_string(text, at) {
        return after(2 + hashes, &format!("\"{}", "#".repeat(hashes)));
    }
    if let Some(inside) = rest.strip_prefix('"') {
        return at + 1 + quoted(inside);
    }
    let character = rest.starts_with("'\"'") || rest.starts_with("'\\");
    if character { after(if rest.starts_with("'\\") { 3 } else { 1 }, "'") } else { at }
}

/// The number of `#` of a raw string that begins at a byte.
fn raw_string(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let is_word = text[..at].ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_');
    (!is_word && rest[hashes..].starts_with('"')).then_some(hashes)
}

/// The length of a string literal's inside, with the closing quote.
fn quoted(inside: &str) -> usize {
    let mut escaped = false;
    for (offset, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return offset + 1,
            _ => {}
        }
    }
    inside.len()
}

/// All Rust files below a folder, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}
