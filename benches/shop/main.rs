//! How long a large shop takes, and how much memory: cold, warm, and after one edit.
//!
//! `cargo bench --bench shop` builds shops of 1,000, 10,000 and 50,000 products and prints a table (3 GB of disk);
//! `cargo bench --bench shop -- 20000` another size; `cargo bench --bench shop -- --write DIR 10000` only writes the shop.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark makes folders, runs the program, measures, and prints"
)]

mod generate;
mod measure;

use measure::{Run, measured};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
const MOMENT: &str = "2026-11-23T09:00:00+08:00";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", folder, size] => generate::shop(Path::new(folder), number(size)),
        [] => table(&SIZES),
        ref sizes => table(&sizes.iter().map(|size| number(size)).collect::<Vec<_>>()),
    }
}

fn number(text: &str) -> usize {
    text.replace(['_', ','], "").parse().expect("a number of products")
}

/// The shops are removed when all is measured: ext4 is slow to give out inodes that were freed a few minutes ago.
fn table(sizes: &[usize]) {
    println!("| products | build | wall s | CPU s | peak MB | files | MB | written |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("shops-{}", std::process::id()));
    for &products in sizes {
        let root = folder.join(products.to_string());
        generate::shop(&root, products);
        row(products, "cold", &root);
        row(products, "warm", &root);
        edit(&root);
        row(products, "one edit", &root);
        edit_campaign(&root);
        row(products, "one campaign price", &root);
    }
    fs::remove_dir_all(&folder).unwrap();
}

fn row(products: usize, name: &str, root: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awning"));
    command.args(["build", "--at", MOMENT, "--root"]).arg(root);
    let (Run { wall, cpu, peak }, said) = measured(command);
    let written = said.split(" written").next().and_then(|head| head.rsplit(' ').next()).unwrap_or_default();
    let (files, bytes) = extent(&root.join("public"));
    let (cpu, peak) = (shown(cpu, 2), shown(peak, 0));
    println!(
        "| {products} | {name} | {:.2} | {cpu} | {peak} | {files} | {:.1} | {written} |",
        wall.as_secs_f64(),
        bytes / 1e6
    );
}

fn shown(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".to_string(), |value| format!("{value:.digits$}"))
}

/// Number and bytes of all files below a folder.
fn extent(folder: &Path) -> (usize, f64) {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.fold((0, 0.0), |(count, bytes), file| (count + 1, bytes + file.metadata().unwrap().len() as f64))
}

/// Changes one word of one product.
fn edit(root: &Path) {
    let path = root.join(generate::product_path(7));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "\n今天改了一句。\n").unwrap();
}

/// Changes one price of a campaign that runs.
fn edit_campaign(root: &Path) {
    let path = root.join("content/campaigns/k46.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("percent_off: 15", "percent_off: 20", 1)).unwrap();
}
