//! Drawings: nothing harmful survives, what is plain does.

use super::fixtures::*;
use awning::cache::Cache;
use awning::imaging::sanitise_svg;
use awning::photos::Format;

fn svg(body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">{body}</svg>"#
    )
}

fn clean(body: &str) -> String {
    String::from_utf8(sanitise_svg(svg(body).as_bytes()).unwrap()).unwrap()
}

#[test]
fn harm_is_dropped() {
    for body in [
        r"<script>alert(1)</script>",
        r#"<script xlink:href="http://evil/x.js"/>"#,
        r#"<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>"#,
        r#"<rect onload="alert(1)" width="1" height="1"/>"#,
        r#"<g OnClick="alert(1)"><path d="M0 0"/></g>"#,
        r#"<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert(1)</body></foreignObject>"#,
        r#"<a href="javascript:alert(1)"><rect/></a>"#,
        r#"<a xlink:href="java&#x0A;script:alert(1)"><rect/></a>"#,
        r#"<use href="http://evil/a.svg#x"/>"#,
        r#"<image href="file:///etc/passwd"/>"#,
        r#"<image xlink:href="data:image/svg+xml;base64,PHN2Zy8+alert"/>"#,
        r#"<image href="//evil/a.png"/>"#,
        r#"<a id="a"><animate attributeName="href" to="javascript:alert(1)"/></a>"#,
        r#"<set attributeName="onload" to="alert(1)"/>"#,
        r"<style>@import url(http://evil/a.css);</style>",
        r"<style>.a{background:url(http://evil/a.png)}</style>",
        r"<style>.a{fill:u\72l(http://evil/a.png)}</style>",
        r"<style>.a{fill:ur/**/l(http://evil/a)}</style>",
        r#"<rect style="fill:url('http://evil/a')"/>"#,
        r#"<rect fill="url(//evil/a)"/>"#,
        r#"<rect fill="u&#114;l(http://evil/a)"/>"#,
        r#"<filter id="f"><feImage href="http://evil/a.png"/></filter>"#,
        r#"<?xml-stylesheet href="http://evil/a.css"?>"#,
        r"<!-- alert -->",
        r#"<handler xmlns="http://www.w3.org/2001/xml-events" event="load">alert(1)</handler>"#,
        r#"<iframe src="http://evil/"/><embed src="http://evil/"/><object data="http://evil/"/>"#,
        r"<style><![CDATA[ </style><script>alert(1)</script> ]]></style>",
    ] {
        let clean = clean(body).to_ascii_lowercase().replace("http://www.w3.org/2000/svg", "");
        for harm in ["alert", "evil", "passwd", "script", "http", "onload", "onclick", "import", "animate", "<set"] {
            assert!(!clean.contains(harm), "{harm} survives in {clean}");
        }
    }
}

