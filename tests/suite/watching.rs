//! A shop that is watched, and read again where something happened, ends as it lies on the disk. Nothing here depends on
//! how fast the machine is: what is waited for has a generous limit.

use crate::source::deed;
use crate::support::Chance;
use awning::diagnostics::Language;
use awning::source::Source;
use awning::watch::{self, Batch, Polling, Watch};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// After so long without being right, something was lost.
const LIMIT: Duration = Duration::from_secs(20);

/// One way of saving a text: the file, whatever it was, holds it at the end.
pub(crate) type Save = fn(&Path, &str);

/// How editors save.
pub(crate) const EDITORS: [(&str, Save); 12] = [
    ("in place", |file, text| fs::write(file, text).unwrap()),
    ("aside, then over it", |file, text| {
        let aside = beside(file, |name| format!("{name}.tmp"));
        fs::write(&aside, text).unwrap();
        fs::rename(aside, file).unwrap();
    }),
    ("the old one aside (vim)", |file, text| {
        let old = beside(file, |name| format!("{name}~"));
        fs::rename(file, &old).unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(old).unwrap();
    }),
    ("a probe first (vim)", |file, text| {
        let probe = beside(file, |_| "4913".to_string());
        fs::write(&probe, "").unwrap();
        fs::remove_file(probe).unwrap();
        fs::write(file, text).unwrap();
    }),
    ("beside a swap file", |file, text| {
        let swap = beside(file, |name| format!(".{name}.swp"));
        fs::write(&swap, "b0VIM").unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(swap).unwrap();
    }),
    ("both aside (JetBrains)", |file, text| {
        let (new, old) =
            (beside(file, |name| format!("{name}___jb_tmp___")), beside(file, |name| format!("{name}___jb_old___")));
        fs::write(&new, text).unwrap();
        fs::rename(file, &old).unwrap();
        fs::rename(new, file).unwrap();
        fs::remove_file(old).unwrap();
    }),
    ("made elsewhere", |file, text| {
        let elsewhere = file.ancestors().nth(4).unwrap().join("elsewhere");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, file).unwrap();
    }),
    ("removed and made", |file, text| {
        fs::remove_file(file).unwrap();
        fs::write(file, text).unwrap();
    }),
    ("appended", |file, text| {
        fs::OpenOptions::new().append(true).open(file).unwrap().write_all(text.as_bytes()).unwrap();
    }),
    ("with other rights, then over it", |file, text| {
        let aside = beside(file, |name| format!("{name}.new"));
        fs::write(&aside, text).unwrap();
        fs::set_permissions(&aside, fs::Permissions::from_mode(0o600)).unwrap();
        fs::rename(aside, file).unwrap();
    }),
    ("another link in its place", |file, text| {
        let aside = beside(file, |name| format!(".{name}.link"));
        fs::write(&aside, text).unwrap();
        fs::remove_file(file).unwrap();
        fs::hard_link(&aside, file).unwrap();
        fs::remove_file(aside).unwrap();
    }),
    ("half of it, then all", |file, text| {
        fs::write(file, &text.as_bytes()[..text.len() / 2]).unwrap();
        sleep(Duration::from_millis(5));
        fs::write(file, text).unwrap();
    }),
];

#[test]
fn no_edit_of_any_editor_is_lost() {
    let shop = Watched::new();
    let files: Vec<PathBuf> =
        (0..6).map(|number| shop.root.join(format!("content/products/p{number}/index.md"))).collect();
    for file in &files {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "first").unwrap();
    }
    let mut chance = Chance::of(5);
    for edit in 0..1000 {
        let (editor, save) = EDITORS[edit % EDITORS.len()];
        let file: &PathBuf = chance.one_of(&files);
        save(file, &format!("edit {edit}, {editor}\n"));
        if chance.below(8) == 0 {
            shop.settle(&format!("edit {edit}, {editor}"));
        }
    }
    shop.settle("all edits");
}

