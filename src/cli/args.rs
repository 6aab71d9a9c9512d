//! The arguments as they are typed. [`super::options`] resolves what was left out.

use super::at;
use super::size::Size;
use awning::catalog::raw::Role;
use awning::moment::When;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// awning builds the web site of a shop or brand from a folder of plain files.
#[derive(Debug, Parser)]
#[command(name = "awning", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 the shop has errors, 2 wrong usage, 3 the machine failed (disk, permission, lock).
Colours follow NO_COLOR and CLICOLOR_FORCE; the language follows LC_ALL, LC_MESSAGES and LANG.";

/// What every command takes, before or after its name.
#[derive(Args, Debug)]
pub(super) struct Common {
    /// The shop's folder
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// How many threads work [default: one a processor]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// How diagnostics are written: for people to stderr, for machines to stdout
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(super) format: Format,
    /// The language of messages [default: zh if the environment is Chinese, else en]
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Lang>,
    /// When colours are used
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
    /// Say nothing but diagnostics
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what is being done, line by line, where there is no terminal for a progress bar
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// The commands, one file each.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new shop that builds at once
    New(NewArguments),
    /// Build one release into the output folder: the whole of it, or nothing
    Build(BuildArguments),
    /// Show the shop in a browser, and let the page follow each edit; write nothing
    Serve(ServeArguments),
    /// Show everything that is wrong; write nothing, unless told to mend
    Check(CheckArguments),
    /// Say what a diagnostic means, with a bad and a good example
    Explain(ExplainArguments),
    /// Write the JSON Schemas of what stands in a shop, for editors
    Schema(SchemaArguments),
    /// List all originals: where each is used, which are there twice, too small, without a text
    Photos(PhotosArguments),
    /// List what everything costs at a moment, or record it in the price history
    Prices(PricesArguments),
    /// List what changes when: campaigns, shelves, embargoes, ends of prices and rights, reviews
    Calendar(CalendarArguments),
    /// List, show and switch releases that were made ahead, or were live before
    #[command(subcommand)]
    Release(ReleaseCommand),
    /// Show, prune or clear what is kept between builds
    #[command(subcommand)]
    Cache(CacheCommand),
}

/// `awning photos`
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct PhotosArguments {
    #[command(subcommand)]
    pub(super) command: Option<PhotosCommand>,
    /// The moment the shop is seen at, as for `awning build` [default: now]
    #[arg(long, global = true, value_name = "INSTANT", value_parser = at::parse)]
    pub(super) at: Option<When>,
    /// Only those that no document names
    #[arg(long)]
    pub(super) unused: bool,
    /// Only those that are there twice, or look alike
    #[arg(long)]
    pub(super) duplicates: bool,
}

/// `awning photos …`
#[derive(Debug, Subcommand)]
pub(super) enum PhotosCommand {
    /// Write the digest of every original into assets/photos.sha256, in the form of `sha256sum`
    Index,
    /// Check that every original is what the index says
    Verify,
    /// Write one HTML file that shows all originals
    Contact(ContactArguments),
    /// Write the products' photos as another platform asks for them; without a preset, list the presets
    Export(ExportArguments),
}

/// `awning photos export`
#[derive(Args, Debug)]
pub(super) struct ExportArguments {
    /// What they are for: taobao.main, wechat.cover, google.feed …
    #[arg(value_name = "PRESET")]
    pub(super) presets: Vec<String>,
    /// The folder
    #[arg(long, value_name = "DIR", default_value = "export")]
    pub(super) out: PathBuf,
    /// Which photos of a product
    #[arg(long, value_enum, value_name = "ROLE", default_value = "main")]
    pub(super) role: Vec<PhotoRole>,
    /// Only this product: its id, its SKU, or the folder of several [default: all on the shelf]
    #[arg(long, value_name = "PRODUCT")]
    pub(super) product: Vec<String>,
}

