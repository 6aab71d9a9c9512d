//! `awning photos`: the album. Lists all originals, keeps and checks their index, shows them on one page.

use super::args::{ContactArguments, Format, PhotosArguments, PhotosCommand};
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::terminal::{give, say};
use super::{at, photos_list, report};
use awning::album::{self, Inventory, contact, index};
use awning::cache::Cache;
use awning::diagnostics::{Diagnostic, Language, Severity};
use awning::error::Error;
use awning::moment::When;
use awning::paths::ShopPath;
use awning::source::Source;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Folders of a shop that a contact sheet must not lie in: it would be published, or taken for content.
const NOT_FOR_SHEETS: [&str; 4] = ["public", "assets", "content", "themes"];

/// Lists, indexes, verifies or shows the originals of a shop.
pub(super) fn run(arguments: &PhotosArguments, options: &Options) -> Result<Outcome, Failure> {
    super::check::require_folder(options)?;
    let at = at::or_now(arguments.at);
    match &arguments.command {
        None => match read(at, options)? {
            Some((_, inventory)) => photos_list::show(&inventory, arguments, options).map(|()| Outcome::Done),
            None => Ok(Outcome::Faulty),
        },
        Some(PhotosCommand::Index) => write_index(options),
        Some(PhotosCommand::Verify) => verify(options),
        Some(PhotosCommand::Contact(arguments)) => write_sheet(arguments, at, options),
        Some(PhotosCommand::Export(arguments)) => super::photos_export::run(arguments, at, options),
    }
}

/// The originals; what hindered reading them is shown.
fn read(at: When, options: &Options) -> Result<Option<(Source, Inventory)>, Failure> {
    let cache = Cache::of_shop(&options.root).used_at(SystemTime::now());
    let (source, read) = album::read(&options.root, &cache, at)?;
    if let Some(inventory) = read.value {
        return Ok(Some((source, inventory)));
    }
    let errors: Vec<Diagnostic> = read.diagnostics.into_iter().filter(|d| d.severity() == Severity::Error).collect();
    report::show_diagnostics(&errors, &source.texts(), options)?;
    Ok(None)
}

fn write_index(options: &Options) -> Result<Outcome, Failure> {
    let source = Source::read(&options.root)?;
    let (text, count) = index::text(&source)?;
    let path = options.root.join(index::PATH);
    replace(&path, text.as_bytes())?;
    tell(
        options,
        &match options.language {
            Language::English => format!("{count} originals → {}\n", index::PATH),
            Language::Chinese => format!("{count} 张原图 → {}\n", index::PATH),
        },
    )?;
    Ok(Outcome::Done)
}

fn verify(options: &Options) -> Result<Outcome, Failure> {
    let source = Source::read(&options.root)?;
    let (wrong, text, count) = index::verify(&source)?;
    let texts: BTreeMap<ShopPath, _> = ShopPath::new(index::PATH).zip(text.map(Into::into)).into_iter().collect();
    report::show_diagnostics(&wrong, &texts, options)?;
    if options.format == Format::Json {
        give(&format!("{}\n", json!({"summary": {"originals": count, "errors": wrong.len()}})))?;
    }
    if !wrong.is_empty() {
        return Ok(Outcome::Faulty);
    }
    tell(
        options,
        &match options.language {
            Language::English => format!("{count} originals are what the index says\n"),
            Language::Chinese => format!("{count} 张原图与索引一致\n"),
        },
    )?;
    Ok(Outcome::Done)
}

fn write_sheet(arguments: &ContactArguments, at: When, options: &Options) -> Result<Outcome, Failure> {
    let out = outside(&arguments.out, options)?;
    let Some((source, inventory)) = read(at, options)? else { return Ok(Outcome::Faulty) };
    let cache = Cache::of_shop(&options.root).used_at(SystemTime::now());
    let day = at.day(&jiff::tz::TimeZone::system());
    let sheet = contact::sheet(&inventory, &source, &cache, day, options.language);
    replace(&out, sheet.as_bytes())?;
    let (count, out) = (inventory.photos.len(), arguments.out.display());
    tell(
        options,
        &match options.language {
            Language::English => format!("{count} originals → {out}\n"),
            Language::Chinese => format!("{count} 张原图 → {out}\n"),
        },
    )?;
    Ok(Outcome::Done)
}

/// The file's whole path, if it lies where nothing is published.
pub(super) fn outside(out: &Path, options: &Options) -> Result<PathBuf, Failure> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = |error| Failure::from(Error::io("cannot open the folder", parent, error));
    let folder = fs::canonicalize(parent).map_err(cannot)?;
    let root = fs::canonicalize(&options.root).map_err(cannot)?;
    let is_inside = NOT_FOR_SHEETS.iter().any(|name| folder.starts_with(root.join(name)));
    match (out.file_name(), is_inside || folder.join("manifest.json").exists()) {
        (Some(name), false) => Ok(folder.join(name)),
        _ => Err(Failure::Usage(match options.language {
            Language::English => {
                format!("{} would be published with the shop; name another file with --out", out.display())
            }
            Language::Chinese => format!("{} 会随店铺一起发布；请用 --out 指定别的文件", out.display()),
        })),
    }
}

/// Writes a file as a whole, or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|failed| failed.error)?;
        Ok(())
    };
    write().map_err(|error| Error::io("cannot write", path, error))
}

pub(super) fn tell(options: &Options, words: &str) -> Result<(), Failure> {
    if options.loudness != Loudness::Quiet && options.format != Format::Json {
        say(words, options.colour)?;
    }
    Ok(())
}
