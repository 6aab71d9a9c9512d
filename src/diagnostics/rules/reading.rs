//! E0xx: reading files, YAML and front matter.

rules! {
    NOT_UTF8 = Error "E001" "not-utf8" {
        en: "the file is not UTF-8: it looks like {encoding} (byte {offset})", help: "save it as UTF-8; in most editors: Save with Encoding, UTF-8", why: "awning reads one encoding, so that no letter is ever guessed.";
        zh: "文件不是 UTF-8 编码：看起来是 {encoding}（第 {offset} 个字节）", help: "请另存为 UTF-8 编码", why: "awning 只读一种编码，绝不猜字。";
        bad: "(a file saved as GBK)"; good: "(the same file saved as UTF-8)";
    }
    LINK_LEAVES_SHOP = Error "E002" "link-leaves-shop" {
        en: "the symbolic link leads out of the shop, to {target}", help: "copy the file into the shop", why: "A shop is one folder: what lies outside is not in git and must never be published by accident.";
        zh: "符号链接指向店铺以外：{target}", help: "请把文件复制到店铺目录里", why: "店铺就是一个目录，外面的文件不在 git 里，也不能被意外发布。";
        bad: "assets/photo.jpg -> /home/me/photo.jpg"; good: "assets/photo.jpg (a file)";
    }
    NOT_A_FILE = Error "E003" "not-a-file" {
        en: "this is neither a file nor a folder ({kind})", help: "remove it", why: "Pipes, sockets and devices cannot be content.";
        zh: "既不是文件也不是文件夹（{kind}）", help: "请删除", why: "管道、套接字和设备不能作为内容。";
        bad: "content/pages/about.md (a pipe)"; good: "content/pages/about.md (a file)";
    }
    TOO_LARGE = Error "E004" "file-too-large" {
        en: "the file has {bytes} bytes; the limit is {limit}", help: "split it, or move what is not text elsewhere", why: "Every input has a limit, so that one wrong file cannot fill the memory.";
        zh: "文件有 {bytes} 字节，上限为 {limit}", help: "请拆分文件", why: "每种输入都有上限，免得一个错误的文件占满内存。";
        bad: "(a text of 20 MB)"; good: "(a text of 20 KB)";
    }
    YAML_SYNTAX = Error "E005" "yaml-syntax" {
        en: "this is not YAML: {reason}", help: "check the indentation, and put texts that contain `: ` or begin with a sign in quotes", why: "Front matter is YAML; a mistake in one line makes the rest unreadable.";
        zh: "YAML 语法错误：{reason}", help: "请检查缩进；含有 `: ` 或以符号开头的文字请加引号", why: "文件头是 YAML，一行写错，后面就读不出来。";
        bad: "title: 茶: 新到"; good: "title: \"茶: 新到\"";
    }
    DUPLICATE_KEY = Error "E006" "duplicate-key" {
        en: "the key `{key}` stands here twice", help: "keep one of them", why: "Of two values one would be lost without a word.";
        zh: "字段 `{key}` 重复", help: "只保留一个", why: "写两次，总有一个会被悄悄丢掉。";
        bad: "title: 茶\ntitle: 酒"; good: "title: 茶";
    }
    UNKNOWN_KEY = Error "E007" "unknown-key" {
        en: "unknown key `{key}`", help: "known here: {known}", why: "A mistyped key would be silently ignored.";
        zh: "没有 `{key}` 这个字段", help: "这里可用：{known}", why: "写错的字段若被忽略，内容就悄悄丢了。";
        bad: "subtitel: 山里的茶"; good: "subtitle: 山里的茶";
    }
    WRONG_VALUE = Error "E008" "wrong-value" {
        en: "`{key}`: {reason}", help: "", why: "The value has another form than the field needs.";
        zh: "`{key}`：{reason}", help: "", why: "这个值的形式不对。";
        bad: "order: first"; good: "order: 1";
    }
    MISSING_FIELD = Error "E009" "missing-field" {
        en: "`{key}` is missing", help: "add `{key}: …` to the front matter", why: "A page cannot be made without it.";
        zh: "缺少 `{key}`", help: "请在文件头加上 `{key}: …`", why: "缺了它，页面做不出来。";
        bad: "---\nsku: LS-T01\n---"; good: "---\ntitle: 明前绿茶\nsku: LS-T01\n---";
    }
    NO_FRONT_MATTER = Error "E010" "no-front-matter" {
        en: "the file does not begin with front matter", help: "begin it with `---`, the fields, and `---` again", why: "A document needs at least a title.";
        zh: "文件开头没有文件头", help: "请以 `---`、字段、`---` 开头", why: "每篇文档至少要有标题。";
        bad: "# 关于我们"; good: "---\ntitle: 关于我们\n---";
    }
    UNCLOSED_FRONT_MATTER = Error "E011" "unclosed-front-matter" {
        en: "the front matter is not closed", help: "put `---` on a line of its own after the last field", why: "Without the second line of dashes, nobody can tell where the text begins.";
        zh: "文件头没有结束", help: "请在最后一个字段后另起一行写 `---`", why: "没有第二行横线，就分不清正文从哪里开始。";
        bad: "---\ntitle: 茶\n正文"; good: "---\ntitle: 茶\n---\n正文";
    }
    MISPLACED_FILE = Warning "W012" "misplaced-file" {
        en: "no kind of document lives here", help: "move it below content/products, stories, news, guides, pages, campaigns or posters", why: "The folder decides what a document is.";
        zh: "这里不放任何类型的文档", help: "请移到 content/products、stories、news、guides、pages、campaigns 或 posters 下", why: "文件夹决定文档的类型。";
        bad: "content/tea.md"; good: "content/products/tea/tea.md";
    }
}
