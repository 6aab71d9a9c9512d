//! E4xx, E5xx: campaigns and posters.

rules! {
    TWO_WINDOWS = Error "E401" "two-windows" {
        en: "`{key}` does not go with `{other}`: a campaign runs by dates, or by a festival", help: "keep `start` and `end`, or `festival` with `from`, `to` and `year`", why: "When prices change must be said once.";
        zh: "`{key}` 与 `{other}` 不能同时写：活动按日期或按节日进行", help: "请保留 `start` 和 `end`，或 `festival` 加 `from`、`to`、`year`", why: "价格何时变化只能有一种说法。";
        bad: "festival: zhongqiu\nstart: 2026-09-07\nend: 2026-09-26"; good: "festival: zhongqiu\nfrom: -18d\nto: +1d";
    }
    NO_WINDOW = Error "E402" "campaign-without-window" {
        en: "a campaign needs `start` and `end`, or `festival`", help: "write dates or times, or a festival with `from: -18d` and `to: +1d`", why: "Prices change at its first and last instant.";
        zh: "活动须有 `start` 和 `end`，或 `festival`", help: "请写日期或时间，或写节日加 `from: -18d`、`to: +1d`", why: "价格在首末时刻变化。";
        bad: "title: 双11"; good: "start: 2026-11-10T20:00\nend: 2026-11-12";
    }
    EMPTY_SELECTOR = Error "E403" "selector-matches-nothing" {
        en: "no product fits `{selector}`", help: "correct it, or remove it", why: "The campaign would change nothing.";
        zh: "没有商品符合 `{selector}`", help: "请更正或删除", why: "活动会没有任何作用。";
        bad: "products: [{tag: 茶页}]"; good: "products: [{tag: 茶叶}]";
    }
    SAME_PRIORITY = Error "E405" "same-priority" {
        en: "{other} covers {skus} at the same time with the same priority {priority}", help: "give one of them a higher `priority`", why: "Which price counts must be clear.";
        zh: "{other} 同时覆盖 {skus}，优先级同为 {priority}", help: "请给其中一个更高的 `priority`", why: "用哪个价格必须明确。";
        bad: "priority: 50   (twice)"; good: "priority: 60 / priority: 50";
    }
    PRICE_NOT_LOWER = Error "E406" "campaign-price-not-lower" {
        en: "the campaign asks {price} for {sku}, which costs {regular} without it", help: "lower it, or leave it out", why: "A campaign price that is not lower is no offer.";
        zh: "{sku} 的活动价 {price} 不低于平时价 {regular}", help: "请降低或去掉", why: "不降价就不是优惠。";
        bad: "price: \"138.00\"   (regular 128.00)"; good: "price: \"108.00\"";
    }
    NOT_THE_LAST_DAY = Error "E407" "not-the-last-day" {
        en: "the copy says `{words}`, but {reason}", help: "remove it, or let it appear on the last day with `publish_at` or `visible`", why: "An hour that is not the last is no last hour: false urgency misleads (明码标价和禁止价格欺诈规定).";
        zh: "文案写「{words}」，但{reason}", help: "请删除，或用 `publish_at`、`visible` 让它只在最后一天出现", why: "并非最后一天却这样写，是虚假的紧迫感（明码标价和禁止价格欺诈规定）。";
        bad: "slogan: 最后一天！   (nine days before the end)"; good: "slogan: 到 12 月 1 日为止";
    }
    OVER_BUT_SHOWN = Warning "W408" "campaign-over" {
        en: "the campaign ended on {day}", help: "remove the link, or let the section end with `visible`", why: "Shoppers find yesterday’s offer.";
        zh: "活动已于 {day} 结束", help: "请删除，或用 `visible` 设置结束时间", why: "顾客会看到过期的优惠。";
        bad: "{type: campaign_band, campaign: 618-2025}"; good: "{type: campaign_band}";
    }
    WINDOW_REVERSED = Error "E410" "window-reversed" {
        en: "the campaign ends before it starts", help: "put `end` after `start`, or `to` after `from`", why: "It would never run.";
        zh: "活动结束早于开始", help: "请让 `end` 晚于 `start`，或 `to` 晚于 `from`", why: "这样的活动永远不会开始。";
        bad: "start: 2026-11-12\nend: 2026-11-10"; good: "start: 2026-11-10\nend: 2026-11-12";
    }
    BAD_AMOUNT = Error "E411" "bad-amount" {
        en: "`{key}`: `{typed}` is no amount", help: "write a decimal in quotes, \"239.00\"", why: "Money is never guessed.";
        zh: "`{key}`：「{typed}」不是金额", help: "请写带引号的小数，如 \"239.00\"", why: "金额绝不猜。";
        bad: "price: ¥239"; good: "price: \"239.00\"";
    }
    SELECTOR_FORM = Error "E412" "selector-form" {
        en: "an entry of `products` names one of `sku`, `category`, `tag`, `all: true`, and at most one of `price`, `percent_off` (1 to 95) and `amount_off`", help: "correct the entry", why: "It must be clear what costs how much.";
        zh: "`products` 每项写 `sku`、`category`、`tag`、`all: true` 之一，`price`、`percent_off`（1–95）、`amount_off` 至多其一", help: "请更正", why: "必须明确什么商品卖什么价。";
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
    UNKNOWN_FESTIVAL = Error "E417" "unknown-festival" {
        en: "there is no festival `{festival}`", help: "write a built-in one, such as chunjie, zhongqiu or shuang11 (`awning explain E417` lists them), or define your own under `festivals` in awning.yaml", why: "A festival says on which day a campaign hangs. Built-in: yuandan (New Year's Day), laba (Laba), lichun (Start of Spring), xiaonian-north (Little New Year (north)), xiaonian-south (Little New Year (south)), qingrenjie (Valentine's Day), chuxi (New Year's Eve (lunar)), chunjie (Spring Festival), yuanxiao (Lantern Festival), nvwang (Queen's Day (Women's Day)), baobao315 (Consumer Rights Day), longtaitou (Dragon Raises Head), qingming (Qingming), wuyi (Labour Day), muqinjie (Mother's Day), 520, ertong (Children's Day), 618, duanwu (Dragon Boat Festival), fuqinjie (Father's Day), 818, qixi (Qixi), zhongyuan (Zhongyuan), 99 (9.9), jiaoshi (Teachers' Day), zhongqiu (Mid-Autumn Festival), guoqing (National Day), chongyang (Double Ninth), shuang11 (Singles' Day), ganenjie (Thanksgiving (US)), heiwu (Black Friday), wangyi (Cyber Monday), shuang12 (Double 12), dongzhi (Winter Solstice), pinganye (Christmas Eve), shengdan (Christmas).";
        zh: "没有节日 `{festival}`", help: "请写内置节日，如 chunjie、zhongqiu、shuang11（`awning explain E417` 列出全部），或在 awning.yaml 的 `festivals` 中自定", why: "节日决定活动以哪一天为准。内置：yuandan（元旦）、laba（腊八节）、lichun（立春）、xiaonian-north（北方小年）、xiaonian-south（南方小年）、qingrenjie（情人节）、chuxi（除夕）、chunjie（春节）、yuanxiao（元宵节）、nvwang（38女王节）、baobao315（3·15消费者权益日）、longtaitou（龙抬头）、qingming（清明节）、wuyi（劳动节）、muqinjie（母亲节）、520（520表白日）、ertong（儿童节）、618（618年中大促）、duanwu（端午节）、fuqinjie（父亲节）、818、qixi（七夕）、zhongyuan（中元节）、99（99划算节）、jiaoshi（教师节）、zhongqiu（中秋节）、guoqing（国庆节）、chongyang（重阳节）、shuang11（双11）、ganenjie（感恩节）、heiwu（黑色星期五）、wangyi（网络星期一）、shuang12（双12）、dongzhi（冬至）、pinganye（平安夜）、shengdan（圣诞节）。";
        bad: "festival: zhongqu"; good: "festival: zhongqiu";
    }
    BAD_OFFSET = Error "E418" "bad-offset" {
        en: "`{key}`: `{typed}` is no number of days from the festival", help: "write days, at most 150, and a time if you need one: `-18d`, `0d`, `+1d`, `-18d 20:00`", why: "Without a time, the whole day counts: `to: 0d` ends when the festival’s day ends.";
        zh: "`{key}`：「{typed}」不是与节日相距的天数", help: "请写天数（最多 150），需要时再写时刻：`-18d`、`0d`、`+1d`、`-18d 20:00`", why: "不写时刻就算一整天：`to: 0d` 在节日当天结束时结束。";
        bad: "from: 18 days before"; good: "from: -18d";
    }
    YEAR_NOT_VERIFIED = Error "E419" "year-not-verified" {
        en: "the calendar of festivals is not verified for {year}", help: "it is from {first} to {last}; a campaign of another year has `start` and `end`", why: "Lunar dates and solar terms are computed, and checked against other calendars for these years. A wrong one would change prices on the wrong day.";
        zh: "节日历未核对过 {year} 年", help: "已核对 {first}–{last} 年；其他年份的活动请写 `start` 和 `end`", why: "农历和节气由计算得出，并与其他历书逐年核对过；错一天，价格就会变错日子。";
        bad: "festival: zhongqiu\nyear: 2071"; good: "festival: zhongqiu\nyear: 2027";
    }
    NOT_IN_YEAR = Error "E420" "festival-not-in-year" {
        en: "`{festival}` does not fall into {year}", help: "the nearest days are {days}; without `year` the campaign runs every time", why: "A lunar festival around New Year is missing from some years, and twice in others: 腊八 was on 10 January and on 30 December 2022.";
        zh: "{year} 年里没有 `{festival}`", help: "前后的日子是 {days}；不写 `year` 则每次都办", why: "年末年初的农历节日，有的公历年没有，有的有两次：2022 年 1 月 10 日和 12 月 30 日都是腊八。";
        bad: "festival: laba\nyear: 2023"; good: "festival: laba\nyear: 2024";
    }
    PRICE_IN_WORDS = Error "E501" "price-in-words" {
        en: "`{key}` has a price in its words: {text}", help: "name the product with `price_of`; the price then comes from the offers table", why: "A drawn price stays when the table changes.";
        zh: "`{key}` 的文字里写了价格：{text}", help: "请用 `price_of` 指定商品，价格取自报价表", why: "写死的价格不会随报价表变化。";
        bad: "headline: 新茶 ¥99"; good: "headline: 新茶上市\nprice_of: LS-T01";
    }
}
