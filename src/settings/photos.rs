//! What holds for all photos of the shop.

use super::{Reader, raw};
use crate::diagnostics::Place;
use crate::diagnostics::rules::mark::{TEXT_TOO_LONG, WATERMARK_FORM};
use crate::diagnostics::rules::reading::WRONG_VALUE;
use crate::language;
use crate::moment::Length;
use crate::paths::ShopPath;
use crate::photos::{Position, ProfileFields, Quality, Spot, Tone};
use crate::yaml::Field;
use raw::MarkPlace;
use std::collections::BTreeMap;
use std::fmt::Display;

/// The longest text of a watermark, in half-width units.
const LONGEST_TEXT: usize = 40;

/// How the shop's photos are used and made.
#[derive(Clone, Debug)]
pub struct PhotoSettings {
    /// Whether a product needs a main photo.
    pub required: bool,
    /// The shop's mark.
    pub watermark: Option<Watermark>,
    /// Where badges go, by name, and where that is said.
    pub badges: BTreeMap<String, (BadgeStyle, Place)>,
    /// Who wears badges without naming them, by the badge's name.
    pub badge_rules: BTreeMap<String, BadgeRule>,
    /// Quality of JPEG and WebP.
    pub quality: Quality,
    /// Whether moving pictures are shown as they are.
    pub moving: bool,
    /// Millions of pixels of an original.
    pub megapixels: u32,
    /// Millions of bytes of an original.
    pub megabytes: u32,
    /// Profiles of the theme, changed.
    pub profiles: BTreeMap<String, ProfileFields>,
    /// Sizes for other platforms, changed or added.
    pub presets: BTreeMap<String, ProfileFields>,
}

/// The shop's mark on dressed renditions.
#[derive(Clone, Debug)]
pub struct Watermark {
    /// What it shows.
    pub picture: Picture,
    /// Where it goes.
    pub position: Position,
    /// What it is painted with.
    pub tone: Tone,
    /// Percent.
    pub opacity: u8,
    /// Permille of the photo's width.
    pub share: u16,
    /// Renditions with a shorter edge carry none.
    pub min_edge: u32,
}

/// What a watermark shows.
#[derive(Clone, Debug)]
pub enum Picture {
    /// A file, and where it is named.
    File(ShopPath, Place),
    /// Text.
    Text(Lettering),
}

/// A text in a font, and where both are named.
#[derive(Clone, Debug)]
pub struct Lettering {
    /// The text.
    pub text: (String, Place),
    /// The font's file.
    pub font: (ShopPath, Place),
    /// The weight of a variable font.
    pub weight: u16,
}

/// Which products wear a badge without naming it: those for which everything holds.
#[derive(Clone, Debug, Default)]
pub struct BadgeRule {
    /// On the shelf for less than so long.
    pub new_within: Option<Length>,
    /// Fewer pieces than this, and not sold out.
    pub stock_below: Option<u32>,
    /// With this tag.
    pub tag: Option<String>,
    /// In this category or below it.
    pub category: Option<String>,
    /// Cheaper by a running campaign, or not.
    pub campaign: Option<bool>,
}

/// Where a badge goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadgeStyle {
    /// The spot.
    pub spot: Spot,
    /// Permille of the photo's width.
    pub share: u16,
    /// Renditions with a shorter edge carry none.
    pub min_edge: u32,
}

impl Default for BadgeStyle {
    fn default() -> Self {
        Self { spot: Spot::TopRight, share: 220, min_edge: 200 }
    }
}

