//! What may be done to a shop on the disk, each in words and as a deed. A deed takes the shop as it finds it; some make
//! errors.

use super::hand::{Hand, put_back, without};
use crate::support::package;
use serde_json::{Value, json};
use std::fs;
use std::io::Cursor;

/// A deed, in words and as it is done.
pub(super) type Deed = (&'static str, fn(&mut Hand));

/// The deeds of the law.
pub(super) const DEEDS: &[Deed] = &[
    ("a sentence more", |hand| {
        let (file, number) = (hand.document(""), hand.number);
        hand.edit(&file, |text| format!("{}\n\n第 {number} 句。\n", text.trim_end()));
    }),
    ("a word of a body", |hand| {
        let (file, number) = (hand.document("products/"), hand.number);
        hand.edit(&file, |text| text.replacen('茶', &format!("茶{number}"), 9));
    }),
    ("a link to another document", |hand| {
        let (file, other) = (hand.document("stories/"), hand.document("products/tea/"));
        hand.edit(&file, |text| format!("{}\n\n见[这里](../../{}).\n", text.trim_end(), &other["content/".len()..]));
    }),
    ("a title", |hand| hand.field("", "title", |number| format!("题 {number}"))),
    ("a title of a product", |hand| hand.field("products/tea/", "title", |number| format!("茶 {number}"))),
    ("a description", |hand| {
        hand.field("", "description", |number| format!("第 {number} 次说明，{}", "山里的茶，".repeat(9)));
    }),
    ("a price", |hand| hand.offer(|number, row| row[1] = format!("{}.00", 60 + number % 90))),
    ("a price before", |hand| hand.offer(|number, row| row[2] = format!("{}.00", 160 + number))),
    ("stock", |hand| hand.offer(|number, row| row[5] = (number % 3 * 4).to_string())),
    ("a price that is none", |hand| hand.offer(|_, row| row[1] = "viel".to_string())),
    ("tags", |hand| hand.field("products/tea/", "tags", |number| format!("[新品, 标{}]", number % 4))),
    ("tags of a story", |hand| hand.field("stories/", "tags", |number| format!("[标{}]", number % 4))),
    ("no tags", |hand| hand.without("products/tea/", "tags")),
    ("a role", |hand| hand.field("products/tea/", "role", |number| ["hero", "flow", "profit"][number % 3].to_string())),
    ("a status", |hand| {
        hand.field("", "status", |number| ["draft", "review", "approved", "final"][number % 4].to_string());
    }),
    ("all approved", |hand| {
        for file in hand.documents("") {
            hand.edit(&file, |text| without(&text, "status"));
        }
    }),
    ("a slug", |hand| hand.field("", "slug", |number| format!("s{number}"))),
    ("no slug", |hand| hand.without("", "slug")),
    ("an old address", |hand| hand.field("", "aliases", |number| format!("[/old/{}/]", number % 5))),
    ("a date", |hand| hand.field("stories/", "date", |number| format!("2026-04-{:02}", 1 + number % 28))),
    ("a date of publication", |hand| {
        hand.field("", "publish_at", |number| format!("2026-{:02}-01", 1 + number % 12));
    }),
    ("no date of publication", |hand| hand.without("", "publish_at")),
    ("words for the search", |hand| hand.field("products/tea/", "keywords", |number| format!("[词{}]", number % 9))),
    ("what goes with it", |hand| {
        hand.field("products/tea/", "pairs_with", |number| {
            ["[GT-1]", "[WT-1]", "[GT-1, NY-1]"][number % 3].to_string()
        });
    }),
    ("what is like it", |hand| {
        hand.field("products/tea/", "related", |number| ["[NY-1]", "[GT-1]", "[]"][number % 3].to_string());
    }),
    ("hidden from search engines", |hand| hand.field("", "noindex", |number| (number % 2 == 0).to_string())),
    ("for nobody", |hand| hand.field("products/tea/", "confidential", |number| (number % 2 == 0).to_string())),
    ("a time on the shelf", |hand| {
        hand.field("products/tea/", "shelf", |number| format!("{{list_at: 2026-{:02}-20}}", 9 + number % 4));
    }),
    ("an end of publication", |hand| hand.field("", "expire_at", |number| format!("2026-{:02}-28", 9 + number % 4))),
    ("no end of publication", |hand| hand.without("", "expire_at")),
    ("pinned news", |hand| {
        hand.field("news/", "pinned_until", |number| format!("2026-{:02}-30", 10 + number % 3));
    }),
    ("news more", |hand| {
        let number = hand.number;
        let text = format!(
            "---\ntitle: 闻 {number}\ndescription: 第 {number} 条，{}\nsection: company\ndate: 2026-06-{:02}\n---\n到了。\n",
            "山里的茶，".repeat(9),
            1 + number % 28
        );
        hand.write(&format!("content/news/n{number}.md"), &text);
    }),
    ("products of a story", |hand| {
        hand.field("stories/", "products", |number| ["[GT-1]", "[WT-1, GT-1]", "[]"][number % 3].to_string());
    }),
    ("a badge", |hand| hand.field("products/tea/", "badge", |_| "fresh".to_string())),
    ("the badge in another colour", |hand| {
        let colour = 100_000 + hand.number * 37;
        let circle = format!("<circle cx=\"4\" cy=\"4\" r=\"4\" fill=\"#{colour}\"/>");
        hand.write(
            "assets/badges/fresh.svg",
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{circle}</svg>"),
        );
    }),
    ("another photo", |hand| {
        let other = package().join("tests/faults/W524-wrong-ending/content/products/tea/green-tea.png");
        hand.write_bytes("content/products/tea/green-tea.png", &fs::read(other).unwrap());
    }),
    ("a photo of one colour", |hand| {
        let [red, green] = [hand.chance.below(256) as u8, hand.chance.below(256) as u8];
        let photo = image::RgbImage::from_pixel(400, 400, image::Rgb([red, green, 90]));
        let mut bytes = Vec::new();
        photo.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        hand.write_bytes("content/products/tea/green-tea.png", &bytes);
    }),
    ("a photo that is none", |hand| hand.write("content/products/tea/green-tea.png", "no photo")),
    ("no photo", |hand| drop(fs::remove_file(hand.root.join("content/products/tea/green-tea.png")))),
    ("another SKU, in the product only", |hand| hand.field("products/tea/", "sku", |number| format!("X-{number}"))),
    ("another SKU, everywhere", |hand| {
        let number = hand.number;
        for file in hand.documents("").into_iter().chain(["content/data/offers.csv".to_string()]) {
            hand.edit(&file, |text| text.replace("WT-1", &format!("WT{number}-1")));
        }
    }),
    ("a product more", |hand| hand.product("tea")),
    ("a product more", |hand| hand.product("tea")),
    ("a category more", |hand| {
        let number = hand.number;
        let text = format!("---\ntitle: 类 {number}\ndescription: 第 {number} 类，{}\n---\n", "山里的东西，".repeat(8));
        hand.write(&format!("content/products/c{}/_category.md", number % 3), &text);
        hand.product(&format!("c{}", number % 3));
    }),
    ("a product to another category", |hand| {
        let file = hand.document("products/c");
        hand.rename(&file, &file.replacen("products/c", "products/tea/c", 1).replace("/tea/c", "/tea/moved-"));
    }),
    ("a story more", |hand| {
        let number = hand.number;
        let text = format!(
            "---\ntitle: 事 {number}\ndescription: 第 {number} 件事，{}\ndate: 2026-05-{:02}\n---\n那天。\n",
            "说来话长，".repeat(9),
            1 + number % 28
        );
        hand.write(&format!("content/stories/s{number}.md"), &text);
    }),
    ("a translation more", |hand| {
        let (file, number) = (hand.document(""), hand.number);
        let description = "Picked by hand in the hills, packed the same evening, and on its way to you the next morning, with a card.";
        let text = format!("---\ntitle: Number {number}\ndescription: {description}\n---\nOne more.\n");
        hand.write(&file.replace(".en.md", ".md").replace(".md", ".en.md"), &text);
    }),
    ("a document under another name", |hand| {
        let (file, number) = (hand.document(""), hand.number);
        hand.rename(
            &file,
            &file
                .replace(".md", &format!("-{number}.md"))
                .replace(&format!(".en-{number}.md"), &format!("-{number}.en.md")),
        );
    }),
    ("a document goes", |hand| {
        let file = hand.document("");
        let _ = fs::remove_file(hand.root.join(file));
    }),
    ("a story goes", |hand| {
        let file = hand.document("stories/s");
        let _ = fs::remove_file(hand.root.join(file));
    }),
    ("a folder under another name", |hand| {
        let (one, other) = (hand.root.join("content/products/tea"), hand.root.join("content/products/cha"));
        if fs::rename(&one, &other).is_err() {
            let _ = fs::rename(other, one);
        }
    }),
    ("the style", |hand| {
        let number = hand.number;
        hand.write("themes/plain/styles/main.css", &format!("h1 {{ margin: {number}px }}\n"));
    }),
    ("the style of posters", |hand| {
        let colour = 100_000 + hand.number * 31;
        hand.edit("themes/plain/posters/festival.css", |text| {
            text.replacen("width: 100%", &format!("color: #{colour};\n  width: 100%"), 1)
        });
    }),
    ("all templates", |hand| {
        let number = hand.number;
        hand.edit("themes/plain/templates/base.html", |text| {
            text.replacen("<h1>", &format!("<p>{number}</p>\n<h1>"), 1)
        });
    }),
    ("one template", |hand| {
        let (number, base) = (hand.number, hand.read("themes/plain/templates/base.html").unwrap_or_default());
        let file = ["product", "home", "category", "not_found", "tag"][number % 5];
        hand.write(
            &format!("themes/plain/templates/{file}.html"),
            &base.replacen("<h1>", &format!("<h1 id=\"t{number}\">"), 1),
        );
    }),
    ("a template that is none", |hand| hand.write("themes/plain/templates/story.html", "{% if %}")),
    ("a template that knows too much", |hand| {
        hand.write("themes/plain/templates/product.html", "<p>{{ nobody.knows }}</p>");
    }),
    ("a theme that is none", |hand| hand.write("themes/plain/theme.yaml", "name: [plain")),
    ("a size of pictures", |hand| {
        let width = 200 + hand.number;
        hand.edit("themes/plain/theme.yaml", |text| {
            text.replacen("card: {widths: [320]", &format!("card: {{widths: [{width}, 320]"), 1)
        });
    }),
    ("the navigation", |hand| {
        let number = hand.number;
        hand.setting(
            "navigation",
            &format!("[{{label: 茶 {number}, link: /categories/tea/}}, {{label: 关于, link: /about/}}]"),
        );
    }),
    ("cards on a page", |hand| {
        let number = hand.number;
        hand.setting(
            "listing",
            &format!("{{per_page: {}, sorts: [{}]}}", 1 + number % 4, ["price", "title, newest", ""][number % 3]),
        );
    }),
    ("the shop's name", |hand| hand.setting("name", &format!("山里 {}", hand.number))),
    ("a redirect", |hand| hand.setting("redirects", &format!("{{/was-{}/: /categories/tea/}}", hand.number))),
    ("one language", |hand| hand.setting("languages", "[zh-Hans]")),
    ("two languages", |hand| hand.setting("languages", "[zh-Hans, en]")),
    ("another language first", |hand| hand.setting("languages", "[en, zh-Hans]")),
    ("a setting that is none", |hand| hand.setting("timezone", "Asia/Nowhere")),
    ("settings that are none", |hand| hand.edit("awning.yaml", |text| format!("{text}]"))),
    ("shelves at home", |hand| {
        let number = hand.number;
        hand.edit("content/pages/home.md", |text| text.replacen("limit: ", &format!("limit: {}", number % 4 + 1), 1));
    }),
    ("a discount", |hand| hand.campaign(|number| format!("[{{sku: GT-1, percent_off: {}}}]", 5 + number % 20))),
    ("a campaign of today", |hand| {
        let number = hand.number;
        hand.edit("content/campaigns/double-eleven.md", |text| {
            text.replace("end: 2026-11-12", if number % 2 == 0 { "end: 2026-12-12" } else { "end: 2026-11-13" })
        });
    }),
    ("a static file", |hand| {
        let number = hand.number;
        hand.write(&format!("assets/static/words/{}.txt", number % 3), &format!("{number}\n"));
    }),
    ("static files go", |hand| drop(fs::remove_dir_all(hand.root.join("assets/static")))),
    ("broken front matter", |hand| {
        let file = hand.document("");
        hand.edit(&file, |text| text.replacen("title: ", "title: [", 1));
    }),
    ("no front matter", |hand| {
        let file = hand.document("");
        hand.write(&file, "words\n");
    }),
    ("one file as it was", |hand| {
        let files: Vec<String> = hand.first.keys().cloned().collect();
        let file = hand.chance.one_of(&files).clone();
        let bytes = hand.first[&file].clone();
        hand.write_bytes(&file, &bytes);
    }),
    ("all as it was", |hand| {
        let first = hand.first.clone();
        put_back(&hand.root, &first);
    }),
    ("seen at another moment", |hand| {
        let moments = [
            json!("2026-11-05T12:00:00+08:00"),
            json!("2026-10-31T16:00:00Z"),
            json!("2026-12-05T00:00:00+08:00"),
            Value::Null,
        ];
        hand.wish = Some(json!({ "at": hand.chance.one_of(&moments) }));
    }),
    ("seen with drafts, or not", |hand| hand.wish = Some(json!({ "drafts": hand.number % 2 == 0 }))),
    ("seen with what is in review, or not", |hand| hand.wish = Some(json!({ "unapproved": hand.number % 2 == 0 }))),
];
