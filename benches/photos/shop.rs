//! awning's part: recipes for all photos, carried out with a cache that holds nothing, or everything.

use crate::job::{self, Job, Kind, OPACITY, Photo, SHARE, Size};
use awning::artifact::{Artifact, Body};
use awning::cache::Cache;
use awning::diagnostics::Place;
use awning::fingerprint::{Digest, Stamp};
use awning::imaging::{self, Artwork, Darkroom, Files, Limits};
use awning::paths::ShopPath;
use awning::photos::{Finish, Format, Mark, Position, Recipe, Rendition, Spot, Tone};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Files by the names that they have in the shop.
struct Shop {
    files: BTreeMap<ShopPath, PathBuf>,
    mark: ShopPath,
    /// Bytes of decoded photos in memory at once.
    memory: u64,
}

/// Makes all renditions anew. Their files lie in the cache, and are linked to where the job wants them.
pub(crate) fn run(job: &Job) {
    rayon::ThreadPoolBuilder::new().num_threads(job.threads).build_global().unwrap();
    let shop = Shop::of(job);
    let renditions = shop.renditions(job);
    let cache = Cache::at(job.out.join("cache"));
    for Artifact { path, body } in shop.make(&cache, &renditions) {
        let to = job.out.join(path);
        match body {
            Body::File(file) => fs::hard_link(file, to).unwrap(),
            Body::Bytes(bytes) => fs::write(to, bytes).unwrap(),
        }
    }
}

/// How long a build takes for photos when all is in the cache: facts of the originals, then their renditions.
/// Gives the number of renditions as well.
pub(crate) fn cached(job: &Job, rounds: usize) -> (usize, Duration) {
    rayon::ThreadPoolBuilder::new().num_threads(job.threads).build_global().unwrap();
    let shop = Shop::of(job);
    let cache = Cache::at(job.out.join("cache"));
    shop.examine(&cache);
    let renditions = shop.renditions(job);
    fill(job, &cache, &shop, &renditions);
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            shop.examine(&cache);
            let made = shop.make(&cache, &renditions).len();
            let time = start.elapsed();
            assert_eq!(made, renditions.len());
            time
        })
        .collect();
    times.sort();
    (renditions.len(), times[times.len() / 2])
}

/// Puts a rendition of every recipe into the cache: those of a few photos, each with a number at its end.
fn fill(job: &Job, cache: &Cache, shop: &Shop, renditions: &[Rendition]) {
    let alike = job.photos[0].sizes.len() * job.formats.len();
    let first: Vec<Vec<u8>> = renditions[..alike].iter().map(|one| shop.one(one)).collect();
    renditions.par_iter().enumerate().for_each(|(number, rendition)| {
        let bytes = [&first[number % alike][..], &number.to_le_bytes()].concat();
        cache.put(rendition.recipe.digest(), &bytes);
    });
}

impl Shop {
    fn of(job: &Job) -> Self {
        let mark = ShopPath::new("assets/mark.png").unwrap();
        let mut files: BTreeMap<ShopPath, PathBuf> =
            job.photos.iter().map(|photo| (path_of(photo), photo.file.clone())).collect();
        files.insert(mark.clone(), job.mark.clone());
        Self { files, mark, memory: job.memory }
    }

    fn digest(&self, path: &ShopPath) -> Digest {
        Digest::of(&self.bytes(path).unwrap())
    }

    fn darkroom<'a>(&'a self, cache: &'a Cache) -> Darkroom<'a> {
        Darkroom { files: self, cache, limits: Limits { memory: self.memory, ..Limits::default() } }
    }

    /// Every photo in every size and format.
    fn renditions(&self, job: &Job) -> Vec<Rendition> {
        let mark = Mark {
            artwork: self.digest(&self.mark),
            position: Position::At(Spot::BottomRight),
            tone: Tone::Own,
            opacity: OPACITY,
            share: SHARE,
            min_edge: 0,
        };
        let of_photo = |photo: &Photo| {
            let original = self.digest(&path_of(photo));
            let each_size = photo.sizes.iter().flat_map(|size| job.formats.iter().map(move |format| (size, format)));
            let renditions = each_size.map(|(size, format)| Rendition {
                address: name(&photo.rendition(Path::new(""), size.width, format.kind)),
                recipe: recipe(original, *size, *format, job.effort, mark),
                original: path_of(photo),
            });
            renditions.collect::<Vec<_>>()
        };
        job.photos.par_iter().map(of_photo).flatten().collect()
    }

    fn make(&self, cache: &Cache, renditions: &[Rendition]) -> Vec<Artifact> {
        let bytes = self.bytes(&self.mark).unwrap();
        let artwork = Artwork { path: self.mark.clone(), bytes: bytes.as_slice().into() };
        let artworks = BTreeMap::from([(Digest::of(&bytes), artwork)]);
        let made = imaging::make(&self.darkroom(cache), renditions, &artworks, &|_| {});
        cache.keep_verified();
        assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
        made.value
    }

    fn one(&self, rendition: &Rendition) -> Vec<u8> {
        match &self.make(&Cache::none(), std::slice::from_ref(rendition))[0].body {
            Body::Bytes(bytes) => bytes.clone(),
            Body::File(file) => fs::read(file).unwrap(),
        }
    }

    fn examine(&self, cache: &Cache) {
        let page = ShopPath::new("content/pages/home.md").unwrap();
        let wanted: Vec<_> = self.files.keys().map(|path| (path.clone(), Place::head(&page))).collect();
        let examined = imaging::examine(&self.darkroom(cache), &wanted);
        assert!(examined.diagnostics.is_empty(), "{:?}", examined.diagnostics);
    }
}

impl Files for Shop {
    fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        fs::read(&self.files[path])
    }

    fn stamp(&self, path: &ShopPath) -> Option<Stamp> {
        fs::symlink_metadata(&self.files[path]).ok().map(|state| Stamp::of(&state))
    }
}

/// The one place that knows what a recipe is.
fn recipe(original: Digest, size: Size, wanted: job::Format, effort: u8, mark: Mark) -> Recipe {
    let format = match wanted.kind {
        Kind::Jpeg => Format::Jpeg,
        Kind::WebP => Format::WebP,
    };
    Recipe {
        original,
        crop: None,
        width: size.width,
        height: size.height,
        finish: Finish::default(),
        format,
        quality: wanted.quality,
        effort,
        progressive: false,
        most_bytes: None,
        marks: vec![mark],
    }
}

fn path_of(photo: &Photo) -> ShopPath {
    ShopPath::new(&format!("assets/{}", name(&photo.file))).unwrap()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}
