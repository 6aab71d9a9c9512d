//! The built-in festivals: key, names, rule, and other words that people type for them.

use super::{Festival, Name, Rule, Term};
use jiff::civil::Weekday;
use std::collections::BTreeMap;

/// A festival that every shop has.
pub(super) struct Row {
    pub(super) key: &'static str,
    chinese: &'static str,
    english: &'static str,
    when: When,
    words: &'static [&'static str],
}

/// A rule as the table says it.
#[derive(Clone, Copy)]
enum When {
    Fixed(i8, i8),
    Lunar(u8, u8),
    LunarLast(u8),
    Sun(Term),
    Nth(i8, Weekday, i8),
    After(&'static str, i32),
}

use When::{After, Fixed, Lunar, LunarLast, Nth, Sun};

#[rustfmt::skip]
pub(super) static TABLE: [Row; 36] = [
    row("yuandan", "元旦", "New Year's Day", Fixed(1, 1), &["元旦节", "new-year"]),
    row("laba", "腊八节", "Laba", Lunar(12, 8), &["腊八"]),
    row("lichun", "立春", "Start of Spring", Sun(Term::LICHUN), &["spring-begins"]),
    row("xiaonian-north", "北方小年", "Little New Year (north)", Lunar(12, 23), &["小年", "xiaonian", "little-new-year"]),
    row("xiaonian-south", "南方小年", "Little New Year (south)", Lunar(12, 24), &[]),
    row("chuxi", "除夕", "New Year's Eve (lunar)", LunarLast(12), &["大年三十", "年三十", "lunar-new-years-eve", "chinese-new-years-eve"]),
    row("chunjie", "春节", "Spring Festival", Lunar(1, 1), &["过年", "lunar-new-year", "chinese-new-year", "cny"]),
    row("qingrenjie", "情人节", "Valentine's Day", Fixed(2, 14), &["valentine", "valentines"]),
    row("yuanxiao", "元宵节", "Lantern Festival", Lunar(1, 15), &["元宵", "lantern"]),
    row("nvwang", "38女王节", "Queen's Day (Women's Day)", Fixed(3, 8), &["女王节", "三八", "三八节", "妇女节", "38", "funvjie", "womens-day", "queens-day"]),
    row("longtaitou", "龙抬头", "Dragon Raises Head", Lunar(2, 2), &["二月二"]),
    row("baobao315", "3·15消费者权益日", "Consumer Rights Day", Fixed(3, 15), &["315", "消费者权益日"]),
    row("qingming", "清明节", "Qingming", Sun(Term::QINGMING), &["清明", "tomb-sweeping-day"]),
    row("wuyi", "劳动节", "Labour Day", Fixed(5, 1), &["五一", "五一节", "51", "laodongjie", "labor-day", "may-day"]),
    row("muqinjie", "母亲节", "Mother's Day", Nth(5, Weekday::Sunday, 2), &[]),
    row("520", "520表白日", "520", Fixed(5, 20), &["表白日"]),
    row("ertong", "儿童节", "Children's Day", Fixed(6, 1), &["六一", "六一节", "61", "ertongjie"]),
    row("duanwu", "端午节", "Dragon Boat Festival", Lunar(5, 5), &["端午", "duanwujie", "dragon-boat"]),
    row("fuqinjie", "父亲节", "Father's Day", Nth(6, Weekday::Sunday, 3), &[]),
    row("618", "618年中大促", "618", Fixed(6, 18), &["六一八", "年中大促"]),
    row("qixi", "七夕", "Qixi", Lunar(7, 7), &["七夕节", "qixijie", "double-seventh"]),
    row("818", "818", "818", Fixed(8, 18), &["八一八"]),
    row("zhongyuan", "中元节", "Zhongyuan", Lunar(7, 15), &["中元", "七月半"]),
    row("99", "99划算节", "9.9", Fixed(9, 9), &["九九", "划算节"]),
    row("jiaoshi", "教师节", "Teachers' Day", Fixed(9, 10), &["jiaoshijie"]),
    row("zhongqiu", "中秋节", "Mid-Autumn Festival", Lunar(8, 15), &["中秋", "八月十五", "zhongqiujie", "mid-autumn", "moon-festival"]),
    row("guoqing", "国庆节", "National Day", Fixed(10, 1), &["国庆", "十一", "guoqingjie"]),
    row("chongyang", "重阳节", "Double Ninth", Lunar(9, 9), &["重阳", "chongyangjie", "double-ninth-festival"]),
    row("shuang11", "双11", "Singles' Day", Fixed(11, 11), &["双十一", "1111", "11.11", "shuangshiyi", "double-eleven", "double-11"]),
    row("ganenjie", "感恩节", "Thanksgiving (US)", Nth(11, Weekday::Thursday, 4), &["thanksgiving"]),
    row("heiwu", "黑色星期五", "Black Friday", After("ganenjie", 1), &["黑五"]),
    row("wangyi", "网络星期一", "Cyber Monday", After("ganenjie", 4), &["网一"]),
    row("shuang12", "双12", "Double 12", Fixed(12, 12), &["双十二", "1212", "12.12", "shuangshier", "double-twelve"]),
    row("dongzhi", "冬至", "Winter Solstice", Sun(Term::DONGZHI), &["冬至节"]),
    row("pinganye", "平安夜", "Christmas Eve", Fixed(12, 24), &[]),
    row("shengdan", "圣诞节", "Christmas", Fixed(12, 25), &["圣诞", "shengdanjie", "xmas", "christmas-day"]),
];

const fn row(
    key: &'static str,
    chinese: &'static str,
    english: &'static str,
    when: When,
    words: &'static [&'static str],
) -> Row {
    Row { key, chinese, english, when, words }
}

impl Row {
    pub(super) fn festival(&self) -> Festival {
        let rule = match self.when {
            Fixed(month, day) => Rule::Fixed { month, day },
            Lunar(month, day) => Rule::Lunar { month, day: Some(day) },
            LunarLast(month) => Rule::Lunar { month, day: None },
            Sun(term) => Rule::Term(term),
            Nth(month, weekday, nth) => Rule::Weekday { month, weekday, nth },
            After(from, days) => Rule::Offset { from: from.to_string(), days },
        };
        Festival {
            key: self.key.to_string(),
            name: Name::BuiltIn(self.chinese, self.english),
            rule: Some(rule),
            dates: BTreeMap::new(),
        }
    }

    fn is_called(&self, word: &str) -> bool {
        self.key == word || self.chinese == word || hyphened(self.english) == word || self.words.contains(&word)
    }
}

/// The key of the built-in festival that a word is for, however its letters and spaces are typed.
pub(super) fn key_of(typed: &str) -> Option<&'static str> {
    let word = hyphened(typed);
    TABLE.iter().find(|row| row.is_called(typed.trim()) || row.is_called(&word)).map(|row| row.key)
}

/// Every word for a built-in festival beside its key.
pub(super) fn words<'a>() -> impl Iterator<Item = &'a str> {
    TABLE.iter().flat_map(|row| row.words.iter().copied().chain([row.chinese, row.english]))
}

/// Small letters without apostrophes, and one hyphen for all else that stands between words: `New Year’s Day` is
/// `new-years-day`.
pub(super) fn hyphened(text: &str) -> String {
    let letters = text.chars().filter(|c| !matches!(c, '\'' | '’')).flat_map(char::to_lowercase);
    let text: String = letters.map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
