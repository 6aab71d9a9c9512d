//! Photos to renditions: awning against sharp on the same originals, sizes, marks and qualities, run in turn.
//!
//! `cargo bench --bench photos` draws 24 originals of 8 to 24 megapixels, runs both programs four times, and prints
//! medians, ratios and how much the renditions look like their photos, as Markdown. Where sharp is neither installed
//! nor can be by `npm ci`, it prints awning's numbers alone. Options, after `--`:
//!
//! - `--photos DIR`: these originals, not drawn ones; `--count N`: so many drawn ones;
//! - `--only jpeg|webp|both`: what is made (JPEG, and then both, if not said);
//! - `--threads N`, `--rounds N`, `--memory MB` (of decoded photos, in awning);
//! - `--no-scores`: speed and memory only;
//! - `--cached`: how long 1,000 photos take of which everything is in the cache.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark makes folders, runs programs, measures, and prints"
)]

#[path = "../../src/allocator.rs"]
mod allocator;
mod generate;
mod job;
#[path = "../shop/measure.rs"]
mod measure;
mod score;
mod shop;
mod table;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: allocator::BySize = allocator::BySize;

use job::{Format, Job, Kind, Photo};
use measure::{Run, measured};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const WIDTHS: [u32; 6] = [320, 480, 640, 960, 1280, 1600];
const SMALL_WIDTHS: [u32; 4] = [320, 480, 640, 960];
const JPEG: Format = Format { kind: Kind::Jpeg, quality: 80 };
const WEBP: Format = Format { kind: Kind::WebP, quality: 78 };
/// How hard the encoders of WebP try, in both programs.
const EFFORTS: [u8; 2] = [4, 2];
const CACHED: usize = 1000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--run", job] => shop::run(&Job::read(Path::new(job))),
        _ => Options::read(arguments).bench(),
    }
}

struct Options {
    photos: Option<PathBuf>,
    count: usize,
    works: Vec<Vec<Format>>,
    threads: usize,
    /// Megabytes.
    memory: u64,
    rounds: usize,
    scores: bool,
    cached: bool,
}

