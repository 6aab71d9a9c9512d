//! JSON Schemas of everything that a shop's files may hold, made from the structs that read them.

use crate::catalog::{PeopleFile, Sidecar, raw};
use crate::settings::raw::Shop;
use crate::theme::ThemeFile;
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

/// The schema of every kind, by its name.
#[must_use]
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("shop", of::<Shop>()),
        ("product", of::<raw::Product>()),
        ("category", of::<raw::Category>()),
        ("story", of::<raw::Story>()),
        ("news", of::<raw::News>()),
        ("guide", of::<raw::Guide>()),
        ("page", of::<raw::Page>()),
        ("campaign", of::<raw::Campaign>()),
        ("poster", of::<raw::Poster>()),
        ("photo", of::<Sidecar>()),
        ("people", of::<PeopleFile>()),
        ("theme", of::<ThemeFile>()),
    ]
}

/// A struct's schema, closed: other keys than its own and `x_…` are mistakes.
fn of<T: JsonSchema>() -> Value {
    let mut schema = schema_for!(T).to_value();
    close(&mut schema);
    schema
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") && !map.contains_key("additionalProperties") {
                map.insert("patternProperties".to_string(), serde_json::json!({ "^x_": true }));
                map.insert("additionalProperties".to_string(), Value::Bool(false));
            }
            map.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}
