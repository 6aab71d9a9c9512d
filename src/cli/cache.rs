//! `awning cache`: what is kept between builds, and what of it may go. Nothing in there is needed but to be quick.

use super::args::{CacheCommand, Format, PruneArguments};
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::size::Size;
use super::terminal::{give, say};
use awning::artifact::bytes_in_words;
use awning::cache::{Cache, Extent, Limits, Pruned};
use awning::diagnostics::Language;
use awning::error::Error;
use serde_json::json;
use std::io;
use std::time::SystemTime;

/// Shows, prunes or clears the cache of a shop.
pub(super) fn run(command: &CacheCommand, options: &Options) -> Result<Outcome, Failure> {
    super::check::require_folder(options)?;
    let cache = Cache::of_shop(&options.root);
    let failed = |error: io::Error| Error::io("cannot care for", &options.root.join(".awning/cache"), error);
    let now = SystemTime::now();
    match command {
        CacheCommand::Show => show(cache.extent().map_err(failed)?, options)?,
        CacheCommand::Prune(limits) => pruned(cache.prune(limits.limits(), now).map_err(failed)?, options)?,
        CacheCommand::Clear => {
            let Extent { things, bytes, .. } = cache.clear().map_err(failed)?;
            pruned(Pruned { things, bytes }, options)?;
        }
    }
    Ok(Outcome::Done)
}

impl PruneArguments {
    /// What is left out is not limited; if all is left out, the usual limits hold.
    fn limits(&self) -> Limits {
        match (self.older_than, self.larger_than) {
            (None, None) => Limits::USUAL,
            (unused_for, bytes) => Limits { unused_for, bytes: bytes.map(|Size(bytes)| bytes) },
        }
    }
}

fn show(extent: Extent, options: &Options) -> Result<(), Failure> {
    let Extent { things, files, bytes, oldest } = extent;
    let oldest = oldest.and_then(|oldest| jiff::Timestamp::try_from(oldest).ok());
    if options.format == Format::Json {
        let oldest = oldest.map(|oldest| oldest.to_string());
        give(&format!("{}\n", json!({"things": things, "files": files, "bytes": bytes, "oldest": oldest})))?;
        return Ok(());
    }
    let day = oldest.map(|oldest| oldest.strftime("%Y-%m-%d").to_string());
    let size = bytes_in_words(bytes);
    give(&match (options.language, day) {
        (Language::English, None) => "the cache is empty\n".to_string(),
        (Language::Chinese, None) => "缓存是空的\n".to_string(),
        (Language::English, Some(day)) => {
            format!("{things} things in {files} files, {size}; the oldest was last used on {day}\n")
        }
        (Language::Chinese, Some(day)) => {
            format!("{things} 项，{files} 个文件，共 {size}；最久未用的一项上次用于 {day}\n")
        }
    })?;
    Ok(())
}

fn pruned(Pruned { things, bytes }: Pruned, options: &Options) -> Result<(), Failure> {
    if options.format == Format::Json {
        give(&format!("{}\n", json!({"removed": things, "bytes": bytes})))?;
        return Ok(());
    }
    if options.loudness != Loudness::Quiet {
        let size = bytes_in_words(bytes);
        let words = match options.language {
            Language::English => format!("{things} removed, {size} freed\n"),
            Language::Chinese => format!("删除 {things} 项，腾出 {size}\n"),
        };
        say(&words, options.colour)?;
    }
    Ok(())
}
