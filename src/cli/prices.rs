//! `awning prices`: what everything costs at a moment, and the history that proves it.

use super::args::{Format, MomentArguments, PricesArguments, PricesCommand};
use super::at;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::photos::{replace, tell};
use super::report;
use super::table;
use super::terminal::give;
use awning::diagnostics::{Diagnostic, Language, Severity, sorted};
use awning::error::Error;
use awning::money::Money;
use awning::paths::ShopPath;
use awning::prices::{self, PriceRow, Prices, record};
use awning::source::Source;
use serde_json::json;
use std::fs;

/// Lists prices, or records them.
pub(super) fn run(arguments: &PricesArguments, options: &Options) -> Result<Outcome, Failure> {
    super::check::require_folder(options)?;
    match &arguments.command {
        None => list(&arguments.moment, options),
        Some(PricesCommand::List(moment)) => list(moment, options),
        Some(PricesCommand::Record(moment)) => record(moment, options),
    }
}

/// The prices, if the shop can be read, and the errors that stand in the way of a release.
fn read(arguments: &MomentArguments, options: &Options) -> Result<(Source, Option<Prices>, Vec<Diagnostic>), Failure> {
    let (source, read) = prices::read(&options.root, at::or_now(arguments.at))?;
    let errors = read.diagnostics.into_iter().filter(|d| d.severity() == Severity::Error).collect();
    Ok((source, read.value, sorted(errors)))
}

/// Lists what everything costs, whatever else is wrong with the shop: that is for `awning check` to tell.
fn list(arguments: &MomentArguments, options: &Options) -> Result<Outcome, Failure> {
    let (source, prices, errors) = read(arguments, options)?;
    let Some(prices) = prices else {
        report::show_diagnostics(&errors, &source.texts(), options)?;
        return Ok(Outcome::Faulty);
    };
    if options.format == Format::Json {
        let lines: String = prices.rows.iter().map(|row| format!("{}\n", object(row))).collect();
        let moment = prices.moment.to_zoned(prices.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let unproven = prices.rows.iter().filter(|row| row.proven == Some(false)).count();
        let summary = json!({"summary": {
            "at": moment, "skus": prices.rows.len(), "reference_days": prices.days, "unproven": unproven,
        }});
        give(&format!("{lines}{summary}\n"))?;
    } else {
        let rows: Vec<[String; 7]> = std::iter::once(heading(prices.days, options.language))
            .chain(prices.rows.iter().map(|row| cells(row, options.language)))
            .collect();
        give(&table::lines(&rows, &[1, 2, 4, 5]))?;
    }
    Ok(Outcome::Done)
}

fn record(arguments: &MomentArguments, options: &Options) -> Result<Outcome, Failure> {
    let (source, prices, errors) = read(arguments, options)?;
    let holds = |path: &str| ShopPath::new(path).filter(|path| source.files.contains_key(path));
    let csv = holds(record::PATH);
    if csv.is_none() && holds(record::SPREADSHEET).is_some() {
        return Err(Failure::Usage(spreadsheet(options.language)));
    }
    report::show_diagnostics(&errors, &source.texts(), options)?;
    // With an error nothing is released, so nothing is shown to anybody.
    let Some(prices) = prices.filter(|_| errors.is_empty()) else { return Ok(Outcome::Faulty) };
    let path = options.root.join(record::PATH);
    let cannot = |error| Failure::from(Error::io("cannot read", &path, error));
    let bytes = csv.map_or(Ok(Vec::new()), |csv| source.whole_bytes(&csv)).map_err(cannot)?;
    if let Some(whole) = prices.recorded(&bytes) {
        replace(&fs::canonicalize(&path).unwrap_or_else(|_| path.clone()), &whole)?;
    }
    say_recorded(&prices, options)
}

fn say_recorded(prices: &Prices, options: &Options) -> Result<Outcome, Failure> {
    let (news, skus) = (prices.news(), prices.rows.len());
    if options.format == Format::Json {
        let lines: String = news.iter().map(|row| format!("{}\n", object(row))).collect();
        give(&format!("{lines}{}\n", json!({"summary": {"skus": skus, "recorded": news.len()}})))?;
    }
    let (count, file) = (news.len(), record::PATH);
    tell(
        options,
        &match options.language {
            Language::English if count == 0 => format!("{skus} prices, all of them in {file} already\n"),
            Language::English => format!("{count} of {skus} prices are new → {file}\n"),
            Language::Chinese if count == 0 => format!("{skus} 个价格都已在 {file} 中\n"),
            Language::Chinese => format!("{skus} 个价格中有 {count} 个变动 → {file}\n"),
        },
    )?;
    Ok(Outcome::Done)
}

fn spreadsheet(language: Language) -> String {
    let (from, to) = (record::SPREADSHEET, record::PATH);
    match language {
        Language::English => format!("rows cannot be added to {from}; export it as {to} (CSV, UTF-8), and remove it"),
        Language::Chinese => format!("无法向 {from} 追加记录；请将其导出为 {to}（CSV，UTF-8）并删除原文件"),
    }
}

fn heading(days: i32, language: Language) -> [String; 7] {
    match language {
        Language::English => {
            ["SKU", "regular", "price", "campaign", "before", &format!("lowest of {days} days"), "proof"]
                .map(str::to_string)
        }
        Language::Chinese => {
            ["SKU", "平时价", "售价", "活动", "划线/对比价", &format!("前 {days} 天最低"), "依据"].map(str::to_string)
        }
    }
}

fn cells(row: &PriceRow, language: Language) -> [String; 7] {
    let none = || "–".to_string();
    let shown = |money: Option<Money>| money.map_or_else(none, |money| money.plain());
    let proof = match (language, row.proven) {
        (_, None) => "–",
        (Language::English, Some(true)) => "ok",
        (Language::English, Some(false)) => "missing",
        (Language::Chinese, Some(true)) => "充分",
        (Language::Chinese, Some(false)) => "不足",
    };
    [
        row.sku.clone(),
        row.regular.plain(),
        row.price.plain(),
        row.campaign.clone().unwrap_or_else(none),
        shown(row.before),
        shown(row.lowest),
        proof.to_string(),
    ]
}

fn object(row: &PriceRow) -> serde_json::Value {
    let plain = |money: Option<Money>| money.map(|money| money.plain());
    json!({
        "sku": row.sku,
        "regular": row.regular.plain(),
        "price": row.price.plain(),
        "currency": row.price.currency.code(),
        "campaign": row.campaign,
        "before": plain(row.before),
        "lowest": plain(row.lowest),
        "proven": row.proven,
    })
}
