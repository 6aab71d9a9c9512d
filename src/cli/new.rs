//! `awning new`: a shop that builds at once, from the starter files in the program.
//!
//! The starter lies in `starter/`: what both languages share, and the words of each. A part of a path that begins
//! with `dot-` begins with a dot in the shop, so that the starter's settings are not taken for awning's own.

use super::args::NewArguments;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::schema;
use super::terminal::give;
use awning::diagnostics::Language;
use awning::error::Error;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};
use std::{fs, io};

static SHARED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/shared");
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/en");
static CHINESE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/zh");

/// Makes the shop, and says what to do next.
pub(super) fn run(arguments: &NewArguments, options: &Options) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    require_empty(folder, options.language)?;
    let words = match options.language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    };
    for starter in [&SHARED, words] {
        write(starter, folder)?;
    }
    schema::write(&awning::schema::all(), &folder.join(".vscode/schemas"))?;
    give(&next_steps(folder, options.language))?;
    Ok(Outcome::Done)
}

/// A new shop overwrites nothing. A repository that was just begun counts as empty.
fn require_empty(folder: &Path, language: Language) -> Result<(), Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(not_empty(folder, language)),
        Err(error) => return Err(Error::io("cannot look into", folder, error).into()),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("cannot look into", folder, error))?;
        if entry.file_name() != ".git" {
            return Err(not_empty(folder, language));
        }
    }
    Ok(())
}

fn not_empty(folder: &Path, language: Language) -> Failure {
    let folder = folder.display();
    Failure::Usage(match language {
        Language::English => {
            format!("{folder} is not an empty folder; a new shop needs one, or a name that is not taken")
        }
        Language::Chinese => format!("{folder} 不是空目录；新店铺需要一个空目录，或一个还没用过的名字"),
    })
}

fn write(starter: &Dir<'_>, folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io("cannot make the folder", folder, error))?;
    for file in starter.files() {
        let path = folder.join(own_name(file.path()));
        fs::write(&path, file.contents()).map_err(|error| Error::io("cannot write", &path, error))?;
    }
    starter.dirs().try_for_each(|inner| write(inner, &folder.join(own_name(inner.path()))))
}

/// The last part of a starter's path, as it is called in the shop.
fn own_name(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.strip_prefix("dot-") {
        Some(rest) => format!(".{rest}").into(),
        None => name.into_owned().into(),
    }
}

fn next_steps(folder: &Path, language: Language) -> String {
    let enter = if folder == Path::new(".") { String::new() } else { format!("cd {} && ", quoted(folder)) };
    match language {
        Language::English => {
            format!("A new shop is in {}. Next:\n\n    {enter}awning serve --open\n\n", folder.display())
                + "Your browser shows it, and follows while you make it yours: awning.yaml, content/, assets/. \
                   `awning build` writes it into public/.\n"
        }
        Language::Chinese => {
            format!("新店铺建好了：{}。接下来：\n\n    {enter}awning serve --open\n\n", folder.display())
                + "浏览器里会看到它，边改边看：awning.yaml、content/、assets/。`awning build` 把网站写进 public/。\n"
        }
    }
}

/// A path as it can be pasted into a shell.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = path.chars().all(|letter| letter.is_alphanumeric() || "/-._~".contains(letter));
    if is_plain { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
