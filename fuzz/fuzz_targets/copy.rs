//! Copy of any kind: read without panic, with places that lie in the text, and without a script in what comes out.
#![no_main]

use awning::markdown::{Options, Part, parse};
use awning::paths::ShopPath;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(file) = ShopPath::new("content/pages/about.md") else { return };
    for raw_html in [false, true] {
        let checked = parse(&file, text, 0..text.len(), &Options { language: "zh-Hans", raw_html });
        for diagnostic in &checked.diagnostics {
            assert!(text.get(diagnostic.place.span()).is_some(), "{diagnostic:?}");
        }
        for part in &checked.value.parts {
            if let Part::Html(html) = part {
                // Text holds no `<`: what stands between it and `>` is a tag.
                let html = html.to_ascii_lowercase();
                let mut tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
                let unsafe_tag = tags.find(|tag| tag.starts_with("script") || tag.contains("href=\"javascript:"));
                assert_eq!(unsafe_tag, None, "{html}");
            }
        }
    }
});
