//! From a sheet to its picture, and what is to be said about it.

use crate::area::Area;
use crate::contrast;
use crate::document::{Change, Document, Marked};
use crate::fault::{Fault, Problem};
use crate::fit::{self, Fitted};
use crate::fonts::Fonts;
use crate::layout::{Layout, Placed, Stage};
use crate::pictures::{self, Picture};
use crate::style::Style;
use pixels::Raster;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Most pixels of a sheet: A4 at 600 dpi is 35 million.
pub(crate) const PIXELS: u64 = 40_000_000;

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// A fragment: what stands in `body`.
    pub html: &'a str,
    /// How it looks.
    pub style: &'a Style,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// What the root carries as `data-format`.
    pub format: &'a str,
    /// A BCP 47 tag; decides about line breaks.
    pub language: &'a str,
    /// Pixels at the top, right, bottom and left edge where nothing that matters should stand. The style knows them as
    /// `--safe-top` and so on.
    pub safe: [u32; 4],
    /// Pictures by name.
    pub pictures: &'a BTreeMap<String, Picture>,
    /// Fonts by family.
    pub fonts: &'a Fonts,
    /// Whether the contrast of text is measured: it is drawn a second time for that.
    pub contrast: bool,
}

/// A drawn sheet.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The picture; with alpha if any of it is see-through.
    pub raster: Raster,
    /// Every `data-slot` that the style does not leave out, in the order of the HTML.
    pub slots: Vec<Slot>,
    /// Letters outside of slots that no font of theirs has.
    pub missing: BTreeSet<char>,
}

/// What became of an element with `data-slot`.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its value.
    pub name: String,
    /// Its line in the HTML.
    pub line: u32,
    /// Where it lies, with padding and border.
    pub area: Area,
    /// The part of it that its text may fill.
    pub inner: Area,
    /// Whether it lies inside the safe area.
    pub safe: bool,
    /// Its text, if it has any.
    pub text: Option<Words>,
}

/// How the text of a slot turned out.
#[derive(Clone, Debug)]
pub struct Words {
    /// In pixels.
    pub font_size: f32,
    /// Lines, or columns of vertical text.
    pub lines: usize,
    /// The most that were allowed.
    pub most_lines: Option<usize>,
    /// Width and height that its letters take.
    pub needs: (f32, f32),
    /// Whether it stays in its box, its parent, the sheet and its lines, and can be read to its end.
    pub fits: bool,
    /// Letters that no font of its families has.
    pub missing: BTreeSet<char>,
    /// Red, green, blue, alpha.
    pub colour: [u8; 4],
    /// The contrast ratio (WCAG 2) between its colour and what is drawn behind its letters, which 95 % of the pixels
    /// there reach: 1 to 21. `None` where no letter is on the sheet, or nothing is measured.
    pub contrast: Option<f32>,
}

/// Draws a sheet.
///
/// # Errors
/// The mistakes in it. Text that does not fit, has no shape or hardly stands out is no mistake: the slots tell.
pub fn draw(sheet: &Sheet) -> Result<Drawn, Vec<Fault>> {
    let drawn = catch_unwind(AssertUnwindSafe(|| drawn(sheet)));
    drawn.unwrap_or_else(|_| Err(vec![Fault::html(1, Problem::Renderer("the renderer stopped".to_string()))]))
}

fn drawn(sheet: &Sheet) -> Result<Drawn, Vec<Fault>> {
    let (width, height) = sheet.size;
    if !(1..=PIXELS).contains(&(u64::from(width) * u64::from(height))) {
        return Err(vec![Fault::html(1, Problem::TooMuch { what: "pixels", most: PIXELS })]);
    }
    let document = Document::read(sheet.html)?;
    let mut stage = stage(sheet, &document)?;
    let Fitted { mut changes, layout, .. } = fit::fitted(&stage, &document).map_err(one)?;
    check(sheet, &document, &layout)?;
    for prepared in pictures::prepared(&document, &layout, sheet.pictures).map_err(one)? {
        let change = changes.entry(prepared.number).or_default();
        change.style = prepared.style;
        if let Some(source) = prepared.source {
            let name = format!("_{}", prepared.number);
            stage.pictures.insert(Arc::from(name.as_str()), source);
            change.source = Some(name);
        }
    }
    let raster = stage.draw(&document.write(&changes)).map_err(one)?;
    let ground = sheet.contrast.then(|| ground(&stage, &document, changes)).transpose().map_err(one)?;
    Ok(Drawn {
        raster,
        slots: slots(sheet, &stage, &document, &layout, ground.as_ref()),
        missing: missing(sheet, &layout, None),
    })
}

fn one(fault: Fault) -> Vec<Fault> {
    vec![fault]
}

fn stage<'a>(sheet: &Sheet<'a>, document: &Document) -> Result<Stage<'a>, Vec<Fault>> {
    let mut pictures = pictures::laid_out(document, sheet.pictures)?;
    let Style { css, sheet: style, pictures: used } = sheet.style;
    let backgrounds = pictures::backgrounds(used, sheet.pictures, sheet.size);
    pictures.extend(backgrounds.map_err(|(at, problem)| vec![Fault::css(css, at, problem)])?);
    Ok(Stage {
        fonts: sheet.fonts,
        style: style.clone(),
        size: sheet.size,
        frame: (frame(sheet), "</body></html>"),
        language: takumi::prelude::Lang::parse(sheet.language).ok(),
        pictures,
    })
}

