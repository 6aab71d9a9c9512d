//! What drawing takes: filled pixels, estimated before the first is drawn, so that no drawing works for minutes.

use resvg::tiny_skia::Rect;
use resvg::usvg::{Fill, Group, Node, Paint, Stroke, Tree};
use std::cell::Cell;

/// Pixels that are filled for one picture, layers and filters counted.
const MOST_PIXELS: f64 = 2e9;

/// Pixels that even the smallest part counts for: its outline has to be walked.
const LEAST_PIXELS: f64 = 64.0;

/// Whether a drawing can be drawn at a scale without taking too long.
pub(super) fn is_bearable(tree: &Tree, scale: f64) -> bool {
    let canvas = f64::from(tree.size().width()) * f64::from(tree.size().height());
    Estimate { canvas, scale: scale * scale, steps: Cell::new(0) }.group(tree.root(), 0) <= MOST_PIXELS
}

/// Groups that the estimate itself looks at.
const MOST_STEPS: u32 = 200_000;

struct Estimate {
    /// The area that is seen, in the drawing's own units.
    canvas: f64,
    /// Pixels in one of them.
    scale: f64,
    /// Groups that were looked at.
    steps: Cell<u32>,
}

impl Estimate {
    fn group(&self, group: &Group, depth: u32) -> f64 {
        self.steps.set(self.steps.get() + 1);
        if depth > 192 || self.steps.get() > MOST_STEPS {
            return f64::INFINITY;
        }
        let mut pixels: f64 = group.children().iter().map(|node| self.node(node, depth)).sum();
        let layer = self.area(group.abs_layer_bounding_box().to_rect());
        if group.should_isolate() {
            pixels += layer * 4.0;
        }
        let steps: usize = group.filters().iter().map(|filter| filter.primitives().len()).sum();
        pixels += f64::from(u32::try_from(steps).unwrap_or(u32::MAX)) * self.canvas * self.scale * 8.0;
        let clips = group.clip_path().map_or(0.0, |clip| layer + self.group(clip.root(), depth + 1));
        let masks = group.mask().map_or(0.0, |mask| layer * 4.0 + self.group(mask.root(), depth + 1));
        pixels + clips + masks
    }

    fn node(&self, node: &Node, depth: u32) -> f64 {
        match node {
            Node::Group(group) => self.group(group, depth + 1),
            Node::Path(path) => {
                let paints = [path.fill().map(Fill::paint), path.stroke().map(Stroke::paint)];
                let area = self.area(path.abs_stroke_bounding_box());
                paints.into_iter().flatten().map(|paint| area + self.paint(paint, depth)).sum()
            }
            Node::Image(_) | Node::Text(_) => LEAST_PIXELS,
        }
    }

    fn paint(&self, paint: &Paint, depth: u32) -> f64 {
        match paint {
            Paint::Pattern(pattern) => self.group(pattern.root(), depth + 1),
            _ => 0.0,
        }
    }

    fn area(&self, part: Rect) -> f64 {
        let area = (f64::from(part.width()) * f64::from(part.height())).min(self.canvas);
        (area * self.scale).max(LEAST_PIXELS)
    }
}
