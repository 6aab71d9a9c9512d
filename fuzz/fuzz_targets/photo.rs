//! A file that claims to be a photo or a drawing: facts or a diagnostic, never a panic.
#![no_main]

use awning::cache::Cache;
use awning::diagnostics::Place;
use awning::imaging::{self, Darkroom, Limits};
use awning::paths::ShopPath;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(path) = ShopPath::new("assets/photos/tea.jpg") else { return };
    let read = |_: &ShopPath| Ok(data.to_vec());
    let darkroom = Darkroom { files: &read, cache: &Cache::none(), limits: Limits::default() };
    let _ = imaging::examine(&darkroom, &[(path.clone(), Place::head(&path))]);
    if let Ok(clean) = imaging::sanitise_svg(data) {
        let clean = String::from_utf8_lossy(&clean).to_ascii_lowercase();
        assert!(!clean.contains("<script") && !clean.contains("<foreignobject"), "{clean}");
    }
});
