//! Pictures, brought to the size of their boxes before they are drawn: reduced once, and well.

use crate::area::whole;
use crate::document::{Document, Marked};
use crate::fault::{Fault, Problem};
use crate::layout::{Layout, Object, Placed};
use crate::qr::Code;
use crate::sheet::PIXELS;
use pixels::{Colours, Raster, Samples, Window};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use takumi::prelude::{ImageSource, ObjectFit};
use takumi::unstable::base::resources::image::SvgSource;
use takumi::unstable::base::resources::image_buffer::ImageBuffer;

/// A picture that a sheet may use, by the name that it has there.
#[derive(Clone)]
pub enum Picture {
    /// Pixels in sRGB.
    Pixels(Arc<Raster>),
    /// A photo as its file holds it, and how its colours become sRGB.
    Photo(Arc<Samples>, Arc<Colours>),
    /// SVG.
    Drawing(Arc<str>),
}

/// What a QR code's `src` begins with.
const CODE: &str = "qr:";

impl Picture {
    fn size(&self) -> Option<(u32, u32)> {
        match self {
            Self::Pixels(raster) => Some((raster.width, raster.height)),
            Self::Photo(samples, _) => Some(samples.size()),
            Self::Drawing(_) => None,
        }
    }

    fn reduced(&self, part: Window, size: (u32, u32)) -> Result<Raster, String> {
        match self {
            Self::Pixels(raster) => raster.scaled(part, size),
            Self::Photo(samples, colours) => samples.reduced(part, size, colours),
            Self::Drawing(_) => Err("a drawing has no pixels".to_string()),
        }
    }
}

/// All pictures as they are laid out: photos and codes as empty drawings of their size, which costs nothing.
pub(crate) fn laid_out(
    document: &Document,
    given: &BTreeMap<String, Picture>,
) -> Result<HashMap<Arc<str>, ImageSource>, Vec<Fault>> {
    let mut sources = HashMap::new();
    let mut faults = Vec::new();
    for marked in &document.marked {
        let Some(name) = &marked.picture else { continue };
        match stand_in(name, given) {
            Ok(source) => drop(sources.insert(Arc::from(name.as_str()), source)),
            Err(problem) => faults.push(Fault::html(marked.line, problem)),
        }
    }
    if faults.is_empty() { Ok(sources) } else { Err(faults) }
}

fn stand_in(name: &str, given: &BTreeMap<String, Picture>) -> Result<ImageSource, Problem> {
    if let Some(text) = name.strip_prefix(CODE) {
        let edge = Code::of(text)?.modules() * 8;
        return blank((edge, edge));
    }
    let picture = given.get(name).ok_or_else(|| Problem::Picture(name.to_string()))?;
    match (picture, picture.size()) {
        (Picture::Drawing(svg), _) => drawing(svg),
        (_, size) => blank(size.unwrap_or((1, 1))),
    }
}

