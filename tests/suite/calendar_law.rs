//! The law of the calendar: between two changes every build gives the same bytes, and at each one something differs.

use crate::support::{Shop, differences, package, printed, tree};
use awning::build::{Agenda, Until, agenda};
use awning::calendar;
use awning::catalog::Clearance;
use awning::diagnostics::{Language, Severity};
use awning::moment::{When, before};
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;

/// The first instant of what is generated: a week before the clocks of New York go back.
const START: &str = "2026-10-25T00:00:00Z";

/// A window: hours from the start, each end open or not.
type Hours = (Option<u16>, Option<u16>);

/// Everything in a shop that has a window.
#[derive(Clone, Debug)]
struct Model {
    zone: &'static str,
    shelf: [Hours; 2],
    dates: [Hours; 2],
    offer: [Hours; 2],
    campaigns: [(Hours, Hours); 2],
    announced: [Hours; 2],
    told: [Hours; 3],
    story: Hours,
    news: (Hours, u16, Option<u16>),
    section: Hours,
    notice: Hours,
}

/// At most ten weeks, in steps of six hours, so that windows often touch.
fn hours() -> impl Strategy<Value = u16> {
    (0_u16..280).prop_map(|quarter| quarter * 6)
}

fn window() -> impl Strategy<Value = Hours> {
    prop_oneof![
        2 => Just((None, None)),
        1 => hours().prop_map(|from| (Some(from), None)),
        1 => hours().prop_map(|to| (None, Some(to))),
        3 => (hours(), 1_u16..100).prop_map(|(from, length)| (Some(from), Some(from + length * 6))),
    ]
}

fn bounded() -> impl Strategy<Value = Hours> {
    (hours(), 1_u16..100).prop_map(|(from, length)| (Some(from), Some(from + length * 6)))
}

fn model() -> impl Strategy<Value = Model> {
    let zone = prop_oneof![Just("Asia/Shanghai"), Just("America/New_York")];
    let campaign = || (bounded(), window());
    let news = (window(), hours(), proptest::option::of(hours()));
    let products = ([window(), window()], [window(), window()], [window(), window()]);
    let told = ([window(), window()], [window(), window(), window()]);
    (zone, products, [campaign(), campaign()], told, window(), news, window(), window()).prop_map(
        |(zone, (shelf, dates, offer), campaigns, (announced, told), story, news, section, notice)| Model {
            zone,
            shelf,
            dates,
            offer,
            campaigns,
            announced,
            told,
            story,
            news,
            section,
            notice,
        },
    )
}

fn instant(hours: u16) -> String {
    let start: Timestamp = START.parse().unwrap();
    (start + i64::from(hours).hours()).to_string()
}

/// Lines of front matter, one an end.
fn lines((from, to): Hours, (first, last): (&str, &str)) -> String {
    let line = |at: Option<u16>, key: &str| at.map(|at| format!("{key}: {}\n", instant(at))).unwrap_or_default();
    line(from, first) + &line(to, last)
}

/// A section in one line.
fn section(said: &str, window: Hours) -> String {
    let ends = [("from", window.0), ("to", window.1)];
    let ends: Vec<String> =
        ends.into_iter().filter_map(|(key, at)| Some(format!("{key}: \"{}\"", instant(at?)))).collect();
    format!("    - {{{said}, visible: {{{}}}}}\n", ends.join(", "))
}

impl Model {
    /// What each campaign grants, what of it the sections of its page tell, and what becomes of the page.
    fn grants(&self) -> [String; 2] {
        let [first, second, coupon] = self.told;
        let coupon = lines(coupon, ("    from", "    to"));
        let landing = |sections: &[String]| format!("landing:\n  sections:\n{}", sections.concat());
        let terms = landing(&[section("type: rules", first), section("type: countdown", second)]);
        let gifts = landing(&[section("type: countdown", first), section("type: gifts", second)]);
        [
            format!("after: recap\ncoupons:\n  - code: MIST\n    minus: \"5.00\"\n{coupon}{terms}"),
            format!("after: gone\nrules: 每人限购两件。\ngifts: [{{name: 茶则, spec: 竹, quantity: 1}}]\n{gifts}"),
        ]
    }

    /// Sections of the home page about the campaign that leads the shop, and about one by its name.
    fn told_at_home(&self) -> String {
        let [first, second, _] = self.told;
        let about = [
            section("type: countdown", (None, None)),
            section("type: countdown", first),
            section("type: gifts", second),
            section("type: rules", (None, None)),
            section("type: countdown, campaign: c0", second),
            section("type: gifts, campaign: c1", first),
            section("type: rules, campaign: c0", second),
        ];
        about.concat().replace("    - ", "  - ")
    }

