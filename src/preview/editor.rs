//! Links that open an editor at a place.

use crate::paths::{ShopPath, encode};
use std::path::{Path, PathBuf};

/// How an editor is asked to open a file: a pattern with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    pattern: String,
    root: PathBuf,
}

/// Editors by name.
const KNOWN: [(&str, &str); 7] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
];

impl Editor {
    /// An editor by its name, or by a pattern of one's own, for the shop at an absolute path. `None` for an unknown name,
    /// and for a pattern that opens no editor: a script or a web page.
    #[must_use]
    pub fn of(wanted: &str, root: &Path) -> Option<Self> {
        let known = KNOWN.iter().find(|(name, _)| *name == wanted).map(|(_, pattern)| *pattern);
        let pattern = known.or_else(|| is_pattern(wanted).then_some(wanted))?;
        Some(Self { pattern: pattern.to_string(), root: root.to_path_buf() })
    }

    /// The names that [`Self::of`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(name, _)| *name)
    }

    /// The link to a place in a file of the shop.
    pub(super) fn link(&self, file: &ShopPath, line: usize, column: usize) -> String {
        let path = self.root.join(file.as_str()).to_string_lossy().replace('\\', "/");
        let path = encode(&if path.starts_with('/') { path } else { format!("/{path}") });
        let numbered = self.pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        numbered.replace("{path}", &path)
    }
}

fn is_pattern(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let refused = ["javascript", "data", "http", "https", "file", "blob", "vbscript"];
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme && text.contains("{path}") && !refused.contains(&scheme.to_ascii_lowercase().as_str())
}
