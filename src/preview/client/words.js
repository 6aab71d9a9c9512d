// The preview's own words, in English and Chinese. `{name}` is filled in.

const WORDS = {
  en: {
    preview: "Preview", open: "Open the preview bar", fold: "Fold the preview bar",
    lost: "Connection lost, trying again…", failed: "That did not work: {text}",
    time: "Moment", now: "Now", go: "Go", live: "now", nextChanges: "Next changes", noChanges: "Nothing changes after this.",
    zone: "The shop's time, UTC{offset}", drafts: "Drafts", unapproved: "Unapproved", draftsHint: "Show documents that are drafts",
    unapprovedHint: "Show documents that nobody has approved yet", skin: "Skin", auto: "by calendar", languages: "Languages",
    frames: "Phone, tablet and desk", sheets: "Contact sheets", phone: "Open on a phone", phoneHint: "Scan it with a phone in the same network.",
    source: "Source", template: "Template", noProblems: "No problems", checking: "checking…", problems: "Problems",
    error: "error", warning: "warning", note: "note", errorOne: "error", warningOne: "warning", noteOne: "note", errorsMany: "errors", warningsMany: "warnings", notesMany: "notes",
    edited: "{title} was edited", show: "Show", dismiss: "Dismiss",
    overlayTitle: "The shop has {count}", stays: "The page stays as it was when it was last right, and goes on by itself when this is mended.",
    more: "and {count} more", unfold: "Show {count}", foldErrors: "Fold",
    routes: "Pages", posters: "Posters", photos: "Photos", campaigns: "Campaigns", tokens: "Colours", fonts: "Type", skins: "Skins",
    routesHint: "Every address of the shop.", postersHint: "Every sheet in every format, at its size.",
    photosHint: "Every original, and every rendition that is made of it.", campaignsHint: "What runs when. The pre-sale is lighter; the line is the moment that is shown.",
    problemsHint: "What is wrong or doubtful, file by file.", tokensHint: "The theme's tokens, and how well text reads on its ground.",
    fontsHint: "What the theme sets its words in.", skinsHint: "What campaigns put over the theme.",
    filter: "Filter by title, address or file", kind: "Kind", language: "Language", severity: "Severity", all: "All",
    shown: "{shown} of {count}", none: "Nothing here.", nothingFits: "Nothing fits.", dressed: "with marks", renditions: "{count} renditions",
    running: "running", upcoming: "upcoming", over: "over", preSale: "pre-sale", today: "shown moment", contrast: "Contrast", large: "large text only", low: "too low",
    notPublished: "not published", unread: "The contact sheets could not be read: {text}", sections: "Sections", shop: "Shop",
    address: "Page", phoneFrame: "Phone", tabletFrame: "Tablet", deskFrame: "Desk", back: "Back to the page", more200: "Show {count} more",
    specimen: "The quick brown fox jumps over the lazy dog", specimenZh: "山高月小，水落石出。清风徐来，水波不兴。",
  },
  zh: {
    preview: "预览", open: "展开预览栏", fold: "收起预览栏",
    lost: "连接断开，正在重连…", failed: "没有成功：{text}",
    time: "时刻", now: "现在", go: "前往", live: "现在", nextChanges: "接下来的变化", noChanges: "此后没有变化。",
    zone: "店铺时间，UTC{offset}", drafts: "草稿", unapproved: "未审核", draftsHint: "显示草稿文档",
    unapprovedHint: "显示还没有人审核的文档", skin: "皮肤", auto: "按日历", languages: "语言",
    frames: "手机、平板和桌面", sheets: "总览", phone: "在手机上打开", phoneHint: "用同一网络里的手机扫码。",
    source: "源文件", template: "模板", noProblems: "没有问题", checking: "检查中…", problems: "问题",
    error: "错误", warning: "警告", note: "提示", errorOne: "个错误", warningOne: "个警告", noteOne: "个提示", errorsMany: "个错误", warningsMany: "个警告", notesMany: "个提示",
    edited: "刚刚编辑了「{title}」", show: "查看", dismiss: "忽略",
    overlayTitle: "店铺有 {count}", stays: "页面保持上一次正确的样子，修好后会自动继续。",
    more: "还有 {count} 个", unfold: "显示 {count}", foldErrors: "收起",
    routes: "页面", posters: "海报", photos: "照片", campaigns: "活动", tokens: "颜色", fonts: "字体", skins: "皮肤",
    routesHint: "店铺的每一个地址。", postersHint: "每张海报的每种规格，标注实际尺寸。",
    photosHint: "每张原片，以及由它生成的每个版本。", campaignsHint: "什么时候有什么活动。浅色是预售，竖线是正在预览的时刻。",
    problemsHint: "有错或存疑的地方，按文件排列。", tokensHint: "主题的颜色，以及文字在底色上的对比度。",
    fontsHint: "主题用来排字的字体。", skinsHint: "活动给主题换上的皮肤。",
    filter: "按标题、地址或文件筛选", kind: "类型", language: "语言", severity: "级别", all: "全部",
    shown: "{shown} / {count}", none: "这里还没有内容。", nothingFits: "没有符合的内容。", dressed: "带标记", renditions: "{count} 个版本",
    running: "进行中", upcoming: "即将开始", over: "已结束", preSale: "预售", today: "预览时刻", contrast: "对比度", large: "仅限大字", low: "过低",
    notPublished: "未发布", unread: "无法读取总览：{text}", sections: "目录", shop: "店铺",
    address: "页面", phoneFrame: "手机", tabletFrame: "平板", deskFrame: "桌面", back: "回到页面", more200: "再显示 {count} 项",
    specimen: "The quick brown fox jumps over the lazy dog", specimenZh: "山高月小，水落石出。清风徐来，水波不兴。",
  },
};

/** The words of a language: `say("edited", { title })`. */
export function wordsOf(lang) {
  const words = WORDS[lang] ?? WORDS.en;
  return (name, values = {}) => (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

/** "2 errors", "1 error", "2 个错误". */
export const counted = (say, count, what) => `${count} ${say(`${what}${count === 1 ? "One" : "sMany"}`)}`;
