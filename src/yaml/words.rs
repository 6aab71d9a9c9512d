//! What the YAML parser complains of, in words of people who write copy.

/// A part of the parser's message, and what it means in English and Chinese.
const WORDS: &[(&str, &str, &str)] = &[
    ("mapping values are not allowed", "there is a `: ` where no field can be", "这里不该有 `: `"),
    ("tab", "there is a tab in the indentation", "缩进里有制表符（Tab），请改成空格"),
    ("unclosed bracket '['", "a `[` is not closed", "`[` 没有关上"),
    ("unclosed bracket '{'", "a `{` is not closed", "`{` 没有关上"),
    ("misplaced bracket", "a bracket is closed that was not opened", "多了一个右括号"),
    ("unclosed quote", "a quote is not closed", "引号没有关上"),
    ("trailing content after", "there is something behind the closing quote", "右引号后面还有内容"),
    ("unknown escape", "there is a `\\` that escapes nothing", "`\\` 后面不是可转义的字符"),
    ("unknown anchor", "a text cannot begin with `*`", "文字不能以 `*` 开头"),
    ("anchor or alias", "a text cannot begin with `&` or `*`", "文字不能以 `&` 或 `*` 开头"),
    ("unexpected character", "a text cannot begin with this sign", "文字不能以这个符号开头"),
    ("block scalar", "after `|` or `>` the text begins on the next line", "`|` 或 `>` 后面的文字要从下一行开始"),
    ("simple key expected", "the line is no field: it has no `: `", "这一行不是字段：缺少 `: `"),
    ("did not find expected key", "the line is indented otherwise than its neighbours", "这一行的缩进和上下行不一致"),
    ("budget breached", "it unfolds to more than a document may hold", "展开后的内容超出了上限"),
];

/// A colon as Chinese keyboards type it.
const WIDE_COLON: char = '\u{FF1A}';

/// A message in English and Chinese. `line` is the line that it is about.
pub(super) fn plain(message: &str, line: &str) -> (String, String) {
    // The place that the parser adds is shown by the frame.
    let message = message.split_once(" at line ").map_or(message, |(words, _)| words);
    if message.contains("simple key expected") && line.contains(WIDE_COLON) {
        return (
            format!("the colon behind the key is a wide `{WIDE_COLON}`, not `: `"),
            format!("字段名后面用了中文冒号 `{WIDE_COLON}`，请改成 `: `（英文冒号加空格）"),
        );
    }
    let known = WORDS.iter().find(|(part, _, _)| message.contains(part));
    known.map_or_else(
        || (message.to_string(), message.to_string()),
        |(_, english, chinese)| ((*english).to_string(), (*chinese).to_string()),
    )
}
