//! E4xx, E5xx: campaigns and posters.

rules! {
    FESTIVAL_LATER = Error "E401" "festival-not-yet" {
        en: "windows by festival (`{festival}`) are not computed by this version", help: "write `start` and `end`", why: "Lunar dates must be computed, never guessed; the calendar comes with a later version.";
        zh: "此版本还不能按节日（`{festival}`）计算时间", help: "请写 `start` 和 `end`", why: "农历日期必须计算，不能猜；日历功能将在后续版本提供。";
        bad: "festival: zhongqiu"; good: "start: 2026-09-07\nend: 2026-09-26";
    }
    NO_WINDOW = Error "E402" "campaign-without-window" {
        en: "a campaign needs `start` and `end`", help: "write both as dates or times", why: "Prices change at its first and last instant.";
        zh: "活动须有 `start` 和 `end`", help: "请写日期或时间", why: "价格在首末时刻变化。";
        bad: "title: 双11"; good: "start: 2026-11-10T20:00\nend: 2026-11-12";
    }
    EMPTY_SELECTOR = Error "E403" "selector-matches-nothing" {
        en: "no product fits `{selector}`", help: "correct it, or remove it", why: "The campaign would change nothing.";
        zh: "没有商品符合 `{selector}`", help: "请更正或删除", why: "活动会没有任何作用。";
        bad: "products: [{tag: 茶页}]"; good: "products: [{tag: 茶叶}]";
    }
    SAME_PRIORITY = Error "E405" "same-priority" {
        en: "{other} covers {sku} at the same time with the same priority {priority}", help: "give one of them a higher `priority`", why: "Which price counts must be clear.";
        zh: "{other} 同时覆盖 {sku}，优先级同为 {priority}", help: "请给其中一个更高的 `priority`", why: "用哪个价格必须明确。";
        bad: "priority: 50   (twice)"; good: "priority: 60 / priority: 50";
    }
    PRICE_NOT_LOWER = Error "E406" "campaign-price-not-lower" {
        en: "the campaign asks {price} for {sku}, which costs {regular} without it", help: "lower it, or leave it out", why: "A campaign price that is not lower is no offer.";
        zh: "{sku} 的活动价 {price} 不低于平时价 {regular}", help: "请降低或去掉", why: "不降价就不是优惠。";
        bad: "price: \"138.00\"   (regular 128.00)"; good: "price: \"108.00\"";
    }
    OVER_BUT_SHOWN = Warning "W408" "campaign-over" {
        en: "the campaign ended on {day}", help: "remove the link, or let the section end with `visible`", why: "Shoppers find yesterday’s offer.";
        zh: "活动已于 {day} 结束", help: "请删除，或用 `visible` 设置结束时间", why: "顾客会看到过期的优惠。";
        bad: "{type: campaign_band, campaign: 618-2025}"; good: "{type: campaign_band}";
    }
    WINDOW_REVERSED = Error "E410" "window-reversed" {
        en: "the campaign ends before it starts", help: "put `end` after `start`", why: "It would never run.";
        zh: "活动结束早于开始", help: "请让 `end` 晚于 `start`", why: "这样的活动永远不会开始。";
        bad: "start: 2026-11-12\nend: 2026-11-10"; good: "start: 2026-11-10\nend: 2026-11-12";
    }
    BAD_AMOUNT = Error "E411" "bad-amount" {
        en: "`{key}`: `{typed}` is no amount", help: "write a decimal in quotes, \"239.00\"", why: "Money is never guessed.";
        zh: "`{key}`：「{typed}」不是金额", help: "请写带引号的小数，如 \"239.00\"", why: "金额绝不猜。";
        bad: "price: ¥239"; good: "price: \"239.00\"";
    }
    SELECTOR_FORM = Error "E412" "selector-form" {
        en: "an entry of `products` names one of `sku`, `category`, `tag`, `all: true`, and at most one of `price` and `percent_off` (1 to 95)", help: "correct the entry", why: "It must be clear what costs how much.";
        zh: "`products` 每项写 `sku`、`category`、`tag`、`all: true` 之一，`price` 与 `percent_off`（1–95）至多其一", help: "请更正", why: "必须明确什么商品卖什么价。";
        bad: "{sku: LS-T01, tag: 茶, price: \"1.00\"}"; good: "{sku: LS-T01, price: \"108.00\"}";
    }
    BADGE_TOO_LONG = Error "E413" "badge-too-long" {
        en: "the stamp `{text}` is {width} half-width units wide; 12 fit", help: "use at most 6 Han characters", why: "It has to be read on a small photo.";
        zh: "角标「{text}」长度 {width}，最多 12", help: "最多 6 个汉字", why: "小图上要看得清。";
        bad: "badge: {text: 双十一全场大促销}"; good: "badge: {text: 双11价}";
    }
    BAD_TOKEN = Error "E414" "bad-token" {
        en: "`{name}: {value}` is no colour token", help: "write a name in small letters and a plain CSS value, accent: \"#b5382f\"", why: "Tokens become part of the page’s styles.";
        zh: "`{name}: {value}` 不是颜色变量", help: "名称用小写字母，值用普通 CSS 值，如 accent: \"#b5382f\"", why: "变量会写进页面样式。";
        bad: "skin: {tokens: {accent: \"red; } body {\"}}"; good: "skin: {tokens: {accent: \"#b5382f\"}}";
    }
    RULES_MISSING = Error "E415" "rules-missing" {
        en: "this mechanic needs `rules`", help: "write the conditions; they are shown on the landing page", why: "Conditions must be shown (规范促销行为暂行规定).";
        zh: "此活动形式须写明 `rules`", help: "请写活动规则，将显示在活动页", why: "促销条件须显著标明（规范促销行为暂行规定）。";
        bad: "mechanic: lottery"; good: "mechanic: threshold\nrules: 满 299 减 30 …";
    }
    PRIORITY_RANGE = Error "E416" "priority-range" {
        en: "the priority {priority} is above 100", help: "write 0 to 100", why: "Campaigns are compared by it.";
        zh: "优先级 {priority} 超过 100", help: "请写 0–100", why: "活动按它比较先后。";
        bad: "priority: 1000"; good: "priority: 80";
    }
    PRICE_IN_WORDS = Error "E501" "price-in-words" {
        en: "`{key}` has a price in its words: {text}", help: "name the product with `price_of`; the price then comes from the offers table", why: "A drawn price stays when the table changes.";
        zh: "`{key}` 的文字里写了价格：{text}", help: "请用 `price_of` 指定商品，价格取自报价表", why: "写死的价格不会随报价表变化。";
        bad: "headline: 新茶 ¥99"; good: "headline: 新茶上市\nprice_of: LS-T01";
    }
}
