//! Photo credits as a view.

use super::Views;
use crate::catalog::PhotoUse;
use crate::catalog::raw::Rights;
use crate::plan::pictures::{CREDIT_SLOT, Picture};
use serde::Serialize;

/// Photo credits.
#[derive(Clone, Debug, Serialize)]
pub struct CreditsView {
    /// One entry a photo.
    pub photos: Vec<CreditView>,
}

/// A photo's credit.
#[derive(Clone, Debug, Serialize)]
pub struct CreditView {
    /// The photo; none in a theme that has no small pictures.
    pub picture: Option<Picture>,
    /// What it shows.
    pub title: String,
    /// Who holds the rights.
    pub holder: String,
    /// Licence.
    pub licence: String,
    /// Its text.
    pub licence_href: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
}

impl Views<'_> {
    /// Photo credits: every shown photo whose sidecar names a holder other than the shop.
    #[must_use]
    pub fn credits(&self) -> CreditsView {
        let album = &self.storefront.catalog.album;
        let view = |(photo, rights): (&PhotoUse, &Rights)| {
            let sidecar = album.get(&photo.path);
            let text = |text| self.settings.text(text, self.words.language).to_string();
            let title = sidecar.and_then(|sidecar| sidecar.title.get()).map(text);
            let alt = sidecar.and_then(|sidecar| sidecar.alt.get()).map(text);
            let licence = rights.licence.value.clone().unwrap_or_default();
            let picture = self.pictures.get(photo, CREDIT_SLOT);
            CreditView {
                picture: picture.map(|picture| Picture { alt: alt.clone().unwrap_or(picture.alt.clone()), ..picture }),
                title: title.or(alt).unwrap_or_else(|| photo.alt.clone()),
                holder: rights.holder.value.clone().unwrap_or_default(),
                licence_href: licence_href(&licence),
                licence,
                source: rights.source.value.clone(),
            }
        };
        CreditsView { photos: self.pictures.credited(album).into_iter().map(view).collect() }
    }
}

/// Where a licence's text stands, for licences of Creative Commons.
fn licence_href(licence: &str) -> Option<String> {
    if licence == "CC0-1.0" {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_string());
    }
    let rest = licence.strip_prefix("CC-")?.to_lowercase();
    let (terms, version) = rest.rsplit_once('-')?;
    Some(format!("https://creativecommons.org/licenses/{terms}/{version}/"))
}
