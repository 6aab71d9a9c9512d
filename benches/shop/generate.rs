//! A large shop from a fixed seed: products of about 400 words, Chinese and English mixed, each with a table and lists;
//! 40 categories, 200 tags, 200 stories, 50 campaigns of 12 products; offers in one table; no photos.
//!
//! A product of awning lies in one category. Its second one, which the shops of other generators have in this
//! comparison, is a tag here, one of 40 more, with listing pages of its own as well.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const CATEGORIES: usize = 40;
const TAGS: usize = 200;
const STORIES: usize = 200;
const CAMPAIGNS: usize = 50;
const PER_CAMPAIGN: usize = 12;
const RELATED: usize = 8;

const SHOP: &str = "\
name: 大集
base_url: https://large.example
description: 一家有很多很多东西的店，用来量一量从文件到网站要多久、要多少内存，里面的文字都是拼出来的。
timezone: Asia/Shanghai
languages: [zh-Hans]
currency: CNY
markets: [CN]
listing: {per_page: 24, sorts: []}
photos: {required: false}
posters: {previews: false}
identity: {icp: 陕ICP备00000000号-1, business_licence: {number: 91610700MA00000000}}
navigation: [{label: 首页, link: /}, {label: 全部, link: /products/}]
";

const CHINESE: &str = "山里 清早 露水 茶园 叶子 手工 竹匾 晾晒 师傅 火候 香气 汤色 回甘 陶坛 米酒 糯米 开缸 棉布 靛蓝 染缸 针脚 衣襟 \
藤条 提篮 编法 收口 木耳 蜂蜜 花期 秋天 霜降 清明 雨前 石磨 豆腐 灶台 柴火 邻居 老人 孩子 集市 木箱 纸盒 包装 称重 批次 日期 产地 海拔 \
北坡 溪水 村口 石桥 院子 屋檐 干净 耐用 透气 柔软 厚实 清爽 一年 两季 三道 四方 五里 储存 阴凉 避光 冲泡 水温 分钟 小口 慢慢 日常 早晨 晚上";
const ENGLISH: &str = "hill morning dew leaf garden hand bamboo tray dried maker fire scent cup colour sweet jar rice wine cotton cloth indigo vat \
stitch collar rattan basket weave edge honey bloom autumn frost spring rain stone mill bean stove wood neighbour market box paper weight batch \
origin slope brook bridge yard eaves clean lasting airy soft thick fresh season store cool shade brew water minute slow daily evening simple";

/// Writes the shop into a folder.
pub(crate) fn shop(root: &Path, products: usize) {
    let words = Words { chinese: CHINESE.split_whitespace().collect(), english: ENGLISH.split_whitespace().collect() };
    let write = |path: String, text: String| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("awning.yaml".into(), SHOP.into());
    write("content/pages/home.md".into(), home());
    write("content/data/offers.csv".into(), offers(products));
    for category in 0..CATEGORIES {
        write(format!("content/products/c{category:02}/_category.md"), self::category(category, &words));
    }
    for number in 0..products {
        write(product_path(number), product(number, products, &words));
    }
    for number in 0..STORIES {
        write(format!("content/stories/s{number:03}.md"), story(number, products, &words));
    }
    for number in 0..CAMPAIGNS {
        write(format!("content/campaigns/k{number:02}.md"), campaign(number, products));
    }
}

/// A product's file.
pub(crate) fn product_path(number: usize) -> String {
    format!("content/products/c{:02}/p{number:06}.md", number % CATEGORIES)
}

fn sku(number: usize) -> String {
    format!("P-{number:06}")
}

fn home() -> String {
    let shelves: String = (0..4)
        .map(|n| format!("  - {{type: product_shelf, title: 第 {n} 架, category: c{n:02}, limit: 8}}\n"))
        .collect();
    format!("---\ntitle: 大集\n{}sections:\n{shelves}---\n", description("首页"))
}

fn category(number: usize, words: &Words) -> String {
    let mut dice = Dice(number as u64 + 1_000_000);
    format!(
        "---\ntitle: 第 {number} 类\norder: {number}\n{}sort: title\n---\n{}\n",
        description(&format!("第 {number} 类")),
        words.sentences(&mut dice, 60)
    )
}