#[test]
fn a_storm_ends_in_the_right_state() {
    let shop = Watched::new();
    let outside = shop.outside("branch");
    for number in 0..5000 {
        let folder = outside.join(format!("f{}", number % 50));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number}.md")), "text").unwrap();
    }
    let inside = shop.root.join("content/branch");
    fs::rename(&outside, &inside).unwrap();
    shop.settle("moved in");
    fs::rename(&inside, shop.root.join("content/trunk")).unwrap();
    shop.settle("moved inside");
    let inside = shop.root.join("content/trunk");
    for number in 0..5000 {
        let file = inside.join(format!("f{}/{number}.md", number % 50));
        match number % 3 {
            0 => fs::write(file, "other").unwrap(),
            1 => fs::rename(&file, file.with_extension("txt")).unwrap(),
            _ => fs::remove_file(file).unwrap(),
        }
    }
    shop.settle("each file by itself");
    fs::rename(&inside, &outside).unwrap();
    shop.settle("moved out");
    fs::write(outside.join("f1/late.md"), "late").unwrap();
    fs::write(shop.root.join("content/late.md"), "late").unwrap();
    shop.settle("what was moved out does not count");
}

#[test]
fn nothing_in_new_folders_is_lost() {
    let shop = Watched::new();
    let mut chance = Chance::of(7);
    for round in 0..60 {
        let top = shop.root.join(format!("content/n{}", round % 4));
        let deep = top.join("a/b/c/d");
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.md"), format!("round {round}")).unwrap();
        // Folders that go while others come make notify give up.
        for number in 0..20 {
            let brief = top.join(format!("a/brief{number}"));
            fs::create_dir_all(brief.join("inner")).unwrap();
            fs::write(brief.join("inner/y.md"), "brief").unwrap();
            if chance.below(2) == 0 {
                fs::remove_dir_all(brief).unwrap();
            }
        }
        let moved = shop.root.join(format!("content/moved{}", round % 3));
        let _ = fs::remove_dir_all(&moved);
        fs::rename(top.join("a/b"), &moved).unwrap();
        fs::write(moved.join("c/d/late.md"), format!("round {round}")).unwrap();
        if chance.below(3) == 0 {
            shop.settle(&format!("round {round}"));
            fs::write(moved.join("c/d/x.md"), "later").unwrap();
            shop.settle(&format!("round {round}, later"));
        }
    }
    shop.settle("all rounds");
}

#[test]
fn whatever_happens_is_told() {
    for seed in 0..12 {
        let shop = Watched::new();
        fs::create_dir(shop.outside("outside")).unwrap();
        fs::write(shop.outside("outside/file"), "outside").unwrap();
        let mut chance = Chance::of(1000 + seed);
        for step in 0..60 {
            for _ in 0..=chance.below(5) {
                deed(&shop.root, &mut chance);
                sleep(Duration::from_millis(chance.below(3) as u64));
            }
            // A link may lead to where nothing is told; links are looked at with the next thing that is.
            for top in ["content", "assets", "themes"] {
                let _ = fs::write(shop.root.join(top).join("told.txt"), step.to_string());
            }
            if chance.below(3) == 0 {
                shop.settle(&format!("seed {seed}, step {step}"));
            }
        }
        shop.settle(&format!("seed {seed}"));
    }
}

#[test]
fn whole_folders_of_the_shop_go_and_come_back() {
    let shop = Watched::new();
    let (content, outside) = (shop.root.join("content"), shop.outside("away"));
    let edit = |what: &str| {
        fs::create_dir_all(content.join("pages")).unwrap();
        fs::write(content.join("pages/about.md"), what).unwrap();
        fs::write(shop.root.join("awning.yaml"), what).unwrap();
        shop.settle(what);
    };
    edit("the beginning");
    fs::remove_dir_all(&content).unwrap();
    shop.settle("removed");
    edit("made again");
    fs::rename(&content, &outside).unwrap();
    shop.settle("moved away");
    fs::write(outside.join("pages/about.md"), "away").unwrap();
    fs::rename(&outside, &content).unwrap();
    shop.settle("moved back");
    edit("after it came back");
    fs::rename(&content, &outside).unwrap();
    symlink(&outside, &content).unwrap();
    shop.settle("a link");
    edit("through the link");
    fs::remove_file(&content).unwrap();
    edit("a folder again");
    fs::create_dir_all(shop.root.join("themes/new/templates")).unwrap();
    fs::write(shop.root.join("themes/new/templates/page.html"), "page").unwrap();
    shop.settle("a folder that was never there");
    fs::write(shop.root.join("themes/new/templates/page.html"), "other page").unwrap();
    shop.settle("and an edit in it");
}

