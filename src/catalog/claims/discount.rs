//! Discounts in copy: 9折, 八五折, 半价, 10% off, half price.

use super::Promise;
use super::context::Context;
use super::numerals::{is_numeral, left};
use rust_decimal::Decimal;
use std::ops::Range;

/// What is folded, not sold for less.
const FOLDED: [&str; 26] = [
    "页", "伞", "扇", "屏", "叠", "痕", "线", "次", "角", "边", "门", "椅", "断", "腰", "回", "纸", "成", "起来", "两",
    "三", "后放", "后卷", "收", "放", "缝", "本",
];

/// What makes a small number, or 对折, a price: right before, or right behind.
const PRICED_BEFORE: [&str; 20] = [
    "打", "低至", "全场", "一律", "统统", "全部", "享", "享受", "现价", "特价", "直降", "只要", "价", "布衣", "商品",
    "新品", "限时", "今日", "今天", "降到",
];
const PRICED_BEHIND: [&str; 17] = [
    "起", "优惠", "特价", "特卖", "抢", "出清", "清仓", "封顶", "价", "购", "售", "大促", "促销", "出售", "包邮",
    "处理", "销售",
];

/// What says that something costs so little, not everything.
const UP_TO_BEFORE: [&str; 6] = ["低至", "最低", "up to", "as much as", "部分", "至"];

/// All discounts that hang on no condition.
pub(super) fn find(context: &Context) -> Vec<(Promise, Range<usize>)> {
    let mut found = folds(context);
    found.extend(halves(context));
    found.extend(percents(context));
    found.retain(|(_, span)| !context.is_conditional(span));
    found
}

/// Whether a discount follows right here: 九折 behind 全场.
pub(super) fn follows(behind: &str) -> bool {
    let number: String = behind.trim_start().chars().take_while(|letter| is_numeral(*letter)).collect();
    let rest = behind.trim_start().strip_prefix(number.as_str()).unwrap_or_default().trim_start();
    !number.is_empty() && rest.starts_with('折') || behind.starts_with("半价") || behind.starts_with("对折")
}

/// N折, with the number before it.
fn folds(context: &Context) -> Vec<(Promise, Range<usize>)> {
    let mut found = Vec::new();
    for (at, fold) in context.small.match_indices('折') {
        let (before, behind) = (context.before(at), context.behind(at + fold.len()));
        let near = before.strip_suffix(' ').unwrap_or(before);
        let number: String = near.chars().rev().take_while(|letter| is_numeral(*letter)).collect();
        let number: String = number.chars().rev().collect();
        let start = near.len() - number.len();
        let head = near.get(..start).unwrap_or_default().trim_end();
        let Some(left) = left(&number) else { continue };
        let is_small = number.chars().count() == 1 && "一二两三".contains(number.as_str());
        let is_other = FOLDED.iter().any(|word| behind.starts_with(word))
            || head.ends_with(|c: char| c.is_ascii_alphanumeric() || "第波百每其".contains(c));
        if !is_other && (!is_small || is_priced(head, behind)) {
            found.push((promise(head, behind, Decimal::ONE_HUNDRED - left), start..at + fold.len()));
        }
    }
    found
}

/// Half the price, in so many words.
fn halves(context: &Context) -> Vec<(Promise, Range<usize>)> {
    let fifty = Decimal::from(50);
    let mut found = Vec::new();
    for words in ["半价", "对折", "half price", "half-price", "half off"] {
        for (at, _) in context.small.match_indices(words) {
            let (before, behind) = (context.before(at), context.behind(at + words.len()));
            let folds =
                words == "对折" && (!is_priced(before, behind) || FOLDED.iter().any(|word| behind.starts_with(word)));
            let is_longer = behind.starts_with('格') || context.runs_on(at, words);
            if !folds && !is_longer {
                found.push((promise(before, behind, fifty), at..at + words.len()));
            }
        }
    }
    found
}

/// N% off.
fn percents(context: &Context) -> Vec<(Promise, Range<usize>)> {
    let mut found = Vec::new();
    for (at, off) in context.small.match_indices("off") {
        let before = context.before(at).trim_end();
        let behind = context.behind(at + off.len());
        let signed = before.strip_suffix('%').or(before.strip_suffix("percent")).or(before.strip_suffix("per cent"));
        let Some(signed) = signed else { continue };
        let near = signed.trim_end();
        let start = near
            .rfind(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(0, |at| at + near.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        let number = near.get(start..).and_then(|number| number.parse::<Decimal>().ok());
        let number = number.filter(|number| *number > Decimal::ZERO && *number < Decimal::ONE_HUNDRED);
        let runs_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if let Some(number) = number.filter(|_| !runs_on) {
            found.push((promise(near.get(..start).unwrap_or_default(), behind, number), start..at + off.len()));
        }
    }
    found
}

fn promise(before: &str, behind: &str, off: Decimal) -> Promise {
    let before = before.trim_end_matches(['*', '_', '"', ' ']);
    let everything = ["everything", "sitewide", "storewide"];
    if UP_TO_BEFORE.iter().any(|word| before.ends_with(word)) || behind.starts_with('起') {
        Promise::UpTo(off)
    } else if ["全场", "全场一律", "全店"].iter().any(|word| before.trim_end().ends_with(word))
        || everything.iter().any(|word| behind.trim_start().starts_with(word))
    {
        Promise::OffAll(off)
    } else {
        Promise::Off(off)
    }
}

fn is_priced(before: &str, behind: &str) -> bool {
    let before = before.trim_end();
    PRICED_BEFORE.iter().any(|word| before.ends_with(word)) || PRICED_BEHIND.iter().any(|word| behind.starts_with(word))
}
