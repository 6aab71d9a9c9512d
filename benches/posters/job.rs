//! What is drawn: the same for both programs.

use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

const HEADLINES: [&str; 4] = [
    "一壶热茶，一身新布，山里的年货寄到家",
    "月亮上来，茶也泡好，一家人分着喝",
    "八染八晒，一件布衣，穿过一个冬天",
    "新酒开坛，请君来尝，岁末围炉小集",
];
const PHOTOS: [&str; 5] = ["winter-hearth", "tea-terraces", "persimmon-eaves", "autumn-ridge", "mountain-stream"];

/// One run of one program.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) posters: Vec<Poster>,
    /// Regular and bold.
    pub(crate) fonts: [PathBuf; 2],
    pub(crate) threads: usize,
    /// Where the pictures go.
    pub(crate) out: PathBuf,
}

/// One poster.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Poster {
    pub(crate) file: String,
    pub(crate) photo: PathBuf,
    pub(crate) headline: String,
    pub(crate) sub: String,
    pub(crate) price: String,
    pub(crate) address: String,
}

impl Job {
    pub(crate) fn new(count: usize, threads: usize, out: PathBuf) -> Self {
        let fonts =
            ["regular", "bold"].map(|weight| from_here(&format!("themes/atelier/fonts/noto-serif-sc-{weight}.otf")));
        Self { posters: (0..count).map(Poster::new).collect(), fonts, threads, out }
    }

    pub(crate) fn read(file: &Path) -> Self {
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    }

    pub(crate) fn write(&self, file: &Path) {
        fs::write(file, serde_json::to_vec(self).unwrap()).unwrap();
    }
}

impl Poster {
    fn new(number: usize) -> Self {
        Self {
            file: format!("{number:04}.png"),
            photo: from_here(&format!("assets/photos/{}.jpg", PHOTOS[number % PHOTOS.len()])),
            headline: HEADLINES[number % HEADLINES.len()].to_string(),
            sub: format!("岁末围炉集 第 {number} 号，茶与布衣"),
            price: format!("¥{}", 128 + number),
            address: format!("https://lanshang.example/campaigns/winter-hearth/?poster={number}"),
        }
    }
}

fn from_here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
