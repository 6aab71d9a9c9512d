//! The template engine: a theme's templates, ready to make pages from views.

use super::faults::Faults;
use super::{filters, meter};
use crate::diagnostics::{Checked, Diagnostic};
use crate::theme::{Template, Theme};
use serde::Serialize;
use tera::{Context, Tera, Value};

/// Templates that can be rendered on any number of threads.
pub struct Engine {
    tera: Tera,
    faults: Faults,
}

/// Compiles the page templates of a theme. `None` if one of them cannot be read.
#[must_use]
pub fn engine(theme: &Theme) -> Checked<Option<Engine>> {
    compiled(theme, &theme.templates)
}

/// Compiles the poster templates of a theme; they see nothing of the page templates. `None` if one of them cannot be read.
#[must_use]
pub fn poster_engine(theme: &Theme) -> Checked<Option<Engine>> {
    compiled(theme, &theme.posters.templates)
}

fn compiled(theme: &Theme, templates: &[Template]) -> Checked<Option<Engine>> {
    let faults = Faults::new(theme, templates);
    let sources = faults.sheets.values().map(|sheet| (sheet.name.as_str(), sheet.metered.text.as_str()));
    let mut tera = bare(&theme.chain);
    match tera.add_raw_templates(sources) {
        Ok(()) => Checked::fine(Some(Engine { tera, faults })),
        Err(error) => {
            // The batch stops at the first template that cannot be parsed: the others are tried alone.
            let alone = faults.sheets.values().filter_map(|sheet| {
                let error = bare(&theme.chain).add_raw_template(&sheet.name, &sheet.metered.text).err()?;
                matches!(error.kind(), tera::ErrorKind::SyntaxError(_)).then_some(error)
            });
            let mut found: Vec<Diagnostic> = alone.flat_map(|error| faults.of_loading(&error)).collect();
            if found.is_empty() {
                found = faults.of_loading(&error);
            }
            Checked::new(None, found)
        }
    }
}

/// An engine without templates. Names without a theme are looked up from the nearest theme on.
fn bare(chain: &[String]) -> Tera {
    let mut tera = Tera::new();
    // Cannot fail: there are no templates yet.
    let _ = tera.set_fallback_prefixes(chain.iter().map(|name| format!("{name}/")));
    tera.autoescape_on([".html", ".xml", ".svg"]);
    filters::register(&mut tera);
    meter::register(&mut tera);
    tera
}

impl Engine {
    /// Whether the theme has a template of that name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Converts what many pages share, once; the result is cheap to clone, also inside other views.
    pub fn shared<T: Serialize>(&self, value: &T) -> Value {
        Value::try_from_serializable(value).unwrap_or_else(|_| Value::none())
    }

    /// Renders a page, UTF-8: the view's fields and the shared values are its variables.
    ///
    /// # Errors
    /// A diagnostic at the place in the template: something is undefined, fails, or does not end.
    pub fn page(
        &self,
        template: &str,
        shared: &[(&'static str, Value)],
        view: &impl Serialize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let href = |context: &Context| {
            let href = context.get("page").and_then(|page| page.get_from_path("href")).and_then(Value::as_str);
            href.unwrap_or(template).to_string()
        };
        self.rendered(template, shared, view, href)
    }

    /// Renders what is no page of its own; `subject` is what people call it.
    ///
    /// # Errors
    /// As of [`Self::page`].
    pub fn part(
        &self,
        template: &str,
        shared: &[(&'static str, Value)],
        view: &impl Serialize,
        subject: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.rendered(template, shared, view, |_| subject.to_string())
    }

    fn rendered(
        &self,
        template: &str,
        shared: &[(&'static str, Value)],
        view: &impl Serialize,
        subject: impl Fn(&Context) -> String,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = match Context::from_serialize(view) {
            Ok(context) => context,
            Err(error) => return Err(Box::new(self.faults.of_rendering(&error, template, template))),
        };
        for (name, value) in shared {
            context.insert_value(*name, value.clone());
        }
        let mut output = meter::start();
        let rendered = self.tera.render_to(template, &context, &mut output);
        let told = |error| Box::new(self.faults.of_rendering(&error, template, &subject(&context)));
        rendered.map(|()| output.bytes).map_err(told)
    }
}
