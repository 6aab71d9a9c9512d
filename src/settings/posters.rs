//! Formats of posters, read: a theme has a table of them, and a shop changes it.

use super::{Reader, raw};
use crate::artifact::bytes_from_words;
use crate::diagnostics::rules::posters::WRONG_FORMAT;
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::is_slug;
use crate::yaml::Field;
use posters::pdf::Page;
use raw::{Paper, PictureFile, PosterFont, PosterFormat};
use std::collections::BTreeMap;

/// Pixels of an edge.
const EDGES: std::ops::RangeInclusive<u32> = 16..=8192;
/// Millimetres that stay free on paper, beside what is cut away.
const MARGIN: f32 = 5.0;

/// How posters are made in this shop.
#[derive(Clone, Debug)]
pub struct PosterSettings {
    /// Whether preview pictures are drawn.
    pub previews: bool,
    /// The theme's formats, changed or added, with their places.
    pub formats: BTreeMap<String, (PosterFormat, Place)>,
    /// More fonts, with their places.
    pub fonts: Vec<(PosterFont, Place)>,
}

/// A format of posters.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// Its name in front matter.
    pub name: String,
    /// What it is for.
    pub label: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Pixels at the top, right, bottom and left that are not safe.
    pub safe: [u32; 4],
    /// The sheet of paper that it is printed on.
    pub paper: Option<Page>,
    /// What kind of picture it becomes.
    pub file: PictureFile,
    /// The quality of the JPEG.
    pub quality: u8,
    /// Bytes that the file may have.
    pub most_bytes: Option<u32>,
}

impl Format {
    /// The ending of its files.
    #[must_use]
    pub fn extension(&self) -> &'static str {
        match (&self.paper, self.file) {
            (Some(_), _) => "pdf",
            (None, PictureFile::Jpeg) => "jpg",
            (None, PictureFile::Png) => "png",
        }
    }
}

impl Reader<'_> {
    pub(super) fn posters(posters: raw::Posters) -> PosterSettings {
        let formats = posters.formats.value.unwrap_or_default().into_iter();
        let fonts = posters.fonts.value.unwrap_or_default().into_iter();
        PosterSettings {
            previews: posters.previews.value.unwrap_or(true),
            formats: formats.filter_map(|(name, field)| Some((name, field.value.zip(field.place)?))).collect(),
            fonts: fonts.filter_map(|field| field.value.zip(field.place)).collect(),
        }
    }
}

/// Why a format cannot be meant, in English and Chinese.
type Reason = (&'static str, &'static str);

impl PosterFormat {
    /// The format, where its fields make sense. What is left out is as in `base`.
    #[must_use]
    pub fn format(&self, name: &str, place: &Place, base: Option<&Format>) -> Checked<Option<Format>> {
        let mut reader = FormatReader { name, place, notes: Notes::default() };
        if !is_slug(name) {
            reader.complain(
                &self.label,
                ("its name has small letters, digits and hyphens", "名称只能用小写字母、数字和连字符"),
            );
        }
        let paper = self.paper.get().map(|paper| reader.page(paper));
        let format = Format {
            name: name.to_string(),
            label: self.label.value.clone().or_else(|| Some(base?.label.clone())).unwrap_or_default(),
            size: paper.map_or_else(|| reader.size(self, base), |(page, dpi)| page.pixels(dpi)),
            safe: reader.safe(self, paper, base),
            paper: paper.map(|(page, _)| page).or_else(|| base?.paper),
            file: self.file.value.or_else(|| Some(base?.file)).unwrap_or_default(),
            quality: reader.quality(self, base),
            most_bytes: reader.most_bytes(self, base),
        };
        let usable = !reader.notes.has_errors();
        reader.notes.around(usable.then_some(format))
    }
}

/// Reads the fields of one format, and says what cannot be meant.
struct FormatReader<'a> {
    name: &'a str,
    place: &'a Place,
    notes: Notes,
}

