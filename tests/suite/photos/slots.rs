//! Profiles: which renditions a slot asks for.

use super::fixtures::*;
use super::marks::mark;
use awning::fingerprint::Digest;
use awning::photos::{
    Facts, Finish, Fit, Format, Mark, Original, Position, Profile, Quality, Spot, Tone, renditions, stem,
};

fn original(width: u32, height: u32) -> Original {
    let facts = Facts {
        width,
        height,
        format: Format::Jpeg,
        alpha: false,
        animated: false,
        webp: true,
        colour: [1, 2, 3],
        likeness: 0,
        tones: Vec::new(),
        placeholder: None,
    };
    Original { path: path("assets/Spring Tea_01.JPG"), digest: Digest::of(b"a"), facts }
}

fn profile(widths: &[u32], ratio: Option<(u32, u32)>) -> Profile {
    Profile {
        name: "card".into(),
        widths: widths.to_vec(),
        ratio,
        formats: vec![Format::WebP, Format::Jpeg],
        sizes: "50vw".into(),
        dressed: true,
        ..Profile::default()
    }
}

fn widths(original: &Original, profile: &Profile) -> Vec<(u32, u32)> {
    let picture = renditions(original, None, profile, &Quality::default(), &[]);
    let sizes = |set: &awning::photos::SourceSet| -> Vec<(u32, u32)> {
        set.renditions.iter().map(|rendition| (rendition.recipe.width, rendition.recipe.height)).collect()
    };
    assert!(picture.sources.iter().all(|set| sizes(set) == sizes(&picture.sources[0])));
    assert_eq!(picture.fallback.recipe.format, Format::Jpeg);
    assert_eq!(Some(&(picture.width, picture.height)), sizes(&picture.sources[0]).last());
    sizes(&picture.sources[0])
}

#[test]
fn widths_never_go_above_the_original() {
    let wanted = profile(&[800, 400, 1600, 400], None);
    assert_eq!(widths(&original(3000, 2000), &wanted), [(400, 267), (800, 533), (1600, 1067)]);
    assert_eq!(widths(&original(1000, 500), &wanted), [(400, 200), (800, 400)]);
    assert_eq!(widths(&original(300, 200), &wanted), [(300, 200)]);
    assert_eq!(widths(&original(300, 200), &profile(&[], None)), [(300, 200)]);
    assert_eq!(widths(&original(3000, 2000), &profile(&[400, 2400], Some((1, 1)))), [(400, 400)]);
    assert_eq!(widths(&original(1, 90_000), &profile(&[400], None)), [(1, 16_383)]);
    assert_eq!(widths(&original(60_000, 10), &profile(&[], None)), [(16_383, 3)]);
    assert_eq!(widths(&original(300, 200), &profile(&[200], Some((0, 7)))), [(200, 133)]);
}

#[test]
fn webp_is_left_out_where_it_would_be_larger() {
    let formats = |original: &Original, formats: &[Format]| -> Vec<Format> {
        let wanted = Profile { formats: formats.to_vec(), ..profile(&[400], None) };
        let picture = renditions(original, None, &wanted, &Quality::default(), &[]);
        picture.sources.iter().map(|set| set.format).collect()
    };
    let mut grainy = original(900, 600);
    assert_eq!(formats(&grainy, &[Format::WebP, Format::Jpeg]), [Format::WebP, Format::Jpeg]);
    grainy.facts.webp = false;
    assert_eq!(formats(&grainy, &[Format::WebP, Format::Jpeg]), [Format::Jpeg]);
    assert_eq!(formats(&grainy, &[Format::WebP]), [Format::WebP], "where it is the only one");
}

#[test]
fn moving_pictures_pass_where_the_slot_lets_them() {
    let mut moving = original(90, 60);
    (moving.facts.format, moving.facts.animated) = (Format::Gif, true);
    let mut wanted = profile(&[40], Some((1, 1)));
    assert_eq!(widths(&moving, &wanted), [(40, 40)]);
    wanted.formats.push(Format::Gif);
    let picture = renditions(&moving, None, &wanted, &Quality::default(), &[]);
    assert!(picture.sources.is_empty() && picture.fallback.address.ends_with(".gif"));
    assert_eq!((picture.width, picture.height), (90, 60));
    moving.facts.animated = false;
    assert_eq!(widths(&moving, &wanted), [(40, 40)]);
}

#[test]
fn whole_photos_take_up_the_ratio_without_a_crop() {
    let mut wanted = profile(&[800], Some((1, 1)));
    wanted.finish.fit = Fit::Whole;
    assert_eq!(widths(&original(600, 300), &wanted), [(800, 800)]);
    let picture = renditions(&original(600, 300), Some((0.1, 0.1)), &wanted, &Quality::default(), &[]);
    assert_eq!(picture.fallback.recipe.crop, None);
}

