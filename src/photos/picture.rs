//! A picture on a page: all renditions of one original that a profile asks for.

use super::{Crop, Finish, Fit, Format, Mark, Original, Recipe, stem};
use crate::paths::ShopPath;

/// Neither edge of a rendition is longer: WebP ends there.
const LONGEST_EDGE: u32 = 16_383;

/// A slot of the theme: which renditions a photo needs there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The name that templates use.
    pub name: String,
    /// What it is for, in words.
    pub label: String,
    /// The widths that are offered, in pixels.
    pub widths: Vec<u32>,
    /// Width to height of the slot; the photo's own if `None`.
    pub ratio: Option<(u32, u32)>,
    /// What is done to the pixels.
    pub finish: Finish,
    /// The formats, best first. `Svg` lets drawings through as they are, `Gif` moving pictures.
    pub formats: Vec<Format>,
    /// The quality of all lossy formats, 1 to 100; the shop's if `None`.
    pub quality: Option<u8>,
    /// Whether JPEGs come coarse first.
    pub progressive: bool,
    /// Bytes that each file may have.
    pub most_bytes: Option<u32>,
    /// The `sizes` attribute.
    pub sizes: String,
    /// Whether it carries the shop's marks.
    pub dressed: bool,
    /// Whether it is loaded at once, not when it scrolls into view.
    pub eager: bool,
}

/// The quality of each lossy format, 1 to 100. The usual ones look alike: about 74 by SSIMULACRA2, where 70 is high
/// quality and 90 shows no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// JPEG.
    pub jpeg: u8,
    /// WebP.
    pub webp: u8,
    /// How hard the encoder of WebP tries, 0 to 6: at 2 it is 2.5 times as fast as at 4, for 3 % more bytes.
    pub effort: u8,
}

impl Default for Quality {
    fn default() -> Self {
        Self { jpeg: 75, webp: 80, effort: 4 }
    }
}

/// All renditions for one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The fallback's width.
    pub width: u32,
    /// The fallback's height.
    pub height: u32,
    /// The original's dominant colour, to stand there until it is loaded.
    pub colour: [u8; 3],
    /// The original in miniature, likewise.
    pub placeholder: Option<String>,
    /// For `src`: the largest, in the format that everybody reads.
    pub fallback: Rendition,
    /// For `<source>`: one a format, best first.
    pub sources: Vec<SourceSet>,
    /// The `sizes` attribute.
    pub sizes: String,
    /// Whether it is loaded at once.
    pub eager: bool,
}

/// The renditions of one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSet {
    /// The format.
    pub format: Format,
    /// By width, smallest first.
    pub renditions: Vec<Rendition>,
}

/// One file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// How.
    pub recipe: Recipe,
    /// Where it lies below `public/`.
    pub address: String,
    /// From which original.
    pub original: ShopPath,
}

impl Picture {
    /// Every rendition of the picture; the fallback may be among the sources as well.
    pub fn renditions(&self) -> impl Iterator<Item = &Rendition> {
        self.sources.iter().flat_map(|set| &set.renditions).chain([&self.fallback])
    }
}

/// Every rendition of an original by a profile. Widths never go above the original's (cropped) width; there is at least
/// one, and the original's own width stands in when it is below the smallest.
#[must_use]
pub fn renditions(
    original: &Original,
    focal: Option<(f32, f32)>,
    profile: &Profile,
    quality: &Quality,
    marks: &[Mark],
) -> Picture {
    let facts = &original.facts;
    let passes = facts.format == Format::Svg || (facts.format == Format::Gif && facts.animated);
    if passes && profile.formats.contains(&facts.format) {
        return passed_through(original, profile);
    }
    let frame = Frame::of(original, focal, profile);
    let widths = frame.widths(&profile.widths);
    let marks = if profile.dressed { marks } else { &[] };
    let rendition = |width: u32, format: Format| frame.rendition(width, format, *quality, marks);
    let mut formats: Vec<Format> = profile.formats.iter().copied().filter(|format| is_written(*format)).collect();
    if !facts.webp && formats.contains(&Format::Jpeg) {
        formats.retain(|format| *format != Format::WebP);
    }
    if formats.is_empty() {
        formats.push(Format::Jpeg);
    }
    let common = formats.iter().copied().find(|format| *format == Format::Jpeg).or(formats.last().copied());
    let fallback = rendition(widths.last().copied().unwrap_or(frame.width), common.unwrap_or(Format::Jpeg));
    let sources = formats
        .iter()
        .map(|&format| SourceSet { format, renditions: widths.iter().map(|&width| rendition(width, format)).collect() })
        .collect();
    picture(original, profile, fallback, sources)
}

fn is_written(format: Format) -> bool {
    matches!(format, Format::Jpeg | Format::WebP | Format::Png)
}

fn picture(original: &Original, profile: &Profile, fallback: Rendition, sources: Vec<SourceSet>) -> Picture {
    Picture {
        width: fallback.recipe.width,
        height: fallback.recipe.height,
        colour: original.facts.colour,
        placeholder: original.facts.placeholder.clone(),
        fallback,
        sources,
        sizes: profile.sizes.clone(),
        eager: profile.eager,
    }
}

