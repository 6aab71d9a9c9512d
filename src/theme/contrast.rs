//! Contrast of text on its ground: WCAG 2.2, success criterion 1.4.3, level AA.

use lightningcss::traits::Parse as _;
use lightningcss::values::color::{CssColor, RGBA};
use std::collections::BTreeMap;

/// The least contrast of text of a usual size.
pub const LEAST: f32 = 4.5;

/// A pair of tokens that cannot be read: text, ground, and their contrast.
#[derive(Clone, Debug, PartialEq)]
pub struct Faint {
    /// The token of the text.
    pub text: String,
    /// The token of the ground.
    pub ground: String,
    /// Their contrast, 1 to 21.
    pub ratio: f32,
}

/// The pairs below [`LEAST`]. Tokens that are missing, or no plain colours, are passed over.
#[must_use]
pub fn faint(pairs: &[(String, String)], tokens: &BTreeMap<String, String>) -> Vec<Faint> {
    let measured = pairs.iter().filter_map(|(text, ground)| {
        let ratio = contrast(tokens.get(text)?, tokens.get(ground)?)?;
        (ratio < LEAST).then(|| Faint { text: text.clone(), ground: ground.clone(), ratio })
    });
    measured.collect()
}

/// The contrast of two colours as CSS writes them, 1 to 21. `None` if one of them is no opaque colour.
#[must_use]
pub fn contrast(text: &str, ground: &str) -> Option<f32> {
    Some(::posters::contrast(colour(text)?, colour(ground)?))
}

/// An opaque CSS colour in sRGB.
fn colour(value: &str) -> Option<[u8; 3]> {
    let colour = CssColor::parse_string(value).ok()?;
    let Ok(CssColor::RGBA(RGBA { red, green, blue, alpha: 255 })) = colour.to_rgb() else { return None };
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((::posters::contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-4);
        assert!((::posters::contrast([0x77; 3], [255; 3]) - 4.478).abs() < 0.001);
        let tokens = [("a", "#777"), ("b", "white"), ("c", "rgb(0 0 0 / 50%)"), ("d", "2px")];
        let tokens = tokens.map(|(name, value)| (name.to_string(), value.to_string())).into();
        let pairs: Vec<_> = ["a", "c", "d", "e"].map(|text| (text.to_string(), "b".to_string())).into();
        let found: Vec<String> = faint(&pairs, &tokens).into_iter().map(|faint| faint.text).collect();
        assert_eq!(found, ["a"]);
    }
}
