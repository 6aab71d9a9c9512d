//! What a file below `content/` is: its kind, its id and its language, from its path alone.

use crate::language;
use crate::paths::ShopPath;
use std::fmt;

/// The kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/products/**`
    Product,
    /// `content/products/**/_category.md`
    Category,
    /// `content/stories/**`
    Story,
    /// `content/news/**`
    News,
    /// `content/guides/**`
    Guide,
    /// `content/pages/**`
    Page,
    /// `content/campaigns/**`
    Campaign,
    /// `content/posters/**`
    Poster,
}

impl Kind {
    /// The folder of the kind below `content/`, and of its addresses.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Product => "products",
            Self::Category => "categories",
            Self::Story => "stories",
            Self::News => "news",
            Self::Guide => "guides",
            Self::Page => "pages",
            Self::Campaign => "campaigns",
            Self::Poster => "posters",
        }
    }

    /// The kind's word in front matter and messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Category => "category",
            Self::Story => "story",
            Self::News => "news",
            Self::Guide => "guide",
            Self::Page => "page",
            Self::Campaign => "campaign",
            Self::Poster => "poster",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a path says about a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// Its kind.
    pub kind: Kind,
    /// The path below the kind's folder without ending and language, `tea/pre-qingming-green`; a category's is its folder.
    pub id: String,
    /// The language in the file name; `None` for the original.
    pub language: Option<String>,
}

impl Identity {
    /// The last part of the id: what other documents call it by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }
}

/// Reads a path such as `content/products/tea/green/index.en.md`. `None` if no document lives there.
#[must_use]
pub fn identify(path: &ShopPath) -> Option<Identity> {
    let inside = path.as_str().strip_prefix("content/")?.strip_suffix(".md")?;
    let (folder, rest) = inside.split_once('/')?;
    let (rest, language) = split_language(rest);
    let stem = rest.rsplit('/').next().unwrap_or(rest);
    let kind = match folder {
        "products" if stem == "_category" => Kind::Category,
        "products" => Kind::Product,
        "stories" => Kind::Story,
        "news" => Kind::News,
        "guides" => Kind::Guide,
        "pages" => Kind::Page,
        "campaigns" => Kind::Campaign,
        "posters" => Kind::Poster,
        _ => return None,
    };
    let id = match stem {
        "_category" | "index" => rest.strip_suffix(stem).unwrap_or(rest).trim_end_matches('/'),
        _ => rest,
    };
    (!id.is_empty()).then(|| Identity { kind, id: id.to_string(), language: language.map(str::to_string) })
}

/// `tea.en` → `tea`, `en`; a dot that no language tag follows is part of the name.
fn split_language(rest: &str) -> (&str, Option<&str>) {
    match rest.rsplit_once('.') {
        Some((stem, tag)) if language::is_tag(tag) && !stem.is_empty() && !stem.ends_with('/') => (stem, Some(tag)),
        _ => (rest, None),
    }
}