/// `--role`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PhotoRole {
    /// The main photos
    Main,
    /// The one on white
    White,
    /// Details
    Detail,
    /// In use
    Scene,
    /// Its size
    Size,
    /// Its packaging
    Pack,
}

impl From<PhotoRole> for Role {
    fn from(role: PhotoRole) -> Self {
        match role {
            PhotoRole::Main => Self::Main,
            PhotoRole::White => Self::White,
            PhotoRole::Detail => Self::Detail,
            PhotoRole::Scene => Self::Scene,
            PhotoRole::Size => Self::Size,
            PhotoRole::Pack => Self::Pack,
        }
    }
}

/// `awning photos contact`
#[derive(Args, Debug)]
pub(super) struct ContactArguments {
    /// The file
    #[arg(long, value_name = "FILE", default_value = "contact.html")]
    pub(super) out: PathBuf,
}

/// `awning prices`
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct PricesArguments {
    #[command(subcommand)]
    pub(super) command: Option<PricesCommand>,
    #[command(flatten)]
    pub(super) moment: MomentArguments,
}

/// `awning prices …`
#[derive(Debug, Subcommand)]
pub(super) enum PricesCommand {
    /// What everything on the shelf costs, which campaign makes it, and whether the history proves the price before
    List(MomentArguments),
    /// Add what a release of the moment shows to content/data/price-history.csv, where that is new
    Record(MomentArguments),
}

/// When the shop is seen.
#[derive(Args, Debug)]
pub(super) struct MomentArguments {
    /// The moment the shop is seen at [default: now]
    ///
    /// With an offset (2026-11-11T20:00+08:00, 2026-11-11T12:00Z) it is that instant;
    /// without one (2026-11-11T20:00, 2026-11-11) it is local time in the shop's time zone.
    #[arg(long, value_name = "INSTANT", value_parser = at::parse)]
    pub(super) at: Option<When>,
}

/// `awning cache`
#[derive(Debug, Subcommand)]
pub(super) enum CacheCommand {
    /// Say how much is kept
    Show,
    /// Remove what was not used for long [default: 60 days, and down to 4 GB]; what was used within a day stays
    Prune(PruneArguments),
    /// Remove all of it
    Clear,
}

/// `awning cache prune`
#[derive(Args, Debug)]
pub(super) struct PruneArguments {
    /// Remove what was not used for so long: 12h, 30d, 8w
    #[arg(long, value_name = "AGE", value_parser = super::size::parse_age)]
    pub(super) older_than: Option<Duration>,
    /// Remove what was not used for longest, until the rest is no larger: 500MB, 2GB
    #[arg(long, value_name = "SIZE", value_parser = Size::parse)]
    pub(super) larger_than: Option<Size>,
}

/// What is seen of the shop, and where it goes.
#[derive(Args, Debug)]
pub(super) struct ShopArguments {
    /// Where the release goes [default: <root>/public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) seen: SeenArguments,
    /// Leave HTML readable
    #[arg(long)]
    pub(super) no_minify: bool,
}

/// How the shop is seen.
#[derive(Args, Debug)]
pub(super) struct SeenArguments {
    /// The moment the shop is seen at [default: now]
    ///
    /// With an offset (2026-11-11T20:00+08:00, 2026-11-11T12:00Z) it is that instant;
    /// without one (2026-11-11T20:00, 2026-11-11) it is local time in the shop's time zone, a day from its midnight.
    #[arg(long, value_name = "INSTANT", value_parser = at::parse)]
    pub(super) at: Option<When>,
    /// Show drafts, and what is in review, as well
    #[arg(long)]
    pub(super) drafts: bool,
    /// What decoded photos may take at once [default: a quarter of the memory, at most 1GB]
    #[arg(long, value_name = "SIZE", value_parser = Size::parse)]
    pub(super) photo_memory: Option<Size>,
}

/// `awning build`
#[derive(Args, Debug)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) shop: ShopArguments,
    /// Store the release under this name in .awning/releases, to go live later; `awning release` switches to it
    #[arg(long, value_name = "NAME", value_parser = stage_name, conflicts_with = "out")]
    pub(super) stage: Option<String>,
}

