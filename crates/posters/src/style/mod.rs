//! A style: CSS, read strictly. What would do nothing is a mistake with a place.

mod check;
mod head;

use crate::fault::{Fault, Problem};
use std::sync::Arc;
use takumi::prelude::StyleSheet;

pub(crate) use check::declarations;

/// What every sheet begins with: its own size without margins, and no bold or italics that a font does not have.
const BASE: &str = "html, body { margin: 0; width: 100%; height: 100%; font-synthesis: none; line-break: strict } \
                    *, ::before, ::after { box-sizing: border-box }\n";
/// Most bytes of a style.
const BYTES: usize = 512 << 10;

/// CSS that was read and found faultless; used for any number of sheets.
#[derive(Clone, Debug)]
pub struct Style {
    pub(crate) css: String,
    pub(crate) sheet: Arc<StyleSheet>,
    /// The pictures that it uses, by name, with their offsets.
    pub(crate) pictures: Vec<(String, usize)>,
}

impl Style {
    /// Reads CSS.
    ///
    /// # Errors
    /// All mistakes in it, in their order.
    pub fn read(css: &str) -> Result<Self, Vec<Fault>> {
        if css.len() > BYTES {
            return Err(vec![Fault::css(css, 0, Problem::TooMuch { what: "bytes of CSS", most: BYTES as u64 })]);
        }
        let check::Checked { faults, pictures } = check::sheet(css);
        if !faults.is_empty() {
            return Err(faults.into_iter().map(|(at, problem)| Fault::css(css, at, problem)).collect());
        }
        let sheet = StyleSheet::parse(&format!("{BASE}{css}")).map_err(|error| {
            let at = error.context.as_deref().and_then(|context| css.find(context)).unwrap_or_default();
            vec![Fault::css(css, at, Problem::Syntax(error.kind.to_string()))]
        })?;
        Ok(Self { css: css.to_string(), sheet: Arc::new(sheet), pictures })
    }
}
