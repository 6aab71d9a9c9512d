//! The program from outside: exit codes, streams, languages, and the shop that `awning new` makes.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// awning in an environment that says nothing.
fn awning(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awning"));
    for name in ["LC_ALL", "LC_MESSAGES", "GITHUB_WORKSPACE", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("LANG", "C.UTF-8").args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    awning(arguments).output().expect("awning runs")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("stdout is UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("stderr is UTF-8")
}

/// A new shop in a folder that goes away with the test.
fn new_shop(lang: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = folder.path().join("shop").to_str().expect("a UTF-8 path").to_string();
    let output = run(&["new", &shop, "--lang", lang]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    (folder, shop)
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &["sell"][..],
        &["build", "--at", "tomorrow"],
        &["build", "--jobs", "0"],
        &["build", "-q", "-v"],
        &["check", "--root", "/nowhere/at/all"],
        &["explain", "E999"],
        &["schema", "no-such-kind"],
        &[],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}: {}", err(&output));
        assert!(!err(&output).is_empty() && out(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_0() {
    for arguments in [["--help"], ["--version"], ["help"]] {
        let output = run(&arguments);
        assert_eq!(code(&output), Some(0));
        assert!(out(&output).contains("awning"));
    }
}

#[test]
fn a_failing_machine_is_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let output =
        awning([OsStr::new("schema"), OsStr::new("--dir"), file.join("x").as_os_str()]).output().expect("runs");
    assert_eq!(code(&output), Some(3), "{}", err(&output));
    assert!(err(&output).starts_with("error: cannot make the folder "), "{}", err(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = awning(["explain"]).stdout(writer).output().expect("awning runs");
    assert_eq!((code(&output), err(&output)), (Some(0), ""));
}

#[test]
fn a_new_shop_checks_and_builds() {
    for (lang, fine) in [("en", "nothing wrong"), ("zh", "没有发现问题")] {
        let (_folder, shop) = new_shop(lang);
        let output = run(&["check", "--root", &shop, "--lang", lang]);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        assert!(err(&output).starts_with(fine), "{}", err(&output));
        let output = run(&["build", "--root", &shop, "--lang", lang, "--jobs", "2"]);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        assert!(err(&output).contains("public"), "{}", err(&output));
    }
}

#[test]
fn a_new_shop_has_its_settings() {
    let (_folder, shop) = new_shop("en");
    for file in [".gitignore", ".github/workflows/awning.yml", ".gitlab-ci.yml", "README.md", "assets/photos/mug.jpg"] {
        assert!(Path::new(&shop).join(file).is_file(), "{file}");
    }
    let settings = fs::read_to_string(Path::new(&shop).join(".vscode/settings.json")).expect("settings");
    let schemas = Path::new(&shop).join(".vscode/schemas");
    let written = fs::read_dir(&schemas).map_or(0, Iterator::count);
    for name in settings.split("./.vscode/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(written == 0 || schemas.join(name).is_file(), "{name} is mapped, but not written");
    }
}

#[test]
fn a_new_shop_overwrites_nothing() {
    let (_folder, shop) = new_shop("en");
    let output = run(&["new", &shop]);
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("is not an empty folder"), "{}", err(&output));
    let begun = tempfile::tempdir().expect("a folder");
    fs::create_dir(begun.path().join(".git")).expect("a repository");
    let output = awning([OsStr::new("new"), begun.path().as_os_str()]).output().expect("runs");
    assert_eq!(code(&output), Some(0), "{}", err(&output));
}

#[test]
fn the_next_step_can_be_pasted() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = awning(["new", "it's a shop"]).current_dir(&folder).output().expect("runs");
    assert!(out(&output).contains(r"cd 'it'\''s a shop' && awning serve --open"), "{}", out(&output));
}

#[test]
fn a_faulty_shop_is_1() {
    let (_folder, shop) = new_shop("en");
    fs::write(Path::new(&shop).join("content/pages/about.md"), "# No front matter\n").expect("a page");
    for command in ["check", "build"] {
        let output = run(&[command, "--root", &shop]);
        assert_eq!(code(&output), Some(1), "{}", err(&output));
        assert!(err(&output).contains("error[E010]") && err(&output).contains("1 error"), "{}", err(&output));
    }
    let output = run(&["build", "--root", &shop]);
    assert!(err(&output).contains("was left as it was") && !Path::new(&shop).join("public").exists());
}

#[test]
fn check_mends_what_can_mean_nothing_else() {
    let (_folder, shop) = new_shop("en");
    let file = |name: &str| Path::new(&shop).join(name);
    let (candle, offers) = (file("content/products/light/beeswax-candle.md"), file("content/data/offers.csv"));
    let [sound, priced] = [&candle, &offers].map(|path| fs::read_to_string(path).expect("a text"));
    let broken = sound.replace("subtitle:", "subtitel:").replace("---\ntitle", "---\r\ntitle");
    fs::write(&candle, format!("\u{feff}{broken}")).expect("a product");
    let typed = priced.replace("34.00", "\"$1,034.00\"").replace("22.00", "\"22,00\"");
    fs::write(&offers, &typed).expect("offers");
    let output = run(&["check", "--root", &shop, "--fix"]);
    assert!(err(&output).contains("beeswax-candle.md: 1 place mended"), "{}", err(&output));
    // What may mean two things is left to its writer.
    assert_eq!(code(&output), Some(1), "{}", err(&output));
    assert!(err(&output).contains("`22,00` in price is no price"), "{}", err(&output));
    let [mended, prices] = [&candle, &offers].map(|path| fs::read_to_string(path).expect("a text"));
    assert_eq!(mended, format!("\u{feff}{}", broken.replace("subtitel:", "subtitle:")));
    assert_eq!(prices, typed.replace("\"$1,034.00\"", "1034.00"));
}

#[test]
fn json_ends_with_a_summary() {
    let (_folder, shop) = new_shop("en");
    let output = run(&["check", "--root", &shop, "--format", "json"]);
    let last: serde_json::Value =
        out(&output).lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("JSON");
    let fields: Vec<_> = last["summary"].as_object().expect("a summary").keys().map(String::as_str).collect();
    let expected = ["pages", "renditions", "written", "unchanged", "removed", "errors", "warnings", "seconds"];
    assert_eq!(fields, expected);
    assert_eq!(err(&output), "");
}

#[test]
fn quiet_says_nothing() {
    let (_folder, shop) = new_shop("en");
    let output = run(&["check", "--root", &shop, "-q"]);
    assert_eq!((code(&output), out(&output), err(&output)), (Some(0), "", ""));
}

#[test]
fn explain_speaks_both_languages() {
    insta::assert_snapshot!("explain-en", out(&run(&["explain", "e007"])));
    insta::assert_snapshot!("explain-zh", out(&run(&["explain", "unknown-key", "--lang", "zh"])));
    let list = run(&["explain"]);
    assert_eq!(out(&list).lines().count(), awning::diagnostics::rules::all().count());
    assert!(err(&run(&["explain", "E0007"])).contains("did you mean E007?"));
}

#[test]
fn the_language_follows_the_environment() {
    for (name, value, chinese) in [
        ("LC_ALL", "zh_CN.UTF-8", true),
        ("LC_MESSAGES", "zh", true),
        ("LANG", "zh_TW", true),
        ("LANG", "en_GB", false),
    ] {
        let output = awning(["explain", "E999"]).env(name, value).output().expect("awning runs");
        assert_eq!(err(&output).starts_with("错误"), chinese, "{name}={value}");
    }
    let output = awning(["explain", "E999"]).env("LC_ALL", "C").env("LANG", "zh_CN").output().expect("awning runs");
    assert!(err(&output).starts_with("error: "));
}
