//! E7xx: `awning.yaml`.

rules! {
    NO_SHOP = Error "E700" "no-shop" {
        en: "there is no `awning.yaml` here", help: "go to the shop's folder, name it with --root, or make a new shop with `awning new DIR`", why: "A shop begins with its settings.";
        zh: "这里没有 `awning.yaml`", help: "请进入店铺目录，或用 --root 指定，或用 `awning new DIR` 新建一个店铺", why: "店铺从设置文件开始。";
        bad: "(an empty folder)"; good: "awning.yaml";
    }
    BAD_BASE_URL = Error "E701" "bad-base-url" {
        en: "`{url}` is not the address of a site", help: "write it with https and without a path: https://shop.example", why: "Feeds, sitemaps and shared links need the full address, and shoppers a safe one.";
        zh: "`{url}` 不是网站地址", help: "请写成 https 开头、不带路径的形式：https://shop.example", why: "订阅源、网站地图和分享链接都需要完整而安全的地址。";
        bad: "base_url: http://shop.example/cn"; good: "base_url: https://shop.example";
    }
    UNKNOWN_ZONE = Error "E702" "unknown-time-zone" {
        en: "`{zone}` is no time zone", help: "write an IANA name, such as Asia/Shanghai or Europe/Berlin", why: "Campaigns begin at local times.";
        zh: "没有 `{zone}` 这个时区", help: "请写 IANA 名称，如 Asia/Shanghai", why: "活动按当地时间开始。";
        bad: "timezone: Beijing"; good: "timezone: Asia/Shanghai";
    }
    UNKNOWN_LANGUAGE = Error "E703" "unknown-language" {
        en: "`{language}` is no language tag, or stands here twice", help: "write BCP 47 tags, such as zh-Hans and en", why: "Browsers choose fonts and line breaks by it.";
        zh: "`{language}` 不是语言标签，或重复出现", help: "请写 BCP 47 标签，如 zh-Hans、en", why: "浏览器据此选择字体和断行。";
        bad: "languages: [Chinese]"; good: "languages: [zh-Hans, en]";
    }
    UNKNOWN_CURRENCY = Error "E704" "unknown-currency" {
        en: "`{currency}` is no currency", help: "write an ISO 4217 code, such as CNY or EUR", why: "A price without a currency is no price.";
        zh: "没有 `{currency}` 这种货币", help: "请写 ISO 4217 代码，如 CNY", why: "没有货币，价格就没有意义。";
        bad: "currency: RMB"; good: "currency: CNY";
    }
    NO_SUCH_FILE = Error "E705" "no-such-file" {
        en: "there is no file `{file}` in assets/", help: "check the name; large and small letters count", why: "A page would show a hole.";
        zh: "assets/ 里没有 `{file}`", help: "请核对文件名，注意大小写", why: "页面会缺图。";
        bad: "logo: /brand/lgo.svg"; good: "logo: /brand/logo.svg";
    }
    MISSING_IDENTITY = Warning "W706" "missing-identity" {
        en: "`identity.{key}` is missing: shops that sell in China show it in the footer", help: "add it to awning.yaml, or set `markets`", why: "The ICP number belongs at the bottom of the home page, licences where shoppers find them (电商法 §15).";
        zh: "缺少 `identity.{key}`：面向中国销售的店铺须在页脚公示", help: "请在 awning.yaml 中补充，或设置 `markets`", why: "备案号须在首页底部公示，证照信息须在显著位置（电商法第十五条）。";
        bad: "markets: [CN]"; good: "markets: [CN]\nidentity: {icp: 陕ICP备…号}";
    }
    BAD_REDIRECT = Error "E707" "bad-redirect" {
        en: "`{from}` → `{to}` is no redirect inside the site", help: "both begin with `/`, the first is no page, the second is one", why: "A redirect to somewhere else can be abused; one to nowhere helps nobody.";
        zh: "`{from}` → `{to}` 不是站内跳转", help: "两边都以 `/` 开头；前者不能是现有页面，后者必须是", why: "跳到站外会被滥用，跳到空处没有用。";
        bad: "redirects: {/old/: https://elsewhere.example/}"; good: "redirects: {/old/: /products/tea/}";
    }
    FESTIVAL_TAKEN = Error "E708" "festival-taken" {
        en: "`{key}` is a built-in festival (`{built_in}`), which has its own rule", help: "give the shop’s day another key; to move a built-in festival in one year, write only `dates`", why: "A key means one day, in every campaign.";
        zh: "`{key}` 是内置节日（`{built_in}`），不能另定规则", help: "请为自己的日子换一个名称；只想改某一年的日期时，只写 `dates`", why: "一个名称在所有活动里只能指同一天。";
        bad: "festivals: {zhongqiu: {day: 09-25}}"; good: "festivals: {zhongqiu: {dates: {2026: 2026-09-25}}}";
    }
    BAD_FESTIVAL = Error "E709" "bad-festival" {
        en: "the festival `{key}` cannot be read: {reason}", help: "write one of `day`, `lunar`, `term`, `weekday`, or `festival` with `offset`; or `dates`", why: "Campaigns begin and end by it.";
        zh: "节日 `{key}` 有误：{reason}", help: "请写 `day`、`lunar`、`term`、`weekday` 之一，或 `festival` 加 `offset`，或 `dates`", why: "活动按它开始和结束。";
        bad: "festivals: {shop-birthday: {day: 05-32}}"; good: "festivals: {shop-birthday: {name: {zh: 店庆, en: Shop birthday}, day: 05-18}}";
    }
}
