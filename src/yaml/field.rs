//! A field of a struct that is read from YAML: its value, if it could be read, and its place, if it was there.

use crate::diagnostics::Place;
use crate::paths::ShopPath;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The name by which [`Field`] asks the reader for a place beside the value.
pub(super) const FIELD: &str = "awning::Field";

/// A field as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value; `None` if the field is absent, or was reported as unreadable.
    pub value: Option<T>,
    /// Where the value stands; `None` if the field is absent.
    pub place: Option<Place>,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { value: None, place: None }
    }
}

impl<T> Field<T> {
    /// Whether the key stands in the file, readable or not.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.place.is_some()
    }

    /// The value, if there is one.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Where the value stands, or `otherwise` if the field is absent.
    #[must_use]
    pub fn place_or(&self, otherwise: &Place) -> Place {
        self.place.clone().unwrap_or_else(|| otherwise.clone())
    }

    /// The value with its place.
    #[must_use]
    pub fn placed(&self) -> Option<(&T, &Place)> {
        self.value.as_ref().zip(self.place.as_ref())
    }
}

impl<T: Clone> Field<T> {
    /// This field, or the other one where this is absent.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        if self.is_present() { self.clone() } else { other.clone() }
    }
}

struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Field<T>, A::Error> {
        let file: String = parts.next_element()?.unwrap_or_default();
        let start: usize = parts.next_element()?.unwrap_or_default();
        let end: usize = parts.next_element()?.unwrap_or_default();
        let value = parts.next_element()?;
        Ok(Field { value, place: ShopPath::new(&file).map(|file| Place { file, start, end }) })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FIELD, FieldVisitor(PhantomData))
    }
}

/// The schema of a field is the schema of its value.
impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
