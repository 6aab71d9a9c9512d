//! One run of a command: wall time everywhere, processor time and peak memory where `/proc` tells.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Linux counts a process's time in hundredths of a second.
const TICKS: f64 = 100.0;

/// What a run cost.
pub(crate) struct Run {
    pub(crate) wall: Duration,
    /// Seconds of all processors, user and system.
    pub(crate) cpu: Option<f64>,
    /// Megabytes.
    pub(crate) peak: Option<f64>,
}

/// Runs a command to its end; gives also what it said, a few lines.
pub(crate) fn measured(mut command: Command) -> (Run, String) {
    let start = Instant::now();
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let (mut peak, mut cpu) = (None, None);
    while let Some(stat) = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok().as_deref().and_then(Stat::read)
    {
        cpu = Some(stat.seconds);
        if stat.ended {
            break;
        }
        peak = high_water(child.id()).or(peak);
        sleep(Duration::from_millis(2));
    }
    let wall = start.elapsed();
    let output = child.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?} ended with {}:\n{said}", output.status);
    (Run { wall: if cpu.is_some() { wall } else { start.elapsed() }, cpu, peak }, said)
}

struct Stat {
    ended: bool,
    seconds: f64,
}

impl Stat {
    /// Field 3 is the state, 14 and 15 the ticks in user and system; the name before them may hold anything.
    fn read(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some(Self { ended: *fields.first()? == "Z", seconds: (ticks(11)? + ticks(12)?) / TICKS })
    }
}

/// The most memory that a process held so far, in megabytes.
fn high_water(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
