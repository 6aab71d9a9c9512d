//! How well text stands out from what is drawn behind it, by the contrast ratio of WCAG 2.

use crate::area::{Area, whole};
use pixels::Raster;
use std::sync::LazyLock;

/// The share of the ground behind a text that may have less contrast than is reported, in percent.
const LEFT_OUT: u64 = 5;
/// Steps of a ratio in which pixels are counted.
const STEPS: f32 = 100.0;

/// A stretch of text: where its letters stand, and their colour.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) area: Area,
    pub(crate) colour: [u8; 4],
}

/// The contrast ratio of two colours in sRGB (WCAG 2.2), 1 to 21.
#[must_use]
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> f32 {
    let (one, other) = (LIGHTS.of(one), LIGHTS.of(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

static LIGHTS: LazyLock<Lights> = LazyLock::new(Lights::new);

/// Light of all shades of a channel.
struct Lights([f32; 256]);

impl Lights {
    fn new() -> Self {
        Self(std::array::from_fn(|shade| {
            let shade = shade as f32 / 255.0;
            if shade <= 0.040_45 { shade / 12.92 } else { ((shade + 0.055) / 1.055).powf(2.4) }
        }))
    }

    fn of(&self, [red, green, blue]: [u8; 3]) -> f32 {
        let light = |shade: u8| self.0.get(usize::from(shade)).copied().unwrap_or_default();
        0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
    }
}

/// The ratio that at least 95 % of the pixels behind the letters have, from 1 to 21. `None` where nothing is seen.
pub(crate) fn measured(ground: &Raster, text: &[Stretch]) -> Option<f32> {
    let mut counts = vec![0_u64; 2101];
    for stretch in text {
        for pixel in stretch.area.rows(ground) {
            let ratio = ratio(pixel, stretch.colour);
            if let Some(count) = counts.get_mut(whole(f64::from(ratio * STEPS)) as usize) {
                *count += 1;
            }
        }
    }
    let skipped = counts.iter().sum::<u64>() * LEFT_OUT / 100;
    let mut seen = 0;
    let at = counts.iter().position(|count| {
        seen += count;
        seen > skipped
    })?;
    Some(at as f32 / STEPS)
}

/// Between a pixel and a colour that may be see-through.
fn ratio(ground: &[u8], [red, green, blue, alpha]: [u8; 4]) -> f32 {
    let &[below_red, below_green, below_blue, ..] = ground else { return 1.0 };
    let below = [below_red, below_green, below_blue];
    let over = [(below_red, red), (below_green, green), (below_blue, blue)];
    let text = over.map(|(under, over)| mixed(under, over, alpha));
    contrast(below, text)
}

fn mixed(under: u8, over: u8, alpha: u8) -> u8 {
    let (under, over, alpha) = (u32::from(under), u32::from(over), u32::from(alpha));
    u8::try_from((under * (255 - alpha) + over * alpha + 127) / 255).unwrap_or(u8::MAX)
}