fn blank((width, height): (u32, u32)) -> Result<ImageSource, Problem> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    drawing(&format!("{svg} width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"/>"))
}

fn drawing(svg: &str) -> Result<ImageSource, Problem> {
    let source: SvgSource = svg.parse().map_err(|error| Problem::Syntax(format!("{error}")))?;
    Ok(ImageSource::from(source))
}

/// The pictures that a style uses as backgrounds, at most as large as the sheet needs them.
pub(crate) fn backgrounds(
    names: &[(String, usize)],
    given: &BTreeMap<String, Picture>,
    sheet: (u32, u32),
) -> Result<HashMap<Arc<str>, ImageSource>, (usize, Problem)> {
    let source = |(name, at): &(String, usize)| {
        let picture = given.get(name).ok_or_else(|| (*at, Problem::Picture(name.clone())))?;
        let source = background(picture, sheet).map_err(|problem| (*at, problem))?;
        Ok((Arc::from(name.as_str()), source))
    };
    names.iter().map(source).collect()
}

fn background(picture: &Picture, (wide, tall): (u32, u32)) -> Result<ImageSource, Problem> {
    let Some((width, height)) = picture.size() else {
        let Picture::Drawing(svg) = picture else { return Err(Problem::Picture(String::new())) };
        return drawing(svg);
    };
    let scale = (f64::from(wide) / f64::from(width)).max(f64::from(tall) / f64::from(height)).min(1.0);
    let size = (scaled(width, scale), scaled(height, scale));
    bitmap(picture.reduced(Window::whole(width, height), size).map_err(Problem::Renderer)?)
}

/// A picture for one box, and the declarations under which it fills that box pixel by pixel.
pub(crate) struct Prepared {
    pub(crate) number: usize,
    pub(crate) source: Option<ImageSource>,
    pub(crate) style: String,
}

/// The pictures of all boxes.
pub(crate) fn prepared(
    document: &Document,
    layout: &Layout,
    given: &BTreeMap<String, Picture>,
) -> Result<Vec<Prepared>, Fault> {
    let mut all = Vec::new();
    for (number, marked) in document.marked.iter().enumerate() {
        let (Some(name), Some(placed)) = (&marked.picture, layout.boxes.get(&number)) else { continue };
        let size = (whole(f64::from(placed.inner.width)), whole(f64::from(placed.inner.height)));
        let at_fault = |problem| Fault::html(marked.line, problem);
        if u64::from(size.0) * u64::from(size.1) > PIXELS {
            return Err(at_fault(Problem::TooMuch { what: "pixels", most: PIXELS }));
        }
        if size.0 > 0 && size.1 > 0 {
            let (raster, object_fit) = pixels_of(name, given, (placed, marked), size).map_err(at_fault)?;
            let source = raster.map(bitmap).transpose().map_err(at_fault)?;
            all.push(Prepared { number, source, style: style(size, object_fit) });
        }
    }
    Ok(all)
}

fn pixels_of(
    name: &str,
    given: &BTreeMap<String, Picture>,
    (placed, marked): (&Placed, &Marked),
    size: (u32, u32),
) -> Result<(Option<Raster>, &'static str), Problem> {
    if let Some(text) = name.strip_prefix(CODE) {
        return Ok((Some(Code::of(text)?.drawn(size)?), "fill"));
    }
    let picture = given.get(name).ok_or_else(|| Problem::Picture(name.to_string()))?;
    let Some(own) = picture.size() else { return Ok((None, "")) };
    let Cut { part, size, fit } = Cut::of(own, size, placed.object, marked.focal);
    picture.reduced(part, size).map(|raster| (Some(raster), fit)).map_err(Problem::Renderer)
}

/// The box keeps the size that was laid out; whole pixels, so that nothing is resampled again.
fn style((width, height): (u32, u32), fit: &str) -> String {
    let size = format!("width:{width}px;height:{height}px;min-width:0;min-height:0;max-width:none;max-height:none");
    let fit = if fit.is_empty() { String::new() } else { format!(";object-fit:{fit}") };
    format!("{size};flex:none;box-sizing:content-box;aspect-ratio:auto{fit}")
}

/// Which part of a picture is drawn at which size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    part: Window,
    size: (u32, u32),
    fit: &'static str,
}

impl Cut {
    fn of(own: (u32, u32), (wide, tall): (u32, u32), object: Object, focal: Option<(f64, f64)>) -> Self {
        let (width, height) = (f64::from(own.0), f64::from(own.1));
        let (across, down) = (f64::from(wide) / width, f64::from(tall) / height);
        let all = Window::whole(own.0, own.1);
        let inside = |scale: f64| Self { part: all, size: (scaled(own.0, scale), scaled(own.1, scale)), fit: "none" };
        match object.fit {
            ObjectFit::Fill => Self { part: all, size: (wide, tall), fit: "fill" },
            ObjectFit::Contain => inside(across.min(down)),
            ObjectFit::ScaleDown => inside(across.min(down).min(1.0)),
            ObjectFit::None => Self { part: all, size: own, fit: "none" },
            ObjectFit::Cover => {
                let scale = across.max(down);
                let part = (f64::from(wide) / scale, f64::from(tall) / scale);
                let left = start(width, part.0.min(width), focal.map(|(x, _)| x), object.position.0);
                let top = start(height, part.1.min(height), focal.map(|(_, y)| y), object.position.1);
                let part = Window { left, top, width: part.0.min(width), height: part.1.min(height) };
                Self { part, size: (wide, tall), fit: "fill" }
            }
        }
    }
}

/// Where a part begins: around a focal point as nearly as the edges allow, or by CSS.
fn start(whole: f64, part: f64, focal: Option<f64>, position: f64) -> f64 {
    let room = whole - part;
    focal.map_or(room * position, |focal| focal * whole - part / 2.0).clamp(0.0, room.max(0.0))
}

fn scaled(length: u32, scale: f64) -> u32 {
    whole(f64::from(length) * scale).max(1)
}

fn bitmap(raster: Raster) -> Result<ImageSource, Problem> {
    let Raster { width, height, alpha, pixels } = raster;
    let pixels = if alpha { pixels } else { with_alpha(&pixels) };
    let buffer = ImageBuffer::from_rgba_bytes(pixels, width, height);
    buffer.map(ImageSource::from).ok_or_else(|| Problem::Renderer("a picture has too few pixels".to_string()))
}

fn with_alpha(pixels: &[u8]) -> Vec<u8> {
    let (whole, _) = pixels.as_chunks::<3>();
    whole.iter().flat_map(|&[red, green, blue]| [red, green, blue, 255]).collect()
}
