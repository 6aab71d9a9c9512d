//! One original in all the shapes that are asked of it, before marks and encoding.

use super::decode::Decoded;
use super::fault::Fault;
use super::raster::{not_made, scaled};
use super::svg::Drawing;
use crate::photos::{Crop, Finish, Fit, Format, Recipe, Rendition};
use pixels::{Raster, Window};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Smaller shapes are reduced from one of this width: a fixed one, so that no rendition depends on its siblings. From
/// four fifths of it upwards, reducing twice would be seen.
const STEP: u32 = 1600;

/// Pixels of one rendition before it is marked and encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    crop: Option<Crop>,
    width: u32,
    height: u32,
    finish: Finish,
}

impl Shape {
    fn of(recipe: &Recipe) -> Self {
        let Recipe { crop, width, height, finish, .. } = *recipe;
        Self { crop, width, height, finish }
    }

    /// The size of the photo itself: the shape's, or what lies inside of it.
    fn photo(&self, own: (u32, u32)) -> (u32, u32) {
        match self.finish.fit {
            Fit::Fill => (self.width, self.height),
            Fit::Whole => inside(own, (self.width, self.height)),
        }
    }

    /// Sharpened, and laid onto its background.
    fn finished(&self, photo: Raster) -> Raster {
        let photo = photo.sharpened(self.finish.sharpen);
        if (photo.width, photo.height) == (self.width, self.height) {
            return photo;
        }
        photo.on_background((self.width, self.height), self.finish.background)
    }
}

/// The largest size of the same ratio inside another, never larger than it is.
fn inside((width, height): (u32, u32), (wide, tall): (u32, u32)) -> (u32, u32) {
    let (width, height, wide, tall) = (u64::from(width), u64::from(height), u64::from(wide), u64::from(tall));
    let by_width = (wide.min(width), (wide.min(width) * height / width.max(1)).max(1));
    let (wide, tall) = if by_width.1 <= tall { by_width } else { ((tall * width / height.max(1)).max(1), tall) };
    (u32::try_from(wide).unwrap_or(u32::MAX), u32::try_from(tall).unwrap_or(u32::MAX))
}

/// An original in all shapes that are needed.
#[derive(Default)]
pub(super) struct Shaped {
    rasters: BTreeMap<Shape, Raster>,
    /// The original itself, without anything harmful or told: a drawing's text, a moving picture.
    plain: Option<Vec<u8>>,
}

impl Shaped {
    /// The pixels of a recipe.
    pub(super) fn get(&self, recipe: &Recipe) -> Result<&Raster, Fault> {
        self.rasters.get(&Shape::of(recipe)).ok_or_else(|| not_made("its shape is missing"))
    }

    /// The original itself, where it passes through.
    pub(super) fn plain(&self) -> Option<&[u8]> {
        self.plain.as_deref()
    }

    /// With the original itself beside the shapes.
    pub(super) fn with_plain(self, plain: Vec<u8>) -> Self {
        Self { plain: Some(plain), ..self }
    }

    /// Bytes that it holds.
    pub(super) fn bytes(&self) -> u64 {
        self.rasters.values().map(|raster| raster.pixels.len() as u64).sum()
    }
}

/// Bytes that the shapes of renditions take, with alpha.
pub(super) fn bytes(renditions: &[&Rendition]) -> u64 {
    shapes(renditions).iter().map(|shape| u64::from(shape.width) * u64::from(shape.height) * 4).sum()
}

fn shapes(renditions: &[&Rendition]) -> BTreeSet<Shape> {
    let recipes = renditions.iter().map(|rendition| &rendition.recipe);
    recipes.filter(|recipe| !matches!(recipe.format, Format::Gif | Format::Svg)).map(Shape::of).collect()
}

/// All shapes of a photo.
pub(super) fn of_photo(decoded: &Decoded, renditions: &[&Rendition]) -> Result<Shaped, Fault> {
    let mut steps = BTreeMap::new();
    let mut rasters = BTreeMap::new();
    for shape in shapes(renditions) {
        let photo = reduced(decoded, shape.crop, shape.photo(decoded.size()), &mut steps)?;
        rasters.insert(shape, shape.finished(photo));
    }
    Ok(Shaped { rasters, plain: None })
}

/// A part of a photo at a size: from the original, or from its step.
fn reduced(
    decoded: &Decoded,
    crop: Option<Crop>,
    (width, height): (u32, u32),
    steps: &mut BTreeMap<Option<Crop>, Raster>,
) -> Result<Raster, Fault> {
    let part = decoded.part(crop);
    if width > STEP / 5 * 4 || part.width <= f64::from(STEP) {
        return decoded.reduced(crop, (width, height));
    }
    let step = match steps.entry(crop) {
        Entry::Occupied(step) => step.into_mut(),
        Entry::Vacant(place) => place.insert(decoded.reduced(crop, (STEP, step_height(part)))?),
    };
    scaled(step, Window::whole(step.width, step.height), (width, height))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100 million")]
fn step_height(part: Window) -> u32 {
    (f64::from(STEP) * part.height / part.width).round().clamp(1.0, 1e8) as u32
}

/// All shapes of a drawing, each drawn anew.
pub(super) fn of_drawing(drawing: Drawing, renditions: &[&Rendition]) -> Result<Shaped, Fault> {
    let mut rasters = BTreeMap::new();
    for recipe in renditions.iter().map(|rendition| &rendition.recipe).filter(|recipe| recipe.format != Format::Svg) {
        let shape = Shape::of(recipe);
        // A drawing can be as large as one likes.
        let (width, height) = drawing.size();
        let scale = u64::from((shape.width / width.max(1)).max(shape.height / height.max(1)) + 1);
        let larger = |edge: u32| u32::try_from(u64::from(edge) * scale).unwrap_or(u32::MAX);
        let photo = drawing.draw(recipe.crop, shape.photo((larger(width), larger(height))))?;
        rasters.insert(shape, shape.finished(photo));
    }
    Ok(Shaped { rasters, plain: Some(drawing.into_text()) })
}
