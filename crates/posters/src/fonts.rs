//! The fonts that sheets may use: given as bytes, under family names that the caller gives; never the machine's.

use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, instance::Size};
use std::sync::Arc;
use takumi::prelude::{FontOverride, FontResource, FontSource};

/// Fonts, registered once and shared by all sheets.
#[derive(Clone, Default)]
pub struct Fonts {
    faces: Vec<Face>,
    registered: takumi::prelude::Fonts,
}

#[derive(Clone)]
struct Face {
    family: String,
    bytes: Arc<Vec<u8>>,
}

/// Why a font cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontFault {
    /// The bytes are no TTF, OTF, WOFF or WOFF2, or a damaged one.
    NoFont,
    /// A collection (TTC): one file has to be one font.
    Collection,
    /// It has no outlines, or no table of its letters.
    Empty,
}

/// How far a font's letters lie inside their lines, in shares of the line's height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Inset {
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

impl Fonts {
    /// Adds a font to a family: a TTF, OTF, WOFF or WOFF2. A weight of 1 to 1000 is what CSS finds it by; without one
    /// that is the font's own, and a variable font has all of its weights.
    ///
    /// # Errors
    /// The file cannot be used.
    pub fn add(&mut self, family: &str, weight: Option<u16>, file: &[u8]) -> Result<(), FontFault> {
        let bytes = Arc::new(unpacked(file)?);
        let font = FontRef::new(&bytes).map_err(|_| FontFault::NoFont)?;
        if font.charmap().mappings().next().is_none() || font.outline_glyphs().format().is_none() {
            return Err(FontFault::Empty);
        }
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
        let info = FontOverride {
            family_name: Some(Arc::from(family)),
            weight: weight.map(f32::from),
            ..FontOverride::default()
        };
        let resource = FontResource::new(FontSource::from_shared(shared)).override_info(info);
        self.registered.register(resource).map_err(|_| FontFault::NoFont)?;
        self.faces.push(Face { family: family.to_string(), bytes });
        Ok(())
    }

    /// Whether there is a family of this name; case does not count.
    #[must_use]
    pub fn has(&self, family: &str) -> bool {
        self.faces.iter().any(|face| face.is_of(family))
    }

    /// Whether any font of these families has a shape for the letter.
    pub(crate) fn have(&self, families: &[String], letter: char) -> bool {
        self.of(families).any(|font| font.charmap().map(letter).is_some())
    }

    /// How wide a text is at a size of 1, unkerned, in the first font of these families.
    pub(crate) fn width(&self, families: &[String], text: &str) -> f32 {
        let Some(font) = self.of(families).next() else { return 0.0 };
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let widths = text.chars().filter_map(|letter| metrics.advance_width(font.charmap().map(letter)?));
        widths.sum()
    }

    /// How far the square of a Chinese letter lies inside the line of its font.
    pub(crate) fn inset(&self, families: &[String]) -> Inset {
        self.of(families).next().and_then(|font| inset(&font)).unwrap_or(Inset { top: 0.0, bottom: 0.0 })
    }

    pub(crate) fn registered(&self) -> &takumi::prelude::Fonts {
        &self.registered
    }

    fn of<'a>(&'a self, families: &'a [String]) -> impl Iterator<Item = FontRef<'a>> {
        let faces = families.iter().flat_map(|family| self.faces.iter().filter(|face| face.is_of(family)));
        faces.filter_map(|face| FontRef::new(&face.bytes).ok())
    }
}

impl Face {
    fn is_of(&self, family: &str) -> bool {
        self.family.eq_ignore_ascii_case(family)
    }
}

fn unpacked(file: &[u8]) -> Result<Vec<u8>, FontFault> {
    match file.get(..4) {
        Some(b"wOF2") => wuff::decompress_woff2(file).map_err(|_| FontFault::NoFont),
        Some(b"wOFF") => wuff::decompress_woff1(file).map_err(|_| FontFault::NoFont),
        Some(b"ttcf") => Err(FontFault::Collection),
        Some([0, 1, 0, 0] | b"OTTO") => Ok(file.to_vec()),
        _ => Err(FontFault::NoFont),
    }
}

fn inset(font: &FontRef) -> Option<Inset> {
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let os2 = font.os2().ok()?;
    let height = metrics.ascent - metrics.descent;
    let share = |length: f32| (length / height).clamp(0.0, 0.5);
    let (above, below) = (f32::from(os2.s_typo_ascender()), f32::from(os2.s_typo_descender()));
    (height > 0.0).then(|| Inset { top: share(metrics.ascent - above), bottom: share(below - metrics.descent) })
}
