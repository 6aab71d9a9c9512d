//! E5xx: what posters and preview pictures are drawn from, and how they turn out.

rules! {
    TEXT_DOES_NOT_FIT = Error "E502" "poster-text-does-not-fit" {
        en: "`{slot}` does not fit into {format} ({size}), even at its smallest: it takes {needs}, and there is room for {has}", help: "write fewer words, or take `{format}` out of `formats`", why: "Words that run out of their box are cut off, or lie over others. The template says how small they may become.";
        zh: "`{slot}` 在 {format}（{size}）里缩到最小也放不下：需要 {needs}，只有 {has}", help: "请缩短文字，或从 `formats` 里去掉 `{format}`", why: "超出的文字会被截断或盖住别的内容。文字最小能缩到多小，由模板规定。";
        bad: "words: {headline: 一份写得太长怎么也放不下的大标题}"; good: "words: {headline: 一壶热茶}";
    }
    LETTER_MISSING = Error "E503" "poster-letter-missing" {
        en: "no font of the poster has {letters} for `{slot}`", help: "use other words, or add a font that has it under `posters.fonts` in awning.yaml", why: "An empty box would be drawn in its place. Fonts come from the theme and the shop, never from the machine.";
        zh: "海报的字体里没有 {letters}（`{slot}`）", help: "请换一种说法，或在 awning.yaml 的 `posters.fonts` 里加上有这个字的字体", why: "缺字会画成空框。字体只来自主题和店铺，不用电脑自带的字体。";
        bad: "words: {headline: 👍 好茶}"; good: "words: {headline: 好茶}";
    }
    FAINT_ON_POSTER = Error "E504" "poster-text-faint" {
        en: "`{slot}` hardly stands out in {format}: its contrast is {ratio} to 1, and 3 is the least", help: "choose a calmer photo or another `focal` point, or let the template lay a scrim under the words", why: "It is measured on the drawn pixels, behind the letters. What is fainter is not read on a phone in the sun (WCAG 2.2, 1.4.3, large text).";
        zh: "`{slot}` 在 {format} 里看不清：对比度只有 {ratio}:1，至少要 3:1", help: "请换一张背景简单的照片或调整 `focal`，或在模板里给文字垫一层底色", why: "对比度按画出来的像素、在文字背后测得。再低，手机在阳光下就看不清了（WCAG 2.2，1.4.3，大号文字）。";
        bad: "photo: {src: /photos/snow.jpg}"; good: "photo: {src: /photos/night.jpg}";
    }
    OUTSIDE_SAFE_AREA = Warning "W507" "poster-outside-safe-area" {
        en: "`{slot}` lies outside the safe area of {format}", help: "move it in the template: the safe area is in `--safe-top` and so on", why: "The channel cuts the picture there, or lays buttons over it.";
        zh: "`{slot}` 超出了 {format} 的安全区", help: "请在模板里移动它：安全区见 `--safe-top` 等变量", why: "那里会被平台裁掉，或被按钮遮住。";
        bad: ".headline { left: 0 }"; good: ".headline { left: var(--safe-left) }";
    }
    UNKNOWN_TEMPLATE = Error "E508" "unknown-poster-template" {
        en: "the theme `{theme}` has no poster template `{template}`", help: "known here: {known}; or add posters/{template}.html and posters/{template}.css to the theme", why: "The poster cannot be drawn.";
        zh: "主题 `{theme}` 没有海报模板 `{template}`", help: "这里可用：{known}；也可以在主题里加上 posters/{template}.html 和 posters/{template}.css", why: "没有模板就画不出海报。";
        bad: "template: festval"; good: "template: festival";
    }
    UNKNOWN_FORMAT = Error "E509" "unknown-poster-format" {
        en: "there is no poster format `{format}`", help: "known here: {known}; or add it under `posters.formats` in awning.yaml", why: "A format says how large a poster is, and what of it is safe.";
        zh: "没有海报尺寸 `{format}`", help: "这里可用：{known}；也可以加到 awning.yaml 的 `posters.formats`", why: "尺寸表规定海报多大、哪里是安全区。";
        bad: "formats: [weixin]"; good: "formats: [wechat-cover]";
    }
    TEMPLATE_NEEDS = Error "E551" "poster-template-needs" {
        en: "the template `{template}` needs `{field}`", help: "add it to the front matter", why: "The theme declares what its poster templates cannot do without.";
        zh: "模板 `{template}` 需要 `{field}`", help: "请写进 front matter", why: "海报模板缺了什么就画不成，由主题声明。";
        bad: "template: product"; good: "template: product\nphoto: {src: front.jpg}";
    }
    TEMPLATE_SHOWS_NOT = Warning "W552" "poster-template-shows-not" {
        en: "the template `{template}` does not show `{field}`", help: "remove it, or choose a template that shows it", why: "Who wrote it expects to see it.";
        zh: "模板 `{template}` 不显示 `{field}`", help: "请删去，或换一个会显示它的模板", why: "写了却不显示，写的人不会知道。";
        bad: "template: plain\nqr: {url: …}"; good: "template: festival\nqr: {url: …}";
    }
    WRONG_FORMAT = Error "E553" "wrong-poster-format" {
        en: "the poster format `{format}` cannot be: {reason}", help: "", why: "Every picture needs a size that can be drawn.";
        zh: "海报尺寸 `{format}` 不对：{reason}", help: "", why: "图片的大小必须画得出来。";
        bad: "banner: {width: 1920}"; good: "banner: {width: 1920, height: 600}";
    }
    SHEET_FAULT = Error "E554" "poster-sheet-fault" {
        en: "this cannot be drawn: {reason} (while drawing {poster})", help: "", why: "What does nothing, or cannot be done on a poster, is a mistake: a designer should not have to look for it.";
        zh: "这里画不出来：{reason}（正在画 {poster}）", help: "", why: "写了不起作用的、海报做不到的，都按错误报告，免得设计师自己去找。";
        bad: "h1 { colour: red }"; good: "h1 { color: red }";
    }
    POSTER_OVER_LIMIT = Error "E555" "poster-over-limit" {
        en: "{poster} takes {least} even at the lowest quality; {limit} is the limit", help: "choose a calmer photo, or raise `max_bytes` of the format", why: "The channel refuses larger files.";
        zh: "{poster} 压到最低画质还有 {least}，只允许 {limit}", help: "请换一张细节少一些的照片，或调高该尺寸的 `max_bytes`", why: "平台不接受更大的文件。";
        bad: "max_bytes: 5 KB"; good: "max_bytes: 400 KB";
    }
    POSTER_LICENCE = Error "E556" "poster-licence" {
        en: "{path} is licensed `{licence}`, and a poster changes it", help: "use another photo", why: "Licences without derivatives allow no cropping, and no words over the photo.";
        zh: "{path} 的许可是 `{licence}`，做成海报就改动了它", help: "请换一张照片", why: "“禁止演绎”的许可不允许裁切，也不允许在照片上加字。";
        bad: "licence: CC-BY-ND-4.0"; good: "licence: CC-BY-4.0";
    }
    PREVIEW_CUT = Warning "W557" "preview-text-does-not-fit" {
        en: "the preview picture cannot show `{slot}` whole", help: "shorten it, or give it more room in posters/og.html", why: "Who shares the page shares a picture with cut words.";
        zh: "分享图放不下完整的 `{slot}`", help: "请缩短文字，或在 posters/og.html 里给它更多位置", why: "分享出去的图片上，文字会不完整。";
        bad: "title: (sixty letters without a break)"; good: "title: Mountain white tea";
    }
    PREVIEW_LETTER = Warning "W558" "preview-letter-missing" {
        en: "no font of the preview picture has {letters} for `{slot}`", help: "add a font that has it under `posters.fonts` in awning.yaml, or set `posters: {previews: false}`", why: "An empty box is drawn in its place.";
        zh: "分享图的字体里没有 {letters}（`{slot}`）", help: "请在 awning.yaml 的 `posters.fonts` 里加上有这个字的字体，或写 `posters: {previews: false}`", why: "缺字会画成空框。";
        bad: "title: 好茶 👍"; good: "title: 好茶";
    }
}
