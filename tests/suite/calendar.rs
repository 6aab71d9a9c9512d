//! The calendar: what is listed when, and its three forms: table, JSON, iCalendar.

use crate::support::{Shop, awning, package};
use awning::build::{Agenda, Until, agenda};
use awning::calendar::{Effect, Event, Span};
use awning::catalog::Clearance;
use awning::diagnostics::Language;
use awning::moment::When;
use jiff::Timestamp;
use std::fs;

/// The sample shop, as it is in the package.
fn sample(span: (&str, &str)) -> Agenda {
    let [at, until] = [span.0, span.1].map(|text| When::parse(text).unwrap());
    let shop = Shop::of(&[]);
    for folder in ["content", "themes"] {
        crate::support::copy(&package().join(folder), &shop.root().join(folder));
    }
    fs::copy(package().join("awning.yaml"), shop.root().join("awning.yaml")).unwrap();
    crate::support::copy(&package().join("assets"), &shop.root().join("assets"));
    agenda(&shop.root(), at, Until::Time(until), Clearance::default()).unwrap()
}

#[test]
fn the_sample_shop_has_a_calendar() {
    let agenda = sample(("2026-09-01", "2027-08-31"));
    assert!(agenda.errors.is_empty(), "{:?}", agenda.errors);
    let sorted = agenda.changes.windows(2).all(|pair| pair[0].at <= pair[1].at);
    let starts = agenda.changes.iter().filter(|change| change.event == Event::CampaignStarts).count();
    assert!(sorted && starts > 0, "{:?}", agenda.changes);
    let ics = awning::calendar::ics(&agenda.changes, &agenda.shop, &agenda.zone, agenda.span.from, Language::Chinese);
    let mut names: Vec<&str> = ics.lines().filter(|line| line.starts_with("UID:")).collect();
    let entries = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(entries > 10 && names.len() == entries, "no two entries have one name");
    let Span { from, to } = agenda.span;
    assert_eq!((from.to_string(), to.to_string()), ("2026-08-31T16:00:00Z".into(), "2027-08-31T16:00:00Z".into()));
}

fn tea_shop(extra: &[(&str, &str)]) -> Shop {
    let shop = Shop::of(&[&package().join("tests/faults/_shop")]);
    for (path, text) in extra {
        fs::create_dir_all(shop.root().join(path).parent().unwrap()).unwrap();
        fs::write(shop.root().join(path), text).unwrap();
    }
    shop
}

fn events(shop: &Shop, at: &str, until: &str) -> Vec<(String, Event, Effect)> {
    let [at, until] = [at, until].map(|text| When::parse(text).unwrap());
    let agenda = agenda(&shop.root(), at, Until::Time(until), Clearance::default()).unwrap();
    assert!(agenda.errors.is_empty(), "{:?}", agenda.errors);
    let zone = agenda.zone;
    let shown = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    agenda.changes.iter().map(|change| (shown(change.at), change.event, change.effect)).collect()
}