/// `awning serve`
#[derive(Args, Debug)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) seen: SeenArguments,
    /// The address that is listened on [default: 127.0.0.1, with `--lan` 0.0.0.0]
    #[arg(long, value_name = "ADDRESS")]
    pub(super) host: Option<IpAddr>,
    /// The port; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 1111)]
    pub(super) port: u16,
    /// Open a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Let other devices in your network in, each by an address that works once
    #[arg(long)]
    pub(super) lan: bool,
    /// The editor that links in the preview open: its name, or a pattern with {path}, {line} and {column}
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    pub(super) editor: String,
}

/// A name that can stand in a path: small letters, digits, single hyphens.
fn stage_name(text: &str) -> Result<String, String> {
    let fits = awning::paths::is_slug(text);
    fits.then(|| text.to_string()).ok_or_else(|| "write small letters, digits and hyphens: double-eleven".to_string())
}

/// `awning calendar`
#[derive(Args, Debug)]
pub(super) struct CalendarArguments {
    /// The moment the list begins at, as for `awning build` [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = at::parse)]
    pub(super) at: Option<When>,
    /// Where it ends: a day is included, an instant is not [default: 12 months later]
    #[arg(long, value_name = "INSTANT", value_parser = at::parse, conflicts_with = "days")]
    pub(super) until: Option<When>,
    /// So many days, instead of `--until`
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=36_600))]
    pub(super) days: Option<u32>,
    /// Write an iCalendar file for phones and mail programs; `-` is stdout
    #[arg(long, value_name = "FILE")]
    pub(super) ics: Option<PathBuf>,
    /// Write only the next instant at which the shop must be built again; nothing if there is none
    #[arg(long, conflicts_with = "ics")]
    pub(super) next: bool,
    /// See drafts as well
    #[arg(long)]
    pub(super) drafts: bool,
}

/// `awning release`
#[derive(Debug, Subcommand)]
pub(super) enum ReleaseCommand {
    /// List the releases that are stored: made ahead, and live before
    List(OutArguments),
    /// Say what would change if one went live
    Show(NamedArguments),
    /// Make one live: all of it, or nothing
    Switch(NamedArguments),
    /// Make the one live again that was live before
    Rollback(OutArguments),
    /// Make the one live that was made ahead for this moment, if it is not yet; for cron
    Due(DueArguments),
}

/// Where the live release is.
#[derive(Args, Debug)]
pub(super) struct OutArguments {
    /// Where the live release is [default: <root>/public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// `awning release show`, `awning release switch`
#[derive(Args, Debug)]
pub(super) struct NamedArguments {
    /// Its name; `awning release list` shows them
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    #[command(flatten)]
    pub(super) place: OutArguments,
}

/// `awning release due`
#[derive(Args, Debug)]
pub(super) struct DueArguments {
    /// The moment, as for `awning build` [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = at::parse)]
    pub(super) at: Option<When>,
    #[command(flatten)]
    pub(super) place: OutArguments,
}

/// `awning check`
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) shop: ShopArguments,
    /// Mend what can mean nothing else: mistyped keys and columns, prices with marks and separators
    #[arg(long)]
    pub(super) fix: bool,
}

/// `awning new`
#[derive(Args, Debug)]
pub(super) struct NewArguments {
    /// A folder that is empty, or not there yet
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// `awning explain`
#[derive(Args, Debug)]
pub(super) struct ExplainArguments {
    /// A code (E007) or a name (unknown-key); without one, all rules are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

/// `awning schema`
#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
    /// What is described; without one, the kinds are listed
    #[arg(value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Write files into this folder: the kind, or all of them
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

/// `--format`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Frames with the line itself
    #[default]
    Human,
    /// One JSON object a line, the summary last
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// A SARIF 2.1.0 document
    Sarif,
}

/// `--lang`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    /// English
    En,
    /// Chinese
    Zh,
}

/// `--color`
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}
