//! What holds for all photos of the shop.

use super::{Reader, raw};
use crate::diagnostics::Place;
use crate::paths::ShopPath;
use crate::photos::{Corner, Quality};

/// How the shop's photos are used and made.
#[derive(Clone, Debug)]
pub struct PhotoSettings {
    /// Whether a product needs a main photo.
    pub required: bool,
    /// The shop's mark.
    pub watermark: Option<Watermark>,
    /// Quality of JPEG and WebP.
    pub quality: Quality,
}

/// The shop's mark on dressed renditions.
#[derive(Clone, Debug)]
pub struct Watermark {
    /// The picture.
    pub image: ShopPath,
    /// Where it is named.
    pub place: Place,
    /// Its corner.
    pub corner: Corner,
    /// Percent.
    pub opacity: u8,
    /// Permille of the photo's width.
    pub share: u16,
    /// Renditions with a shorter edge carry none.
    pub min_edge: u32,
}

impl Reader<'_> {
    pub(super) fn photos(&mut self, photos: raw::Photos) -> PhotoSettings {
        let quality = photos.quality.value.unwrap_or_default();
        PhotoSettings {
            required: photos.required.value.unwrap_or(true),
            watermark: photos.watermark.value.and_then(|mark| self.watermark(&mark)),
            quality: Quality { jpeg: self.percent(&quality.jpeg, 80), webp: self.percent(&quality.webp, 78) },
        }
    }

    fn watermark(&mut self, mark: &raw::Watermark) -> Option<Watermark> {
        let image = self.file(&mark.image)?;
        let opacity = self.share("opacity", &mark.opacity, (0.05, 0.6), 0.35);
        let share = self.share("width", &mark.width, (0.02, 0.5), 0.18);
        Some(Watermark {
            image,
            place: mark.image.place_or(&Place::head(self.file)),
            corner: mark.corner.value.unwrap_or_default(),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the share lies between 0 and 1"
            )]
            opacity: (opacity * 100.0).round() as u8,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the share lies between 0 and 1"
            )]
            share: (share * 1000.0).round() as u16,
            min_edge: mark.min_edge.value.unwrap_or(400),
        })
    }
}