#[test]
fn who_only_reads_is_not_told() {
    let shop = Watched::new();
    fs::write(shop.root.join("content/a.md"), "one").unwrap();
    shop.settle("written");
    let told = || shop.batches.load(Ordering::SeqCst);
    let mut before = usize::MAX;
    while before != told() {
        before = told();
        sleep(Duration::from_secs(1));
    }
    for _ in 0..20 {
        Source::read(&shop.root).unwrap();
        fs::create_dir_all(shop.root.join("public/a")).unwrap();
        fs::write(shop.root.join("public/a/index.html"), "made").unwrap();
        fs::write(shop.root.join("content/.a.md.swp"), "swap").unwrap();
        sleep(Duration::from_millis(20));
    }
    assert_eq!(told(), before);
    assert_eq!(shop.watch.polling(), None);
}

#[test]
fn looking_again_and_again_sees_every_edit_too() {
    let shop = Watched::by(watch::poll);
    let file = shop.root.join("content/a.md");
    for (number, (editor, save)) in EDITORS.into_iter().enumerate() {
        if editor != "made elsewhere" {
            fs::write(&file, "before").unwrap();
            save(&file, &format!("edit {number}"));
            shop.settle(editor);
        }
    }
    let why = shop.watch.polling().unwrap();
    assert_eq!(why, &Polling::Asked);
    assert!(Polling::Folders.words(Language::English).contains("fs.inotify.max_user_watches"));
    assert!(Polling::Programs.words(Language::Chinese).contains("fs.inotify.max_user_instances"));
}

/// A shop in a folder of its own, and its files as they are kept up to date.
struct Watched {
    root: PathBuf,
    kept: Arc<Mutex<Option<Source>>>,
    batches: Arc<AtomicUsize>,
    watch: Watch,
    _folder: tempfile::TempDir,
}

impl Watched {
    fn new() -> Self {
        Self::by(watch::watch)
    }

    fn by(watch: impl FnOnce(&Path, Box<dyn FnMut(Batch) + Send>) -> Result<Watch, awning::error::Error>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("shop");
        fs::create_dir_all(root.join("content")).unwrap();
        let (kept, batches) = (Arc::new(Mutex::new(None::<Source>)), Arc::new(AtomicUsize::new(0)));
        let (told, counted) = (Arc::clone(&kept), Arc::clone(&batches));
        let told = move |batch: Batch| {
            counted.fetch_add(1, Ordering::SeqCst);
            // What is told before the shop is read is seen when it is.
            if let Some(source) = told.lock().unwrap().as_mut() {
                if batch.everything { source.reread() } else { source.update(&batch.paths) }.unwrap();
            }
        };
        let watch = watch(&root, Box::new(told)).unwrap();
        *kept.lock().unwrap() = Some(Source::read(&root).unwrap());
        Self { root, kept, batches, watch, _folder: folder }
    }

    /// A path beside the shop.
    fn outside(&self, name: &str) -> PathBuf {
        self.root.parent().unwrap().join(name)
    }

    /// Waits until what is kept is what is there.
    fn settle(&self, what: &str) {
        let whole = Source::read(&self.root).unwrap();
        let began = Instant::now();
        loop {
            {
                let kept = self.kept.lock().unwrap();
                let kept = kept.as_ref().unwrap();
                if kept.files == whole.files && kept.faults == whole.faults {
                    return;
                }
                if began.elapsed() > LIMIT {
                    assert_eq!(kept.files, whole.files, "{what}");
                    assert_eq!(kept.faults, whole.faults, "{what}");
                }
            }
            sleep(Duration::from_millis(5));
        }
    }
}

/// A file in the same folder.
fn beside(file: &Path, name: impl Fn(&str) -> String) -> PathBuf {
    file.with_file_name(name(&file.file_name().unwrap().to_string_lossy()))
}
