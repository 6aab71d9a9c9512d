//! How soon the live preview shows what was saved: at the start, after an edit of copy, of a title, of a price, of the base
//! template, of a style; and what it holds in memory.
//!
//! `cargo bench --bench preview` asks shops of 1,000, 10,000 and 50,000 products; `cargo bench --bench preview -- 10000`
//! one of another size. Times are medians of 20 edits, from the end of the write to the end of the answer over HTTP, the
//! wait for further changes (15 ms) among them. `benches/preview/browser.mjs` measures up to what Chromium shows.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark makes folders, runs the program, measures, and prints"
)]

#[path = "../shop/generate.rs"]
mod generate;
mod visitor;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use visitor::Visitor;

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
const MOMENT: &str = "2026-11-23T09:00:00+08:00";
const EDITS: usize = 20;
const PAGE: &str = "/products/p000007/";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let sizes: Vec<usize> = arguments.iter().map(|size| size.replace('_', "").parse().expect("a number")).collect();
    println!("| products | what | median | worst | MB |");
    println!("| ---: | --- | ---: | ---: | ---: |");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("preview-{}", std::process::id()));
    for products in if sizes.is_empty() { SIZES.to_vec() } else { sizes } {
        let root = folder.join(products.to_string());
        generate::shop(&root, products);
        lay_theme(&root);
        measure(products, &root);
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// A theme of the shop's own, so that there is a base template and a style to edit.
fn lay_theme(root: &Path) {
    let theme = root.join("themes/own");
    for folder in ["templates", "styles"] {
        fs::create_dir_all(theme.join(folder)).unwrap();
    }
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/atelier/templates/base.html");
    fs::copy(base, theme.join("templates/base.html")).unwrap();
    fs::write(theme.join("styles/own.css"), "body { --edit: 0; }\n").unwrap();
    fs::write(theme.join("theme.yaml"), "name: own\nextends: atelier\nstyles: [styles/own.css]\n").unwrap();
    let settings = root.join("awning.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(settings, text + "theme: {name: own}\n").unwrap();
}

fn measure(products: usize, root: &Path) {
    for name in ["start to first page", "start again"] {
        let start = Instant::now();
        let preview = Preview::start(root);
        Visitor::new(&preview.address).get(PAGE);
        row(products, name, &[start.elapsed()], preview.memory());
    }
    let preview = Preview::start(root);
    let mut visitor = Visitor::new(&preview.address);
    let product = generate::product_path(7);
    visitor.get(PAGE);
    let mut edits = Edits { root, visitor: &mut visitor, count: 0 };
    let body = |text: &str, mark: &str| format!("{text}\n{mark}\n");
    let title = |text: &str, mark: &str| replaced_line(text, "title: ", mark);
    row(products, "copy of a product", &edits.timed(&product, PAGE, body), preview.memory());
    row(products, "title of a product", &edits.timed(&product, PAGE, title), preview.memory());
    let spec =
        |text: &str, mark: &str| replaced_line(text, "spec: ", &format!("{{产地: 西乡, 净含量: 80 g, 批次: {mark}}}"));
    row(products, "fact of a product", &edits.timed(&product, PAGE, spec), preview.memory());
    let story = |text: &str, mark: &str| format!("{text}\n{mark}\n");
    row(
        products,
        "copy of a story",
        &edits.timed("content/stories/s007.md", "/stories/s007/", story),
        preview.memory(),
    );
    let base = |text: &str, mark: &str| {
        text.replacen("<main id=\"main\"", &format!("<main id=\"main\" data-mark=\"{mark}\""), 1)
    };
    row(products, "base template", &edits.timed("themes/own/templates/base.html", PAGE, base), preview.memory());
    let style = |_: &str, mark: &str| format!("body {{ --edit: {mark}; }}\n");
    let styles = edits.styles("themes/own/styles/own.css", style);
    row(products, "style", &styles, preview.memory());
    let ten = preview.memory();
    for _ in 0..50 {
        edits.timed(&product, PAGE, body);
    }
    row(
        products,
        &format!("1,000 more edits; {ten:.0} MB before"),
        &edits.timed(&product, PAGE, body),
        preview.memory(),
    );
}

/// The text with what stands after a key on its first line replaced.
fn replaced_line(text: &str, key: &str, value: &str) -> String {
    let lines = text.lines().map(|line| if line.starts_with(key) { format!("{key}{value}") } else { line.to_string() });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// Edits of a file, timed until a page shows each.
struct Edits<'a> {
    root: &'a Path,
    visitor: &'a mut Visitor,
    count: usize,
}

impl Edits<'_> {
    fn timed(&mut self, file: &str, page: &str, edit: impl Fn(&str, &str) -> String) -> Vec<Duration> {
        self.each(file, edit, |visitor, mark| visitor.get(page).contains(mark))
    }

    /// Until the page names a stylesheet that holds the edit.
    fn styles(&mut self, file: &str, edit: impl Fn(&str, &str) -> String) -> Vec<Duration> {
        self.each(file, edit, |visitor, mark| {
            let page = visitor.get(PAGE);
            let sheet = page.split("href=\"/assets/styles-").nth(1).and_then(|rest| rest.split('"').next());
            visitor.get(&format!("/assets/styles-{}", sheet.expect("a stylesheet"))).contains(mark)
        })
    }

    fn each(
        &mut self,
        file: &str,
        edit: impl Fn(&str, &str) -> String,
        shows: impl Fn(&mut Visitor, &str) -> bool,
    ) -> Vec<Duration> {
        let path = self.root.join(file);
        let original = fs::read_to_string(&path).unwrap();
        let mut times = Vec::new();
        for _ in 0..EDITS {
            self.count += 1;
            let mark = format!("mark{}e", self.count);
            fs::write(&path, edit(&original, &mark)).unwrap();
            let start = Instant::now();
            while !shows(self.visitor, &mark) {
                assert!(start.elapsed() < Duration::from_mins(1), "{file}: the edit {mark} is not shown");
                std::thread::sleep(Duration::from_millis(1));
            }
            times.push(start.elapsed());
            // As people do: the next edit comes when this one was looked at.
            std::thread::sleep(Duration::from_millis(30));
        }
        times
    }
}

fn row(products: usize, what: &str, times: &[Duration], memory: f64) {
    let mut times = times.to_vec();
    times.sort();
    let shown =
        |time: Option<&Duration>| time.map_or("–".to_string(), |time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
    println!("| {products} | {what} | {} | {} | {memory:.0} |", shown(times.get(times.len() / 2)), shown(times.last()));
}

/// A preview that runs, and ends with this value.
struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    fn start(root: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awning"));
        command.args(["serve", "--port", "0", "--lang", "en", "--at", MOMENT, "--root"]).arg(root);
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its words")).lines();
        let line = lines.next().expect("a line").expect("words");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_string();
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Megabytes that it holds.
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
        line.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap_or(0.0) * 1024.0 / 1e6
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
