//! Templates and styles of any form: compiled and rendered without panic, and within the limits on steps and bytes.
#![no_main]

use awning::diagnostics::Place;
use awning::paths::ShopPath;
use awning::rendering;
use awning::source::Source;
use awning::theme::{self, Choice};
use libfuzzer_sys::fuzz_target;

const THEME: &str = "name: calm\nstyles: [styles/base.css]\nsettings:\n  tokens: {paper: \"#ffffff\"}\nprofiles:\n  card: {widths: [320], formats: [jpeg]}\n";

fuzz_target!(|texts: (&str, &str)| {
    let (template, style) = texts;
    let files = [
        ("themes/calm/theme.yaml", THEME),
        ("themes/calm/styles/base.css", style),
        ("themes/calm/templates/page.html", template),
    ];
    let files = files.into_iter().filter_map(|(path, text)| Some((ShopPath::new(path)?, text.as_bytes().to_vec())));
    let source = Source::in_memory(files);
    let Some(file) = ShopPath::new("awning.yaml") else { return };
    let choice = Choice { name: "calm", settings: None, file: &file, place: Place::head(&file) };
    let Some(theme) = theme::read(&source, &choice).value else { return };
    let Some(engine) = rendering::engine(&theme).value else { return };
    let view = serde_json::json!({"page": {"title": "茶", "href": "/"}, "items": [1, 2, 3]});
    if let Ok(html) = engine.page("page.html", &[], &view) {
        let _ = rendering::minify(&html);
        let _ = rendering::links::scan("index.html", &html);
    }
});
