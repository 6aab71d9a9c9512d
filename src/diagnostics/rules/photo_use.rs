//! E12x, E13x: photos in documents.

rules! {
    RIGHTS_EXPIRED = Error "E121" "rights-expired" {
        en: "the licence of {src} ended on {day}", help: "renew it, or use another photo", why: "A photo without a licence must not be published.";
        zh: "{src} 的授权已于 {day} 到期", help: "请续期或换图", why: "没有授权的照片不能发布。";
        bad: "rights: {holder: 某某, licence: permission, expires: 2025-12-31}"; good: "rights: {holder: 某某, licence: permission, expires: 2027-12-31}";
    }
    UNKNOWN_LICENCE = Warning "W122" "unknown-licence" {
        en: "`{licence}` is no licence that awning knows", help: "write an SPDX identifier (CC-BY-4.0), `own` or `permission`", why: "The credits page names and links the licence.";
        zh: "不认识授权 `{licence}`", help: "请写 SPDX 名称（如 CC-BY-4.0）、`own` 或 `permission`", why: "署名页要写明授权。";
        bad: "licence: CC-BY4"; good: "licence: CC-BY-4.0";
    }
    CONFIDENTIAL_PHOTO = Error "E124" "confidential-photo" {
        en: "the photo {src} is confidential", help: "use another one", why: "What is confidential must leave no trace.";
        zh: "照片 {src} 属保密内容", help: "请换图", why: "保密内容不能留下痕迹。";
        bad: "image: {src: /photos/secret.jpg}"; good: "image: {src: /photos/field.jpg}";
    }
    MISSING_PHOTO = Error "E130" "missing-photo" {
        en: "there is no photo `{src}`", help: "names are relative to the document; those that begin with / lie in assets/", why: "The page would show a hole.";
        zh: "没有照片 `{src}`", help: "文件名相对于本文档；以 / 开头的在 assets/ 里", why: "页面会缺图。";
        bad: "src: frnt.jpg"; good: "src: front.jpg";
    }
    MISSING_ALT = Error "E131" "missing-alt" {
        en: "{src} has no alternative text", help: "say in `alt` (or in the sidecar {src}.yaml) what it shows", why: "Shoppers who cannot see it, and search engines, read it.";
        zh: "{src} 没有替代文字", help: "请在 `alt`（或 {src}.yaml）里写明图中内容", why: "看不见图的顾客和搜索引擎靠它。";
        bad: "{src: front.jpg, role: main}"; good: "{src: front.jpg, role: main, alt: 绿茶罐正面}";
    }
    BAD_FOCAL = Error "E132" "bad-focal-point" {
        en: "the focal point {x}, {y} lies outside the photo", help: "both numbers lie between 0 and 1", why: "Crops keep the focal point.";
        zh: "焦点 {x}，{y} 不在图内", help: "两个数都在 0 到 1 之间", why: "裁剪时保留焦点。";
        bad: "focal: [50, 40]"; good: "focal: [0.5, 0.4]";
    }
    SMALL_PHOTO = Warning "W133" "small-photo" {
        en: "{src} gives {width} px in a place of up to {slot} px", help: "use a larger original", why: "It would look soft on large screens; awning never enlarges.";
        zh: "{src} 在最大 {slot} px 的版位里只有 {width} px", help: "请换更大的原图", why: "大屏上会发虚；awning 不会放大图片。";
        bad: "(a hero of 640 px)"; good: "(a hero of 2400 px)";
    }
    CREDIT_MISSING = Warning "W134" "credit-missing" {
        en: "{src} is used under {licence}, which asks for a name; its sidecar has none", help: "add `rights.holder`", why: "Attribution licences must be honoured.";
        zh: "{src} 的授权 {licence} 要求署名，但没有写作者", help: "请补充 `rights.holder`", why: "署名授权必须署名。";
        bad: "rights: {licence: CC-BY-4.0}"; good: "rights: {licence: CC-BY-4.0, holder: A. Gorri}";
    }
}
