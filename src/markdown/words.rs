//! The few words that copy needs and its author does not write, in the document's language.

use pulldown_cmark::BlockQuoteKind;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// Titles of alerts: note, tip, important, warning, caution.
    alerts: [&'static str; 5],
    /// The name of a table that scrolls.
    pub(super) table: &'static str,
    /// The name of the footnotes.
    pub(super) footnotes: &'static str,
    /// The name of the link from a footnote to its place.
    pub(super) back: &'static str,
    /// A task that is done.
    pub(super) done: &'static str,
    /// A task that is not.
    pub(super) open: &'static str,
}

static SIMPLIFIED: Words = Words {
    alerts: ["说明", "提示", "重要", "注意", "警告"],
    table: "表格",
    footnotes: "脚注",
    back: "回到正文",
    done: "已完成",
    open: "未完成",
};

static TRADITIONAL: Words = Words {
    alerts: ["說明", "提示", "重要", "注意", "警告"],
    table: "表格",
    footnotes: "註腳",
    back: "回到正文",
    done: "已完成",
    open: "未完成",
};

static JAPANESE: Words = Words {
    alerts: ["補足", "ヒント", "重要", "注意", "警告"],
    table: "表",
    footnotes: "脚注",
    back: "本文に戻る",
    done: "完了",
    open: "未完了",
};

static ENGLISH: Words = Words {
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    table: "Table",
    footnotes: "Footnotes",
    back: "Back to the text",
    done: "done",
    open: "to do",
};

/// The words of a language; English where there are none.
pub(super) fn words(language: &str) -> &'static Words {
    let traditional = ["zh-Hant", "zh-TW", "zh-HK", "zh-MO"];
    match language.get(..2) {
        Some("zh") if traditional.iter().any(|tag| language.starts_with(tag)) => &TRADITIONAL,
        Some("zh") => &SIMPLIFIED,
        Some("ja") => &JAPANESE,
        _ => &ENGLISH,
    }
}

impl Words {
    /// The title of an alert.
    pub(super) fn alert(&self, kind: BlockQuoteKind) -> &'static str {
        let [note, tip, important, warning, caution] = self.alerts;
        match kind {
            BlockQuoteKind::Note => note,
            BlockQuoteKind::Tip => tip,
            BlockQuoteKind::Important => important,
            BlockQuoteKind::Warning => warning,
            BlockQuoteKind::Caution => caution,
        }
    }
}

/// The class of an alert.
pub(super) fn alert_class(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "alert-note",
        BlockQuoteKind::Tip => "alert-tip",
        BlockQuoteKind::Important => "alert-important",
        BlockQuoteKind::Warning => "alert-warning",
        BlockQuoteKind::Caution => "alert-caution",
    }
}
