//! Laying a sheet out: where every marked element came to lie, and the text that stands in it.

use crate::area::Area;
use crate::contrast::Stretch;
use crate::document;
use crate::fault::{Fault, Problem};
use crate::fonts::Fonts;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use takumi::prelude::{
    FontFamily, FromHtmlOptions, ImageSource, NodeKind, ObjectFit, StyleSheet, ToCss as _, Viewport,
};
use takumi::unstable::base::geometry::NodeId;
use takumi::unstable::base::layout::measure::MeasuredNode;
use takumi::unstable::base::layout::tree::{LayoutResults, RenderNode};
use takumi::unstable::base::scene::Scene;
use takumi::unstable::raster;

/// Pixels that a box may be left by: rounding.
pub(crate) const ROUNDING: f32 = 1.0;

/// What all layouts of a sheet have in common.
pub(crate) struct Stage<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) style: Arc<StyleSheet>,
    pub(crate) size: (u32, u32),
    /// The root's opening tag, and what closes it.
    pub(crate) frame: (String, &'static str),
    pub(crate) language: Option<takumi::prelude::Lang>,
    pub(crate) pictures: HashMap<Arc<str>, ImageSource>,
}

/// A laid-out sheet.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// By number.
    pub(crate) boxes: BTreeMap<usize, Placed>,
    /// All texts that are seen, in their order.
    pub(crate) texts: Vec<Text>,
    /// Marked elements that the style does not leave out.
    pub(crate) present: BTreeSet<usize>,
}

/// Where an element lies.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// With padding and border.
    pub(crate) outer: Area,
    /// Without.
    pub(crate) inner: Area,
    /// Whether it is larger than the element around it has room for; not if it is taken out of the flow.
    pub(crate) overflows: bool,
    /// Pixels.
    pub(crate) font_size: f32,
    pub(crate) colour: [u8; 4],
    pub(crate) object: Object,
    /// Its text in stretches, where its letters are.
    pub(crate) text: Vec<Stretch>,
    /// How many letters of its text can be seen.
    pub(crate) letters: usize,
}

/// How a picture fills its box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Object {
    pub(crate) fit: ObjectFit,
    /// In shares of the room that is left.
    pub(crate) position: (f64, f64),
}

/// A text with the fonts that it is set in, and the marked elements that it stands in.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) families: Vec<String>,
    pub(crate) within: Vec<usize>,
}

impl Stage<'_> {
    /// Lays out.
    pub(crate) fn lay_out(&self, html: &str) -> Result<Layout, Fault> {
        let mut root = self.root(html)?;
        let viewport = Viewport::new(self.size);
        let results = LayoutResults::compute_document(&root, viewport.into());
        let measured = MeasuredNode::of(&mut root, &results, viewport.size.into()).map_err(failed)?;
        let mut walk = Walk { fonts: self.fonts, root: &root, results: &results, layout: Layout::default() };
        walk.visit(NodeId::ROOT, &mut Vec::new(), &measured, None).ok_or_else(|| failed("a box is lost"))?;
        let mut layout = walk.layout;
        collect_texts(&root, &mut Vec::new(), &mut layout);
        Ok(layout)
    }

    /// Draws; not premultiplied, and without alpha where nothing is see-through.
    pub(crate) fn draw(&self, html: &str) -> Result<pixels::Raster, Fault> {
        let scene = Scene::lay_out(self.root(html)?, Viewport::new(self.size), true).map_err(failed)?;
        let drawn = raster::render_scene(&scene).map_err(failed)?;
        let (width, height) = (drawn.width(), drawn.height());
        Ok(without_alpha(pixels::Raster { width, height, alpha: true, pixels: drawn.into_raw() }))
    }

    fn root(&self, html: &str) -> Result<RenderNode, Fault> {
        let (opening, closing) = &self.frame;
        let node =
            takumi::from_html(&format!("{opening}{html}{closing}"), FromHtmlOptions::default()).map_err(failed)?;
        let mut options = takumi::prelude::RenderOptions::builder()
            .viewport(Viewport::new(self.size))
            .fonts(self.fonts.registered())
            .node(node.clone())
            .images(self.pictures.clone())
            .stylesheet(self.style.clone())
            .lang(self.language)
            // Letters come from the families that a style names, and from no other.
            .font_families(Some(FontFamily::from_names([])))
            .build();
        Ok(RenderNode::from_node(&options.take_render_context(), node))
    }
}

fn without_alpha(raster: pixels::Raster) -> pixels::Raster {
    if raster.is_see_through() {
        return raster;
    }
    let (whole, _) = raster.pixels.as_chunks::<4>();
    let pixels = whole.iter().flat_map(|&[red, green, blue, _]| [red, green, blue]).collect();
    pixels::Raster { alpha: false, pixels, ..raster }
}

