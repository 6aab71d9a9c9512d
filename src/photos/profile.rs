//! Profiles of pictures, as themes and shops write them.

use super::{Finish, Fit, Format, Profile};
use crate::artifact::bytes_from_words;
use crate::diagnostics::rules::theme::WRONG_PROFILE;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::paths::ShopPath;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

/// The most widths of one profile, and the largest of them.
const MOST_WIDTHS: usize = 12;
const LARGEST_WIDTH: u32 = 4096;

/// The longer side of a ratio.
const LARGEST_SIDE: u32 = 10_000;

/// How the pictures of one slot are made.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ProfileFields {
    /// What it is for, in words.
    pub label: Field<String>,
    /// The widths that are offered, in pixels.
    pub widths: Field<Vec<u32>>,
    /// Width to height, `4:5`; the photo's own if absent.
    pub ratio: Field<Option<String>>,
    /// How a photo of another ratio takes up the size: `fill` (cut around its focal point) or `whole` (on the background).
    pub fit: Field<String>,
    /// What stands around a whole photo, and behind see-through parts of a JPEG: `#ffffff`.
    pub background: Field<String>,
    /// How much edges are sharpened after reduction, 0 to 1.
    pub sharpen: Field<f64>,
    /// The formats, best first: `webp`, `jpeg`, `png`, `svg`.
    pub formats: Field<Vec<String>>,
    /// The quality of JPEG and WebP, 1 to 100; the shop's if absent.
    pub quality: Field<u8>,
    /// Whether JPEGs come coarse first: fewer bytes, but they take longer to make.
    pub progressive: Field<bool>,
    /// What a file may have at most: `3 MB`, `400 KB`. Quality goes down, then size, until it fits.
    pub max_bytes: Field<String>,
    /// The `sizes` attribute; `100vw` if absent.
    pub sizes: Field<String>,
    /// Whether pictures carry the shop's watermark and badges.
    pub dressed: Field<bool>,
    /// Whether pictures are loaded at once, not when they scroll into view.
    pub eager: Field<bool>,
}

impl ProfileFields {
    /// The profile, where its fields make sense. What is left out is as in `base`.
    #[must_use]
    pub fn profile(&self, name: &str, file: &ShopPath, base: Option<&Profile>) -> Checked<Option<Profile>> {
        let plain =
            Profile { formats: vec![Format::WebP, Format::Jpeg], sizes: "100vw".to_string(), ..Profile::default() };
        let base = base.unwrap_or(&plain);
        let mut reader = Reader { fields: self, name, file, base, notes: Notes::default() };
        let profile = Profile {
            name: name.to_string(),
            label: self.label.get().unwrap_or(&base.label).clone(),
            widths: reader.widths(),
            ratio: reader.ratio(),
            finish: reader.finish(),
            formats: reader.formats(),
            quality: reader.quality(),
            progressive: self.progressive.get().copied().unwrap_or(base.progressive),
            most_bytes: reader.most_bytes(),
            sizes: self.sizes.get().unwrap_or(&base.sizes).clone(),
            dressed: self.dressed.get().copied().unwrap_or(base.dressed),
            eager: self.eager.get().copied().unwrap_or(base.eager),
        };
        let usable = !reader.notes.has_errors();
        reader.notes.around(usable.then_some(profile))
    }
}

/// Why a field cannot be meant, in English and Chinese.
type Reason<'a> = (&'a str, &'a str);

/// Reads the fields of one profile, and says what cannot be meant.
struct Reader<'a> {
    fields: &'a ProfileFields,
    name: &'a str,
    file: &'a ShopPath,
    base: &'a Profile,
    notes: Notes,
}

