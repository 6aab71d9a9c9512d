//! One original in all the shapes that are asked of it, before marks and encoding.

use super::decode::Decoded;
use super::fault::Fault;
use super::raster::{not_made, scaled};
use super::svg::Drawing;
use crate::photos::{Crop, Format, Recipe, Rendition};
use pixels::{Raster, Window};
use std::collections::{BTreeMap, BTreeSet};

/// Smaller shapes are reduced from one of this width: a fixed one, so that no rendition depends on its siblings. From
/// four fifths of it upwards, reducing twice would be seen.
const STEP: u32 = 1600;

/// Pixels of one rendition before it is marked and encoded: a crop and a size.
type Shape = (Option<Crop>, u32, u32);

/// An original in all shapes that are needed.
#[derive(Default)]
pub(super) struct Shaped {
    rasters: BTreeMap<Shape, Raster>,
    /// A drawing's own sanitised text.
    text: Option<Vec<u8>>,
}

impl Shaped {
    /// The pixels of a recipe.
    pub(super) fn get(&self, recipe: &Recipe) -> Result<&Raster, Fault> {
        self.rasters.get(&shape_of(recipe)).ok_or_else(|| not_made("its shape is missing"))
    }

    /// A drawing's sanitised text.
    pub(super) fn text(&self) -> Option<&[u8]> {
        self.text.as_deref()
    }

    /// Bytes that it holds.
    pub(super) fn bytes(&self) -> u64 {
        self.rasters.values().map(|raster| raster.pixels.len() as u64).sum()
    }
}

fn shape_of(recipe: &Recipe) -> Shape {
    (recipe.crop, recipe.width, recipe.height)
}

/// Bytes that the shapes of renditions take, with alpha.
pub(super) fn bytes(renditions: &[&Rendition]) -> u64 {
    let shapes: BTreeSet<Shape> = renditions.iter().map(|rendition| shape_of(&rendition.recipe)).collect();
    shapes.iter().map(|(_, width, height)| u64::from(*width) * u64::from(*height) * 4).sum()
}

/// All shapes of a photo.
pub(super) fn of_photo(decoded: &Decoded, renditions: &[&Rendition]) -> Result<Shaped, Fault> {
    let shapes: BTreeSet<Shape> = renditions.iter().map(|rendition| shape_of(&rendition.recipe)).collect();
    let mut steps: BTreeMap<Option<Crop>, Raster> = BTreeMap::new();
    let mut rasters = BTreeMap::new();
    for shape in shapes {
        let (crop, width, height) = shape;
        let part = decoded.part(crop);
        let raster = if width > STEP / 5 * 4 || part.width <= f64::from(STEP) {
            decoded.reduced(crop, (width, height))?
        } else {
            if !steps.contains_key(&crop) {
                steps.insert(crop, decoded.reduced(crop, (STEP, step_height(part)))?);
            }
            let step = steps.get(&crop).ok_or_else(|| not_made("its step is missing"))?;
            scaled(step, Window::whole(step.width, step.height), (width, height))?
        };
        rasters.insert(shape, raster);
    }
    Ok(Shaped { rasters, text: None })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100 million")]
fn step_height(part: Window) -> u32 {
    (f64::from(STEP) * part.height / part.width).round().clamp(1.0, 1e8) as u32
}

/// All shapes of a drawing, each drawn anew.
pub(super) fn of_drawing(drawing: Drawing, renditions: &[&Rendition]) -> Result<Shaped, Fault> {
    let mut rasters = BTreeMap::new();
    for recipe in renditions.iter().map(|rendition| &rendition.recipe).filter(|recipe| recipe.format != Format::Svg) {
        let raster = drawing.draw(recipe.crop, (recipe.width, recipe.height))?;
        rasters.insert(shape_of(recipe), raster);
    }
    Ok(Shaped { rasters, text: Some(drawing.into_text()) })
}