fn failed(error: impl ToString) -> Fault {
    Fault::html(1, Problem::Renderer(error.to_string()))
}

struct Walk<'a> {
    fonts: &'a Fonts,
    root: &'a RenderNode,
    results: &'a LayoutResults,
    layout: Layout,
}

/// The text of a box and all that stand in it.
#[derive(Default)]
struct Words {
    stretches: Vec<Stretch>,
    letters: usize,
}

impl Walk<'_> {
    fn visit(
        &mut self,
        id: NodeId,
        path: &mut Vec<usize>,
        measured: &MeasuredNode,
        parent: Option<Area>,
    ) -> Option<Words> {
        let node = self.root.node_at_path(path)?;
        let layout = self.results.layout(id).ok()?;
        let whole = Area { left: 0.0, top: 0.0, width: measured.width, height: measured.height };
        let outer = whole.transformed(measured.transform);
        let offset = layout.content_box_offset();
        let room = Area {
            left: offset.x,
            top: offset.y,
            width: layout.content_box_width(),
            height: layout.content_box_height(),
        };
        let inner = room.transformed(measured.transform);
        let mut words = self.own_words(node, measured, (offset.x, offset.y));
        let children = if node.children.is_some() { self.results.box_children(id).ok()? } else { &[] };
        let boxes = measured.children.get(measured.children.len().checked_sub(children.len())?..)?;
        for (child, measured) in children.iter().zip(boxes) {
            let depth = path.len();
            path.push(child.render_index);
            path.extend(child.inline_path.iter().flatten());
            let around = child.hoisted_cb.is_none().then_some(room);
            let Words { stretches, letters } = self.visit(child.node_id, path, measured, around)?;
            words.stretches.extend(stretches);
            words.letters += letters;
            path.truncate(depth);
        }
        if let Some(number) = numbered(node) {
            let place = Area { left: layout.location.x, top: layout.location.y, ..whole };
            let overflows = parent.is_some_and(|room| !room.holds(&place, (ROUNDING, ROUNDING)));
            let placed = placed(node, (outer, inner), overflows, &words);
            self.layout.boxes.insert(number, placed);
        }
        Some(words)
    }

    fn own_words(&self, node: &RenderNode, measured: &MeasuredNode, (left, top): (f32, f32)) -> Words {
        if measured.runs.is_empty() {
            return Words::default();
        }
        let inset = self.fonts.inset(&families(node));
        let colour = node.context.current_color.0;
        let stretch = |run: &takumi::prelude::MeasuredTextRun| {
            let area = Area { left: left + run.x, top: top + run.y, width: run.width, height: run.height };
            Stretch { area: area.inside(inset).transformed(measured.transform), colour }
        };
        let seen = measured.runs.iter().filter(|run| !run.text.trim().is_empty());
        Words {
            stretches: seen.clone().map(stretch).collect(),
            letters: seen.map(|run| crate::sheet::letters(&run.text)).sum(),
        }
    }
}

fn placed(node: &RenderNode, (outer, inner): (Area, Area), overflows: bool, words: &Words) -> Placed {
    let context = &node.context;
    let position = context.style.misc3_data.object_position.0;
    // Percentages are what focal points are given in; a length counts as if a thousand pixels were left.
    let share = |resolved: f32| f64::from(resolved / 1000.0);
    Placed {
        outer,
        inner,
        overflows,
        font_size: context.sizing.font_size,
        colour: context.current_color.0,
        object: Object {
            fit: context.style.misc_data.object_fit,
            position: (share(position.x.resolve(context, 1000.0)), share(position.y.resolve(context, 1000.0))),
        },
        text: words.stretches.clone(),
        letters: words.letters,
    }
}

fn numbered(node: &RenderNode) -> Option<usize> {
    document::number(node.node.as_ref()?.class_name()?)
}

/// The named families of a box, in their order.
fn families(node: &RenderNode) -> Vec<String> {
    let mut css = String::new();
    let _ = node.context.style.inherited_data.font_family.to_css(&mut css);
    css.split(',').map(|name| name.trim().trim_matches(['"', '\'']).to_string()).collect()
}

fn collect_texts(node: &RenderNode, within: &mut Vec<usize>, layout: &mut Layout) {
    let number = numbered(node);
    layout.present.extend(number);
    within.extend(number);
    let own = node.node.as_ref().and_then(|node| match &node.kind {
        NodeKind::Text(data) => Some(data.text.clone()),
        _ => None,
    });
    for text in own.into_iter().chain(node.anonymous_text_content.clone()).filter(|text| !text.trim().is_empty()) {
        layout.texts.push(Text { text, families: families(node), within: within.clone() });
    }
    node.children.iter().flatten().for_each(|child| collect_texts(child, within, layout));
    if number.is_some() {
        within.pop();
    }
}
