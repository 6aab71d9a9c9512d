//! What copy promises: 九折, 10% off, 最后一天, 限时, 全场. Found in the text as typed, compared with the facts in `checks`.
//!
//! A false alarm is worse than a miss: what stands in quotation marks, what is denied, and what hangs on a condition
//! (第二件半价, 会员九折) promises nothing here.

mod context;
mod discount;
mod numerals;

use crate::diagnostics::Place;
use crate::paths::ShopPath;
use crate::yaml::{Kind as NodeKind, Node};
use context::Context;
use rust_decimal::Decimal;
use std::ops::Range;

/// A promise in copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is promised.
    pub promise: Promise,
    /// The words.
    pub words: String,
    /// Where they stand.
    pub place: Place,
    /// Whether they head the document: title, slogan, stamp, headline. What a head promises holds for everything.
    pub is_head: bool,
}

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// So many percent off.
    Off(Decimal),
    /// So many percent off something: 低至五折, up to 50% off.
    UpTo(Decimal),
    /// So many percent off everything: 全场九折.
    OffAll(Decimal),
    /// The campaign is for the whole shop: 全场特价.
    WholeShop,
    /// It ends within a day.
    LastDay,
    /// It ends some time.
    Limited,
}

impl Promise {
    /// The promise where the text excepts something.
    fn for_some(self) -> Self {
        match self {
            Self::OffAll(off) => Self::Off(off),
            other => other,
        }
    }
}

/// Keys whose values no shopper reads, or that are names of files and things.
const SILENT: [&str; 24] = [
    "approved",
    "author",
    "canonical",
    "category",
    "code",
    "delist",
    "exclude",
    "exclude_categories",
    "exclude_tags",
    "image",
    "keywords",
    "link",
    "note",
    "owner",
    "posters",
    "redirect_to",
    "review",
    "rights",
    "shots",
    "sku",
    "slug",
    "src",
    "wording_evidence",
    "period",
];

/// Keys whose values head a document.
const HEADS: [&str; 8] = ["title", "slogan", "badge", "hero", "headline", "sub", "cta", "subtitle"];

/// The promises of a document: its front matter, and the Markdown in `body`.
#[must_use]
pub fn of_document(file: &ShopPath, text: &str, front: &Node, body: Range<usize>) -> Vec<Claim> {
    let mut claims = Vec::new();
    walk(file, text, front, Head::No, &mut claims);
    let copy = text.get(body.clone()).unwrap_or_default();
    claims.extend(placed(file, copy, body.start, Head::No));
    claims
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Yes,
    No,
}

fn walk(file: &ShopPath, text: &str, node: &Node, head: Head, claims: &mut Vec<Claim>) {
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Scalar(_) => {
            let typed = text.get(node.span.clone()).unwrap_or_default();
            claims.extend(placed(file, typed, node.span.start, head));
        }
        NodeKind::List(items) => items.iter().for_each(|item| walk(file, text, item, head, claims)),
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                if SILENT.contains(&key.text.as_str()) || key.text.starts_with("x_") {
                    continue;
                }
                let head = if HEADS.contains(&key.text.as_str()) { Head::Yes } else { head };
                // The sections of a landing page are named by titles too, but head only themselves.
                let head = if ["sections", "faq", "rules"].contains(&key.text.as_str()) { Head::No } else { head };
                walk(file, text, value, head, claims);
            }
        }
    }
}

fn placed(file: &ShopPath, text: &str, start: usize, head: Head) -> impl Iterator<Item = Claim> {
    read(text).into_iter().map(move |(promise, span, words)| Claim {
        promise,
        words,
        place: Place::new(file, start + span.start..start + span.end),
        is_head: head == Head::Yes,
    })
}

/// The promises of a text, in its order, with their places and words.
#[must_use]
pub fn read(text: &str) -> Vec<(Promise, Range<usize>, String)> {
    if !may_promise(text) {
        return Vec::new();
    }
    let context = Context::of(text);
    let mut found: Vec<(Promise, Range<usize>)> = discount::find(&context);
    found.extend(phrases(&context));
    found.retain(|(promise, span)| context.counts(span) && !is_explained(*promise, &context));
    if context.has_exception() {
        found.iter_mut().for_each(|(promise, _)| *promise = promise.for_some());
    }
    found.sort_by_key(|(_, span)| (span.start, span.end));
    let words = |span: &Range<usize>| text.get(span.clone()).unwrap_or_default().to_string();
    found.into_iter().map(|(promise, span)| (promise, span.clone(), words(&span))).collect()
}

/// Whether the text itself says what the promise needs: until when, or for what not.
fn is_explained(promise: Promise, context: &Context) -> bool {
    match promise {
        Promise::Limited => names_a_day(&context.small),
        Promise::WholeShop => context.has_exception(),
        _ => false,
    }
}

