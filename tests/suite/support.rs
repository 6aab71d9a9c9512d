//! What the suite knows of awning: how a shop is made ready, built, checked, and how folders are compared.

use awning::build::{Order, Report, Silence};
use awning::catalog::Clearance;
use awning::diagnostics::{Language, print};
use awning::moment::When;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The moment that shops are seen at, unless a case says otherwise.
pub(crate) const MOMENT: &str = "2026-11-23T09:00:00+08:00";

/// A folder's files: bytes by path, with `/` between parts.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A shop in a folder of its own, gone when it is dropped.
pub(crate) struct Shop {
    folder: tempfile::TempDir,
    moment: When,
}

impl Shop {
    /// Copies the folders, one over the other, into a new shop.
    pub(crate) fn of(folders: &[&Path]) -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap(), moment: When::parse(MOMENT).unwrap() };
        folders.iter().for_each(|folder| copy(folder, &shop.root()));
        shop
    }

    /// Sees the shop at another moment.
    pub(crate) fn at(mut self, moment: &str) -> Self {
        self.moment = When::parse(moment).unwrap();
        self
    }

    /// The same shop in another folder, never built.
    pub(crate) fn copy_of_sources(&self) -> Self {
        self.copy_in(tempfile::tempdir().unwrap())
    }

    /// The same in memory, if it can be: a build waits for the disk, and that takes long beside others who write.
    pub(crate) fn copy_in_memory(&self) -> Self {
        self.copy_in(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    fn copy_in(&self, folder: tempfile::TempDir) -> Self {
        let copy = Self { folder, moment: self.moment };
        crate::support::copy(&self.root(), &copy.root());
        for made in ["public", ".awning"] {
            let _ = fs::remove_dir_all(copy.root().join(made));
        }
        copy
    }

    /// The shop's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("shop")
    }

    /// The folder around the shop's.
    pub(crate) fn outside(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// Where its release goes.
    pub(crate) fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Builds it.
    pub(crate) fn build(&self) -> Report {
        self.build_for(self.moment, Clearance::default())
    }

    /// Checks it.
    pub(crate) fn check(&self) -> Report {
        awning::build::check(&self.order(), &Silence).expect("the machine works")
    }

    /// Compares its originals with their index.
    pub(crate) fn verify(&self) -> Report {
        let source = awning::source::Source::read(&self.root()).expect("the machine works");
        let (diagnostics, text, _) = awning::album::index::verify(&source).expect("the machine works");
        let file = awning::paths::ShopPath::new(awning::album::index::PATH).unwrap();
        let texts = text.map(|text| (file, text.into())).into_iter().collect();
        Report { diagnostics, texts, ..Report::default() }
    }

    /// Builds it at another moment.
    pub(crate) fn build_at(&self, moment: jiff::Timestamp) -> Report {
        self.build_for(When::Instant(moment), Clearance::default())
    }

    /// Builds it as somebody wants to see it.
    pub(crate) fn build_for(&self, at: When, clearance: Clearance) -> Report {
        let order = Order { at, clearance, ..self.order() };
        awning::build::build(&order, &Silence).expect("the machine works")
    }

    /// Checks it at another moment.
    pub(crate) fn check_at(&self, moment: jiff::Timestamp) -> Report {
        let order = Order { at: When::Instant(moment), ..self.order() };
        awning::build::check(&order, &Silence).expect("the machine works")
    }

    /// Makes its release for a moment ahead, stored under a name.
    pub(crate) fn stage(&self, name: &str, moment: &str) -> Report {
        let order = Order { stage: Some(name.to_string()), at: When::parse(moment).unwrap(), ..self.order() };
        awning::build::build(&order, &Silence).expect("the machine works")
    }

    /// What is asked of a build: all at the moment, nothing minified.
    pub(crate) fn order(&self) -> Order {
        Order {
            root: self.root(),
            out: self.public(),
            stage: None,
            at: self.moment,
            now: SystemTime::now(),
            photo_memory: 512 << 20,
            clearance: Clearance::default(),
            minify: false,
        }
    }
}

/// Numbers by chance, the same for the same seed (`SplitMix64`).
pub(crate) struct Chance(u64);

impl Chance {
    /// The numbers of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// One of several.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The program.
pub(crate) fn awning() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awning"));
    command.env_remove("GITHUB_WORKSPACE").env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    command
}

/// A report as people read it.
pub(crate) fn printed(report: &Report, language: Language) -> String {
    print::human(&report.diagnostics, &report.texts, language, false)
}

/// The package's folder.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of cases in `tests/<name>/`, sorted; those that begin with `_` serve the others.
pub(crate) fn cases(name: &str) -> Vec<PathBuf> {
    let folder = package().join("tests").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.retain(|path| !name_of(path).starts_with('_'));
    cases.sort();
    cases
}

/// A path's last part.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Whether expectations are rewritten: `UPDATE_EXPECT=1`, or `INSTA_UPDATE=always`.
pub(crate) fn rewrites() -> bool {
    let set = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    set("UPDATE_EXPECT", "1") || set("INSTA_UPDATE", "always")
}

/// Runs every case, and fails once with all that was wrong.
pub(crate) fn all(cases: &[PathBuf], test: impl Fn(&Path) -> Result<(), String>) {
    let wrong: Vec<String> =
        cases.iter().filter_map(|case| test(case).err().map(|why| format!("== {}\n{why}", name_of(case)))).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} differ (UPDATE_EXPECT=1 rewrites)\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

/// Compares a text with a file, or rewrites the file.
pub(crate) fn expect_text(file: &Path, found: &str) -> Result<(), String> {
    if rewrites() {
        fs::write(file, found).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(file).map_err(|error| format!("{}: {error}", name_of(file)))?;
    if expected == found { Ok(()) } else { Err(format!("{}\n{}", name_of(file), difference(&expected, found))) }
}

/// Compares a tree with a folder, or rewrites the folder.
pub(crate) fn expect_tree(folder: &Path, found: &Tree) -> Result<(), String> {
    if rewrites() {
        let _ = fs::remove_dir_all(folder);
        for (path, bytes) in found {
            fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
            fs::write(folder.join(path), bytes).unwrap();
        }
        return Ok(());
    }
    differences(&tree(folder), found).map_or(Ok(()), Err)
}

/// What differs between two trees, in words.
pub(crate) fn differences(expected: &Tree, found: &Tree) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(expected.keys().filter(|path| !found.contains_key(*path)).map(|path| format!("- {path}")));
    for (path, bytes) in found {
        match expected.get(path) {
            None => words.push(format!("+ {path}")),
            Some(other) if other != bytes => {
                let (other, bytes) = (String::from_utf8_lossy(other), String::from_utf8_lossy(bytes));
                words.push(format!("{path}\n{}", difference(&other, &bytes)));
            }
            Some(_) => {}
        }
    }
    (!words.is_empty()).then(|| words.join("\n"))
}

/// The lines around the first difference.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let lines = |text: &str, sign: char| -> String {
        text.lines().skip(same).take(6).map(|line| format!("  {sign} {}\n", clipped(line))).collect()
    };
    format!("  line {}:\n{}{}", same + 1, lines(expected, '-'), lines(found, '+'))
}

fn clipped(line: &str) -> String {
    let start: String = line.chars().take(240).collect();
    if start.len() < line.len() { start + "…" } else { start }
}

/// All files below a folder; none if it is not there.
pub(crate) fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|e| !e.file_type().is_dir());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Copies a folder's files and links over another's.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else if entry.path_is_symlink() {
            link(&fs::read_link(entry.path()).unwrap(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) {
    std::os::unix::fs::symlink(original, link).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, link: &Path) {
    panic!("{}: symbolic links are tested on Unix", link.display());
}
