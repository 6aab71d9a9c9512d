//! E53x: marks on photos.

rules! {
    WATERMARK_FORM = Error "E540" "watermark-form" {
        en: "the watermark {reason}", help: "give it either `image`, a PNG or SVG of assets/, or `text` and `font`; a `tone` needs a see-through ground", why: "A watermark is one picture, or one line of text in a font of the shop.";
        zh: "水印{reason}", help: "请写 `image`（assets/ 里的 PNG 或 SVG），或者写 `text` 和 `font`；`tone` 需要透明底的图片", why: "水印是一张图片，或者用店铺自己的字体写的一行字。";
        bad: "watermark: {text: 岚上集}"; good: "watermark: {text: 岚上集, font: /brand/mark.ttf}";
    }
    FONT_UNREADABLE = Error "E541" "font-unreadable" {
        en: "{file} cannot be used as a font: {reason}", help: "give a TTF or OTF that is free to be used", why: "The letters are drawn from the shop's own font, so that they look the same on every machine.";
        zh: "{file} 不能用作字体：{reason}", help: "请提供可以自由使用的 TTF 或 OTF", why: "文字用店铺自己的字体绘制，在任何机器上结果都相同。";
        bad: "font: /brand/mark.woff2"; good: "font: /brand/mark.ttf";
    }
    NO_LETTER = Error "E542" "letter-not-in-font" {
        en: "the font {file} has no `{letter}`", help: "choose a font that has all letters of the text, or another text", why: "An empty box would be laid over every photo.";
        zh: "字体 {file} 里没有 `{letter}`", help: "请换一个字符齐全的字体，或者改文字", why: "否则每张照片上都会是一个空框。";
        bad: "{text: 岚上集, font: /brand/latin.ttf}"; good: "{text: 岚上集, font: /brand/chinese.ttf}";
    }
    TEXT_TOO_LONG = Error "E543" "watermark-too-long" {
        en: "the watermark is {width} half-width units long; the limit is {limit}", help: "write the shop's name, or its address", why: "A long line would be too small to be read.";
        zh: "水印文字宽 {width} 个半角单位，上限 {limit}", help: "写店名或网址即可", why: "太长的一行会小得看不清。";
        bad: "text: 岚上集出品，陕西汉中，版权所有，请勿转载，联系电话见页脚"; good: "text: 岚上集";
    }
    UNKNOWN_BADGE = Error "E544" "unknown-badge" {
        en: "there is no badge `{name}`", help: "put assets/badges/{name}.svg there, or use one of: {known}", why: "A badge is artwork of the shop or of its theme.";
        zh: "没有角标 `{name}`", help: "请放入 assets/badges/{name}.svg，或使用：{known}", why: "角标是店铺或主题自带的图形。";
        bad: "badge: nwe"; good: "badge: new";
    }
    LICENCE_FORBIDS_MARKS = Warning "W545" "licence-forbids-marks" {
        en: "the licence {licence} of {path} forbids changes, so it carries no watermark and no badge", help: "ask its holder for permission, or use another photo where marks matter", why: "Laying something over a picture makes an adapted work, which these licences do not allow to be shared.";
        zh: "{path} 的授权 {licence} 禁止改动，因此不加水印和角标", help: "请征得作者同意；需要水印的地方请换图", why: "在图上加东西属于演绎作品，这类授权不允许发布。";
        bad: "rights: {licence: CC-BY-ND-4.0, holder: 某某}"; good: "rights: {licence: CC-BY-4.0, holder: 某某}";
    }
}
