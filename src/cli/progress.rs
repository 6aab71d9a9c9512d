//! Telling how far a run is: a bar on a terminal, lines where somebody wants them, else nothing.

use super::options::{Loudness, Options};
use super::terminal;
use anstream::ColorChoice;
use awning::build::{Progress, Silence};
use awning::diagnostics::Language;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// The teller that fits the options.
pub(super) fn teller(options: &Options) -> Box<dyn Progress> {
    match options.loudness {
        Loudness::Bar => Box::new(Bar::new(options.language)),
        Loudness::Lines => Box::new(Lines(options.language)),
        Loudness::Quiet | Loudness::Summary => Box::new(Silence),
    }
}

/// A line a stage.
struct Lines(Language);

impl Progress for Lines {
    fn stage(&self, name: &'static str, total: usize) {
        let name = stage_name(name, self.0);
        let line = if total == 0 { format!("{name}\n") } else { format!("{name} ({total})\n") };
        // Nobody needs to know that nobody watches.
        let _ = terminal::say(&line, ColorChoice::Never);
    }

    fn step(&self, _: usize) {}
}

/// A bar that leaves nothing behind.
struct Bar {
    bar: ProgressBar,
    language: Language,
}

impl Bar {
    fn new(language: Language) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, language }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: usize) {
        let template = if total == 0 { "{spinner} {msg}" } else { "{spinner} {msg} {wide_bar} {pos}/{len}" };
        self.bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        self.bar.set_position(0);
        self.bar.set_message(stage_name(name, self.language));
    }

    fn step(&self, done: usize) {
        self.bar.inc(u64::try_from(done).unwrap_or(0));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// What the stages of a build are called in Chinese.
const CHINESE: &[(&str, &str)] = &[
    ("reading", "读取文件"),
    ("checking", "检查"),
    ("planning", "规划页面"),
    ("measuring", "分析照片"),
    ("pages", "生成页面"),
    ("renditions", "生成图片"),
    ("writing", "写入发布"),
];

fn stage_name(name: &'static str, language: Language) -> &'static str {
    match language {
        Language::English => name,
        Language::Chinese => CHINESE.iter().find(|(english, _)| *english == name).map_or(name, |(_, chinese)| chinese),
    }
}