#[test]
fn deadlines_are_listed() {
    let history = "sku,at,price\nGT-1,2026-10-01,100.00\nGT-1,2026-11-20,118.00\n";
    let offers = "sku,price,compare_at,reference_kind,reference_source,stock,counted_at,price_valid_until\n\
                  GT-1,98.00,118.00,prior_price,店内成交价,20,2026-11-26,2026-12-31\n";
    let shop = tea_shop(&[
        ("content/data/offers.csv", offers),
        ("content/data/price-history.csv", history),
        (
            "content/products/tea/green-tea.png.yaml",
            "alt: 一罐绿茶\nrights: {licence: permission, holder: 李, expires: 2026-12-24}\n",
        ),
    ]);
    fs::remove_file(shop.root().join("content/campaigns/winter.md")).unwrap();
    let about = shop.root().join("content/pages/about.md");
    let text =
        fs::read_to_string(&about).unwrap().replacen("---\n", "---\nreview: {every: 30d, last: 2026-11-10}\n", 1);
    fs::write(about, text).unwrap();
    let expected = [
        ("2026-11-27 00:00", Event::ReferenceHolds, Effect::Release),
        ("2026-11-29 00:00", Event::CountOld, Effect::Deadline),
        ("2026-12-11 00:00", Event::ReviewDue, Effect::Deadline),
        ("2026-12-25 00:00", Event::RightsEnd, Effect::Error),
        ("2027-01-01 00:00", Event::NewYear, Effect::Release),
        ("2027-01-01 00:00", Event::PriceEnds, Effect::Deadline),
    ];
    let found = events(&shop, "2026-11-25T00:00", "2027-02-01");
    assert_eq!(found, expected.map(|(at, event, effect)| (at.to_string(), event, effect)));
    // Each is what a check says: not a moment before, and from then on.
    let code_at = |code: &str, at: &str| {
        let report = shop.check_at(When::parse(at).unwrap().begins(&jiff::tz::TimeZone::get("Asia/Shanghai").unwrap()));
        report.diagnostics.iter().any(|found| found.rule.code == code)
    };
    for (code, at) in [("E121", "2026-12-25"), ("W115", "2026-12-11"), ("W301", "2026-11-29")] {
        let eve = format!(
            "{}T23:59:59",
            When::parse(at).map(|day| day.day(&jiff::tz::TimeZone::UTC).yesterday().unwrap()).unwrap()
        );
        assert_eq!((code_at(code, &eve), code_at(code, at)), (false, true), "{code}");
    }
    assert_eq!((code_at("E310", "2026-11-26T23:59:59"), code_at("E310", "2026-11-27")), (true, false));
}

#[test]
fn what_is_not_shown_has_no_changes() {
    let winter = fs::read_to_string(package().join("tests/faults/_shop/content/campaigns/winter.md")).unwrap();
    let news = "---\ntitle: 稿\ndescription: 还没有写完的稿子，先放在这里，等主编看过之后再定发布的时间，现在谁也看不到。\n\
                status: draft\ndate: 2026-12-05\npublish_at: 2026-12-05\nsection: company\n---\n稿。\n";
    let shop = tea_shop(&[
        ("content/campaigns/winter.md", &winter.replacen("---\n", "---\nexpire_at: 2026-11-20\n", 1)),
        ("content/news/draft.md", news),
    ]);
    let found = events(&shop, "2026-11-15", "2026-12-30");
    assert_eq!(
        found.iter().map(|(_, event, _)| *event).collect::<Vec<_>>(),
        [Event::CampaignStarts, Event::Expired, Event::CountOld]
    );
}

#[test]
fn what_is_new_is_so_until_its_label_and_its_badge_are_off() {
    let shop = tea_shop(&[]);
    let tea = shop.root().join("content/products/tea/green-tea.md");
    let text = fs::read_to_string(&tea).unwrap().replacen("---\n", "---\nshelf: {list_at: 2026-12-05T08:00}\n", 1);
    fs::write(tea, text).unwrap();
    let settings = shop.root().join("awning.yaml");
    // The second rule never holds: its end changes nothing.
    let rules = "photos: {badges: {new: {when: {new_within: 7d}}, sale: {when: {new_within: 3d, tag: 无}}}}\n";
    fs::write(&settings, fs::read_to_string(&settings).unwrap() + rules).unwrap();
    let found = events(&shop, "2026-12-03", "2026-12-31");
    assert_eq!(
        found.iter().map(|(at, event, _)| (at.as_str(), *event)).collect::<Vec<_>>(),
        [
            ("2026-12-05 08:00", Event::Listed),
            ("2026-12-12 08:00", Event::NoLongerNew),
            ("2026-12-19 08:00", Event::NoLongerNew)
        ]
    );
}

