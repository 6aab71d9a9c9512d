//! The contact sheets: all that there is in the shop, as JSON.

use super::desk::Desk;
use super::state::{problems, word, written};
use crate::build::Site;
use crate::catalog::Campaign;
use crate::paths::{Address, ShopPath, encode};
use crate::photos::{Original, Rendition};
use crate::plan::posters::Sheet;
use crate::plan::{Route, routes};
use crate::storefront::CampaignState;
use crate::theme::contrast;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// So many diagnostics are listed.
const MOST_PROBLEMS: usize = 500;

/// All of it.
pub(super) fn json(desk: &Desk<'_>) -> String {
    let (site, standing) = (desk.site, desk.standing);
    let found = desk.problems.all();
    let shown = found.get(..found.len().min(MOST_PROBLEMS)).unwrap_or_default();
    let theme = &site.look().theme;
    let tokens = theme.tokens_with(None, &BTreeMap::new());
    json!({
        "lang": word(standing.language),
        "shop": site.settings().name,
        "base": "/",
        "routes": all_routes(desk),
        "posters": site.plan().posters.sheets.iter().map(poster).collect::<Vec<_>>(),
        "photos": photos(site),
        "campaigns": site.catalog().campaigns.iter().filter(|it| it.document.original).map(|it| campaign(site, it)).collect::<Vec<_>>(),
        "now": written(site.storefront().moment, site),
        "problems": problems(site, standing, shown),
        "tokens": named(&tokens),
        "contrast": theme.contrast.iter().filter_map(|(text, ground)| {
            let ratio = contrast(tokens.get(text)?, tokens.get(ground)?)?;
            Some(json!({ "text": text, "ground": ground, "ratio": (ratio * 10.0).round() / 10.0 }))
        }).collect::<Vec<_>>(),
        "fonts": theme.posters.fonts.iter().map(|font| json!({
            "family": font.family, "weight": font.weight, "file": font.file.as_str(), "href": null,
        })).collect::<Vec<_>>(),
        "skins": theme.skins.iter().map(|(name, skin)| json!({ "name": name, "tokens": named(&skin.tokens) })).collect::<Vec<_>>(),
    })
    .to_string()
}

fn named(tokens: &BTreeMap<String, String>) -> Vec<Value> {
    tokens.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

fn all_routes(desk: &Desk<'_>) -> Vec<Value> {
    let (site, editor) = (desk.site, desk.standing.editor);
    let route = |route: &Route| {
        let document = site.plan().document(site.storefront(), route);
        let file = document.map(|document| &document.file);
        json!({
            "href": route.address.href(),
            "kind": route.target.word(),
            "language": route.language,
            "title": document.map_or_else(|| route.address.as_str(), |document| document.title.as_str()),
            "file": file.map(ShopPath::as_str),
            "editor": file.map(|file| editor.link(file, 1, 1)),
        })
    };
    site.plan().routes.iter().map(route).collect()
}

fn poster(sheet: &Sheet) -> Value {
    let (width, height) = sheet.format.size;
    let name = sheet.told.name.split(',').next().unwrap_or(&sheet.told.name);
    // A campaign's preview is none of the formats of the poster that has its name.
    let name = if sheet.told.preview { format!("{}/{name}", sheet.view.kind) } else { name.to_string() };
    json!({
        "name": name,
        "format": sheet.format.name,
        "label": format!("{width} × {height}"),
        "href": sheet.address.href(),
        "width": width,
        "height": height,
        "file": sheet.told.head.file.as_str(),
        "preview": sheet.told.preview,
        "kind": sheet.format.extension(),
    })
}

fn photos(site: &Site<'_>) -> Vec<Value> {
    let mut made: HashMap<&ShopPath, Vec<Value>> = HashMap::new();
    for rendition in &site.plan().pictures.renditions {
        made.entry(&rendition.original).or_default().push(self::rendition(rendition));
    }
    let photo = |path: &ShopPath| {
        let original = site.originals().get(path)?;
        let published = site.plan().files.get(path).map(|file| published(&file.address, original));
        // Artwork of badges is no photo: it is never shown by itself.
        let is_mark = path.as_str().starts_with("themes/") || path.as_str().starts_with("assets/badges/");
        let made = made.get(path).cloned().or_else(|| published.map(|one| vec![one]));
        if made.is_none() && is_mark {
            return None;
        }
        let [r, g, b] = original.facts.colour;
        Some(json!({
            "path": path.as_str(),
            "width": original.facts.width,
            "height": original.facts.height,
            "bytes": site.source().stamp(path).map(|stamp| stamp.length),
            "colour": format!("#{r:02x}{g:02x}{b:02x}"),
            "renditions": made.unwrap_or_default(),
        }))
    };
    site.originals().keys().filter_map(photo).collect()
}

/// A file that is published as it is.
fn published(address: &Address, original: &Original) -> Value {
    let facts = &original.facts;
    let format = facts.format.extension();
    json!({ "href": address.href(), "width": facts.width, "height": facts.height, "format": format, "dressed": false })
}

fn rendition(rendition: &Rendition) -> Value {
    let recipe = &rendition.recipe;
    json!({
        "href": format!("/{}", encode(&rendition.address)),
        "width": recipe.width,
        "height": recipe.height,
        "format": recipe.format.extension(),
        "dressed": !recipe.marks.is_empty(),
    })
}

fn campaign(site: &Site<'_>, campaign: &Campaign) -> Value {
    let moment = site.storefront().moment;
    let run = campaign.run(moment);
    let address = routes::document_address(site.settings(), &campaign.document);
    let at = |at: Option<jiff::Timestamp>| at.map(|at| written(at, site));
    json!({
        "id": campaign.document.name(),
        "title": campaign.document.title,
        "href": site.plan().is_taken(address.as_str()).then(|| address.href()),
        "from": at(run.window.from),
        "to": at(run.window.to),
        "state": CampaignState::of(campaign, moment).word(),
        "skin": campaign.skin.name.as_ref().map(|(name, _)| name),
        "pre_sale": run.pre_sale.map(|window| [at(window.from), at(window.to)]),
    })
}
