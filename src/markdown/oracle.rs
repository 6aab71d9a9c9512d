//! The law of emphasis: what stands in bold is what comrak's `cjk_friendly_emphasis` puts in bold.
//!
//! Three things differ on purpose and are kept out: `~` and `~~~` (comrak strikes between single tildes and stops at
//! uneven ones), `~~` beside `*` or `_` (like cmark-gfm, comrak looks past the tildes for the letter before), and
//! blocks (each case is one paragraph).

use super::events::read;
use proptest::prelude::*;
use pulldown_cmark::html::push_html;

fn ours(line: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, read(line).into_iter().map(|(event, _)| event));
    normal(&html)
}

fn theirs(line: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    normal(&comrak::markdown_to_html(line, &options))
}

/// Both escape quotes in their own way.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").trim_end().to_string()
}

#[test]
fn the_specification() {
    for line in [
        "これは**私のやりたかったこと。**だからするの。",
        "**[製品ほげ](./product-foo)**と**[製品ふが](./product-bar)**をお試しください",
        "先頭の**`コード`も注意。**",
        "**末尾の`コード`**も注意。",
        "税込**¥10,000**で入手できます。",
        "正解は**④**です。",
        "太郎は**「こんにちわ」**といった",
        "太郎は**\"こんにちわ\"**といった",
        "**C#**や**F#**は**「.NET」**というプラットフォーム上で動作します。",
        "Go**「初心者」**を対象とした記事です。",
        "・**㋐**:選択肢１つ目",
        ".NET**（.NET Frameworkは不可）**では、",
        "大塚\u{FE00}**(U+585A U+FE00)** 大塚**(U+FA10)**",
        "〽\u{FE0E}**(庵点)**は、",
        "**true。\u{FE01}**false",
        "禰\u{E0100}**(ね)**豆子",
        "**이 [링크](https://example.kr/)**만을 강조하고 싶다.",
        "**스크립트(script)**라고",
        "패키지를 발행하려면 **`npm publish`**를 실행하십시오.",
        "**안녕(hello)**하세요.",
        "__注意__：注意事項",
        "注意：__注意事項__",
        "正體字。\u{FE01}_Traditional._",
        "正體字。\u{FE01}__Hong Kong and Taiwan.__",
        "简体字 / 新字体。\u{FE00}_Simplified._",
        "“\u{FE01}Git”\u{FE01}__Hub__",
        "a~~a()~~あ",
        "あ~~()a~~a",
        "𩸽~~()a~~a",
        "a~~a()~~𩸽",
        "葛\u{E0100}~~()a~~a",
        "羽\u{FE00}~~()a~~a",
        "a~~「a~~」",
        "「~~a」~~a",
        "~~a~~：~~a~~",
        "~~日本語。\u{FE00}~~English.",
        "~~“\u{FE01}a”\u{FE01}~~a",
        "a**〰**a",
        "a**🈂**a",
        "a**㊗**a",
        "**[遮阳。**好](a)**。**好",
        "*中**文。*字**",
        "***中**文。*字",
        "**中*文。***字",
        r"**a\*。**b\**。**c",
        "中*_。_*文*。",
    ] {
        assert_eq!(ours(line), theirs(line), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_line(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "中", "。", "“", "”", "(", "a", "1", "¥", "*", "**", " ", "~~", "_", "`b`", "[", "](c)", "\\", "\n",
        ]),
        1..24,
    )) {
        let line = format!("中{}", pieces.concat());
        // Comrak stops at runs of tildes that are not two; a blank line ends the paragraph.
        prop_assume!(["~~~", "~*", "~_", "*~", "_~", "\\~", "\\\n", "\\`"].iter().all(|odd| !line.contains(odd)) && !has_block(&line));
        prop_assert_eq!(ours(&line), theirs(&line), "{}", line);
    }
}

/// Whether a line after the first would begin a block.
fn has_block(line: &str) -> bool {
    line.split('\n').skip(1).any(|rest| rest.trim().is_empty() || rest.trim_start().starts_with(['*', '1', '~', '_']))
}