#[test]
fn a_local_midnight_that_clocks_skip_is_the_next_instant() {
    // Havana goes to summer time at midnight.
    let winter = fs::read_to_string(package().join("tests/faults/_shop/content/campaigns/winter.md")).unwrap();
    let winter = winter.replace("start: 2026-11-20", "start: 2026-03-08").replace("end: 2026-12-01", "end: 2026-11-01");
    let shop = tea_shop(&[("content/campaigns/winter.md", &winter)]);
    let settings = shop.root().join("awning.yaml");
    let text = fs::read_to_string(&settings).unwrap().replace("Asia/Shanghai", "America/Havana");
    fs::write(&settings, text).unwrap();
    let found = events(&shop, "2026-03-01", "2026-11-10");
    let campaign =
        found.into_iter().filter(|(_, event, _)| matches!(event, Event::CampaignStarts | Event::CampaignEnds));
    let times: Vec<String> = campaign.map(|(at, ..)| at).collect();
    assert_eq!(times, ["2026-03-08 01:00", "2026-11-02 00:00"]);
}

fn said(shop: &Shop, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = awning().arg("calendar").args(arguments).arg("--root").arg(shop.root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn next_is_one_instant_or_nothing() {
    let shop = tea_shop(&[]);
    let next = |at: &str, more: &[&str]| said(&shop, &[&["--next", "--at", at], more].concat());
    let told = |text: &str| (Some(0), text.to_string(), String::new());
    assert_eq!(next("2026-11-23", &[]), told("2026-12-02T00:00:00+08:00\n"));
    assert_eq!(
        next("2026-11-20", &[]),
        told("2026-12-02T00:00:00+08:00\n"),
        "what begins at the moment is built already"
    );
    assert_eq!(next("2026-11-19T15:59:59Z", &[]), told("2026-11-20T00:00:00+08:00\n"));
    assert_eq!(next("2026-12-02", &["--days", "10"]), told(""));
    assert_eq!(next("2026-12-02", &["--until", "2027-01-01"]), told("2027-01-01T00:00:00+08:00\n"));
    assert_eq!(next("2026-12-01", &["--until", "2026-11-01"]).0, Some(2));
    fs::write(shop.root().join("content/pages/about.md"), "no front matter").unwrap();
    let (code, out, err) = next("2026-11-23", &[]);
    assert!(code == Some(1) && out.is_empty() && err.contains("E010") && err.contains("mend these first"), "{err}");
}

#[test]
fn the_table_is_aligned_and_the_objects_are_whole() {
    let shop = tea_shop(&[]);
    insta::assert_snapshot!("calendar-en", said(&shop, &["--at", "2026-11-15", "--until", "2027-01-01"]).1);
    insta::assert_snapshot!(
        "calendar-zh",
        said(&shop, &["--at", "2026-11-15", "--until", "2027-01-01", "--lang", "zh"]).1
    );
    insta::assert_snapshot!(
        "calendar-json",
        said(&shop, &["--at", "2026-11-15", "--days", "30", "--format", "json"]).1
    );
    let (_, out, _) = said(&shop, &["--at", "2026-11-21", "--days", "2"]);
    assert_eq!(out, "nothing changes from 2026-11-21 00:00 to 2026-11-23 00:00\n");
}

#[test]
fn an_icalendar_file_is_valid_and_the_same_each_time() {
    let shop = tea_shop(&[(
        "content/news/long.md",
        "---\ntitle: 逗号, 分号; 反斜杠 \\ 和一个很长很长的标题占满一行还不够再来\ndescription: 这条新闻的标题里有日历文件要转义的字符，一个都不能少，也不能断在一个字的中间，所以写在这里。\n\
         section: company\ndate: 2026-11-21\npublish_at: 2026-11-21T08:00\n---\n新。\n",
    )]);
    let (code, text, _) = said(&shop, &["--at", "2026-11-15", "--until", "2027-01-01", "--ics", "-", "--lang", "zh"]);
    assert_eq!(code, Some(0));
    assert_eq!(said(&shop, &["--at", "2026-11-15", "--until", "2027-01-01", "--ics", "-", "--lang", "zh"]).1, text);
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "folded at 75 bytes, CRLF only");
    let unfolded = text.replace("\r\n ", "");
    assert!(
        unfolded.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && unfolded.ends_with("END:VCALENDAR\r\n")
    );
    assert!(unfolded.contains("SUMMARY:逗号\\, 分号\\; 反斜杠 \\\\ 和一个很长"), "{unfolded}");
    let entries: Vec<&str> = unfolded.split("BEGIN:VEVENT\r\n").skip(1).collect();
    assert_eq!(entries.len(), 4, "the fair, the news, the count, the year\n{unfolded}");
    for entry in &entries {
        for key in ["UID:", "DTSTAMP:20261114T160000Z", "DTSTART", "SUMMARY"] {
            assert_eq!(entry.lines().filter(|line| line.starts_with(key)).count(), 1, "{key}\n{entry}");
        }
    }
    let fair = entries.iter().find(|entry| entry.contains("SUMMARY:冬集")).unwrap();
    assert!(fair.contains("DTSTART:20261119T160000Z") && fair.contains("DTEND:20261201T160000Z"), "{fair}");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20261125"), "a deadline is a day\n{unfolded}");
    // Moved by a day, an entry keeps its name.
    let uid = |text: &str| text.lines().find_map(|line| line.strip_prefix("UID:").map(str::to_string));
    let winter = shop.root().join("content/campaigns/winter.md");
    fs::write(&winter, fs::read_to_string(&winter).unwrap().replace("start: 2026-11-20", "start: 2026-11-19")).unwrap();
    let moved = said(&shop, &["--at", "2026-11-15", "--until", "2027-01-01", "--ics", "-", "--lang", "zh"]).1;
    let moved = moved.replace("\r\n ", "");
    let moved = moved.split("BEGIN:VEVENT\r\n").find(|entry| entry.contains("SUMMARY:冬集")).unwrap();
    assert!(uid(fair).is_some() && uid(fair) == uid(moved));
    let file = shop.root().join("shop.ics");
    let (code, out, err) = said(&shop, &["--at", "2026-11-15", "--ics", file.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(err.contains(" entries → ") && fs::read_to_string(file).unwrap().ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn every_command_sees_the_shop_at_a_moment() {
    let shop = tea_shop(&[]);
    let next_year = fs::read_to_string(shop.root().join("content/products/tea/green-tea.md")).unwrap();
    let text = next_year.replacen("---\n", "---\nshelf: {list_at: 2027-01-01T00:00+08:00}\n", 1);
    fs::write(shop.root().join("content/products/tea/green-tea.md"), text).unwrap();
    let exported = |at: &str| {
        let out = shop.outside().join(at.replace([':', '+'], "-"));
        let mut command = awning();
        command.args(["photos", "export", "taobao.main", "--format", "json", "--at", at, "--out"]).arg(&out);
        let output = command.arg("--root").arg(shop.root()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for early in ["2026-12-31", "2026-12-31T23:59:59", "2026-12-31T15:59:59Z"] {
        assert!(exported(early).contains("\"files\":[]"), "{early}");
    }
    for late in
        ["2027-01-01", "2027-01-01T00:00", "2027-01-01 00:00:00", "2026-12-31T16:00:00Z", "2027-01-01T00:00+08:00"]
    {
        assert!(exported(late).contains("green-tea-1.jpg"), "{late}: {}", exported(late));
    }
    for command in [
        &["photos", "--at", "2027-01-01"][..],
        &["photos", "contact", "--at", "2027-01-01"],
        &["check", "--at", "2026-12-31"],
    ] {
        let mut run = awning();
        if command.contains(&"contact") {
            run.current_dir(shop.outside());
        }
        let output = run.args(command).arg("--root").arg(shop.root()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    for command in [&["photos"][..], &["check"], &["build"], &["calendar"], &["release", "due"]] {
        let output = awning().args(command).args(["--at", "tomorrow", "--root"]).arg(shop.root()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}");
    }
}
