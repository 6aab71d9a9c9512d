//! All documents, typed, checked and linked with each other.
//!
//! Takes the source and the settings, gives the [`Catalog`]. Nothing here knows the moment.

mod campaign;
pub mod claims;
mod cut;
mod document;
mod draft;
mod front;
pub mod history;
mod industry;
mod kind;
pub mod links;
mod memory;
pub mod offers;
mod people;
pub mod photo;
mod poster;
mod product;
pub mod raw;
mod read;
mod rewrite;
mod schedule;
mod section;
mod selector;
mod skin;
mod table;
mod terms;
mod text;
mod uses;

pub use campaign::Campaign;
pub use claims::{Claim, Promise};
pub use cut::{Asked, Cut, Reduction};
pub use document::{Clearance, Document, is_site_path};
pub use history::{History, PastPrice, Proof};
pub use industry::{gtin_fits, industry_word};
pub use kind::{Identity, Kind, identify};
pub use memory::Memory;
pub use offers::{Offer, Offers, Reference, ReferenceKind};
pub use people::File as PeopleFile;
pub use photo::{Album, PhotoUse, Sidecar};
pub use poster::{Poster, PosterWords};
pub use product::{Fabric, Facts, Gift, Product, SizeChart, Variant, Variants};
pub use read::{read, read_again};
pub use rewrite::{Documents, Rewritten, rewritten};
pub use schedule::Run;
pub use section::{Item as SectionItem, Section, is_of_campaign, name as section_name};
pub use selector::{Exclusions, Selector, Target};
pub use skin::CampaignSkin;
pub use terms::{Coupon, Less, NthPiece, Terms, Tier};
pub use text::{Category, Guide, News, Page, Story, ancestry};

use crate::paths::ShopPath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All documents. Lists are sorted by id, then language with the original first.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Products in every language.
    pub products: Vec<Arc<Product>>,
    /// Categories in every language.
    pub categories: Vec<Arc<Category>>,
    /// Stories in every language.
    pub stories: Vec<Arc<Story>>,
    /// News in every language.
    pub news: Vec<Arc<News>>,
    /// Guides in every language.
    pub guides: Vec<Arc<Guide>>,
    /// Pages in every language.
    pub pages: Vec<Arc<Page>>,
    /// Campaigns in every language.
    pub campaigns: Vec<Arc<Campaign>>,
    /// Posters in every language.
    pub posters: Vec<Arc<Poster>>,
    /// Price and stock by SKU; `None` in a shop without a table.
    pub offers: Option<Offers>,
    /// SKUs whose rows of the table are refused: they have no offer, but nobody forgot them.
    pub refused_offers: BTreeSet<String>,
    /// Prices before.
    pub history: History,
    /// What is true of photos wherever they are used.
    pub album: Album,
    /// Every document's kind, id and language by its file.
    pub files: BTreeMap<ShopPath, (Kind, String, String)>,
}

impl Catalog {
    /// Every document, by kind, then id, then language.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let products = self.products.iter().map(|product| &product.document);
        let categories = self.categories.iter().map(|category| &category.document);
        let stories = self.stories.iter().map(|story| &story.document);
        let news = self.news.iter().map(|news| &news.document);
        let guides = self.guides.iter().map(|guide| &guide.document);
        let pages = self.pages.iter().map(|page| &page.document);
        let campaigns = self.campaigns.iter().map(|campaign| &campaign.document);
        let posters = self.posters.iter().map(|poster| &poster.document);
        products.chain(categories).chain(stories).chain(news).chain(guides).chain(pages).chain(campaigns).chain(posters)
    }
}
