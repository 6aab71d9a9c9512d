//! Letters as outlines: a line of text in a font that is given, never in one of the machine's.

use harfrust::font::glyph::outline::{ControlBoundsSink, DrawMemory, DrawOptions, SvgSink};
use harfrust::{Buffer, Font, GlyphId, ShapeOptions, ShaperFont, shape};

/// Units of the drawing for one em, so that a long line is no giant.
const EM: f32 = 256.0;

/// Why there is no line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The bytes are no font.
    NoFont,
    /// The font is damaged, in its reader's words.
    Damaged(String),
    /// The font has no shape for this letter.
    NoLetter(char),
    /// There is nothing to be seen.
    Blank,
}

/// A line of text as an SVG of outlines, without any room around it. Takes a TTF or OTF; a variable font is set at a
/// weight of 1 to 1000.
///
/// # Errors
/// The font cannot be read, or cannot show the text.
pub fn drawing(font: Vec<u8>, text: &str, weight: u16) -> Result<String, Failure> {
    let font = Font::new(font, 0).ok_or(Failure::NoFont)?;
    let font = font.instance_builder().variations([("wght", f32::from(weight))]).build();
    if font.num_glyphs() == 0 {
        return Err(Failure::NoFont);
    }
    if let Some(letter) = text.chars().find(|letter| font.charmap().map_unicode(*letter).is_none()) {
        return Err(Failure::NoLetter(letter));
    }
    let mut line = Line::default();
    for (glyph, x, y) in placed(&font, text)? {
        line.add(&font, glyph, (x, y))?;
    }
    line.drawing(EM / f32::from(font.units_per_em().max(1))).ok_or(Failure::Blank)
}

/// Every glyph with its place in font units, from the left, kerned.
fn placed(font: &Font, text: &str) -> Result<Vec<(GlyphId, f32, f32)>, Failure> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).map_err(damaged)?;
    let mut pen = (0.0, 0.0);
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(glyph, position)| {
        let (x, y) = pen;
        pen = (x + position.x_advance as f32, y + position.y_advance as f32);
        (GlyphId::new(glyph.glyph_id), x + position.x_offset as f32, y + position.y_offset as f32)
    });
    Ok(glyphs.collect())
}

/// Outlines that were drawn, and the box around them: left, bottom, right, top.
#[derive(Default)]
struct Line {
    paths: String,
    bounds: Option<[f32; 4]>,
}

impl Line {
    fn add(&mut self, font: &Font, glyph: GlyphId, (x, y): (f32, f32)) -> Result<(), Failure> {
        // A space has no outline.
        let Some(outline) = font.outline_glyphs().get(glyph) else { return Ok(()) };
        let (mut path, mut bounds) = (SvgSink::with_precision(1), ControlBoundsSink::new());
        outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut path).map_err(damaged)?;
        outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut bounds).map_err(damaged)?;
        let Some(own) = bounds.bounding_box() else { return Ok(()) };
        let own = [own.x_min + x, own.y_min + y, own.x_max + x, own.y_max + y];
        let [left, bottom, right, top] = self.bounds.unwrap_or(own);
        self.bounds = Some([left.min(own[0]), bottom.min(own[1]), right.max(own[2]), top.max(own[3])]);
        self.paths += &format!("<path transform=\"translate({x} {y})\" d=\"{}\"/>", &*path);
        Ok(())
    }

    fn drawing(self, scale: f32) -> Option<String> {
        let [left, bottom, right, top] = self.bounds?;
        let (width, height) = (right - left, top - bottom);
        let is_seen = width > 0.0 && height > 0.0 && (width + height).is_finite();
        is_seen.then(|| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"{left} {} {width} \
                 {height}\"><g transform=\"scale(1 -1)\">{}</g></svg>",
                width * scale,
                height * scale,
                -top,
                self.paths
            )
        })
    }
}

fn damaged(error: impl ToString) -> Failure {
    Failure::Damaged(error.to_string())
}