/// A drawing, or a moving picture, is one file for all widths, and cannot carry marks.
fn passed_through(original: &Original, profile: &Profile) -> Picture {
    let recipe = Recipe {
        original: original.digest,
        crop: None,
        width: original.facts.width,
        height: original.facts.height,
        finish: Finish::default(),
        format: original.facts.format,
        quality: 0,
        effort: 0,
        progressive: false,
        most_bytes: None,
        marks: Vec::new(),
    };
    let address = recipe.address(&stem(&original.path));
    let rendition = Rendition { recipe, address, original: original.path.clone() };
    picture(original, profile, rendition, Vec::new())
}

/// The part of an original that a slot shows.
struct Frame<'a> {
    original: &'a Original,
    profile: &'a Profile,
    crop: Option<Crop>,
    /// Width to height of the renditions.
    ratio: (u32, u32),
    /// The widest that a rendition may be.
    width: u32,
}

impl<'a> Frame<'a> {
    fn of(original: &'a Original, focal: Option<(f32, f32)>, profile: &'a Profile) -> Self {
        let (width, height) = (original.facts.width.max(1), original.facts.height.max(1));
        let whole = Self { original, profile, crop: None, ratio: (width, height), width };
        let Some(ratio) = profile.ratio.and_then(lowest_terms) else { return whole };
        let crop = Crop { ratio, focal: (500, 500) };
        let (wide, tall) = crop.size(width, height);
        if (wide, tall) == (width, height) {
            return whole;
        }
        if profile.finish.fit == Fit::Whole {
            // The background may be as wide as one likes.
            return Self { ratio, width: LONGEST_EDGE, ..whole };
        }
        // Only the direction that is cut depends on the focal point.
        let (across, down) = focal.unwrap_or((0.5, 0.5));
        let focal = if wide < width { (permille(across), 500) } else { (500, permille(down)) };
        Self { crop: Some(Crop { ratio, focal }), ratio, width: wide, ..whole }
    }

    fn widths(&self, wanted: &[u32]) -> Vec<u32> {
        let (across, down) = self.ratio;
        let edge = u64::from(LONGEST_EDGE);
        let tallest = u32::try_from(edge * u64::from(across) / u64::from(down)).unwrap_or(LONGEST_EDGE);
        let limit = LONGEST_EDGE.min(tallest).max(1);
        let own = if self.original.facts.format == Format::Svg { limit } else { self.width.min(limit) };
        let mut widths: Vec<u32> = wanted.iter().copied().filter(|width| (1..=own).contains(width)).collect();
        if widths.is_empty() {
            widths.push(self.width.min(limit));
        }
        widths.sort_unstable();
        widths.dedup();
        widths
    }

    fn rendition(&self, width: u32, format: Format, quality: Quality, marks: &[Mark]) -> Rendition {
        let (across, down) = self.ratio;
        let height = scaled(width, down, across).clamp(1, LONGEST_EDGE);
        let recipe = Recipe {
            original: self.original.digest,
            crop: self.crop,
            width,
            height,
            finish: self.profile.finish,
            format,
            quality: match format {
                Format::Jpeg => self.profile.quality.unwrap_or(quality.jpeg).clamp(1, 100),
                Format::WebP => self.profile.quality.unwrap_or(quality.webp).clamp(1, 100),
                _ => 0,
            },
            effort: if format == Format::WebP { quality.effort.min(6) } else { 0 },
            progressive: self.profile.progressive && format == Format::Jpeg,
            most_bytes: self.profile.most_bytes,
            marks: marks.iter().filter(|mark| width.min(height) >= mark.min_edge).copied().collect(),
        };
        let address = recipe.address(&stem(&self.original.path));
        Rendition { recipe, address, original: self.original.path.clone() }
    }
}

impl Crop {
    /// The size of the kept part of a photo, at least one pixel each way.
    #[must_use]
    pub fn size(&self, width: u32, height: u32) -> (u32, u32) {
        let (across, down) = self.ratio;
        (scaled(height, across, down).clamp(1, width.max(1)), scaled(width, down, across).clamp(1, height.max(1)))
    }
}

/// `length × part / whole`, rounded.
fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    let whole = u64::from(whole.max(1));
    u32::try_from((u64::from(length) * u64::from(part) + whole / 2) / whole).unwrap_or(u32::MAX)
}

fn lowest_terms((across, down): (u32, u32)) -> Option<(u32, u32)> {
    let (mut larger, mut rest) = (across, down);
    while rest != 0 {
        (larger, rest) = (rest, larger % rest);
    }
    (across > 0 && down > 0).then(|| (across / larger, down / larger))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000 before")]
fn permille(share: f32) -> u16 {
    if share.is_finite() { (share * 1000.0).round().clamp(0.0, 1000.0) as u16 } else { 500 }
}
