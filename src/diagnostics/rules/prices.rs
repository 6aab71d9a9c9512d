//! E43x: what campaigns ask, and what they promise.

rules! {
    PRICE_ZERO = Error "E430" "campaign-price-zero" {
        en: "the campaign gives {sku} away: its price is {price}", help: "ask a price above zero; what is free is a gift, in `gifts`", why: "A price of zero is a mistake more often than an offer, and shops elsewhere refuse it.";
        zh: "活动把 {sku} 的价格降到了 {price}", help: "请写大于零的价格；免费的东西请写进 `gifts`", why: "零价多半是笔误，其他平台也不接受。";
        bad: "{sku: LS-T01, amount_off: \"128.00\"}   (regular 128.00)"; good: "{sku: LS-T01, amount_off: \"20.00\"}";
    }
    PRICE_RULE = Error "E431" "price-rule" {
        en: "`{key}`: {reason}", help: "correct it", why: "A price that is rounded by a broken rule is a wrong price.";
        zh: "`{key}`：{reason}", help: "请更正", why: "取整规则写错，价格就会错。";
        bad: "round: {to: \"1.00\", ending: \"9.00\"}"; good: "round: {to: \"10.00\", ending: \"9.00\"}";
    }
    AT_FLOOR = Warning "W432" "price-at-floor" {
        en: "{sku} would cost {price}, which is below its floor; it costs {floor}", help: "lower the floor, or cut less", why: "The floor counts. Copy that promises the whole cut would be wrong.";
        zh: "{sku} 按活动应为 {price}，低于底价，实际售价为 {floor}", help: "请降低底价，或减小优惠", why: "以底价为准；文案若写了全部优惠就不符了。";
        bad: "{category: tea, percent_off: 50, floor: \"80%\"}"; good: "{category: tea, percent_off: 20, floor: \"80%\"}";
    }
    TIERS_ORDER = Error "E433" "tiers-order" {
        en: "the tier from {over}, {minus} off, does not fit", help: "let `over` and `minus` both rise from tier to tier, `minus` above zero and below `over`", why: "Who buys more gets more off, or the page promises what the till does not do.";
        zh: "满 {over} 减 {minus} 这一档不成立", help: "各档的 `over` 和 `minus` 须逐档递增，且 `minus` 大于零、小于 `over`", why: "买得多才减得多；否则页面写的和结算的会不一样。";
        bad: "tiers: [{over: \"299.00\", minus: \"80.00\"}, {over: \"599.00\", minus: \"30.00\"}]"; good: "tiers: [{over: \"299.00\", minus: \"30.00\"}, {over: \"599.00\", minus: \"80.00\"}]";
    }
    TERM_FORM = Error "E434" "term-form" {
        en: "`{key}`: {reason}", help: "correct it; until then it is not shown", why: "The page says what these numbers say.";
        zh: "`{key}`：{reason}", help: "请更正；更正前不会显示", why: "页面上的文字来自这些数字。";
        bad: "coupons: [{code: TEA30}]"; good: "coupons: [{code: TEA30, minus: \"30.00\", over: \"299.00\"}]";
    }
    FALSE_DISCOUNT = Error "E435" "false-discount" {
        en: "the copy says `{words}`, but {reason}", help: "write what it is, or let the campaign give what the copy says", why: "A discount in words is computed from the prices: titles, slogans and stamps speak for everything that the campaign covers, other copy for one of its entries. One step of rounding is allowed, and half a percent where the price is typed.";
        zh: "文案写「{words}」，但{reason}", help: "请改文案，或让活动给出文案所说的优惠", why: "文案里的折扣会与价格核对：标题、口号、角标代表活动的全部商品，其他文字代表活动的某一项。允许一个取整单位的误差；手写价格允许平时价的 0.5%。";
        bad: "slogan: 布衣九折   (percent_off: 15)"; good: "slogan: 布衣八五折";
    }
    UNTIL_WHEN = Warning "W436" "limited-without-end" {
        en: "the copy says `{words}`, and the page does not say until when", help: "name the last day, or name its campaign", why: "A limited offer must state its period (规范促销行为暂行规定).";
        zh: "文案写「{words}」，页面却没有写明期限", help: "请写明截止日期，或写明所属活动", why: "限时促销须标明期限（规范促销行为暂行规定）。";
        bad: "subtitle: 限时优惠"; good: "subtitle: 限时优惠，11 月 20 日至 30 日";
    }
    NOT_ALL = Error "E437" "not-the-whole-shop" {
        en: "the copy says `{words}`, but the campaign covers {covered} of {all} articles", help: "say what it covers, or what it does not", why: "Who reads that everything costs less finds something that does not.";
        zh: "文案写「{words}」，但活动只覆盖 {all} 个商品中的 {covered} 个", help: "请写明适用范围，或写明哪些除外", why: "写了全场，顾客就会发现有的并不优惠。";
        bad: "slogan: 全场特价   (products: [{category: tea, percent_off: 10}])"; good: "slogan: 茶叶特价";
    }
    SAVING_UNPROVEN = Warning "W438" "saving-unproven" {
        en: "the price history does not prove what {skus} cost in the {days} days before the campaign, so no page says what is saved", help: "run `awning prices record` with every release, and keep content/data/price-history.csv", why: "A price before is the lowest of the last 7 days in China, 30 in the EU. What is not proven is not shown.";
        zh: "价格记录不能证明 {skus} 在活动前 {days} 天的价格，页面不会显示省了多少", help: "每次发布时运行 `awning prices record`，并保存 content/data/price-history.csv", why: "中国以前 7 天、欧盟以前 30 天的最低价为准；不能证明的不显示。";
        bad: "(a campaign, and an empty price history)"; good: "LS-T01,2026-11-01,128.00,list,";
    }
}
