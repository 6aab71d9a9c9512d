//! A page for print: one picture to its edges, and where it is cut.

use crate::area::whole;
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref};

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A page, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width and height once it is cut.
    pub trim: (f32, f32),
    /// What is cut away at every edge.
    pub bleed: f32,
}

impl Page {
    /// A4 upright, with 3 mm.
    pub const A4: Self = Self { trim: (210.0, 297.0), bleed: 3.0 };

    /// The pixels of the whole page, bleed and all, at so many an inch.
    #[must_use]
    pub fn pixels(&self, dpi: u16) -> (u32, u32) {
        let pixels = |length: f32| whole(f64::from((length + 2.0 * self.bleed) / 25.4 * f32::from(dpi)));
        (pixels(self.trim.0), pixels(self.trim.1))
    }

    /// The file, with a baseline or progressive RGB JPEG of so many pixels over the whole page.
    #[must_use]
    pub fn file(&self, jpeg: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
        let [catalog, pages, page, picture, content] = [1, 2, 3, 4, 5].map(Ref::new);
        let name = Name(b"P");
        let whole = self.rect(0.0);
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(pages);
        pdf.pages(pages).kids([page]).count(1);
        let mut sheet = pdf.page(page);
        sheet.parent(pages).media_box(whole).bleed_box(whole).trim_box(self.rect(self.bleed)).contents(content);
        sheet.resources().x_objects().pair(name, picture);
        sheet.finish();
        let edge = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        let mut image = pdf.image_xobject(picture, jpeg);
        image.filter(pdf_writer::Filter::DctDecode);
        image.width(edge(width)).height(edge(height));
        image.color_space().device_rgb();
        image.bits_per_component(8);
        image.finish();
        let mut drawing = Content::new();
        drawing.save_state().transform([whole.x2, 0.0, 0.0, whole.y2, 0.0, 0.0]).x_object(name).restore_state();
        pdf.stream(content, &drawing.finish());
        pdf.finish()
    }

    /// The page without so many millimetres at every edge, in points.
    fn rect(&self, inset: f32) -> Rect {
        let edge = |length: f32| (length + 2.0 * self.bleed - inset) * POINTS;
        Rect::new(inset * POINTS, inset * POINTS, edge(self.trim.0), edge(self.trim.1))
    }
}
