//! How far a drawing grows when its references are followed: `use` of `use` of `use` doubles with every line.

use std::collections::BTreeMap;

/// Elements, all references followed.
const MOST_ELEMENTS: u64 = 100_000;

/// The elements of a drawing, with what they refer to.
#[derive(Debug, Default)]
pub(super) struct Growth {
    elements: Vec<Element>,
    open: Vec<usize>,
    names: BTreeMap<String, usize>,
    /// By class, what a stylesheet makes its elements refer to.
    styled: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default)]
struct Element {
    children: Vec<usize>,
    references: Vec<String>,
    /// References that hold for every element in it: paints and markers are handed down.
    handed_down: Vec<String>,
    classes: Vec<String>,
    /// Elements in it, itself and all references counted; `None` while it is being counted.
    size: Option<u64>,
    begun: bool,
}

impl Growth {
    /// An element begins inside the open one.
    pub(super) fn enter(&mut self) {
        let element = self.elements.len();
        if let Some(parent) = self.open.last().and_then(|&parent| self.elements.get_mut(parent)) {
            parent.children.push(element);
        }
        self.elements.push(Element::default());
        self.open.push(element);
    }

    /// The open element ends.
    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// The open element has a name.
    pub(super) fn name(&mut self, id: &str) {
        if let Some(&element) = self.open.last() {
            self.names.entry(id.to_string()).or_insert(element);
        }
    }

    /// Notes every `#name` in a value of the open element.
    pub(super) fn refer(&mut self, value: &str) {
        if let Some(element) = self.open.last().and_then(|&element| self.elements.get_mut(element)) {
            element.references.extend(names(value));
        }
    }

    /// The same for values that every element in the open one takes over.
    pub(super) fn hand_down(&mut self, value: &str) {
        if let Some(element) = self.open.last().and_then(|&element| self.elements.get_mut(element)) {
            element.handed_down.extend(names(value));
        }
    }

    /// The open element has classes.
    pub(super) fn classes(&mut self, value: &str) {
        if let Some(element) = self.open.last().and_then(|&element| self.elements.get_mut(element)) {
            element.classes.extend(value.split_whitespace().map(str::to_string));
        }
    }

    /// A stylesheet's rule for a class.
    pub(super) fn style(&mut self, class: &str, declarations: &str) {
        self.styled.entry(class.to_string()).or_default().extend(names(declarations));
    }

    /// Refuses a drawing that grows too large, or whose references go in a circle.
    pub(super) fn check(&mut self) -> Result<(), String> {
        if self.elements.len() as u64 > MOST_ELEMENTS {
            return Err(format!("it has more than {MOST_ELEMENTS} elements"));
        }
        for element in &mut self.elements {
            let styled = element.classes.iter().filter_map(|class| self.styled.get(class)).flatten();
            element.handed_down.extend(styled.cloned());
        }
        for element in (0..self.elements.len()).rev() {
            self.size(element, 0)?;
        }
        Ok(())
    }

    fn size(&mut self, at: usize, depth: usize) -> Result<u64, String> {
        let Some(element) = self.elements.get_mut(at) else { return Ok(0) };
        if let Some(size) = element.size {
            return Ok(size);
        }
        if element.begun || depth > 256 {
            return Err("its references go in a circle".to_string());
        }
        element.begun = true;
        let mut parts = std::mem::take(&mut element.children);
        parts.extend(std::mem::take(&mut element.references).iter().filter_map(|name| self.names.get(name)));
        let everywhere = std::mem::take(&mut element.handed_down);
        let mut size = self.sum(&parts, depth)?.saturating_add(1);
        let everywhere: Vec<usize> = everywhere.iter().filter_map(|name| self.names.get(name)).copied().collect();
        size = size.saturating_add(size.saturating_mul(self.sum(&everywhere, depth)?));
        if size > MOST_ELEMENTS {
            return Err(format!("it grows to more than {MOST_ELEMENTS} elements when its references are followed"));
        }
        if let Some(element) = self.elements.get_mut(at) {
            element.size = Some(size);
        }
        Ok(size)
    }
}

impl Growth {
    fn sum(&mut self, elements: &[usize], depth: usize) -> Result<u64, String> {
        let mut sum: u64 = 0;
        for &element in elements {
            sum = sum.saturating_add(self.size(element, depth + 1)?);
        }
        Ok(sum)
    }
}

/// Every name after a `#`; colours are among them, and are names of nothing.
fn names(value: &str) -> impl Iterator<Item = String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | ';' | '}' | ',' | '#');
    value.split('#').skip(1).map(move |rest| rest.split(ends).next().unwrap_or_default().to_string())
}
