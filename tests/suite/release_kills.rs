//! Releases made by a second process that is killed or starved. The old release is always intact.

use crate::release::{Shop, text_file, tree};
use awning::error::Error;
use awning::release;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const OLD: &[(&str, &str)] = &[("index.html", "old"), ("a/index.html", "same")];

/// Not a test of its own: what other tests run as a second process, told what to do by the environment.
#[test]
fn second_process() {
    let Some(root) = std::env::var_os("AWNING_TEST_RELEASE").map(PathBuf::from) else { return };
    let count: usize = std::env::var("AWNING_TEST_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let out = root.join("public");
    let stage = match release::begin(&root, &out) {
        Ok(stage) => stage,
        Err(error) => failed(&error),
    };
    for i in 0..count {
        stage.put(text_file(&format!("{}/{i}.txt", i % 40), "new")).unwrap_or_else(|error| failed(&error));
    }
    stage.finish().map_or_else(|error| failed(&error), |_| ());
}

/// Says why on standard error, and ends after the stage was dropped as `main` would.
fn failed<T>(error: &Error) -> T {
    panic!("told: {error}");
}

fn second(root: &Path, files: usize, before: &str) -> Child {
    let program = std::env::current_exe().unwrap();
    let line = format!("{before} exec '{}' release_kills::second_process --exact --nocapture", program.display());
    let mut command = Command::new("sh");
    command.args(["-c", &line]).env("AWNING_TEST_RELEASE", root).env("AWNING_TEST_FILES", files.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn killed_at_any_time_the_release_is_old_or_new() {
    let shop = Shop::new();
    let old: Vec<_> =
        (0..400).map(|i| (format!("{}/{i}.txt", i % 40), if i % 2 == 0 { "old" } else { "new" })).collect();
    let old: Vec<_> = old.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    shop.release(&old);
    let old_tree = tree(&shop.out());
    let fresh = Shop::new();
    assert!(second(&fresh.root(), 400, "").wait().unwrap().success());
    let new_tree = tree(&fresh.out());
    let (mut olds, mut news) = (0, 0);
    for round in 0..20_u64 {
        let mut child = second(&shop.root(), 400, "");
        std::thread::sleep(Duration::from_millis(5 + round * 6));
        child.kill().unwrap();
        child.wait().unwrap();
        match tree(&shop.out()) {
            found if found == old_tree => olds += 1,
            found if found == new_tree => news += 1,
            found => panic!("round {round}: neither, {} files", found.len()),
        }
        shop.release(&old);
        assert_eq!(tree(&shop.out()), old_tree);
        shop.assert_no_strays();
    }
    println!("killed 20 times: {olds} times old, {news} times new");
}

#[test]
fn limit_on_file_sizes_is_an_error_and_no_signal() {
    let shop = Shop::new();
    shop.release(OLD);
    let before = tree(&shop.out());
    // One block of 512 or 1024 bytes: the manifest of 400 files is larger.
    let told = told_by(second(&shop.root(), 400, "ulimit -f 1;"));
    assert!(told.contains("cannot write") && told.contains("manifest.json"), "{told}");
    assert_eq!(tree(&shop.out()), before);
    shop.assert_no_strays();
}

#[test]
fn no_file_handles_left_is_an_error() {
    let shop = Shop::new();
    shop.release(OLD);
    let before = tree(&shop.out());
    for handles in 4..6 {
        let told = told_by(second(&shop.root(), 400, &format!("ulimit -n {handles};")));
        assert!(told.contains("Too many open files"), "{handles}: {told}");
        assert_eq!(tree(&shop.out()), before);
    }
    drop(release::begin(&shop.root(), &shop.out()).unwrap());
    shop.assert_no_strays();
}

/// What a process said that had to fail, but by itself.
fn told_by(child: Child) -> String {
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(101), "{:?}", done.status);
    String::from_utf8_lossy(&done.stderr).into_owned()
}
