//! A thousand edits, saved as editors do: none is lost, and the program needs no more than before.

use super::previewed::{LIMIT, bare, eventually, get, tea};
use crate::support::{Chance, awning};
use crate::watching::EDITORS;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Instant;

/// Edits until memory is what it will be; until it is measured first; and until it is measured again.
const EDITS: [usize; 3] = [150, 10, 1000];

#[test]
fn a_thousand_edits_are_all_seen_and_nothing_grows() {
    let shop = tea();
    let preview = Program::of(&shop.root());
    let files: Vec<(PathBuf, String)> = (0..4)
        .map(|number| (shop.root().join(format!("content/stories/s{number}.md")), format!("/stories/s{number}/")))
        .collect();
    for (file, _) in &files {
        fs::write(file, text("the beginning")).unwrap();
    }
    let mut chance = Chance::of(9);
    let [_, first, last] = EDITS.map(|edits| {
        for edit in 0..edits {
            let (editor, save) = EDITORS[edit % EDITORS.len()];
            let (file, page) = chance.one_of(&files);
            save(file, &text(&format!("edit {edit} of {edits}.")));
            if chance.below(8) == 0 || edit + 1 == edits {
                eventually(&format!("edit {edit}, {editor}, is seen"), || {
                    preview.shows(page, &format!("edit {edit} of {edits}."))
                });
            }
        }
        preview.settled()
    });
    let most = first.memory + first.memory / 10 + (8 << 10);
    assert!(last.memory <= most, "{} KiB after ten edits, {} after a thousand", first.memory, last.memory);
    assert_eq!((last.threads, last.files), (first.threads, first.files), "threads and open files");
}

fn text(words: &str) -> String {
    format!(
        "---\ntitle: A story\ndescription: {}\ndate: 2026-04-08\n---\n{words}\n",
        "It is told in the hills of tea. ".repeat(4)
    )
}

/// The program that serves a shop, until this is dropped.
struct Program {
    child: Child,
    address: SocketAddr,
}

/// What a program needs.
#[derive(Debug)]
struct Needs {
    /// In KiB.
    memory: u64,
    threads: u64,
    files: usize,
}

impl Program {
    fn of(root: &Path) -> Self {
        let mut command = awning();
        command.args(["serve", "--port", "0", "--lang", "en", "--at", crate::support::MOMENT, "--root"]).arg(root);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = said.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            rest.split_once('/')?.0.parse().ok()
        });
        // What it says from here on is read, so that it never waits.
        std::thread::spawn(move || said.for_each(drop));
        Self { child, address: address.expect("it says where it serves") }
    }

    fn shows(&self, page: &str, words: &str) -> Result<(), String> {
        let said = get(self.address, page);
        let text = String::from_utf8_lossy(&bare(said.body)).into_owned();
        if text.contains(words) { Ok(()) } else { Err(format!("{}: {text}", said.status)) }
    }

    /// What it needs when nothing is left to do: when that is the same a while later.
    fn settled(&self) -> Needs {
        let begun = Instant::now();
        let mut before = self.needs();
        loop {
            std::thread::sleep(std::time::Duration::from_millis(700));
            let now = self.needs();
            if now.memory <= before.memory && now.files == before.files || begun.elapsed() > LIMIT {
                return now;
            }
            before = now;
        }
    }

    #[cfg(target_os = "linux")]
    fn needs(&self) -> Needs {
        let folder = Path::new("/proc").join(self.child.id().to_string());
        let status = fs::read_to_string(folder.join("status")).unwrap();
        let line = |name: &str| {
            let rest = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            rest.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
        };
        Needs {
            memory: line("VmRSS:"),
            threads: line("Threads:"),
            files: fs::read_dir(folder.join("fd")).unwrap().count(),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn needs(&self) -> Needs {
        Needs { memory: 0, threads: 0, files: 0 }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
