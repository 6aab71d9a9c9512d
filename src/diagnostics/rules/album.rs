//! E53x: originals that are not what the album's index says.

rules! {
    INDEX_MISSING = Error "E530" "index-missing" {
        en: "there is no index of the originals, {path}", help: "run `awning photos index`, and keep the file with the shop", why: "The index holds the digest of every original, so that a photo that was damaged, lost or replaced is noticed.";
        zh: "没有原图索引 {path}", help: "请运行 `awning photos index`，并把它和店铺文件一起保存", why: "索引记有每张原图的校验值，损坏、丢失或被替换都能发现。";
        bad: "(a shop without assets/photos.sha256)"; good: "(a shop with it)";
    }
    PHOTO_OTHER = Error "E531" "photo-other" {
        en: "{path} is not what it was when the index was written", help: "bring the original back from a backup; if it was changed on purpose, run `awning photos index`", why: "Disks and copies lose bits without a word; an original is irreplaceable.";
        zh: "{path} 与建立索引时不同", help: "请从备份恢复原图；若是有意修改，请运行 `awning photos index`", why: "磁盘和拷贝会悄悄出错，而原图无可替代。";
        bad: "(a photo of which one byte differs)"; good: "(the photo as it was)";
    }
    PHOTO_GONE = Error "E532" "photo-gone" {
        en: "{path} is in the index, and gone", help: "bring the original back from a backup; if it was removed or renamed on purpose, run `awning photos index`", why: "A photo that no page shows today may be needed tomorrow.";
        zh: "索引中的 {path} 不见了", help: "请从备份恢复原图；若是有意删除或改名，请运行 `awning photos index`", why: "今天没有页面用到的照片，明天也许要用。";
        bad: "(a photo that was deleted)"; good: "(the photo where it was)";
    }
    PHOTO_UNLISTED = Error "E533" "photo-unlisted" {
        en: "{path} is not in the index", help: "run `awning photos index` to take it in", why: "Only what is in the index can be verified.";
        zh: "{path} 不在索引中", help: "请运行 `awning photos index` 将其加入", why: "只有索引中的原图才能校验。";
        bad: "(a new photo)"; good: "(a new photo, and the index written again)";
    }
    INDEX_LINE = Error "E534" "index-line" {
        en: "this is no line of an index: a digest of 64 digits, two spaces, and a path are", help: "run `awning photos index` to write it anew", why: "A line that cannot be read verifies nothing.";
        zh: "这不是索引行；应为 64 位校验值、两个空格和路径", help: "请运行 `awning photos index` 重新生成", why: "读不懂的行什么也校验不了。";
        bad: "content/products/tea/front.jpg"; good: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  content/products/tea/front.jpg";
    }
}
