//! Posters per second: awning against satori and resvg (`@resvg/resvg-js`) drawing the same pictures, in turn.
//!
//! `cargo bench -p awning-posters` draws 1200 × 630 with a photo, a scrim, two texts, a price and a QR code, every poster
//! with other words, as PNG, on two threads; both programs run four times, and medians and ratios are printed as
//! Markdown. Where satori is neither installed nor can be by `npm ci`, it prints awning's numbers alone. Options, after
//! `--`: `--count N` posters, `--threads N`, `--rounds N`, `--keep DIR` (what was drawn, to be looked at).
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark makes folders, runs programs, measures, and prints"
)]

#[path = "../../src/allocator.rs"]
mod allocator;
mod draw;
mod job;
#[path = "../shop/measure.rs"]
mod measure;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: allocator::BySize = allocator::BySize;

use job::Job;
use measure::{Run, measured};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--run", job] => draw::run(&Job::read(Path::new(job))),
        _ => Options::read(arguments).bench(),
    }
}

struct Options {
    count: usize,
    threads: usize,
    rounds: usize,
    keep: Option<PathBuf>,
}

impl Options {
    fn read(arguments: Vec<String>) -> Self {
        let mut options = Self { count: 60, threads: 2, rounds: 4, keep: None };
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let value = arguments.next().unwrap_or_else(|| panic!("{name} needs a value"));
            match name.as_str() {
                "--count" => options.count = value.parse().unwrap(),
                "--threads" => options.threads = value.parse().unwrap(),
                "--rounds" => options.rounds = value.parse().unwrap(),
                "--keep" => options.keep = Some(PathBuf::from(value)),
                _ => panic!("{name}: see the head of benches/posters/main.rs"),
            }
        }
        options
    }

    fn bench(&self) {
        let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("posters-{}", std::process::id()));
        let folder = self.keep.as_ref().unwrap_or(&scratch);
        let mut programs = vec![Program::new("awning", vec![std::env::current_exe().unwrap(), "--run".into()])];
        if satori_is_there() {
            programs.push(Program::new("satori + resvg", vec!["node".into(), here("satori.mjs")]));
        }
        for round in 0..self.rounds {
            for turn in 0..programs.len() {
                let at = (round + turn) % programs.len();
                let job = Job::new(self.count, self.threads, folder.join(at.to_string()));
                programs[at].run(&job);
            }
        }
        self.table(&programs);
        if self.keep.is_none() {
            fs::remove_dir_all(&scratch).unwrap();
        }
    }

    fn table(&self, programs: &[Program]) {
        println!("{} posters of 1200 × 630, {} threads, medians of {} runs:\n", self.count, self.threads, self.rounds);
        println!("| program | posters a second | CPU ms a poster | peak MB | time, times awning's | CPU |");
        println!("| --- | ---: | ---: | ---: | ---: | ---: |");
        let [own_wall, own_cpu, _] = programs[0].medians();
        for program in programs {
            let [wall, cpu, peak] = program.medians();
            let (count, name) = (self.count as f64, &program.name);
            let (rate, each) = (count / wall, cpu * 1000.0 / count);
            println!("| {name} | {rate:.1} | {each:.0} | {peak:.0} | {:.2} | {:.2} |", wall / own_wall, cpu / own_cpu);
        }
    }
}

/// A program, and what its runs cost.
struct Program {
    name: String,
    command: Vec<PathBuf>,
    runs: Vec<Run>,
}

impl Program {
    fn new(name: &str, command: Vec<PathBuf>) -> Self {
        Self { name: name.to_string(), command, runs: Vec::new() }
    }

    fn run(&mut self, job: &Job) {
        fs::create_dir_all(&job.out).unwrap();
        let file = job.out.join("job.json");
        job.write(&file);
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).arg(&file);
        self.runs.push(measured(command).0);
        let drawn = job.posters.iter().filter(|poster| job.out.join(&poster.file).is_file()).count();
        assert_eq!(drawn, job.posters.len(), "{} left posters out", self.name);
    }

    /// Wall seconds, processor seconds, megabytes.
    fn medians(&self) -> [f64; 3] {
        let median = |of: &dyn Fn(&Run) -> f64| {
            let mut values: Vec<f64> = self.runs.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
        };
        let (cpu, peak) = (|run: &Run| run.cpu.unwrap_or(f64::NAN), |run: &Run| run.peak.unwrap_or(f64::NAN));
        [median(&|run| run.wall.as_secs_f64()), median(&cpu), median(&peak)]
    }
}

/// Whether satori is installed, or can be.
fn satori_is_there() -> bool {
    let there = || {
        let check = ["-e", "Promise.all([import('satori'), import('@resvg/resvg-js')])"];
        Command::new("node").args(check).current_dir(here("")).output().is_ok_and(|done| done.status.success())
    };
    let install = || Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(here("")).output().is_ok();
    let is_there = there() || (install() && there());
    if !is_there {
        println!("satori cannot be installed here (`npm ci` in benches/posters): awning's numbers alone.\n");
    }
    is_there
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/posters").join(name)
}
