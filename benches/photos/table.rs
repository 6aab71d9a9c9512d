//! What was measured, as Markdown.

use crate::Program;
use crate::job::{Format, Kind};
use crate::measure::Run;
use crate::score::Score;

/// What each program's runs cost in the median, and how often awning's cost goes into sharp's.
pub(crate) fn costs(programs: &[Program]) {
    println!("{}:\n", work(&programs[0].job.formats));
    println!("| program | wall s | CPU s | peak MB | MB written | wall, times awning's | CPU | memory |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for program in programs {
        // awning's come first.
        let own = programs.iter().find(|own| own.job.effort == program.job.effort).unwrap_or(program);
        let (awning, Cost { wall, cpu, peak }) = (Cost::of(own), Cost::of(program));
        let times = [wall / awning.wall, cpu / awning.cpu, peak / awning.peak].map(|ratio| format!("{ratio:.2}"));
        let megabytes = program.bytes as f64 / 1e6;
        println!("| {} | {wall:.2} | {cpu:.2} | {peak:.0} | {megabytes:.2} | {} |", program.name, times.join(" | "));
    }
    println!();
}

/// The scores of each program by width: the mean, and the least.
pub(crate) fn looks(programs: &[Program], scores: &[Score]) {
    for format in &programs[0].job.formats {
        println!("SSIMULACRA2 of {} by width, mean (least):\n", named(format));
        let mut widths: Vec<u32> = scores.iter().map(|score| score.width).collect();
        widths.sort_unstable();
        widths.dedup();
        println!("| program | {} | all |", widths.iter().map(u32::to_string).collect::<Vec<_>>().join(" | "));
        println!("| --- |{}", " ---: |".repeat(widths.len() + 1));
        for (run, program) in programs.iter().enumerate() {
            let of = |width: Option<u32>| {
                let fits = |score: &&Score| {
                    score.run == run && score.kind == format.kind && width.is_none_or(|width| score.width == width)
                };
                summary(&scores.iter().filter(fits).map(|score| score.value).collect::<Vec<_>>())
            };
            let columns: Vec<String> = widths.iter().map(|&width| of(Some(width))).chain([of(None)]).collect();
            println!("| {} | {} |", program.name, columns.join(" | "));
        }
        println!();
    }
}

fn summary(values: &[f64]) -> String {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let least = values.iter().copied().fold(f64::MAX, f64::min);
    format!("{mean:.2} ({least:.2})")
}

fn work(formats: &[Format]) -> String {
    formats.iter().map(named).collect::<Vec<_>>().join(" and ")
}

fn named(format: &Format) -> String {
    let name = match format.kind {
        Kind::Jpeg => "JPEG",
        Kind::WebP => "WebP",
    };
    format!("{name} q{}", format.quality)
}

/// Medians of a program's runs; what the system does not tell is not a number.
struct Cost {
    wall: f64,
    cpu: f64,
    peak: f64,
}

impl Cost {
    fn of(program: &Program) -> Self {
        let of = |value: fn(&Run) -> Option<f64>| median(program.runs.iter().filter_map(value).collect());
        Self { wall: of(|run| Some(run.wall.as_secs_f64())), cpu: of(|run| run.cpu), peak: of(|run| run.peak) }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 0 => f64::midpoint(values[middle - 1], values[middle]),
        _ => values[middle],
    }
}