/// The root: which format it is, and what shape that has.
fn frame(sheet: &Sheet) -> String {
    let (width, height) = (u64::from(sheet.size.0), u64::from(sheet.size.1));
    let shape = match () {
        () if width * 3 >= height * 4 => "wide",
        () if width * 4 <= height * 3 => "tall",
        () => "square",
    };
    let [top, right, bottom, left] = sheet.safe;
    let safe = format!("--safe-top:{top}px;--safe-right:{right}px;--safe-bottom:{bottom}px;--safe-left:{left}px");
    let plain = |text: &str| text.replace(['"', '&', '<', '>'], "");
    let (format, language) = (plain(sheet.format), plain(sheet.language));
    format!("<html lang=\"{language}\" data-format=\"{format}\" data-shape=\"{shape}\" style=\"{safe}\"><body>")
}

/// Slots that are no boxes, and families that were not given.
fn check(sheet: &Sheet, document: &Document, layout: &Layout) -> Result<(), Vec<Fault>> {
    let is_lost = |number: &usize| layout.present.contains(number) && !layout.boxes.contains_key(number);
    let lost = document.marked.iter().enumerate().filter(|(number, _)| is_lost(number));
    let lost = lost.filter_map(|(_, marked)| Some(Fault::html(marked.line, Problem::NoBox(marked.slot.clone()?))));
    let named: BTreeSet<&String> = layout.texts.iter().flat_map(|text| &text.families).collect();
    let unknown = named.into_iter().filter(|name| !sheet.fonts.has(name) && !GENERIC.contains(&name.as_str()));
    let unknown = unknown.map(|name| family(sheet, document, name));
    let nameless = layout.texts.iter().find(|text| !text.families.iter().any(|name| sheet.fonts.has(name)));
    let nameless = nameless.map(|text| {
        let line = text.within.last().and_then(|number| document.marked.get(*number)).map_or(1, |marked| marked.line);
        Fault::html(line, Problem::Family(text.families.join(", ")))
    });
    let mut faults: Vec<Fault> = lost.chain(unknown).collect();
    if faults.is_empty() {
        faults.extend(nameless);
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Families that no font stands for: a style may end with them out of habit.
const GENERIC: [&str; 13] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
    "emoji",
    "math",
    "fangsong",
];

fn family(sheet: &Sheet, document: &Document, name: &str) -> Fault {
    let problem = Problem::Family(name.to_string());
    match sheet.style.css.find(name) {
        Some(at) => Fault::css(&sheet.style.css, at, problem),
        None => Fault::html(document.marked.first().map_or(1, |marked| marked.line), problem),
    }
}

/// The same picture without the text of its slots.
fn ground(stage: &Stage, document: &Document, mut changes: BTreeMap<usize, Change>) -> Result<Raster, Fault> {
    for (number, _) in document.marked.iter().enumerate().filter(|(_, marked)| marked.slot.is_some()) {
        let style = &mut changes.entry(number).or_default().style;
        *style += ";-webkit-text-fill-color:transparent";
    }
    let ground = stage.draw(&document.write(&changes))?;
    Ok(ground)
}

fn slots(sheet: &Sheet, stage: &Stage, document: &Document, layout: &Layout, ground: Option<&Raster>) -> Vec<Slot> {
    let safe = safe(sheet);
    let slot = |(number, marked): (usize, &Marked)| {
        let placed = layout.boxes.get(&number)?;
        let words = || words(sheet, stage, (number, marked), (layout, placed), ground);
        Some(Slot {
            name: marked.slot.clone()?,
            line: marked.line,
            area: placed.outer,
            inner: placed.inner,
            safe: safe.holds(&placed.outer, (0.5, 0.5)),
            text: (letters(&marked.text) > 0).then(words),
        })
    };
    document.marked.iter().enumerate().filter_map(slot).collect()
}

fn safe(sheet: &Sheet) -> Area {
    let [top, right, bottom, left] = sheet.safe.map(|edge| edge as f32);
    let (width, height) = (sheet.size.0 as f32, sheet.size.1 as f32);
    Area { left, top, width: width - left - right, height: height - top - bottom }
}

fn words(
    sheet: &Sheet,
    stage: &Stage,
    (number, marked): (usize, &Marked),
    (layout, placed): (&Layout, &Placed),
    ground: Option<&Raster>,
) -> Words {
    let measure = fit::measure(stage, placed, marked);
    Words {
        font_size: placed.font_size,
        lines: measure.lines,
        most_lines: marked.lines,
        needs: measure.needs,
        fits: measure.fits,
        missing: missing(sheet, layout, Some(number)),
        colour: placed.colour,
        contrast: ground.and_then(|ground| contrast::measured(ground, &placed.text)),
    }
}

/// Letters of a box, or outside of all, that would be drawn as empty squares.
fn missing(sheet: &Sheet, layout: &Layout, number: Option<usize>) -> BTreeSet<char> {
    let texts = layout.texts.iter().filter(|text| match number {
        Some(number) => text.within.contains(&number),
        None => text.within.is_empty(),
    });
    let letters = texts.flat_map(|text| text.text.chars().map(move |letter| (letter, &text.families)));
    letters
        .filter(|(letter, families)| is_drawn(*letter) && !sheet.fonts.have(families, *letter))
        .map(|(letter, _)| letter)
        .collect()
}

/// Whether a character has a shape of its own.
fn is_drawn(letter: char) -> bool {
    let is_joint = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}');
    !letter.is_whitespace() && !letter.is_control() && !is_joint
}

/// How many letters of a text can be seen.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|letter| is_drawn(*letter)).count()
}
