#!/usr/bin/env python3
"""Makes the fonts of the built-in theme's posters out of Noto Serif CJK SC, by fonttools (`pip install fonttools`).

    python3 tools/poster-fonts/subset.py NotoSerifCJK-Regular.ttc themes/atelier/fonts/noto-serif-sc-regular.otf
    python3 tools/poster-fonts/subset.py NotoSerifCJK-Bold.ttc themes/atelier/fonts/noto-serif-sc-bold.otf

The sources are https://github.com/notofonts/noto-cjk; Debian has them as `fonts-noto-cjk`. What stays: the 3,755 hanzi of
GB 2312's first level, some more that shops need, Latin letters with accents and pinyin, punctuation with its vertical
shapes, and the signs of prices, measures and lists.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Noto Serif CJK SC"
# Beyond the first level: goods, places and crafts that copy speaks of.
HANZI = "匾呲岚抻拃栀椴檐洇浏溏炖焖焯熨珀琥瑕窨篾粽罄茉茱荠萸裱褶黏" "嘉琪瑜璟堇麒麟蟠祺禧馥茗氤氲翡缤斓煲馨瀚玺鎏鹭鲍鳕糍粿馄饨馕醴醅醪醇酿釉瓷篮藤篁筠簋笺蚝"
SIGNS = "ǎǐǒǔǖǘǚǜ‐‑–—―‘’‚“”„†•…‰′″‹›€™℃℉№→←↑↓−×÷±≈≤≥≠½¼¾★☆●○◎◆◇■□▲△▼▽①②③④⑤⑥⑦⑧⑨⑩㎡㎏㎜㎝￥￠￡"
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x3000, 0x301F), (0xFE10, 0xFE19), (0xFE30, 0xFE44), (0xFF01, 0xFF5E)]
FEATURES = ["ccmp", "kern", "palt", "halt", "vert"]


def first_level() -> str:
    pairs = (bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def opened(path: str) -> TTFont:
    if not path.endswith(".ttc"):
        return TTFont(path)
    return next(font for font in TTCollection(path).fonts if font["name"].getDebugName(1) == FAMILY)


def main(source: str, target: str) -> None:
    letters = {ord(letter) for letter in first_level() + HANZI + SIGNS}
    for first, last in RANGES:
        letters.update(range(first, last + 1))
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += ["DSIG", "BASE"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    font = opened(source)
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