impl Reader<'_> {
    fn widths(&mut self) -> Vec<u32> {
        let widths = self.fields.widths.get().unwrap_or(&self.base.widths).clone();
        if widths.is_empty() || widths.len() > MOST_WIDTHS || widths.iter().any(|w| !(1..=LARGEST_WIDTH).contains(w)) {
            let english = format!("`widths` needs 1 to {MOST_WIDTHS} numbers from 1 to {LARGEST_WIDTH}");
            let chinese = format!("`widths` 要写 1 到 {MOST_WIDTHS} 个数，每个在 1 到 {LARGEST_WIDTH} 之间");
            self.complain(&self.fields.widths, (&english, &chinese));
        }
        widths
    }

    fn ratio(&mut self) -> Option<(u32, u32)> {
        let Some(ratio) = self.fields.ratio.get() else { return self.base.ratio };
        let text = ratio.as_deref()?;
        self.or_complain(
            &self.fields.ratio,
            ratio_of(text),
            ("`ratio` is two whole numbers, as in \"4:5\"", "`ratio` 是两个整数，如 \"4:5\""),
        )
    }

    fn finish(&mut self) -> Finish {
        let ProfileFields { fit, background, sharpen, .. } = self.fields;
        let mut finish = self.base.finish;
        if let Some(text) = fit.get() {
            let known = match text.as_str() {
                "fill" => Some(Fit::Fill),
                "whole" => Some(Fit::Whole),
                _ => None,
            };
            finish.fit =
                self.or_complain(fit, known, ("`fit` is fill or whole", "`fit` 写 fill 或 whole")).unwrap_or_default();
        }
        if let Some(text) = background.get() {
            let colour = self.or_complain(
                background,
                colour_of(text),
                ("`background` is a colour, as in \"#ffffff\"", "`background` 是颜色，如 \"#ffffff\""),
            );
            finish.background = colour.unwrap_or(finish.background);
        }
        if let Some(&share) = sharpen.get() {
            let percent = self.or_complain(
                sharpen,
                percent(share),
                ("`sharpen` lies between 0 and 1", "`sharpen` 在 0 到 1 之间"),
            );
            finish.sharpen = percent.unwrap_or_default();
        }
        finish
    }

    fn formats(&mut self) -> Vec<Format> {
        let Some(typed) = self.fields.formats.get() else { return self.base.formats.clone() };
        let formats: Vec<Format> = typed.iter().filter_map(|name| format_of(name)).collect();
        if formats.len() != typed.len() || formats.is_empty() {
            self.complain(
                &self.fields.formats,
                ("`formats` are webp, jpeg, png and svg", "`formats` 可写 webp、jpeg、png、svg"),
            );
        }
        formats
    }

    fn quality(&mut self) -> Option<u8> {
        let Some(&quality) = self.fields.quality.get() else { return self.base.quality };
        let known = (1..=100).contains(&quality).then_some(quality);
        self.or_complain(
            &self.fields.quality,
            known,
            ("`quality` lies between 1 and 100", "`quality` 在 1 到 100 之间"),
        )
    }

    fn most_bytes(&mut self) -> Option<u32> {
        let Some(text) = self.fields.max_bytes.get() else { return self.base.most_bytes };
        self.or_complain(
            &self.fields.max_bytes,
            bytes_from_words(text),
            ("`max_bytes` is a size, as in \"3 MB\" or \"400 KB\"", "`max_bytes` 是大小，如 \"3 MB\" 或 \"400 KB\""),
        )
    }

    fn or_complain<T, V>(&mut self, field: &Field<T>, value: Option<V>, reason: Reason<'_>) -> Option<V> {
        if value.is_none() {
            self.complain(field, reason);
        }
        value
    }

    fn complain<T>(&mut self, field: &Field<T>, reason: Reason<'_>) {
        let diagnostic = self.fault(field, reason);
        self.notes.push(diagnostic);
    }

    fn fault<T>(&self, field: &Field<T>, reason: Reason<'_>) -> Diagnostic {
        let ProfileFields { widths, formats, sizes, .. } = self.fields;
        let nearby = [&widths.place, &formats.place, &sizes.place].into_iter().find_map(Clone::clone);
        let place = field.place.clone().or(nearby).unwrap_or_else(|| Place::head(self.file));
        let (english, chinese) = reason;
        let fault = WRONG_PROFILE.at(place).with("profile", self.name);
        fault.with("reason", english).in_chinese("reason", chinese)
    }
}

fn ratio_of(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(':')?;
    let side = |text: &str| text.trim().parse().ok().filter(|side| (1..=LARGEST_SIDE).contains(side));
    Some((side(width)?, side(height)?))
}

fn colour_of(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn percent(share: f64) -> Option<u8> {
    (0.0..=1.0).contains(&share).then(|| (share * 100.0).round() as u8)
}

fn format_of(name: &str) -> Option<Format> {
    match name {
        "webp" => Some(Format::WebP),
        "jpeg" | "jpg" => Some(Format::Jpeg),
        "png" => Some(Format::Png),
        "svg" => Some(Format::Svg),
        _ => None,
    }
}
