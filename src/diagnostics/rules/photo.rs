//! E51x, W52x: photos that cannot be read, are refused, or are not what they seem.

rules! {
    PHOTO_UNREADABLE = Error "E510" "photo-unreadable" {
        en: "the photo {path} cannot be read: {reason}", help: "check that the file is there and may be read", why: "A page must never show a hole where a photo should be.";
        zh: "无法读取照片 {path}：{reason}", help: "请确认文件存在且可读", why: "页面上不能出现缺图。";
        bad: "(a photo without read permission)"; good: "(a photo that may be read)";
    }
    PHOTO_TRUNCATED = Error "E511" "photo-truncated" {
        en: "the photo {path} is cut off: {reason}", help: "copy it again from the camera or the original folder", why: "A photo that was copied halfway shows a grey bar or noise at the bottom.";
        zh: "照片 {path} 不完整：{reason}", help: "请从相机或原始文件夹重新复制", why: "只复制了一半的照片，下半部会是灰条或杂点。";
        bad: "(the first half of a JPEG)"; good: "(the whole JPEG)";
    }
    PHOTO_TOO_LARGE = Error "E512" "photo-too-large" {
        en: "the photo {path} is {width} × {height} pixels; the limit is {limit} megapixels", help: "scale it down (6000 pixels on the longer side are plenty), or raise `photos.limits` in awning.yaml", why: "Size is checked from the header, so that no file can fill the memory.";
        zh: "照片 {path} 为 {width} × {height} 像素，上限是 {limit} 百万像素", help: "请缩小尺寸（长边 6000 像素足够），或在 awning.yaml 里调高 `photos.limits`", why: "先看文件头里的尺寸，免得一张图占满内存。";
        bad: "(a PNG of 50000 × 50000)"; good: "(a PNG of 6000 × 4000)";
    }
    PHOTO_TOO_MANY_BYTES = Error "E513" "photo-too-many-bytes" {
        en: "the photo {path} has {megabytes} MB; the limit is {limit} MB", help: "export it as a JPEG of high quality", why: "Every input has a limit, so that one wrong file cannot fill the memory.";
        zh: "照片 {path} 有 {megabytes} MB，上限为 {limit} MB", help: "请导出为高质量 JPEG", why: "每种输入都有上限。";
        bad: "(an uncompressed scan of 300 MB)"; good: "(a JPEG of 8 MB)";
    }
    PHOTO_FORMAT = Error "E514" "photo-format" {
        en: "{path} is {kind}, which is not read", help: "export it as JPEG (or PNG, if parts are see-through)", why: "JPEG, PNG, WebP, GIF, TIFF and SVG are read. iPhones deliver HEIC unless Settings, Camera, Formats says Most Compatible.";
        zh: "{path} 是 {kind}，无法读取", help: "请导出为 JPEG（有透明部分时用 PNG）", why: "只支持 JPEG、PNG、WebP、GIF、TIFF 和 SVG。iPhone 请在「设置-相机-格式」选「兼容性最佳」。";
        bad: "photo: IMG_0042.HEIC"; good: "photo: IMG_0042.jpg";
    }
    PHOTO_LFS_POINTER = Error "E515" "photo-lfs-pointer" {
        en: "{path} is a Git LFS pointer, not the photo itself", help: "run `git lfs pull` (in CI: check out with LFS)", why: "Git LFS leaves a small text file where the photo was not fetched.";
        zh: "{path} 是 Git LFS 指针，不是照片本身", help: "请运行 `git lfs pull`（CI 中请打开 LFS 检出）", why: "没有取回的 LFS 文件只是一小段文字。";
        bad: "version https://git-lfs.github.com/spec/v1"; good: "(the photo)";
    }
    NOT_A_PHOTO = Error "E516" "not-a-photo" {
        en: "{path} is not a picture: it is {kind}", help: "put the picture itself there", why: "A download that failed often leaves a web page under the picture's name.";
        zh: "{path} 不是图片，而是 {kind}", help: "请换成真正的图片", why: "下载失败时，常把网页存成了图片的名字。";
        bad: "tea.png (a saved web page)"; good: "tea.png (a PNG)";
    }
    PHOTO_DAMAGED = Error "E517" "photo-damaged" {
        en: "the photo {path} is damaged: {reason}", help: "copy it again, or open it in an editor and export it anew", why: "What cannot be decoded without a doubt is not published.";
        zh: "照片 {path} 已损坏：{reason}", help: "请重新复制，或用软件打开后重新导出", why: "解码有疑问的照片不会发布。";
        bad: "(a PNG with a broken checksum)"; good: "(a sound PNG)";
    }
    PHOTO_OVER_LIMIT = Error "E518" "photo-over-limit" {
        en: "{path} at {width} × {height} has at least {least}; the limit is {limit}", help: "use a calmer photo, a smaller size, or a higher `max_bytes`", why: "Platforms refuse larger files; below a quality of 55 and 70 % of the size nobody would buy from the picture.";
        zh: "{path} 在 {width} × {height} 时至少有 {least}，上限是 {limit}", help: "请换细节较少的照片、更小的尺寸，或调高 `max_bytes`", why: "平台会拒收更大的文件；质量低于 55、尺寸低于七成就没法看了。";
        bad: "taobao.main: {widths: [3000], max_bytes: 80 KB}"; good: "taobao.main: {widths: [800], max_bytes: 3 MB}";
    }
    SVG_REFUSED = Error "E519" "svg-refused" {
        en: "the drawing {path} is refused: {reason}", help: "export it as plain SVG, without scripts, entities or linked files", why: "An SVG can hold programs and can grow without end; only plain drawings are published.";
        zh: "矢量图 {path} 被拒绝：{reason}", help: "请导出为纯 SVG，不含脚本、实体和外链", why: "SVG 可以夹带程序，也可以无限膨胀，只发布单纯的图形。";
        bad: "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"; good: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">…</svg>";
    }
    PHOTO_CHANGED = Error "E520" "photo-changed" {
        en: "the photo {path} changed during the build", help: "build again", why: "Pages and pictures of one release must belong together.";
        zh: "照片 {path} 在构建过程中被修改", help: "请重新构建", why: "同一次发布的页面和图片必须一致。";
        bad: "(a photo saved while awning builds)"; good: "(a photo that rests)";
    }
    PHOTO_NOT_MADE = Error "E521" "photo-not-made" {
        en: "no picture can be made from {path}: {reason}", help: "try another crop or size; if it stays, report it", why: "A release without one of its pictures is not complete.";
        zh: "无法由 {path} 生成图片：{reason}", help: "请换一种裁剪或尺寸；若仍失败请反馈", why: "缺一张图，发布就不完整。";
        bad: "(a crop of 16384 pixels as WebP)"; good: "(a crop of 1600 pixels)";
    }
    COLOUR_PROFILE = Warning "W522" "colour-profile" {
        en: "the colour profile of {path} cannot be used; its colours are taken as sRGB", help: "export it with the profile sRGB", why: "Without its profile the colours may come out paler or stronger than meant.";
        zh: "{path} 的色彩配置文件无法使用，按 sRGB 处理", help: "请导出为 sRGB", why: "没有配置文件，颜色可能偏淡或偏浓。";
        bad: "(a JPEG with a broken ICC profile)"; good: "(a JPEG in sRGB)";
    }
    PRINT_COLOURS = Warning "W523" "print-colours" {
        en: "{path} is in printing colours (CMYK); on a screen they are only near", help: "export it as sRGB", why: "Printing inks and screens do not mix colours the same way.";
        zh: "{path} 是印刷用 CMYK，屏幕颜色只能近似", help: "请导出为 sRGB", why: "油墨和屏幕的混色方式不同。";
        bad: "(a CMYK JPEG from the printer)"; good: "(the same as sRGB)";
    }
    WRONG_ENDING = Warning "W524" "wrong-ending" {
        en: "{path} is named as another format; it is {kind}", help: "rename it", why: "Other programs go by the name, and will refuse it.";
        zh: "{path} 的扩展名不对，实际是 {kind}", help: "请改名", why: "其他软件按扩展名识别，会打不开。";
        bad: "tea.png (a JPEG)"; good: "tea.jpg (a JPEG)";
    }
    ANIMATED = Warning "W525" "animated-photo" {
        en: "{path} moves; only its first picture is used", help: "use a video for moving pictures", why: "Animated pictures are heavy, and cannot be scaled well.";
        zh: "{path} 是动图，只用第一帧", help: "动态内容请用视频", why: "动图很大，也缩放不好。";
        bad: "photo: dance.gif"; good: "video: dance.mp4";
    }
    LETTERS_IN_DRAWING = Warning "W526" "letters-in-drawing" {
        en: "the drawing {path} holds letters, which are not drawn", help: "convert text to paths before exporting", why: "A drawing's fonts are not on the building machine; letters would come out differently everywhere.";
        zh: "矢量图 {path} 含有文字，不会被绘制", help: "导出前请把文字转为路径", why: "构建机器上没有这些字体，文字在各处显示不一。";
        bad: "<text>春茶</text>"; good: "<path d=\"…\"/>";
    }
}
