//! A branch is checked out: thousands of files become others at once, while somebody looks at the shop.

use super::previewed::{Previewed, bare, tea, within};
use crate::support::Shop;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Products of the shop.
const MANY: usize = 5000;

/// After so long the preview has followed, on a slow and busy machine, unoptimised.
const BOUND: Duration = Duration::from_mins(1);

/// Pages that are compared.
const PAGES: [&str; 6] =
    ["/products/p7/", "/products/p2500/", "/products/p4999/", "/products/", "/categories/many/", "/sitemap.xml"];

#[test]
fn a_branch_of_thousands_of_files_ends_in_the_right_state() {
    let shop = tea();
    let root = shop.root();
    let text = fs::read_to_string(root.join("awning.yaml")).unwrap();
    fs::write(root.join("awning.yaml"), format!("{text}photos: {{required: false}}\nlisting: {{per_page: 200}}\n"))
        .unwrap();
    fs::create_dir(root.join("content/products/many")).unwrap();
    let category = fs::read_to_string(root.join("content/products/tea/_category.md")).unwrap();
    fs::write(root.join("content/products/many/_category.md"), category.replace("title: 茶", "title: 多")).unwrap();
    let offers = fs::read_to_string(root.join("content/data/offers.csv")).unwrap();
    let rows: String = (0..MANY).map(|number| format!("P-{number},9.00,,,,7,2026-11-10\n")).collect();
    fs::write(root.join("content/data/offers.csv"), offers + &rows).unwrap();
    write(&root, "甲");
    let branches = Branches::of(&root);
    write(&root, "乙");
    branches.keep_second(&root);
    let preview = Previewed::of(shop);
    assert!(preview.page(PAGES[0]).contains("甲7"));
    let live = preview.listen(PAGES[0]);
    within(BOUND, "somebody looks", || live.events.try_recv().map(drop).map_err(|error| error.to_string()));
    let begun = Instant::now();
    branches.second(&preview.root());
    // Settled: the page is the new one, and the whole shop was looked at since.
    let mut told = Vec::new();
    within(BOUND, "the storm settles", || {
        told.extend(live.events.try_iter());
        let is_new = preview.page(PAGES[0]).contains("乙7") && preview.page(PAGES[2]).contains("乙4999");
        let is_complete = told.last().is_some_and(|state| state["counts"]["complete"] == true);
        if is_new && is_complete { Ok(()) } else { Err(format!("{}, {:?}", preview.page(PAGES[0]), told.last())) }
    });
    let took = begun.elapsed();
    assert!((1..100).contains(&told.len()), "told {} times in {took:?}", told.len());
    let last = told.pop().unwrap();
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(live.events.try_iter().count(), 0, "it is calm");
    assert_eq!(preview.state(PAGES[0])["revision"], last["revision"]);
    let clean = preview.shop.copy_in_memory();
    clean.build();
    for page in PAGES {
        let said = preview.get(page);
        assert_eq!((said.status, is_built(&clean, page, &bare(said.body))), (200, true), "{page}");
    }
}

fn is_built(clean: &Shop, page: &str, found: &[u8]) -> bool {
    let file = if page.ends_with('/') { format!("{page}index.html") } else { page.to_string() };
    fs::read(clean.public().join(file.trim_start_matches('/'))).unwrap() == found
}

/// Writes all products, each with a word.
fn write(root: &Path, word: &str) {
    for number in 0..MANY {
        let text = format!(
            "---\ntitle: {word}{number}\nsku: P-{number}\ndescription: {}\nindustry: general\nhighlights: [一, 二, 三]\n\
             spec: {{产地: 西乡, 等级: 特级, 净含量: 100 g}}\n---\n{word}。\n",
            "山里的茶，".repeat(9)
        );
        fs::write(root.join(format!("content/products/many/p{number}.md")), text).unwrap();
    }
}

/// Two states of the products: branches of a repository, or, where there is no git, a folder that waits beside the shop.
enum Branches {
    Git,
    Folders,
}

impl Branches {
    /// Keeps the first.
    fn of(root: &Path) -> Self {
        let is_kept = git(root, &["init", "--quiet", "--initial-branch=first"])
            && git(root, &["add", "--all"])
            && git(root, &["commit", "--quiet", "--message=first"]);
        if is_kept { Self::Git } else { Self::Folders }
    }

    /// Keeps the second, and goes back to the first.
    fn keep_second(&self, root: &Path) {
        match self {
            Self::Git => {
                let done = git(root, &["checkout", "--quiet", "-b", "second"])
                    && git(root, &["commit", "--quiet", "--all", "--message=second"])
                    && git(root, &["checkout", "--quiet", "first"]);
                assert!(done);
            }
            Self::Folders => {
                fs::rename(root.join("content/products/many"), root.with_file_name("second")).unwrap();
                fs::create_dir(root.join("content/products/many")).unwrap();
                let category = root.with_file_name("second").join("_category.md");
                fs::copy(category, root.join("content/products/many/_category.md")).unwrap();
                write(root, "甲");
            }
        }
    }

    /// The second becomes the shop.
    fn second(&self, root: &Path) {
        match self {
            Self::Git => assert!(git(root, &["checkout", "--quiet", "second"])),
            Self::Folders => {
                fs::rename(root.join("content/products/many"), root.with_file_name("first")).unwrap();
                fs::rename(root.with_file_name("second"), root.join("content/products/many")).unwrap();
            }
        }
    }
}

/// Runs git, with nobody's settings; whether it did what it should.
fn git(root: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.current_dir(root).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.args(["-c", "user.name=shop", "-c", "user.email=shop@shop.example", "-c", "gc.auto=0"]).args(arguments);
    command.status().is_ok_and(|status| status.success())
}
