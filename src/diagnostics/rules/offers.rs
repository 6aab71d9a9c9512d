//! E3xx: the offers table and the price history.

rules! {
    OLD_COUNT = Warning "W301" "old-count" {
        en: "the stock was counted on {day}, {days} days ago", help: "count again, and set `counted_at`", why: "Stock is counted every two days.";
        zh: "库存盘点于 {day}，已过 {days} 天", help: "请重新盘点并更新 `counted_at`", why: "库存每两日盘点一次。";
        bad: "counted_at: 2026-11-01"; good: "counted_at: 2026-11-22";
    }
    FUTURE_COUNT = Error "E302" "future-count" {
        en: "the stock was counted on {day}, but today is {today}", help: "correct the date", why: "Nobody can count tomorrow.";
        zh: "盘点日期 {day} 晚于今天 {today}", help: "请更正日期", why: "不能提前盘点。";
        bad: "counted_at: 2030-01-01"; good: "counted_at: 2026-11-22";
    }
    OLD_COUNTS = Warning "W303" "old-counts" {
        en: "{count} counts of stock are older than two days, the oldest of {day}, {days} days ago", help: "count again, and set `counted_at`", why: "Stock is counted every two days. Of more than five old counts one message is enough.";
        zh: "{count} 个库存盘点已超过两天，最早的是 {day}，已过 {days} 天", help: "请重新盘点并更新 `counted_at`", why: "库存每两日盘点一次。超过五个时合并为一条。";
        bad: "counted_at: 2026-11-01   (in six rows)"; good: "counted_at: 2026-11-22   (in all rows)";
    }
    FALSE_REFERENCE = Error "E310" "false-reference" {
        en: "the prior price {compare} is above the lowest price of the {days} days before, {lowest}", help: "use the lowest price of that time, or remove it", why: "A prior price is the lowest of the last 7 days in China, 30 in the EU.";
        zh: "原价 {compare} 高于此前 {days} 天的最低成交价 {lowest}", help: "请改为该期间最低价，或删除", why: "中国以前 7 天、欧盟以前 30 天的最低价为准。";
        bad: "compare_at: 199.00 (sold for 158.00 last week)"; good: "compare_at: 158.00";
    }
    COMPARE_NOT_HIGHER = Error "E311" "reference-not-higher" {
        en: "the reference price {compare} is not above the price {price}", help: "correct it, or remove it", why: "A struck-through price that is not higher misleads.";
        zh: "划线价 {compare} 不高于售价 {price}", help: "请更正或删除", why: "不高于售价的划线价是误导。";
        bad: "price 128.00, compare_at 128.00"; good: "price 128.00, compare_at 158.00";
    }
    DUPLICATE_SKU = Error "E312" "duplicate-offer" {
        en: "{sku} stands in rows {first} and {second}", help: "keep one of them", why: "Of two prices, one would be lost without a word.";
        zh: "{sku} 在第 {first} 行和第 {second} 行重复", help: "只保留一行", why: "两个价格总会悄悄丢掉一个。";
        bad: "LS-T01,128.00\nLS-T01,138.00"; good: "LS-T01,128.00";
    }
    UNKNOWN_OFFER = Warning "W313" "offer-without-product" {
        en: "no product has the SKU {sku}", help: "add the product, or remove the row", why: "The row has no effect.";
        zh: "没有 SKU 为 {sku} 的商品", help: "请添加商品或删除此行", why: "这一行不起作用。";
        bad: "LS-T99,10.00,5"; good: "LS-T01,10.00,5";
    }
    BAD_PRICE = Error "E314" "bad-price" {
        en: "`{typed}` in {column} is no price", help: "write {hint}", why: "Prices are read as they are typed, never guessed.";
        zh: "{column} 里的「{typed}」不是价格", help: "请写 {hint}", why: "价格照写照读，绝不猜。";
        bad: "¥1,299"; good: "1299.00";
    }
    FORMULA_CELL = Error "E317" "formula-cell" {
        en: "`{cell}` is a formula", help: "write the value; in a spreadsheet: Paste Special, Values", why: "A formula is not a price, and can do harm when the table is opened elsewhere.";
        zh: "「{cell}」是公式", help: "请粘贴为数值", why: "公式不是价格，在别处打开还可能有害。";
        bad: "=SUM(A1:A2)"; good: "128.00";
    }
    BAD_STOCK = Error "E318" "bad-stock" {
        en: "`{typed}` is no stock", help: "write 0 or a whole number; an empty cell means nobody knows", why: "Zero takes the product off the lists; unknown keeps it off the shelf.";
        zh: "库存「{typed}」无效", help: "请写 0 或整数；留空表示不清楚", why: "0 会退出列表，不清楚则不能上架。";
        bad: "stock: -1"; good: "stock: 0";
    }
    NO_REFERENCE = Error "E319" "reference-without-source" {
        en: "a struck-through price needs `reference_kind` and `reference_source`", help: "say what it is (prior_price, list_price, rrp, market_price) and where it is proved", why: "A compared price must say what it is (明码标价和禁止价格欺诈规定).";
        zh: "划线价须有 `reference_kind` 和 `reference_source`", help: "请注明含义（prior_price 等）和依据", why: "被比较价格须标明含义（明码标价和禁止价格欺诈规定）。";
        bad: "compare_at: 158.00"; good: "compare_at: 158.00, reference_kind: prior_price, reference_source: 天猫 2026-10";
    }
    UNKNOWN_REFERENCE = Error "E320" "unknown-reference" {
        en: "`{kind}` is no kind of reference price", help: "write prior_price, list_price, rrp or market_price", why: "The page says what the price is.";
        zh: "没有 `{kind}` 这种划线价", help: "请写 prior_price、list_price、rrp 或 market_price", why: "页面要写明是什么价。";
        bad: "reference_kind: old"; good: "reference_kind: prior_price";
    }
    BAD_DATE = Error "E321" "bad-date" {
        en: "`{typed}` in {column} is no date", help: "write 2026-11-22, or 2026-11-22T20:00", why: "Dates are read as they are typed.";
        zh: "{column} 里的「{typed}」不是日期", help: "请写 2026-11-22 或 2026-11-22T20:00", why: "日期照写照读。";
        bad: "11/22/2026"; good: "2026-11-22";
    }
    UNKNOWN_COLUMN = Warning "W322" "unknown-column" {
        en: "the column `{column}` is not known", help: "correct its name, or remove it", why: "A mistyped column is not read.";
        zh: "没有 `{column}` 这一列", help: "请更正列名或删除", why: "写错的列名不会被读取。";
        bad: "sku,pirce,stock"; good: "sku,price,stock";
    }
    MISSING_COLUMN = Error "E323" "missing-column" {
        en: "the column `{column}` is missing", help: "add it to the first row", why: "Without it the table says nothing.";
        zh: "缺少 `{column}` 列", help: "请在首行加上", why: "没有它，表就没有意义。";
        bad: "sku,stock"; good: "sku,price,stock";
    }
    RAGGED_ROW = Error "E324" "ragged-row" {
        en: "this row has {cells} cells, the heading has {columns}", help: "put cells with commas in quotes; keep empty cells", why: "A shifted cell is a wrong price.";
        zh: "这一行有 {cells} 格，表头有 {columns} 列", help: "含逗号的格子请加引号，空格子要保留", why: "错位就是错价。";
        bad: "LS-T01,1,299.00,5"; good: "LS-T01,1299.00,5";
    }
    TABLE_UNREADABLE = Error "E325" "table-unreadable" {
        en: "the table cannot be read: {reason}", help: "export it again as CSV, UTF-8", why: "Price and stock come from it.";
        zh: "表格无法读取：{reason}", help: "请重新导出为 UTF-8 的 CSV", why: "价格和库存都来自它。";
        bad: "(a broken .xlsx)"; good: "offers.csv";
    }
    TYPED_PRICE = Error "E326" "typed-price" {
        en: "the price typed here ({typed}) is not the one of the offers table ({table})", help: "remove it; the table is the source", why: "One number has one source.";
        zh: "这里写的价格（{typed}）与报价表（{table}）不一致", help: "请删除，以报价表为准", why: "一个数字只有一个来源。";
        bad: "price: \"129.00\""; good: "(no price in the document)";
    }
    HISTORY_TOO_SHORT = Warning "W327" "history-too-short" {
        en: "nothing proves the prior price {compare}: the price history does not reach back to the {days} days before {day}", help: "record prices with `awning prices record`, or add the row of that time to content/data/price-history.csv", why: "A prior price is the lowest of the last 7 days in China, 30 in the EU. Without a history nobody can show that it is.";
        zh: "原价 {compare} 没有依据：价格记录没有覆盖 {day} 之前的 {days} 天", help: "请用 `awning prices record` 记录价格，或在 content/data/price-history.csv 补上当时的价格", why: "中国以前 7 天、欧盟以前 30 天的最低价为准；没有记录就无法证明。";
        bad: "reference_kind: prior_price   (an empty history)"; good: "LS-P03,2026-11-01,78.00,list,";
    }
    PRICE_KIND = Error "E328" "price-kind" {
        en: "`{kind}` is no kind of price", help: "write list or deal", why: "The history tells prices of campaigns from others.";
        zh: "没有 `{kind}` 这种价格", help: "请写 list 或 deal", why: "价格记录要区分平时价和活动价。";
        bad: "LS-T01,2026-11-11,108.00,sale,double-eleven"; good: "LS-T01,2026-11-11,108.00,deal,double-eleven";
    }
}