impl Options {
    fn read(arguments: Vec<String>) -> Self {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let works = vec![vec![JPEG], vec![JPEG, WEBP]];
        let (photos, memory) = (None, 512);
        let mut options = Self { photos, count: 24, works, threads, memory, rounds: 4, scores: true, cached: false };
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_else(|| panic!("{name} needs a value"));
            match name.as_str() {
                "--photos" => options.photos = Some(PathBuf::from(value())),
                "--count" => options.count = number(&value()),
                "--threads" => options.threads = number(&value()),
                "--memory" => options.memory = number(&value()) as u64,
                "--rounds" => options.rounds = number(&value()),
                "--no-scores" => options.scores = false,
                "--cached" => options.cached = true,
                "--only" => {
                    options.works = match value().as_str() {
                        "jpeg" => vec![vec![JPEG]],
                        "webp" => vec![vec![WEBP]],
                        "both" => vec![vec![JPEG, WEBP]],
                        other => panic!("--only {other}: jpeg, webp or both"),
                    }
                }
                _ => panic!("{name}: see the head of benches/photos/main.rs"),
            }
        }
        options
    }

    fn bench(&self) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("photos-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (mark, faded) = (asset("brand/watermark.png"), folder.join("faded.png"));
        let size = job::fade(&mark, &faded);
        let job = |files: Vec<PathBuf>, widths: &[u32]| Job {
            photos: files.into_iter().map(|file| Photo::of(file, widths, size)).collect(),
            mark: mark.clone(),
            faded: faded.clone(),
            formats: vec![JPEG, WEBP],
            effort: EFFORTS[0],
            threads: self.threads,
            memory: self.memory << 20,
            out: folder.join("out"),
        };
        if self.cached {
            let job = job(generate::small(&folder.join("originals"), CACHED), &SMALL_WIDTHS);
            let (renditions, time) = shop::cached(&job, self.rounds);
            println!("{CACHED} photos, {renditions} renditions, all cached: {:.3} s", time.as_secs_f64());
        } else {
            let job = job(self.originals(), &WIDTHS);
            println!("{}\n", extent(&job));
            let sharp = sharp_is_there();
            self.works.iter().for_each(|formats| self.compare(&job, formats, sharp));
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    fn originals(&self) -> Vec<PathBuf> {
        let Some(folder) = &self.photos else {
            // Drawn once: they take longer than a round.
            return generate::originals(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("originals"), self.count);
        };
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let endings = ["jpg", "jpeg", "png", "webp"];
        files.retain(|file| {
            let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            endings.contains(&ending.as_str())
        });
        files.sort();
        files
    }

    /// Runs all programs in turn, as often as there are rounds, each time another one first.
    fn compare(&self, job: &Job, formats: &[Format], sharp: bool) {
        let efforts = if formats.contains(&WEBP) { &EFFORTS[..] } else { &EFFORTS[..1] };
        let mut programs: Vec<Program> = efforts.iter().map(|&effort| Program::awning(job, formats, effort)).collect();
        if sharp {
            programs.extend(efforts.iter().map(|&effort| Program::sharp(job, formats, effort)));
        }
        for round in 0..self.rounds {
            for turn in 0..programs.len() {
                let at = (round + turn) % programs.len();
                programs[at].run();
            }
        }
        table::costs(&programs);
        if self.scores {
            let jobs: Vec<&Job> = programs.iter().map(|program| &program.job).collect();
            table::looks(&programs, &score::scores(&jobs));
        }
        programs.iter().for_each(|program| fs::remove_dir_all(&program.job.out).unwrap());
    }
}

/// A program, its job, and what its runs cost.
struct Program {
    name: String,
    command: Vec<PathBuf>,
    job: Job,
    runs: Vec<Run>,
    /// Bytes of all renditions.
    bytes: u64,
}

impl Program {
    fn awning(job: &Job, formats: &[Format], effort: u8) -> Self {
        Self::new("awning", vec![std::env::current_exe().unwrap(), "--run".into()], job, formats, effort)
    }

    fn sharp(job: &Job, formats: &[Format], effort: u8) -> Self {
        Self::new("sharp", vec!["node".into(), here("sharp.mjs")], job, formats, effort)
    }

    fn new(program: &str, command: Vec<PathBuf>, job: &Job, formats: &[Format], effort: u8) -> Self {
        let name = if formats.contains(&WEBP) { format!("{program}, effort {effort}") } else { program.to_string() };
        let job = Job { formats: formats.to_vec(), effort, ..job.clone() };
        let out = job.out.join(name.replace([',', ' '], ""));
        Self { name, command, job: Job { out, ..job }, runs: Vec::new(), bytes: 0 }
    }

    fn run(&mut self) {
        let out = &self.job.out;
        if out.exists() {
            fs::remove_dir_all(out).unwrap();
        }
        fs::create_dir_all(out).unwrap();
        let file = out.join("job.json");
        self.job.write(&file);
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).arg(&file).env("UV_THREADPOOL_SIZE", self.job.threads.to_string());
        self.runs.push(measured(command).0);
        self.bytes = self.job.files().map(|file| fs::metadata(file).unwrap().len()).sum();
    }
}

impl Job {
    /// Every file that it makes.
    fn files(&self) -> impl Iterator<Item = PathBuf> {
        let of_photo = |photo: &Photo| {
            let each_size = photo.sizes.iter().flat_map(|size| self.formats.iter().map(move |f| (size.width, f.kind)));
            each_size.map(|(width, kind)| photo.rendition(&self.out, width, kind)).collect::<Vec<_>>()
        };
        self.photos.iter().flat_map(of_photo)
    }
}

/// Whether sharp is installed, or can be.
fn sharp_is_there() -> bool {
    let there = || Command::new("node").args(["-e", "import('sharp')"]).current_dir(here("")).output();
    if there().is_ok_and(|done| done.status.success()) {
        return true;
    }
    let install = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    let installed = Command::new("npm").args(install).current_dir(here("")).output();
    let installed =
        installed.is_ok_and(|done| done.status.success()) && there().is_ok_and(|done| done.status.success());
    if !installed {
        println!("sharp cannot be installed here (`npm ci` in benches/photos): awning's numbers alone.\n");
    }
    installed
}

fn extent(job: &Job) -> String {
    let megapixels: Vec<f64> =
        job.photos.iter().map(|photo| f64::from(photo.width) * f64::from(photo.height) / 1e6).collect();
    let (least, most) = megapixels.iter().fold((f64::MAX, 0.0_f64), |(a, b), &m| (a.min(m), b.max(m)));
    format!("{} photos of {least:.0} to {most:.0} megapixels, {} threads.", megapixels.len(), job.threads)
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/photos").join(name)
}
