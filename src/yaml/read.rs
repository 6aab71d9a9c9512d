//! Fills a struct from a [`Node`], reporting every unknown key and every value of a wrong form.

use super::field::FIELD;
use super::{Key, Kind, Node};
use crate::diagnostics::rules::reading::{UNKNOWN_KEY, WRONG_VALUE};
use crate::diagnostics::{Checked, Diagnostic, Place};
use crate::paths::ShopPath;
use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

/// Reads a value whose struct fields are [`super::Field`]s with `#[serde(default)]`.
/// Keys that begin with `x_` are free; other unknown keys are reported with the nearest known one.
pub fn read<T: DeserializeOwned + Default>(file: &ShopPath, node: &Node) -> Checked<T> {
    let reading = Reading { file, found: RefCell::default() };
    let value = match T::deserialize(NodeReader { node, key: "", reading: &reading }) {
        Ok(value) => value,
        Err(fault) => {
            reading.report(&fault, "", &node.span);
            T::default()
        }
    };
    Checked::new(value, reading.found.into_inner())
}

struct Reading<'a> {
    file: &'a ShopPath,
    found: RefCell<Vec<Diagnostic>>,
}

impl Reading<'_> {
    fn report(&self, fault: &Fault, key: &str, span: &Range<usize>) {
        let place = Place::new(self.file, fault.span.clone().unwrap_or_else(|| span.clone()));
        self.found.borrow_mut().push(WRONG_VALUE.at(place).with("key", key).with("reason", &fault.reason));
    }

    /// `entries` is the map that holds the key: a mistyped key is mended where the right one is not there as well.
    fn unknown(&self, key: &Key, known: &[&str], entries: &[(Key, Node)]) {
        let place = Place::new(self.file, key.span.clone());
        let diagnostic = UNKNOWN_KEY.at(place).with("key", &key.text).with("known", known.join(", "));
        let diagnostic = diagnostic.nearest(&key.text, known.iter().copied());
        let is_taken = |word: &str| entries.iter().any(|(other, _)| other.text == word);
        self.found.borrow_mut().push(diagnostic.renamed(is_taken));
    }
}

/// Why a value could not be read; reported where a field catches it.
#[derive(Debug)]
struct Fault {
    reason: String,
    span: Option<Range<usize>>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self { reason: reason.to_string(), span: None }
    }
}

#[derive(Clone, Copy)]
struct NodeReader<'n> {
    node: &'n Node,
    key: &'n str,
    reading: &'n Reading<'n>,
}

impl<'n> NodeReader<'n> {
    fn wrong(&self, needed: &str) -> Fault {
        let found = match &self.node.kind {
            Kind::Null => "nothing".to_string(),
            Kind::Scalar(text) => format!("`{text}`"),
            Kind::List(_) => "a list".to_string(),
            Kind::Map(_) => "a map".to_string(),
        };
        Fault { reason: format!("{needed} is needed here, not {found}"), span: Some(self.node.span.clone()) }
    }

    fn text(&self, needed: &str) -> Result<&'n str, Fault> {
        match &self.node.kind {
            Kind::Scalar(text) => Ok(text),
            _ => Err(self.wrong(needed)),
        }
    }

    /// Puts this node's place on a fault that a type's own reading raised.
    fn placed<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| Fault { span: fault.span.or_else(|| Some(self.node.span.clone())), ..fault })
    }

    fn number<N: std::str::FromStr>(&self) -> Result<N, Fault> {
        self.text("a number")?.parse().map_err(|_| self.wrong("a whole number"))
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $number:ty),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let number: $number = self.number()?;
            self.placed(visitor.$visit(number))
        })*
    };
}

impl<'de> Deserializer<'de> for NodeReader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let result = match &self.node.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Scalar(text) => visitor.visit_str(text),
            Kind::List(items) => visitor.visit_seq(Items { items: items.iter(), reader: self }),
            Kind::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None, reader: self }),
        };
        self.placed(result)
    }

    whole_numbers! {
        deserialize_i8 visit_i64 i64, deserialize_i16 visit_i64 i64, deserialize_i32 visit_i64 i64, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u64 u64, deserialize_u16 visit_u64 u64, deserialize_u32 visit_u64 u64, deserialize_u64 visit_u64 u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number: f64 = self.text("a number")?.parse().map_err(|_| self.wrong("a number"))?;
        if !number.is_finite() {
            return Err(self.wrong("a number"));
        }
        self.placed(visitor.visit_f64(number))
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text("`true` or `false`")? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.wrong("`true` or `false`")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text("a text")?;
        self.placed(visitor.visit_str(text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == FIELD {
            visitor.visit_seq(FieldParts { reader: self, part: 0 })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::List(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Map(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong("a map")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Kind::Map(entries) = &self.node.kind else { return Err(self.wrong("a map")) };
        for (key, _) in entries {
            if !fields.contains(&key.text.as_str()) && !key.text.starts_with("x_") {
                self.reading.unknown(key, fields, entries);
            }
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let text = self.text("a word")?;
        if !variants.contains(&text) {
            return Err(self.wrong(&format!("one of {}", variants.join(", "))));
        }
        visitor.visit_enum(Variant(text))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct tuple_struct identifier }
}

/// The parts of a [`super::Field`]: file, start, end, value. A value that cannot be read is reported here.
struct FieldParts<'n> {
    reader: NodeReader<'n>,
    part: u8,
}

impl<'de> SeqAccess<'de> for FieldParts<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        self.part += 1;
        let NodeReader { node, key, reading } = self.reader;
        let file: StrDeserializer<'_, Fault> = reading.file.as_str().into_deserializer();
        let number = |n: usize| -> UsizeDeserializer<Fault> { n.into_deserializer() };
        match self.part {
            1 => seed.deserialize(file).map(Some),
            2 => seed.deserialize(number(node.span.start)).map(Some),
            3 => seed.deserialize(number(node.span.end)).map(Some),
            _ => match seed.deserialize(self.reader) {
                Ok(value) => Ok(Some(value)),
                Err(fault) => {
                    reading.report(&fault, key, &node.span);
                    Ok(None)
                }
            },
        }
    }
}

struct Items<'n> {
    items: std::slice::Iter<'n, Node>,
    reader: NodeReader<'n>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        self.items.next().map(|node| seed.deserialize(NodeReader { node, ..self.reader })).transpose()
    }
}

struct Entries<'n> {
    rest: std::slice::Iter<'n, (Key, Node)>,
    value: Option<NodeReader<'n>>,
    reader: NodeReader<'n>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((key, node)) = self.rest.next() else { return Ok(None) };
        self.value = Some(NodeReader { node, key: &key.text, ..self.reader });
        let text: StrDeserializer<'_, Fault> = key.text.as_str().into_deserializer();
        seed.deserialize(text).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let reader = self.value.take().unwrap_or(self.reader);
        seed.deserialize(reader)
    }
}

struct Variant<'n>(&'n str);

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Fault> {
        Err(serde::de::Error::custom("a plain word is needed here"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(serde::de::Error::custom("a plain word is needed here"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(serde::de::Error::custom("a plain word is needed here"))
    }
}