impl Reader<'_> {
    pub(super) fn photos(&mut self, photos: raw::Photos) -> PhotoSettings {
        let (quality, usual) = (photos.quality.value.unwrap_or_default(), Quality::default());
        let limits = photos.limits.value.unwrap_or_default();
        let mut millions = |key, field| u32::try_from(self.bounded(key, field, 1, 1000, 100)).unwrap_or(100);
        let (megapixels, megabytes) =
            (millions("megapixels", &limits.megapixels), millions("megabytes", &limits.megabytes));
        PhotoSettings {
            moving: photos.animated.value == Some(raw::Animated::Moving),
            megapixels,
            megabytes,
            profiles: photos.profiles.value.unwrap_or_default(),
            presets: photos.presets.value.unwrap_or_default(),
            required: photos.required.value.unwrap_or(true),
            watermark: photos.watermark.placed().and_then(|(mark, place)| self.watermark(mark, place)),
            badge_rules: badge_rules(&photos.badges),
            badges: self.badges(&photos.badges),
            quality: Quality {
                jpeg: self.percent(&quality.jpeg, usual.jpeg),
                webp: self.percent(&quality.webp, usual.webp),
                effort: u8::try_from(self.bounded("effort", &quality.effort, 0, 6, 4)).unwrap_or(usual.effort),
            },
        }
    }

    fn watermark(&mut self, mark: &raw::Watermark, place: &Place) -> Option<Watermark> {
        let picture = self.picture(mark, place);
        let opacity = self.share("opacity", &mark.opacity, (0.05, 0.6), 0.35);
        let position = self.position(mark);
        Some(Watermark {
            position,
            tone: self.tone(mark),
            opacity: u8::try_from(permille(opacity) / 10).unwrap_or(u8::MAX),
            share: permille(self.share("width", &mark.width, (0.02, 0.5), 0.18)),
            min_edge: mark.min_edge.value.unwrap_or(400),
            picture: picture?,
        })
    }

    /// A picture or a text: one of them.
    fn picture(&mut self, mark: &raw::Watermark, place: &Place) -> Option<Picture> {
        match (mark.image.is_present(), mark.text.is_present()) {
            (true, false) => {
                let file = self.file(&mark.image)?;
                Some(Picture::File(file, mark.image.place_or(place)))
            }
            (false, true) => self.lettering(mark, place).map(Picture::Text),
            (true, true) => {
                let place = mark.text.place_or(place);
                self.complain(form(place, "has both `image` and `text`", "同时写了 `image` 和 `text`"));
                None
            }
            (false, false) => {
                self.complain(form(place.clone(), "shows nothing", "没有内容"));
                None
            }
        }
    }

    fn lettering(&mut self, mark: &raw::Watermark, place: &Place) -> Option<Lettering> {
        let (text, text_place) = mark.text.placed()?;
        if !mark.font.is_present() {
            self.complain(form(text_place.clone(), "is text without a `font`", "是文字，但没有写 `font`"));
        }
        if text.trim().is_empty() {
            self.complain(form(text_place.clone(), "shows nothing", "没有内容"));
            return None;
        }
        let width = language::units(text.trim());
        if width > LONGEST_TEXT {
            let fault = TEXT_TOO_LONG.at(text_place.clone()).with("width", width).with("limit", LONGEST_TEXT);
            self.complain(fault);
            return None;
        }
        let weight = self.within("weight", &mark.weight, (1, 1000), 400);
        let font = self.file(&mark.font)?;
        Some(Lettering {
            text: (text.trim().to_string(), text_place.clone()),
            font: (font, mark.font.place_or(place)),
            weight,
        })
    }

    fn position(&mut self, mark: &raw::Watermark) -> Position {
        let angle = self.within("angle", &mark.angle, (-90, 90), -30);
        let gap = permille(self.share("gap", &mark.gap, (0.0, 2.0), 0.6));
        match mark.place.value.unwrap_or_default() {
            MarkPlace::TopLeft => Position::At(Spot::TopLeft),
            MarkPlace::TopRight => Position::At(Spot::TopRight),
            MarkPlace::BottomLeft => Position::At(Spot::BottomLeft),
            MarkPlace::BottomRight => Position::At(Spot::BottomRight),
            MarkPlace::Center => Position::At(Spot::Center),
            MarkPlace::Tiled => Position::Tiled { angle, gap },
        }
    }

    /// Text has no colours of its own.
    fn tone(&mut self, mark: &raw::Watermark) -> Tone {
        let is_text = mark.text.is_present();
        match mark.tone.placed() {
            Some((Tone::Own, place)) if is_text => {
                let reason = "text has no colours of its own; write light, dark or auto";
                self.complain(WRONG_VALUE.at(place.clone()).with("key", "tone").with("reason", reason));
                Tone::Auto
            }
            Some((tone, _)) => *tone,
            None if is_text => Tone::Auto,
            None => Tone::Own,
        }
    }

    fn badges(&mut self, badges: &Field<BTreeMap<String, Field<raw::Badge>>>) -> BTreeMap<String, (BadgeStyle, Place)> {
        let mut styles = BTreeMap::new();
        for (name, field) in badges.get().into_iter().flatten() {
            let Some((badge, place)) = field.placed() else { continue };
            let usual = BadgeStyle::default();
            let style = BadgeStyle {
                spot: badge.place.value.unwrap_or(usual.spot),
                share: permille(self.share("width", &badge.width, (0.02, 0.5), f64::from(usual.share) / 1000.0)),
                min_edge: badge.min_edge.value.unwrap_or(usual.min_edge),
            };
            styles.insert(name.clone(), (style, place.clone()));
        }
        styles
    }

    fn within<N: Copy + PartialOrd + Display>(
        &mut self,
        key: &str,
        field: &Field<N>,
        (least, most): (N, N),
        otherwise: N,
    ) -> N {
        let Some((value, place)) = field.placed() else { return otherwise };
        if (least..=most).contains(value) {
            return *value;
        }
        let reason = format!("{value} lies outside {least} to {most}");
        self.complain(WRONG_VALUE.at(place.clone()).with("key", key).with("reason", reason));
        otherwise
    }
}

fn form(place: Place, english: &str, chinese: &str) -> crate::diagnostics::Diagnostic {
    WATERMARK_FORM.at(place).with("reason", english).in_chinese("reason", chinese)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the share lies between 0 and 2")]
fn permille(share: f64) -> u16 {
    (share * 1000.0).round() as u16
}

/// The rules of badges; one that says nothing is none.
fn badge_rules(badges: &Field<BTreeMap<String, Field<raw::Badge>>>) -> BTreeMap<String, BadgeRule> {
    let rules = badges.get().into_iter().flatten().filter_map(|(name, badge)| {
        let when = badge.get()?.when.get()?;
        let rule = BadgeRule {
            new_within: when.new_within.value,
            stock_below: when.stock_below.value,
            tag: when.tag.value.clone(),
            category: when.category.value.clone(),
            campaign: when.campaign.value,
        };
        Some((name.clone(), rule))
    });
    rules.filter(|(_, rule)| rule.says_something()).collect()
}

impl BadgeRule {
    fn says_something(&self) -> bool {
        let Self { new_within, stock_below, tag, category, campaign } = self;
        new_within.is_some() || stock_below.is_some() || tag.is_some() || category.is_some() || campaign.is_some()
    }
}
