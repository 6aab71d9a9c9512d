//! Photos drawn by code, and the shop that they lie in.

use awning::artifact::{Artifact, Body};
use awning::cache::Cache;
use awning::diagnostics::{Checked, Place};
use awning::fingerprint::Digest;
use awning::imaging::{self, Darkroom, Limits};
use awning::paths::ShopPath;
use awning::photos::{Crop, Finish, Format, Original, Recipe, Rendition};
use image::{DynamicImage, Rgb, RgbImage};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(crate) const RED: [u8; 3] = [220, 30, 30];
pub(crate) const GREEN: [u8; 3] = [30, 160, 60];
pub(crate) const BLUE: [u8; 3] = [30, 60, 200];
pub(crate) const CREAM: [u8; 3] = [245, 235, 210];

/// Red, green, blue and cream quarters.
pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => CREAM,
        })
    })
}

/// A photo-like picture: gradients and grain.
pub(crate) fn grainy(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 29) as u8;
        let shade = |a: u32, b: u32| ((a * 200 / b.max(1)) as u8).saturating_add(grain);
        Rgb([shade(x, width), shade(y, height), shade(x + y, width + height)])
    })
}

/// A JPEG with an EXIF orientation, a place and a profile.
pub(crate) fn jpeg(image: &RgbImage, orientation: u8, profile: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    let (width, height) = (image.width() as u16, image.height() as u16);
    encoder.encode(image.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// TIFF-shaped EXIF with an orientation, and a text that must never be published.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0x31, 0x01, 2, 0, 20, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend([0; 4]);
    exif.extend(b"SECRET-CAMERA-SERIAL");
    exif
}

pub(crate) fn encoded(image: impl Into<DynamicImage>, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    encoded(image, image::ImageFormat::Png)
}

/// The files of a shop, in memory.
#[derive(Default)]
pub(crate) struct Shop(pub(crate) BTreeMap<ShopPath, Vec<u8>>);

impl Shop {
    pub(crate) fn with(name: &str, bytes: Vec<u8>) -> Self {
        Self::default().and(name, bytes)
    }

    pub(crate) fn and(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.0.insert(path(name), bytes);
        self
    }

    pub(crate) fn read(&self, path: &ShopPath) -> std::io::Result<Vec<u8>> {
        self.0.get(path).cloned().ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
    }

    pub(crate) fn in_darkroom<T>(&self, cache: &Cache, work: impl FnOnce(&Darkroom<'_>) -> T) -> T {
        work(&Darkroom { files: &|path: &ShopPath| self.read(path), cache, limits: Limits::default() })
    }

    pub(crate) fn examine(&self, cache: &Cache) -> Checked<BTreeMap<ShopPath, Original>> {
        let wanted: Vec<_> = self.0.keys().map(|path| (path.clone(), Place::new(&page(), 3..9))).collect();
        self.in_darkroom(cache, |darkroom| imaging::examine(darkroom, &wanted))
    }

    /// The facts of one photo that must be sound.
    pub(crate) fn original(&self, name: &str) -> Original {
        let examined = self.examine(&Cache::none());
        examined.value.get(&path(name)).cloned().unwrap_or_else(|| panic!("{:?}", examined.diagnostics))
    }

    pub(crate) fn make(&self, cache: &Cache, renditions: &[Rendition]) -> Checked<Vec<Artifact>> {
        let artwork = |(path, bytes): (&ShopPath, &Vec<u8>)| {
            let artwork = imaging::Artwork { path: path.clone(), bytes: bytes.clone().into() };
            (Digest::of(bytes), artwork)
        };
        let artworks = self.0.iter().map(artwork).collect();
        self.in_darkroom(cache, |darkroom| imaging::make(darkroom, renditions, &artworks, &|_| {}))
    }

    /// One rendition, decoded again.
    pub(crate) fn made(&self, recipe: Recipe) -> DynamicImage {
        let name = self.0.iter().find(|(_, bytes)| Digest::of(bytes) == recipe.original).map(|(path, _)| path.clone());
        let rendition = Rendition { address: recipe.address("photo"), recipe, original: name.unwrap() };
        let made = self.make(&Cache::none(), &[rendition]);
        assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
        image::load_from_memory(&bytes_of(&made.value[0])).unwrap()
    }
}

pub(crate) fn path(name: &str) -> ShopPath {
    ShopPath::new(name).unwrap()
}

pub(crate) fn page() -> ShopPath {
    path("content/products/tea.md")
}

/// A plain recipe of a photo at a size.
pub(crate) fn recipe(original: &Original, width: u32, height: u32, format: Format) -> Recipe {
    Recipe {
        original: original.digest,
        crop: None::<Crop>,
        width,
        height,
        finish: Finish::default(),
        format,
        quality: 90,
        effort: 4,
        progressive: false,
        most_bytes: None,
        marks: Vec::new(),
    }
}

pub(crate) fn bytes_of(artifact: &Artifact) -> Vec<u8> {
    match &artifact.body {
        Body::Bytes(bytes) => bytes.clone(),
        Body::File(file) => std::fs::read(file).unwrap(),
    }
}

/// The pixel at a place given in hundredths of width and height.
pub(crate) fn pixel(image: &DynamicImage, x: u32, y: u32) -> [u8; 3] {
    let image = image.to_rgb8();
    image.get_pixel(image.width() * x / 100, image.height() * y / 100).0
}

#[track_caller]
pub(crate) fn assert_near(found: [u8; 3], wanted: [u8; 3], tolerance: u8) {
    let near = found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= tolerance);
    assert!(near, "{found:?} is not within {tolerance} of {wanted:?}");
}

pub(crate) fn codes<T>(checked: &Checked<T>) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|d| d.rule.code).collect()
}