/// Whether a text names a day: 11 月 30 日, 30 November.
#[must_use]
pub fn names_a_day(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may ",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let numbered = |sign: char| {
        let before = |at: usize| text.get(..at).unwrap_or_default().trim_end().chars().next_back();
        text.match_indices(sign)
            .any(|(at, _)| before(at).is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))
    };
    let small = text.to_ascii_lowercase();
    numbered('月') && (numbered('日') || numbered('号'))
        || MONTHS.iter().any(|month| small.contains(month)) && small.contains(|c: char| c.is_ascii_digit())
}

/// A quick look: most copy promises nothing.
fn may_promise(text: &str) -> bool {
    const SIGNS: [&str; 8] = ["折", "半价", "最后一", "最后1", "仅限今", "仅此一天", "限时", "全场"];
    const ENGLISH: [&str; 9] =
        ["percent off", "per cent off", "half", "last day", "today", "tonight", "limited", "storewide", "sitewide"];
    let has = |text: &str, sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if SIGNS.iter().any(|sign| has(text, sign)) || has(text, "今天截止") {
        return true;
    }
    let small = text.to_ascii_lowercase();
    ENGLISH.iter().any(|sign| has(&small, sign)) || has(&small, "off") && has(&small, "%")
}

/// What a phrase promises, and what may not stand around it.
struct Phrase {
    words: &'static str,
    promise: Promise,
    /// What must not stand right before.
    not_after: &'static [&'static str],
    /// What must not stand right behind.
    not_before: &'static [&'static str],
}

const fn phrase(
    words: &'static str,
    promise: Promise,
    not_after: &'static [&'static str],
    not_before: &'static [&'static str],
) -> Phrase {
    Phrase { words, promise, not_after, not_before }
}

/// Of a year, a month, a stay: the last day of something else. And a last day that is named is no hurry.
const OF_ELSE: &[&str] =
    &["年", "月", "周", "期", "动", "节", "的", "假", "每", "第", "上学", "工作", "of a ", "of the year's "];
const TOLD: &[&str] = &["是", "为", "在", "的", "里", "到", "晚", "早", "上", "下", "（", "("];
const NOT_TIME: &[&str] = &["到", "达", "段", "长", "提醒", "器", "edition", " edition", "-edition"];

const PHRASES: &[Phrase] = &[
    phrase("最后一天", Promise::LastDay, OF_ELSE, TOLD),
    phrase("最后1天", Promise::LastDay, OF_ELSE, TOLD),
    phrase("仅限今天", Promise::LastDay, &[], &["的"]),
    phrase("仅限今日", Promise::LastDay, &[], &["的"]),
    phrase("仅此一天", Promise::LastDay, &[], &[]),
    phrase("今天截止", Promise::LastDay, &[], &[]),
    phrase("限时", Promise::Limited, &["不", "有", "时"], NOT_TIME),
    phrase("last day to ", Promise::LastDay, &[], &[]),
    phrase("last day of the sale", Promise::LastDay, &[], &[]),
    phrase("last day!", Promise::LastDay, &[], &[]),
    phrase("today only", Promise::LastDay, &[], &[]),
    phrase("ends today", Promise::LastDay, &[], &[]),
    phrase("ends tonight", Promise::LastDay, &[], &[]),
    phrase("limited time", Promise::Limited, &["un"], NOT_TIME),
    phrase("limited-time", Promise::Limited, &["un"], NOT_TIME),
    phrase("storewide", Promise::WholeShop, &[], &[]),
    phrase("sitewide", Promise::WholeShop, &[], &[]),
];

/// What makes 全场 the whole shop, and not a scene or an audience.
const OF_SHOP: [&str; 16] = [
    "特价",
    "优惠",
    "促销",
    "打折",
    "低至",
    "直降",
    "立减",
    "满",
    "半价",
    "大促",
    "清仓",
    "一律",
    "统统",
    "享",
    "商品",
    "活动价",
];

fn phrases(context: &Context) -> Vec<(Promise, Range<usize>)> {
    let mut found = Vec::new();
    for phrase in PHRASES {
        for (at, words) in context.small.match_indices(phrase.words) {
            let (before, behind) = (context.before(at), context.behind(at + words.len()));
            let is_other = phrase.not_after.iter().any(|word| before.ends_with(word))
                || phrase.not_before.iter().any(|word| behind.starts_with(word))
                || context.runs_on(at, words);
            if !is_other {
                found.push((phrase.promise, at..at + words.trim_end().len()));
            }
        }
    }
    for (at, words) in context.small.match_indices("全场") {
        let behind = context.behind(at + words.len());
        // 全场九折 is found with its discount; what is sent free is no matter of prices.
        if OF_SHOP.iter().any(|word| behind.starts_with(word)) && !discount::follows(behind) {
            found.push((Promise::WholeShop, at..at + words.len()));
        }
    }
    found
}
