//! E2xx: products.

rules! {
    BAD_GTIN = Error "E201" "bad-gtin" {
        en: "`{gtin}` is no GTIN: its check digit or its length is wrong", help: "compare it with the barcode; 8, 12, 13 or 14 digits", why: "Marketplaces and Google refuse wrong GTINs.";
        zh: "`{gtin}` 不是有效条码：校验位或位数不对", help: "请对照条码，应为 8、12、13 或 14 位", why: "平台和 Google 会拒绝错误的条码。";
        bad: "gtin: \"6901234567890\""; good: "gtin: \"6901234567892\"";
    }
    GRADE_WITHOUT_STANDARD = Error "E202" "grade-without-standard" {
        en: "the grade {grade} has no standard", help: "add `standard`, such as GB/T 14456", why: "A grade is a fact only under a standard; without one it is an advertising word.";
        zh: "等级「{grade}」没有注明标准", help: "请补充 `standard`，如 GB/T 14456", why: "等级须有标准依据，否则就是广告用语。";
        bad: "grade: 特级"; good: "grade: 特级\nstandard: GB/T 14456";
    }
    COMPOSITION_SUM = Error "E203" "composition-sum" {
        en: "the composition of {part} adds up to {sum} %", help: "it must be 100 %", why: "The label must be true (GB/T 29862).";
        zh: "「{part}」成分合计 {sum}%", help: "应为 100%", why: "成分标识须真实（GB/T 29862）。";
        bad: "composition: {cotton: 55, flax: 40}"; good: "composition: {cotton: 55, flax: 45}";
    }
    DUPLICATE_PRODUCT = Error "E204" "duplicate-sku" {
        en: "the SKU {sku} is already used in {other}", help: "give one of them another SKU", why: "Price and stock are found by SKU.";
        zh: "SKU {sku} 已在 {other} 使用", help: "请换一个 SKU", why: "价格和库存按 SKU 查找。";
        bad: "sku: LS-T01   (twice)"; good: "sku: LS-T01 / sku: LS-T02";
    }
    NO_OFFER = Error "E205" "no-offer" {
        en: "the offers table has no row for {sku}", help: "add a row with price and stock, or correct the SKU", why: "Price and stock have one source.";
        zh: "报价表里没有 {sku}", help: "请在 offers.csv 里添加一行，或更正 SKU", why: "价格和库存只有一个来源。";
        bad: "sku: LS-T99"; good: "sku: LS-T01";
    }
    UNKNOWN_SKU = Error "E206" "unknown-sku" {
        en: "no product has the SKU {sku}", help: "write the SKU of a product of this shop", why: "The page would have a hole.";
        zh: "没有 SKU 为 {sku} 的商品", help: "请写本店商品的 SKU", why: "页面会缺一块。";
        bad: "related: [LS-T9]"; good: "related: [LS-T02]";
    }
    UNSOURCED_FIGURE = Error "E207" "figure-without-source" {
        en: "`{key}` needs its count, source and date", help: "write where it was read and when, or remove it", why: "Invented ratings and sales are unlawful; awning prints only what has a source.";
        zh: "`{key}` 须有数量、来源和日期", help: "请写明来源和日期，或删除", why: "虚构评分和销量违法，awning 只显示有来源的数字。";
        bad: "rating: {value: \"4.9\", count: 999}"; good: "rating: {value: \"4.8\", count: 120, source: 天猫旗舰店, as_of: 2026-10-01}";
    }
    BAD_SKU = Error "E208" "bad-sku" {
        en: "`{sku}` is no SKU", help: "2 to 32 capital letters, digits and hyphens", why: "SKUs go into feeds, tables and file names.";
        zh: "`{sku}` 不是有效的 SKU", help: "2–32 个大写字母、数字、连字符", why: "SKU 会用在订阅源、表格和文件名里。";
        bad: "sku: 茶01"; good: "sku: LS-T01";
    }
    HIGHLIGHTS = Error "E209" "highlights" {
        en: "there are {count} highlights; 3 to 6 are needed", help: "write 3 to 6 lines of at most 40 half-width units", why: "They stand beside the price; fewer look poor, more are not read.";
        zh: "卖点有 {count} 条，应为 3–6 条", help: "每条不超过 40（汉字 20 个）", why: "卖点在价格旁边，太少单薄，太多没人看。";
        bad: "highlights: [好喝]"; good: "highlights: [清明前采, 小锅手炒, 西乡高山]";
    }
    FEW_SPECS = Error "E210" "few-specs" {
        en: "the specification has {count} entries; at least 3 are needed", help: "add what shoppers compare: origin, weight, material", why: "Shoppers compare by it.";
        zh: "规格只有 {count} 项，至少 3 项", help: "请补充产地、净含量、材质等", why: "顾客靠它比较。";
        bad: "spec: {产地: 西乡}"; good: "spec: {产地: 西乡, 等级: 特级, 净含量: 100 g}";
    }
    NO_MAIN_PHOTO = Error "E211" "main-photos" {
        en: "{main} main and {white} white photos; a product has 1 to 5 main and at most 1 white", help: "set `role: main` on the photo that shows the product best", why: "Lists, feeds and shares show the main photo.";
        zh: "主图 {main} 张、白底图 {white} 张；主图应为 1–5 张，白底图最多 1 张", help: "请给最能代表商品的照片写 `role: main`", why: "列表、订阅源和分享都用主图。";
        bad: "images: []"; good: "images: [{src: front.jpg, role: main, alt: …}]";
    }
    INDUSTRY_FIELD = Error "E212" "industry-field" {
        en: "`{key}` is missing: {industry} needs it", help: "add it to the front matter", why: "The law, or the shopper, asks for it.";
        zh: "缺少 `{key}`：{industry} 类商品必填", help: "请在文件头补充", why: "法规或顾客需要。";
        bad: "industry: food"; good: "industry: food\nshelf_life: 365d\nlicence_no: SC…";
    }
    WIDE_TEXT = Error "E213" "text-too-wide" {
        en: "`{key}` is {width} half-width units wide; the limit is {limit}", help: "a Han character counts 2; shorten it", why: "It has to fit its place.";
        zh: "`{key}` 长度 {width}，上限 {limit}", help: "一个汉字算 2，请缩短", why: "版位放不下。";
        bad: "cta: 立即前往购买页面下单"; good: "cta: 去看看";
    }
    GIFT_INCOMPLETE = Error "E214" "gift-incomplete" {
        en: "a gift needs `name`, `quantity` and `period`", help: "add what is missing", why: "Gifts are announced with kind, number and period (广告法 §8).";
        zh: "赠品须写明 `name`、`quantity`、`period`", help: "请补全", why: "赠品须明示品种、数量、期限（广告法第八条）。";
        bad: "gifts: [{name: 茶则}]"; good: "gifts: [{name: 茶则, quantity: 1, period: 2026-09-07/2026-09-25}]";
    }
    SHELF_EMPTY = Error "E215" "shelf-empty" {
        en: "the product leaves the shelf before it comes", help: "put `delist_at` after `list_at`", why: "It would never be seen.";
        zh: "下架时间早于上架时间", help: "请让 `delist_at` 晚于 `list_at`", why: "这样的商品永远不会出现。";
        bad: "shelf: {list_at: 2026-10-01, delist_at: 2026-09-01}"; good: "shelf: {list_at: 2026-09-01, delist_at: 2026-10-01}";
    }
    DELIST_UNEXPLAINED = Error "E216" "delist-unexplained" {
        en: "a product taken off by hand needs `reason` and `by`", help: "write both; the reason is never shown to shoppers", why: "Who took it off, and why, must be known later.";
        zh: "人工下架须写明 `reason` 和 `by`", help: "请补全；原因不会展示给顾客", why: "事后要查得到谁、为何下架。";
        bad: "shelf: {delist: {reason: 缺货}}"; good: "shelf: {delist: {reason: 缺货, by: lin, at: 2026-11-01}}";
    }
    UNKNOWN_FIBRE = Error "E217" "unknown-fibre" {
        en: "`{fibre}` is no fibre that awning knows", help: "use: cotton, flax, hemp, ramie, wool, silk, polyester, nylon, spandex, viscose, lyocell, acrylic, bamboo, rattan, other", why: "Fibre names are translated and regulated.";
        zh: "不认识纤维 `{fibre}`", help: "可用：cotton、flax、wool、silk 等", why: "纤维名称有规范，并会翻译。";
        bad: "composition: {coton: 100}"; good: "composition: {cotton: 100}";
    }
    SIZE_CHART_ROW = Error "E218" "size-chart-row" {
        en: "this row has {cells} cells, the chart has {columns} columns", help: "give every row as many cells as there are columns", why: "A shifted measure sends the wrong size.";
        zh: "这一行有 {cells} 格，表头有 {columns} 列", help: "每行格数须与表头一致", why: "错位的尺码会发错货。";
        bad: "columns: [尺码, 衣长]\nrows: [[S]]"; good: "columns: [尺码, 衣长]\nrows: [[S, 66]]";
    }
    UNKNOWN_CATEGORY = Error "E219" "unknown-category" {
        en: "there is no category `{category}`", help: "a category is a folder of content/products with a _category.md", why: "It would be in no list.";
        zh: "没有类目 `{category}`", help: "类目是 content/products 下带 _category.md 的文件夹", why: "否则哪个列表都找不到它。";
        bad: "category: te"; good: "category: tea";
    }
    UNKNOWN_CHANNEL = Error "E220" "unknown-channel" {
        en: "there is no channel `{channel}` in awning.yaml", help: "add it below `channels`, or correct the name", why: "The button shows the channel’s name.";
        zh: "awning.yaml 里没有渠道 `{channel}`", help: "请在 `channels` 下添加，或更正名称", why: "按钮上要显示渠道名。";
        bad: "buy: [{channel: tmal}]"; good: "buy: [{channel: tmall}]";
    }
    SHORT_DESCRIPTION = Warning "W221" "short-description" {
        en: "the product is not on the shelf: its description has {width} half-width units, 60 are needed", help: "say what it is, where it comes from and how it is made", why: "A product without a description is not ready to sell.";
        zh: "未上架：描述长度 {width}，至少 60", help: "请写明它是什么、产自哪里、怎样做成", why: "没有描述的商品还不能卖。";
        bad: "description: 好茶"; good: "description: 清明前采自西乡午子山的一芽一叶,小锅手炒,汤色清亮,回味带栗香。";
    }
    UNKNOWN_FILTER = Warning "W222" "unknown-filter" {
        en: "no product of this category has `{filter}`", help: "use a label of `spec`, or: origin, grade, color, size, material, brand", why: "A filter without values is not shown.";
        zh: "本类目商品没有 `{filter}`", help: "请用 `spec` 里的标签，或 origin、grade、color、size、material、brand", why: "没有取值的筛选不会显示。";
        bad: "filters: [产低]"; good: "filters: [产地]";
    }
    OFF_SHELF = Note "N223" "off-shelf" {
        en: "not on the shelf: {reasons}", help: "", why: "A product is shown when it is approved, in its dates, described, priced, counted and photographed.";
        zh: "未上架：{reasons}", help: "", why: "已批准、在期内、有描述、有价格、有库存、有主图的商品才会上架。";
        bad: "status: draft"; good: "status: approved";
    }
}
