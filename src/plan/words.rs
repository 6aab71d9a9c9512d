//! Words of the interface inside views, dates and numbers as a language writes them.

use crate::language::is_chinese;
use crate::moment::When;
use crate::settings::Settings;
use jiff::Timestamp;
use jiff::civil::Date as Day;
use serde::Serialize;
use std::collections::BTreeMap;

/// The theme's texts in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language.
    pub language: &'a str,
    /// Its texts.
    texts: Option<&'a BTreeMap<String, String>>,
    /// The default language's, for what a language lacks.
    default: Option<&'a BTreeMap<String, String>>,
}

impl<'a> Words<'a> {
    /// The words of a language.
    #[must_use]
    pub fn of(
        texts: &'a BTreeMap<String, BTreeMap<String, String>>,
        settings: &'a Settings,
        language: &'a str,
    ) -> Self {
        let near = |tag: &str| texts.get(tag).or_else(|| texts.get(tag.split('-').next()?));
        let default = near(settings.default_language()).or_else(|| texts.get("en"));
        Self { language, texts: near(language), default }
    }

    /// The text of a key; the key itself where no language has it.
    #[must_use]
    pub fn get(&self, key: &'a str) -> &'a str {
        let text =
            self.texts.and_then(|texts| texts.get(key)).or_else(|| self.default.and_then(|texts| texts.get(key)));
        text.map_or(key, String::as_str)
    }

    /// All texts: the default language's, with this language's over them.
    #[must_use]
    pub fn all(&self) -> BTreeMap<&'a str, &'a str> {
        let own = |texts: Option<&'a BTreeMap<String, String>>| {
            texts.into_iter().flatten().map(|(key, text)| (key.as_str(), text.as_str()))
        };
        own(self.default).chain(own(self.texts)).collect()
    }

    /// The text of a key with its `{name}`s filled.
    #[must_use]
    pub fn fill(&self, key: &'a str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_string();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// A date on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// For machines: a date, or an instant with offset.
    pub iso: String,
    /// For people.
    pub text: String,
}

/// A day as a language writes it.
#[must_use]
pub fn day(day: Day, language: &str) -> Date {
    let text = if is_chinese(language) || language == "ja" {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    } else if language.starts_with("en") {
        day.strftime("%-d %B %Y").to_string()
    } else {
        day.to_string()
    };
    Date { iso: day.to_string(), text }
}

/// A typed time: a day stays a day.
#[must_use]
pub fn when(when: &When, settings: &Settings, language: &str) -> Date {
    match when {
        When::Day(date) => day(*date, language),
        other => instant(other.begins(&settings.zone), settings, language),
    }
}

/// An instant, shown as local day, with the time unless it is midnight.
#[must_use]
pub fn instant(at: Timestamp, settings: &Settings, language: &str) -> Date {
    let zoned = at.to_zoned(settings.zone.clone());
    let mut date = day(zoned.date(), language);
    if zoned.hour() != 0 || zoned.minute() != 0 {
        date.text = format!("{} {:02}:{:02}", date.text, zoned.hour(), zoned.minute());
    }
    date.iso = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    date
}

/// The end of a window as people say it: the last day inside, if it ends at midnight.
#[must_use]
pub fn end(to: Timestamp, settings: &Settings, language: &str) -> Date {
    let zoned = to.to_zoned(settings.zone.clone());
    if zoned.time() != jiff::civil::Time::midnight() {
        return instant(to, settings, language);
    }
    let last = zoned.date().yesterday().unwrap_or_else(|_| zoned.date());
    Date { iso: zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(), ..day(last, language) }
}

/// A text as a part of an address: letters and digits of any script, the rest as single hyphens.
#[must_use]
pub fn address_part(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text: String =
        text.nfc().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
