//! What is made of which photos: the same for awning, for sharp, and for the judge of their looks.

use image::{DynamicImage, ImageDecoder as _, ImageReader};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The mark's opacity in percent, and its width in thousandths of the photo's.
pub(crate) const OPACITY: u8 = 50;
pub(crate) const SHARE: u16 = 180;

/// One run of one program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) photos: Vec<Photo>,
    /// The watermark as a PNG, not faded yet.
    pub(crate) mark: PathBuf,
    /// The same, faded to its opacity.
    pub(crate) faded: PathBuf,
    /// Endings of the formats that are made.
    pub(crate) formats: Vec<Format>,
    /// How hard the encoder of WebP tries, 0 to 6.
    pub(crate) effort: u8,
    pub(crate) threads: usize,
    /// Bytes of decoded photos that awning holds at once.
    pub(crate) memory: u64,
    /// Where the renditions go.
    pub(crate) out: PathBuf,
}

/// A format and its quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Format {
    pub(crate) kind: Kind,
    pub(crate) quality: u8,
}

/// JPEG or WebP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// For everybody.
    Jpeg,
    /// For browsers of this decade.
    WebP,
}

/// An original and the sizes it is made in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Photo {
    pub(crate) file: PathBuf,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) sizes: Vec<Size>,
}

/// A size, and where the mark lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) mark: Stamp,
}

/// A mark's corner and size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Job {
    pub(crate) fn read(file: &Path) -> Self {
        serde_json::from_slice(&fs::read(file).expect("the job is there")).expect("the job is whole")
    }

    pub(crate) fn write(&self, file: &Path) {
        fs::write(file, serde_json::to_vec_pretty(self).unwrap()).unwrap();
    }
}

impl Kind {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
        }
    }
}

impl Photo {
    /// The widths that an original is large enough for.
    pub(crate) fn of(file: PathBuf, widths: &[u32], mark: (u32, u32)) -> Self {
        let mut decoder = ImageReader::open(&file).unwrap().into_decoder().expect("a photo has a header");
        let (width, height) = decoder.dimensions();
        let lies = decoder.orientation().unwrap().to_exif() > 4;
        let (width, height) = if lies { (height, width) } else { (width, height) };
        let fits = widths.iter().filter(|&&wanted| wanted <= width);
        let sizes = fits.map(|&wanted| Size::new(wanted, scaled(wanted, height, width), mark)).collect();
        Self { file, width, height, sizes }
    }

    /// The file of a rendition.
    pub(crate) fn rendition(&self, out: &Path, width: u32, kind: Kind) -> PathBuf {
        out.join(format!("{}-{width}.{}", self.stem(), kind.ending()))
    }

    pub(crate) fn stem(&self) -> String {
        self.file.file_stem().unwrap().to_string_lossy().into_owned()
    }
}

impl Size {
    /// The mark lies in the lower right corner, as awning puts it there.
    fn new(width: u32, height: u32, (wide, tall): (u32, u32)) -> Self {
        let stamp = (width * u32::from(SHARE) / 1000).clamp(1, wide);
        let (across, down) = (stamp, (stamp * tall / wide).max(1));
        let margin = width.min(height) / 32;
        let mark = Stamp { left: width - across - margin, top: height - down - margin, width: across, height: down };
        Self { width, height, mark }
    }
}

fn scaled(length: u32, by: u32, of: u32) -> u32 {
    (length * by + of / 2) / of
}

/// Writes a mark faded to [`OPACITY`]; gives its size.
pub(crate) fn fade(mark: &Path, faded: &Path) -> (u32, u32) {
    let mut pixels = image::open(mark).expect("the mark is a picture").into_rgba8();
    for pixel in pixels.pixels_mut() {
        pixel.0[3] = u8::try_from(u32::from(pixel.0[3]) * u32::from(OPACITY) / 100).unwrap();
    }
    let size = pixels.dimensions();
    DynamicImage::from(pixels).save(faded).unwrap();
    size
}