    fn write(&self, shop: &Shop) {
        let write = |path: &str, text: String| fs::write(shop.root().join(path), text).unwrap();
        let said =
            "这里写得足够长，好让每一份文件都有一段像样的描述，不多也不少，正好说明它是什么、为谁而写、写在哪一天。";
        let settings = fs::read_to_string(shop.root().join("awning.yaml")).unwrap();
        write(
            "awning.yaml",
            settings.replace("Asia/Shanghai", self.zone) + "theme: {name: plain}\nphotos: {required: false}\n",
        );
        let mut offers = "sku,price,stock,list_at,delist_at\n".to_string();
        for (number, (from, to)) in self.offer.iter().enumerate() {
            let [from, to] = [from, to].map(|at| at.map(instant).unwrap_or_default());
            let _ = writeln!(offers, "P-{number},128.00,20,{from},{to}");
            let dates = lines(self.dates[number], ("publish_at", "expire_at"));
            let shelf = lines(self.shelf[number], ("  list_at", "  delist_at"));
            let shelf = if shelf.is_empty() { shelf } else { format!("shelf:\n{shelf}") };
            let text = format!(
                "---\ntitle: 茶 {number}\nsku: P-{number}\ndescription: {said}\nindustry: general\nhighlights: [一, 二, 三]\n\
                 spec: {{产地: 西乡, 等级: 特级, 净含量: 100 g}}\n{dates}{shelf}---\n茶。\n"
            );
            write(&format!("content/products/tea/p{number}.md"), text);
        }
        write("content/data/offers.csv", offers);
        for (number, (run, pre)) in self.campaigns.iter().enumerate() {
            let (run, pre) = (lines(*run, ("start", "end")), lines(*pre, ("  start", "  end")));
            let pre = if pre.is_empty() { pre } else { format!("pre_sale:\n{pre}  deposit: \"10.00\"\n") };
            let announced = lines(self.announced[number], ("publish_at", "expire_at"));
            let text = format!(
                "---\ntitle: 集 {number}\nslogan: 逢集就来\ndescription: {said}\n{run}{pre}{announced}mechanic: direct_cut\npriority: {}\n\
                 posters: [c{number}]\n\
                 products: [{{sku: P-{number}, percent_off: 1{number}}}]\n{}\n---\n逢集。\n",
                10 + number,
                self.grants()[number],
            );
            write(&format!("content/campaigns/c{number}.md"), text);
            let poster = format!(
                "---\ntitle: 集 {number} 海报\ntemplate: festival\nformats: [og]\nwords: {{headline: 逢集就来}}\n\
                 price_of: P-{number}\ncampaign: c{number}\n{}---\n",
                lines(self.told[number], ("publish_at", "expire_at")),
            );
            fs::create_dir_all(shop.root().join("content/posters")).unwrap();
            write(&format!("content/posters/c{number}.md"), poster);
        }
        let story = lines(self.story, ("publish_at", "expire_at"));
        write(
            "content/stories/s.md",
            format!("---\ntitle: 山\ndescription: {said}\ndate: 2026-04-08\n{story}---\n山。\n"),
        );
        let (window, date, pinned) = self.news;
        let news = lines(window, ("publish_at", "expire_at")) + &lines((Some(date), pinned), ("date", "pinned_until"));
        fs::create_dir_all(shop.root().join("content/news")).unwrap();
        write("content/news/n.md", format!("---\ntitle: 新\ndescription: {said}\nsection: company\n{news}---\n新。\n"));
        let visible = |window: Hours| match lines(window, ("        from", "        to")) {
            lines if lines.is_empty() => lines,
            lines => format!("    visible:\n{lines}"),
        };
        let (section, notice) = (visible(self.section), visible(self.notice));
        let text = format!(
            "---\ntitle: 山里\ndescription: {said}\nsections:\n  - type: hero\n    title: 茶\n    text: 新茶\n  \
             - type: text\n    title: 二\n    body: 到了。\n{section}  - type: floating_notice\n    text: 放假\n{notice}{}---\n",
            self.told_at_home(),
        );
        write("content/pages/home.md", text);
    }
}

fn look(shop: &Shop, at: Timestamp) -> Agenda {
    let agenda = agenda(&shop.root(), When::Instant(at), Until::Year, Clearance::default()).unwrap();
    assert!(agenda.errors.is_empty(), "{:?}", agenda.errors);
    agenda
}

/// The release of a moment; `None` if the shop has errors then.
fn built(shop: &Shop, at: Timestamp) -> Option<crate::support::Tree> {
    let _ = fs::remove_dir_all(shop.public());
    let report = shop.build_at(at);
    let has_errors = report.diagnostics.iter().any(|found| found.severity() == Severity::Error);
    assert!(!has_errors, "{}", printed(&report, Language::English));
    (!has_errors).then(|| tree(&shop.public()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, max_shrink_iters: 30, ..ProptestConfig::default() })]

    #[test]
    fn between_two_changes_every_build_is_the_same(model in model(), first in hours(), share in 0.0..1.0_f64) {
        let shop = Shop::of(&[&package().join("tests/faults/_shop"), &package().join("tests/sites/_plain")]);
        for gone in ["content/products/tea/green-tea.md", "content/campaigns/winter.md", "content/stories/tea-hill.md"] {
            fs::remove_file(shop.root().join(gone)).unwrap();
        }
        model.write(&shop);
        fs::write(shop.root().join("themes/plain/posters/og.html"), "<div></div>\n").unwrap();
        // The year and the floating notice stand in what all pages share.
        let base = shop.root().join("themes/plain/templates/base.html");
        let text = fs::read_to_string(&base).unwrap().replace("\"view\":", "\"site\":{{ site | json }},\"view\":");
        fs::write(base, text).unwrap();
        let mut at: Timestamp = instant(first).parse().unwrap();
        for _ in 0..4 {
            let agenda = look(&shop, at);
            let Some(next) = calendar::next(&agenda.changes, at) else { break };
            let here = built(&shop, at).unwrap();
            let between = at + jiff::SignedDuration::from_secs_f64((next.duration_since(at).as_secs_f64() * share).floor());
            for other in [between, before(next)] {
                let found = built(&shop, other).unwrap();
                prop_assert_eq!(differences(&here, &found), None, "{} and {}, before {}\n{:?}", at, other, next, agenda.changes);
            }
            let due: Vec<_> = agenda.changes.iter().filter(|change| change.at == next).collect();
            let then = built(&shop, next).unwrap();
            prop_assert!(differences(&here, &then).is_some(), "nothing differs at {}: {:?}", next, due);
            at = next;
        }
    }
}
