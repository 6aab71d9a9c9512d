//! Drawings: sanitised, and drawn where pixels are needed. Nothing that a drawing names is ever read.

mod allowed;
mod cost;
mod growth;
mod sanitise;

pub use sanitise::sanitise_svg;

use super::Limits;
use super::fault::Fault;
use super::raster::{not_made, part_of};
use crate::diagnostics::rules::photo;
use crate::photos::Crop;
use pixels::Raster;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longest edge that a drawing may give itself.
const LONGEST_EDGE: f32 = 16_383.0;

/// A sanitised drawing.
pub(super) struct Drawing {
    tree: Tree,
    text: String,
    /// Whether it holds letters; they are not drawn.
    pub(super) letters: bool,
}

impl Drawing {
    /// Sanitises and parses a drawing.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let sanitised = sanitise::sanitised(bytes).map_err(refused)?;
        let options = Options { image_href_resolver: nothing(), ..Options::default() };
        let tree = catch_unwind(AssertUnwindSafe(|| Tree::from_str(&sanitised.text, &options)));
        let tree = tree.map_err(|_| refused("it makes the parser fail"))?.map_err(refused)?;
        if tree.size().width().max(tree.size().height()) > LONGEST_EDGE {
            return Err(refused(format!("it is larger than {LONGEST_EDGE} units")));
        }
        Ok(Self { tree, text: sanitised.text, letters: sanitised.letters })
    }

    /// Its own size in whole pixels.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and LONGEST_EDGE")]
    pub(super) fn size(&self) -> (u32, u32) {
        let whole = |edge: f32| edge.round().clamp(1.0, LONGEST_EDGE) as u32;
        (whole(self.tree.size().width()), whole(self.tree.size().height()))
    }

    /// A part of it at a size in pixels.
    pub(super) fn draw(&self, crop: Option<Crop>, (width, height): (u32, u32)) -> Result<Raster, Fault> {
        Limits::default().check_size(width, height)?;
        let own = self.size();
        let part = part_of(crop, own.0, own.1);
        let across = f64::from(width) / part.width * f64::from(own.0) / f64::from(self.tree.size().width());
        let down = f64::from(height) / part.height * f64::from(own.1) / f64::from(self.tree.size().height());
        if !cost::is_bearable(&self.tree, across.max(down)) {
            return Err(refused("drawing it would take too long"));
        }
        let left = part.left * f64::from(width) / part.width;
        let top = part.top * f64::from(height) / part.height;
        let mut pixmap = Pixmap::new(width, height).ok_or_else(|| not_made("it has no size"))?;
        let placed = Transform::from_row(single(across), 0.0, 0.0, single(down), single(-left), single(-top));
        let drawn = catch_unwind(AssertUnwindSafe(|| resvg::render(&self.tree, placed, &mut pixmap.as_mut())));
        drawn.map_err(|_| refused("it makes the renderer fail"))?;
        Ok(Raster::from_premultiplied(width, height, pixmap.take()))
    }

    /// The sanitised text.
    pub(super) fn into_text(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the renderer works in single precision")]
fn single(number: f64) -> f32 {
    number as f32
}

/// Resolves no link to any picture.
fn nothing() -> ImageHrefResolver<'static> {
    ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) }
}

fn refused(reason: impl ToString) -> Fault {
    Fault::because(&photo::SVG_REFUSED, reason)
}
