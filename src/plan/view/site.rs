//! What every page of a language shares: name, navigation, identity, service.

use super::Views;
use super::sections::Notice;
use crate::diagnostics::{Checked, Notes};
use crate::language;
use crate::language::Localised;
use crate::settings::raw::NavigationItem;
use crate::yaml::Field;
use serde::Serialize;

/// The shop, as every page shows it.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of awning.yaml")]
pub struct SiteView {
    pub name: String,
    pub tagline: Option<String>,
    pub description: Option<String>,
    pub brand: String,
    pub legal_name: Option<String>,
    pub base_url: String,
    pub currency: String,
    pub languages: Vec<LanguageView>,
    pub language: String,
    pub home: String,
    pub prefix: String,
    pub logo: Option<FileView>,
    pub favicon: Option<FileView>,
    pub navigation: Vec<NavigationView>,
    pub identity: IdentityView,
    pub service: ServiceView,
    pub address: Option<String>,
    pub founded: Option<String>,
    pub same_as: Vec<String>,
    pub social: Vec<SocialView>,
    pub feed: Option<String>,
    pub search: Option<String>,
    pub prices: Option<String>,
    pub credits: Option<String>,
    pub stories: Option<String>,
    pub news: Option<String>,
    pub guides: Option<String>,
    pub products: Option<String>,
    pub notice: Option<Notice>,
    pub year: i16,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// BCP 47.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// Its home page.
    pub home: String,
}

/// A published file.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// Its address.
    pub src: String,
    /// Its width.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationView {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Entries below it.
    pub items: Vec<NavigationView>,
}

/// Licences and filings.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of `identity` in awning.yaml")]
pub struct IdentityView {
    pub icp: Option<String>,
    pub icp_link: &'static str,
    pub psb: Option<String>,
    pub psb_link: Option<String>,
    pub business_licence: Option<LicenceView>,
    pub food_licence: Option<String>,
    pub alcohol_licence: Option<String>,
    pub trademark: Option<String>,
}

/// A licence.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// Its number.
    pub number: String,
    /// Where it is shown.
    pub link: Option<String>,
}

/// Customer service.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of `service` in awning.yaml")]
pub struct ServiceView {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub hours: Vec<HoursView>,
    pub note: Option<String>,
    pub channels: Vec<ChannelView>,
}

/// Hours of some days.
#[derive(Clone, Debug, Serialize)]
pub struct HoursView {
    /// Days in words.
    pub days: String,
    /// Opening time.
    pub from: String,
    /// Closing time.
    pub to: String,
}

/// A way to reach the service.
#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub link: String,
}

/// An account elsewhere.
#[derive(Clone, Debug, Serialize)]
pub struct SocialView {
    /// The network.
    pub name: String,
    /// The account.
    pub id: Option<String>,
    /// Its address.
    pub link: Option<String>,
}