#[test]
fn whole_drawings_are_refused() {
    let entity = r#"<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>"#;
    let doubling: String =
        (0..40).map(|i| format!(r##"<g id="a{}"><use href="#a{i}"/><use href="#a{i}"/></g>"##, i + 1)).collect();
    let patterns: String = (0..9)
        .map(|i| {
            let rect = format!(r#"<rect class="c{i}" width="9" height="9"/>"#).repeat(10);
            format!(
                r#"<style>.c{}{{fill:url(#p{})}}</style><pattern id="p{}" width="9" height="9">{rect}</pattern>"#,
                i + 1,
                i + 1,
                i + 1
            )
        })
        .collect();
    let deep = format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000));
    for text in [
        entity.to_string(),
        svg("<text>&undeclared;</text>"),
        svg(&format!(r#"<g id="a0"><rect/></g>{doubling}"#)),
        svg(&patterns),
        svg(r##"<g id="a"><use href="#a"/></g>"##),
        svg(r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##),
        svg(&deep),
        svg("<g>"),
        svg("</g>"),
        "<svg>".to_string(),
        "<html><svg/></html>".to_string(),
        String::new(),
        format!("{}{}", svg(""), svg("")),
        svg(&" ".repeat(5 << 20)),
    ] {
        assert!(sanitise_svg(text.as_bytes()).is_err(), "{}", &text[..text.len().min(200)]);
    }
    assert!(sanitise_svg(b"<svg>\xFF</svg>").is_err());
}

#[test]
fn plain_drawings_stay_what_they_are() {
    let body = concat!(
        r##"<defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/></linearGradient></defs>"##,
        r##"<style>.b{fill:url(#a)}</style><rect class="b" width="100" height="50"/>"##,
        r##"<use href="#a"/><path d="M0 0h9" style="fill:#0a0"/><text x="1">茶 &amp; 酒</text>"##,
    );
    let once = clean(body);
    for kept in [body.split("<style>").next().unwrap(), ".b{fill:url(#a)}", "茶 &amp; 酒", r##"<use href="#a">"##] {
        assert!(
            once.contains(kept.trim_end_matches("</defs>").trim_start_matches("<defs>").split("/>").next().unwrap())
        );
    }
    assert_eq!(sanitise_svg(once.as_bytes()).unwrap(), once.as_bytes(), "sanitising twice changes nothing");
    let old = r##"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:use xlink:href="#x" xmlns:xlink="x"/></svg:svg>"##;
    let old = String::from_utf8(sanitise_svg(old.as_bytes()).unwrap()).unwrap();
    assert_eq!(old, r##"<svg xmlns="http://www.w3.org/2000/svg"><use href="#x"></use></svg>"##);
}

#[test]
fn drawings_are_drawn_at_any_size() {
    let body = r#"<rect width="50" height="50" fill="rgb(220,30,30)"/><rect x="50" width="50" height="50" fill="rgb(30,60,200)"/>"#;
    let shop = Shop::with("a.svg", svg(body).into_bytes());
    let original = shop.original("a.svg");
    assert_eq!((original.facts.width, original.facts.height, original.facts.alpha), (100, 50, false));
    let made = shop.made(recipe(&original, 800, 400, Format::Jpeg));
    assert_near(pixel(&made, 25, 50), RED, 8);
    assert_near(pixel(&made, 75, 50), BLUE, 8);
    let crop = Some(awning::photos::Crop { ratio: (1, 1), focal: (1000, 500) });
    let right = shop.made(awning::photos::Recipe { crop, ..recipe(&original, 300, 300, Format::WebP) });
    assert_near(pixel(&right, 3, 50), BLUE, 8);
}

#[test]
fn drawings_read_no_file() {
    let secret = tempfile::NamedTempFile::with_suffix(".png").unwrap();
    std::fs::write(secret.path(), png(quarters(10, 10))).unwrap();
    let body = format!(r#"<image href="{}" width="100" height="50"/>"#, secret.path().display());
    let shop = Shop::with("a.svg", svg(&body).into_bytes());
    let made = shop.made(recipe(&shop.original("a.svg"), 100, 50, Format::Jpeg));
    assert_near(pixel(&made, 20, 20), [255; 3], 2);
}

#[test]
fn letters_are_a_warning() {
    let shop = Shop::with("a.svg", svg("<text>茶</text>").into_bytes());
    assert_eq!(codes(&shop.examine(&Cache::none())), ["W526"]);
}

#[test]
fn heavy_drawings_are_refused() {
    let layers = r#"<g opacity=".5"><rect width="100" height="50"/></g>"#.repeat(20_000);
    let shop = Shop::with("a.svg", svg(&layers).into_bytes());
    let original = shop.original("a.svg");
    let recipe = recipe(&original, 4000, 2000, Format::Jpeg);
    let rendition = awning::photos::Rendition { address: recipe.address("a"), recipe, original: path("a.svg") };
    assert_eq!(codes(&shop.make(&Cache::none(), &[rendition])), ["E519"]);
}

#[test]
fn pictures_inside_tell_nothing() {
    let data = |kind: &str, bytes: &[u8]| {
        use base64::Engine as _;
        let packed = base64::engine::general_purpose::STANDARD.encode(bytes);
        clean(&format!(r#"<image href="data:image/{kind};base64,{packed}" width="9" height="9"/>"#)).contains("data:")
    };
    assert!(data("png", &png(quarters(8, 8))));
    assert!(!data("jpeg", &jpeg(&quarters(8, 8), 1, None)), "its EXIF would be published");
    assert!(!data("png", b"<svg onload='alert(1)'/>"));
}