#[test]
fn crops_follow_the_focal_point_where_it_matters() {
    let square = profile(&[400], Some((4, 4)));
    let crop = |focal| renditions(&original(3000, 2000), focal, &square, &Quality::default(), &[]).fallback.recipe.crop;
    assert_eq!(crop(None).map(|crop| (crop.ratio, crop.focal)), Some(((1, 1), (500, 500))));
    assert_eq!(crop(Some((0.25, 0.9))).map(|crop| crop.focal), Some((250, 500)));
    assert_eq!(crop(Some((f32::NAN, 7.0))).map(|crop| crop.focal), Some((500, 500)));
    assert_eq!(crop(Some((9.0, 0.0))).map(|crop| crop.focal), Some((1000, 500)));
    let same = renditions(&original(900, 900), Some((0.1, 0.1)), &square, &Quality::default(), &[]);
    assert_eq!(same.fallback.recipe.crop, None);
}

#[test]
fn only_large_dressed_renditions_are_marked() {
    let mark = Mark { min_edge: 500, ..mark(Digest::of(b"m")) };
    let mut wanted = profile(&[400, 1600], None);
    let marked = |profile: &Profile| -> Vec<bool> {
        let picture = renditions(&original(3000, 2000), None, profile, &Quality::default(), &[mark]);
        picture.sources[0].renditions.iter().map(|rendition| !rendition.recipe.marks.is_empty()).collect()
    };
    assert_eq!(marked(&wanted), [false, true]);
    wanted.dressed = false;
    assert_eq!(marked(&wanted), [false, false]);
}

#[test]
fn drawings_pass_through_where_the_slot_lets_them() {
    let mut drawing = original(100, 50);
    drawing.facts.format = Format::Svg;
    let mut wanted = profile(&[400, 800], None);
    assert_eq!(widths(&drawing, &wanted), [(400, 200), (800, 400)]);
    wanted.formats.insert(0, Format::Svg);
    let picture = renditions(&drawing, None, &wanted, &Quality::default(), &[]);
    assert_eq!((picture.width, picture.height, picture.sources.len()), (100, 50, 0));
    assert!(picture.fallback.address.ends_with(".svg"));
}

#[test]
fn addresses_say_what_and_tell_recipes_apart() {
    let picture = renditions(&original(3000, 2000), None, &profile(&[800], None), &Quality::default(), &[]);
    let address = &picture.sources[0].renditions[0].address;
    assert!(address.starts_with("photos/spring-tea-01-800-") && address.ends_with(".webp"), "{address}");
    assert_eq!(address.len(), "photos/spring-tea-01-800-0123456789.webp".len());
    assert_eq!(stem(&path("assets/明前绿茶.jpg")), "photo");
    assert_eq!(stem(&path("assets/--A  b!.c.jpg")), "a-b-c");
    let recipe = &picture.fallback.recipe;
    let mark = mark(Digest::of(b"m"));
    let tiled = |angle, gap| Mark { position: Position::Tiled { angle, gap }, ..mark };
    let marked = |marks: &[Mark]| awning::photos::Recipe { marks: marks.to_vec(), ..recipe.clone() };
    let others = [
        awning::photos::Recipe { width: 801, ..recipe.clone() },
        awning::photos::Recipe { quality: 1, ..recipe.clone() },
        awning::photos::Recipe { most_bytes: Some(9), ..recipe.clone() },
        awning::photos::Recipe { finish: Finish { sharpen: 1, ..Finish::default() }, ..recipe.clone() },
        awning::photos::Recipe { format: Format::Png, ..recipe.clone() },
        awning::photos::Recipe { original: Digest::of(b"b"), ..recipe.clone() },
        marked(&[mark]),
        marked(&[mark, mark]),
        marked(&[Mark { opacity: 2, ..mark }]),
        marked(&[Mark { share: 2, ..mark }]),
        marked(&[Mark { min_edge: 2, ..mark }]),
        marked(&[Mark { tone: Tone::Auto, ..mark }]),
        marked(&[Mark { artwork: Digest::of(b"n"), ..mark }]),
        marked(&[Mark { position: Position::At(Spot::Center), ..mark }]),
        marked(&[tiled(-30, 600)]),
        marked(&[tiled(30, 600)]),
        marked(&[tiled(-30, 601)]),
    ];
    let mut digests: Vec<_> = others.iter().chain([recipe]).map(awning::photos::Recipe::digest).collect();
    digests.sort();
    digests.dedup();
    assert_eq!(digests.len(), others.len() + 1);
}
