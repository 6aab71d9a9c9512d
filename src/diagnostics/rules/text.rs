//! E6xx: stories, news, guides, pages, categories.

rules! {
    REPRINT_WITHOUT_SOURCE = Error "E601" "reprint-without-source" {
        en: "a reprint needs its source", help: "add `source: {name: …, url: …}`", why: "Copyright law, and readers, ask for it.";
        zh: "转载须注明来源", help: "请补充 `source: {name: …, url: …}`", why: "著作权法和读者都要求。";
        bad: "reprint: true"; good: "reprint: true\nsource: {name: 汉中日报, url: https://…}";
    }
    NO_GUIDE = Warning "W611" "industry-without-guide" {
        en: "products of the industry {industry} have no guide", help: "add the industry to `applies_to` of a guide", why: "Shoppers should find what they need to know without asking.";
        zh: "{industry} 类商品没有对应的购买指南", help: "请在某篇指南的 `applies_to` 中加上", why: "顾客应能自助了解。";
        bad: "(tea, and no guide for tea)"; good: "applies_to: [tea]";
    }
    CATEGORY_CYCLE = Error "E620" "category-cycle" {
        en: "the category is above itself: {chain}", help: "correct `parent`", why: "A tree has no circles.";
        zh: "类目成环：{chain}", help: "请更正 `parent`", why: "类目是一棵树。";
        bad: "parent: tea   (in tea)"; good: "parent: drinks";
    }
    EMPTY_CATEGORY = Warning "W621" "empty-category" {
        en: "the category has no product on the shelf", help: "add one, or remove the category", why: "Shoppers find an empty page.";
        zh: "类目里没有上架的商品", help: "请添加商品或删除类目", why: "顾客会看到空页面。";
        bad: "(a folder with only _category.md)"; good: "(a folder with products)";
    }
    SECTION_INCOMPLETE = Error "E622" "section-incomplete" {
        en: "a section of type {type} needs `{key}`", help: "add it", why: "The section would be empty.";
        zh: "{type} 区块缺少 `{key}`", help: "请补充", why: "区块会是空的。";
        bad: "{type: hero}"; good: "{type: hero, title: 岚上新茶}";
    }
    CAMPAIGN_UNREAD = Warning "W624" "section-without-campaign" {
        en: "a section of type {type} is about no campaign", help: "remove `campaign`, or write another `type`: countdown, gifts, rules, campaign_band or product_shelf", why: "The name would do nothing.";
        zh: "{type} 区块与活动无关", help: "请删除 `campaign`，或改用 countdown、gifts、rules、campaign_band、product_shelf", why: "写了活动名也不起作用。";
        bad: "{type: text, body: 下单前请看, campaign: shuang11}"; good: "{type: rules, campaign: shuang11}";
    }
    SECTION_EMPTY = Warning "W625" "section-shows-nothing" {
        en: "{campaign} has no `{key}`: the section shows nothing", help: "write `{key}` in the campaign, or remove the section", why: "A section with nothing in it is left out of the page.";
        zh: "活动「{campaign}」没有写 `{key}`，这个区块不会显示", help: "请在活动里写 `{key}`，或删除区块", why: "没有内容的区块不会出现在页面上。";
        bad: "{type: gifts, campaign: shuang11}   (a campaign without gifts)"; good: "gifts: [{name: 茶则, quantity: 1}]   (in the campaign)";
    }
    NO_HOME = Error "E623" "no-home-page" {
        en: "there is no home page in {language}", help: "write {file}, and let it be published", why: "A site begins at its home page.";
        zh: "{language} 没有首页", help: "请写 {file} 并让它发布", why: "网站从首页开始。";
        bad: "(no content/pages/home.md)"; good: "content/pages/home.md";
    }
}