impl Views<'_> {
    /// What every page of the language shares.
    #[must_use]
    pub fn site(&self) -> Checked<SiteView> {
        let mut notes = Notes::default();
        let site = self.shop(&mut notes);
        notes.around(site)
    }

    fn shop(&self, notes: &mut Notes) -> SiteView {
        let settings = self.settings;
        let language = self.words.language;
        let prefix = settings.prefix(language);
        let text = |field: &Field<Localised>| field.get().map(|text| settings.text(text, language).to_string());
        let local = |text: &Option<Localised>| text.as_ref().map(|text| settings.text(text, language).to_string());
        let there =
            |path: &str| Some(format!("{prefix}{path}")).filter(|address| self.addresses.contains(address.as_str()));
        let home = self.shelf.pages.iter().find(|page| page.document.name() == "home");
        let zoned = self.moment.to_zoned(settings.zone.clone());
        SiteView {
            name: settings.name.clone(),
            tagline: local(&settings.tagline),
            description: local(&settings.description),
            brand: settings.brand.clone(),
            legal_name: settings.legal_name.clone(),
            base_url: settings.base_url.clone(),
            currency: settings.currency.code().to_string(),
            languages: settings
                .languages
                .iter()
                .filter(|tag| self.has_home(tag))
                .map(|tag| self.language(tag))
                .collect(),
            language: language.to_string(),
            home: format!("{prefix}/"),
            logo: self.file(settings.logo.as_ref()),
            favicon: self.file(settings.favicon.as_ref()),
            navigation: settings.navigation.iter().filter_map(|item| self.navigation(item, notes)).collect(),
            identity: self.identity(notes),
            service: self.service(),
            address: text(&settings.organization.address),
            founded: settings.organization.founded.value.clone(),
            same_as: settings.organization.same_as.value.clone().unwrap_or_default(),
            social: self.social(),
            feed: self.has_feed.then(|| format!("{prefix}/feed.xml")),
            search: there("/search/"),
            prices: there("/prices/"),
            credits: there("/credits/"),
            stories: there("/stories/"),
            news: there("/news/"),
            guides: there("/guides/"),
            products: there("/products/"),
            notice: home.and_then(|page| self.notice(&page.sections, notes)),
            year: zoned.year(),
            prefix,
        }
    }

    fn has_home(&self, tag: &str) -> bool {
        self.addresses.contains(format!("{}/", self.settings.prefix(tag)).as_str())
    }

    fn language(&self, tag: &str) -> LanguageView {
        LanguageView {
            code: tag.to_string(),
            name: language::own_name(tag).to_string(),
            home: format!("{}/", self.settings.prefix(tag)),
        }
    }

    pub(super) fn file(&self, path: Option<&crate::paths::ShopPath>) -> Option<FileView> {
        let file = self.files.get(path?)?;
        Some(FileView {
            src: file.address.href(),
            width: file.size.map(|size| size.0),
            height: file.size.map(|size| size.1),
        })
    }

    fn navigation(&self, item: &NavigationItem, notes: &mut Notes) -> Option<NavigationView> {
        let label = self.settings.text(item.label.get()?, self.words.language).to_string();
        let (to, place) = item.link.placed()?;
        let (href, _) = self.links.resolve(to, place, self.words.language, notes);
        Some(NavigationView {
            label,
            href,
            items: item.items.iter().filter_map(|item| self.navigation(item, notes)).collect(),
        })
    }

    fn identity(&self, notes: &mut Notes) -> IdentityView {
        let identity = &self.settings.identity;
        let digits = |text: &String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let licence = identity.business_licence.get().and_then(|licence| {
            let link = licence.link.placed();
            Some(LicenceView {
                number: licence.number.value.clone()?,
                link: link.map(|(to, at)| self.links.resolve(to, at, self.words.language, notes).0),
            })
        });
        IdentityView {
            icp: identity.icp.value.clone(),
            icp_link: "https://beian.miit.gov.cn/",
            psb_link: identity
                .psb
                .get()
                .map(|psb| format!("https://beian.mps.gov.cn/#/query/webSearch?code={}", digits(psb))),
            psb: identity.psb.value.clone(),
            business_licence: licence,
            food_licence: identity.food_licence.value.clone(),
            alcohol_licence: identity.alcohol_licence.value.clone(),
            trademark: identity.trademark.value.clone(),
        }
    }

    fn service(&self) -> ServiceView {
        let service = &self.settings.service;
        let text = |field: &Field<Localised>| {
            field.get().map(|text| self.settings.text(text, self.words.language).to_string())
        };
        let hours = service.hours.value.iter().flatten().filter_map(|hours| {
            Some(HoursView {
                days: self.days(hours.days.get()?),
                from: hours.from.value.clone()?,
                to: hours.to.value.clone()?,
            })
        });
        let channels = service.channels.value.iter().flatten();
        ServiceView {
            phone: service.phone.value.clone(),
            email: service.email.value.clone(),
            hours: hours.collect(),
            note: text(&service.note),
            channels: channels
                .filter_map(|channel| {
                    Some(ChannelView { name: text(&channel.name)?, link: channel.link.value.clone()? })
                })
                .collect(),
        }
    }

    /// `mon-fri` in words.
    fn days(&self, days: &str) -> String {
        let word = |day: &str| match day.trim() {
            "mon" => self.words.get("day_mon"),
            "tue" => self.words.get("day_tue"),
            "wed" => self.words.get("day_wed"),
            "thu" => self.words.get("day_thu"),
            "fri" => self.words.get("day_fri"),
            "sat" => self.words.get("day_sat"),
            "sun" => self.words.get("day_sun"),
            _ => "",
        };
        match days.split_once('-') {
            Some((first, last)) => self.words.fill("days_range", &[("first", word(first)), ("last", word(last))]),
            None => word(days).to_string(),
        }
    }

    fn social(&self) -> Vec<SocialView> {
        let view = |social: &crate::settings::raw::Social| {
            let name = self.settings.text(social.name.get()?, self.words.language).to_string();
            Some(SocialView { name, id: social.id.value.clone(), link: social.link.value.clone() })
        };
        self.settings.social.iter().filter_map(view).collect()
    }
}