fn product(number: usize, products: usize, words: &Words) -> String {
    let mut dice = Dice(number as u64);
    let title = format!("{} {} {number:06}", words.chinese(&mut dice), words.english(&mut dice));
    let related: Vec<String> =
        (1..=RELATED.min(products - 1)).map(|step| sku((number + step * 41) % products)).collect();
    let tags: Vec<String> = dice.some_of(3, TAGS).into_iter().map(|tag| format!("t{tag:03}")).collect();
    let second = dice.below(CATEGORIES);
    let mut text = format!("---\ntitle: {title}\nsku: {}\n{}", sku(number), description(&title));
    let _ = writeln!(text, "industry: general\ntags: [{}, again-{second:02}]", tags.join(", "));
    let _ = writeln!(text, "related: [{}]", related.join(", "));
    let highlights: Vec<String> = (0..3).map(|_| words.phrase(&mut dice, 3)).collect();
    let _ = writeln!(text, "highlights: [{}]", highlights.join(", "));
    let _ = writeln!(text, "spec: {{产地: 陕西 西乡, 批次: B{number:06}, 净含量: {} g}}", 50 + dice.below(450));
    text += "---\n";
    for part in 0..4 {
        let heading = words.phrase(&mut dice, 2);
        let _ = writeln!(text, "## {heading}\n\n{}\n", words.sentences(&mut dice, 75));
        text += &match part {
            0 | 2 => words.list(&mut dice),
            1 => words.table(&mut dice),
            _ => String::new(),
        };
    }
    text
}

fn story(number: usize, products: usize, words: &Words) -> String {
    let mut dice = Dice(number as u64 + 2_000_000);
    let shown: Vec<String> = dice.some_of(2, products).into_iter().map(sku).collect();
    let head = format!(
        "---\ntitle: 第 {number} 个故事\n{}date: 2026-{:02}-{:02}\nproducts: [{}]\n---\n",
        description(&format!("第 {number} 个故事")),
        1 + number % 10,
        1 + number % 28,
        shown.join(", ")
    );
    (0..4).fold(head, |text, _| text + &words.sentences(&mut dice, 80) + "\n\n")
}

/// One a week from the beginning of 2026, ten days each: some are over, one or two run, some are to come.
fn campaign(number: usize, products: usize) -> String {
    let mut dice = Dice(number as u64 + 3_000_000);
    let start = jiff::civil::date(2026, 1, 5) + jiff::Span::new().weeks(i64::try_from(number).unwrap());
    let end = start + jiff::Span::new().days(10);
    let items = dice.some_of(PER_CAMPAIGN, products).into_iter();
    let items: String = items.map(|product| format!("  - {{sku: {}, percent_off: 15}}\n", sku(product))).collect();
    format!(
        "---\ntitle: 第 {number} 次集\nslogan: 逢集就来\n{}start: {start}\nend: {end}\npriority: {number}\nmechanic: direct_cut\n\
         badge: {{text: 逢集}}\nafter: recap\nproducts:\n{items}---\n逢集的日子，东西便宜一些。\n",
        description(&format!("第 {number} 次集")),
    )
}

fn offers(products: usize) -> String {
    let mut text = String::from("sku,price,stock,counted_at\n");
    for number in 0..products {
        let mut dice = Dice(number as u64 + 4_000_000);
        let (yuan, stock) = (20 + dice.below(480), 1 + dice.below(200));
        let _ = writeln!(text, "{},{yuan}.00,{stock},2026-11-22", sku(number));
    }
    text
}

fn description(of: &str) -> String {
    format!("description: {of}：写在这里的一句话，说清楚它是什么、从哪里来、由谁做、适合谁用。\n")
}

struct Words {
    chinese: Vec<&'static str>,
    english: Vec<&'static str>,
}

impl Words {
    fn chinese(&self, dice: &mut Dice) -> &'static str {
        self.chinese[dice.below(self.chinese.len())]
    }

    fn english(&self, dice: &mut Dice) -> &'static str {
        self.english[dice.below(self.english.len())]
    }

    /// Chinese words without spaces between them.
    fn phrase(&self, dice: &mut Dice, length: usize) -> String {
        (0..length).map(|_| self.chinese(dice)).collect()
    }

    /// About so many words in sentences, Chinese and English in turn, some of them emphasised.
    fn sentences(&self, dice: &mut Dice, words: usize) -> String {
        let mut text = String::new();
        for sentence in 0..words / 10 {
            let first = self.phrase(dice, 5);
            let strong = if sentence % 3 == 0 { "**" } else { "" };
            let english: Vec<&str> = (0..5).map(|_| self.english(dice)).collect();
            let _ = write!(text, "{first}，{strong}{}{strong}，{}。", self.chinese(dice), english.join(" "));
        }
        text
    }

    fn list(&self, dice: &mut Dice) -> String {
        (0..4).map(|_| format!("- {}，{}\n", self.phrase(dice, 3), self.english(dice))).collect::<String>() + "\n"
    }

    fn table(&self, dice: &mut Dice) -> String {
        let rows: String = (0..5)
            .map(|_| format!("| {} | {} | {} |\n", self.phrase(dice, 2), self.english(dice), dice.below(1000)))
            .collect();
        format!("| 名称 | name | 数 |\n| --- | --- | ---: |\n{rows}\n")
    }
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap();
        usize::try_from(self.next() % limit).unwrap()
    }

    /// Different numbers below a limit.
    fn some_of(&mut self, count: usize, limit: usize) -> Vec<usize> {
        let mut some = Vec::new();
        while some.len() < count.min(limit) {
            let one = self.below(limit);
            if !some.contains(&one) {
                some.push(one);
            }
        }
        some
    }
}