impl FormatReader<'_> {
    fn size(&mut self, fields: &PosterFormat, base: Option<&Format>) -> (u32, u32) {
        let known = base.map(|base| base.size);
        let width = fields.width.value.or_else(|| Some(known?.0)).unwrap_or_default();
        let height = fields.height.value.or_else(|| Some(known?.1)).unwrap_or_default();
        if !EDGES.contains(&width) || !EDGES.contains(&height) {
            let field = if EDGES.contains(&width) { &fields.height } else { &fields.width };
            self.complain(
                field,
                (
                    "`width` and `height` are pixels, 16 to 8192 (or `paper`, in millimetres)",
                    "`width` 和 `height` 是像素，16 到 8192（印刷用 `paper`，单位毫米）",
                ),
            );
        }
        (width, height)
    }

    fn page(&mut self, paper: &Paper) -> (Page, u16) {
        let page = Page {
            trim: (paper.width.value.unwrap_or_default(), paper.height.value.unwrap_or_default()),
            bleed: paper.bleed.value.unwrap_or(3.0),
        };
        let dpi = paper.dpi.value.unwrap_or(300);
        let is_sheet = [page.trim.0, page.trim.1].iter().all(|edge| (20.0..=1200.0).contains(edge));
        let (width, height) = page.pixels(dpi);
        let fits = EDGES.contains(&width) && EDGES.contains(&height);
        if !is_sheet || !(0.0..=20.0).contains(&page.bleed) || !(72..=600).contains(&dpi) || !fits {
            self.complain(
                &paper.width,
                (
                    "`paper` has `width` and `height` of 20 to 1200 mm, `bleed` of at most 20 mm and `dpi` of 72 to 600; neither edge may have more than 8192 pixels",
                    "`paper` 的 `width`、`height` 为 20–1200 毫米，`bleed` 不超过 20 毫米，`dpi` 为 72–600；每边不超过 8192 像素",
                ),
            );
        }
        (page, dpi)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred pixels")]
    fn safe(&mut self, fields: &PosterFormat, paper: Option<(Page, u16)>, base: Option<&Format>) -> [u32; 4] {
        let Some(edges) = fields.safe.get() else {
            let edge = |(page, dpi): (Page, u16)| ((page.bleed + MARGIN) / 25.4 * f32::from(dpi)).round() as u32;
            return paper.map(|paper| [edge(paper); 4]).or_else(|| Some(base?.safe)).unwrap_or_default();
        };
        let four = <[u32; 4]>::try_from(edges.as_slice()).ok().filter(|edges| edges.iter().all(|e| *e <= *EDGES.end()));
        if four.is_none() {
            self.complain(
                &fields.safe,
                ("`safe` is four numbers of pixels: top, right, bottom, left", "`safe` 是四个像素数：上、右、下、左"),
            );
        }
        four.unwrap_or_default()
    }

    fn quality(&mut self, fields: &PosterFormat, base: Option<&Format>) -> u8 {
        let quality = fields.quality.value.or_else(|| Some(base?.quality)).unwrap_or(88);
        if !(1..=100).contains(&quality) {
            self.complain(&fields.quality, ("`quality` lies between 1 and 100", "`quality` 在 1 到 100 之间"));
        }
        quality
    }

    fn most_bytes(&mut self, fields: &PosterFormat, base: Option<&Format>) -> Option<u32> {
        let Some(text) = fields.max_bytes.get() else { return base?.most_bytes };
        let bytes = bytes_from_words(text);
        if bytes.is_none() {
            self.complain(
                &fields.max_bytes,
                (
                    "`max_bytes` is a size, as in \"3 MB\" or \"400 KB\"",
                    "`max_bytes` 是大小，如 \"3 MB\" 或 \"400 KB\"",
                ),
            );
        }
        bytes
    }

    fn complain<T>(&mut self, field: &Field<T>, (english, chinese): Reason) {
        let fault = WRONG_FORMAT.at(field.place_or(self.place)).with("format", self.name);
        self.notes.push(fault.with("reason", english).in_chinese("reason", chinese));
    }
}
