#!/usr/bin/env python3
"""Draws the three product illustrations of `awning new`: SVG, photographed by Chromium, saved as JPEG by Pillow.

    python3 tools/starter-photos/draw.py        # writes src/cli/starter/shared/assets/photos/*.jpg
"""

import pathlib
import subprocess
import tempfile

from PIL import Image

SIZE = 1600
OUT = pathlib.Path(__file__).resolve().parents[2] / "src/cli/starter/shared/assets/photos"

# A wall, a table, and light from the upper left.
STAGE = """
<defs>
  <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{wall}"/></linearGradient>
  <linearGradient id="table" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="{table}"/><stop offset="1" stop-color="{near}"/></linearGradient>
  <filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="46"/></filter>
  <filter id="close" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter>
</defs>
<rect width="1600" height="1600" fill="url(#wall)"/>
<path d="M0 1090 H1600 V1600 H0 Z" fill="url(#table)"/>
<path d="M0 1090 H1600 V1104 H0 Z" fill="{edge}" opacity=".35"/>
"""

MUG = """
<defs>
  <linearGradient id="body" x1="0" y1="0" x2="1" y2="0">
    <stop offset="0" stop-color="#f4ede0"/><stop offset=".32" stop-color="#efe6d6"/>
    <stop offset=".75" stop-color="#cdbfa9"/><stop offset="1" stop-color="#a8967d"/></linearGradient>
  <linearGradient id="dip" x1="0" y1="0" x2="1" y2="0">
    <stop offset="0" stop-color="#5f7d7c"/><stop offset=".3" stop-color="#557574"/>
    <stop offset=".8" stop-color="#355250"/><stop offset="1" stop-color="#274140"/></linearGradient>
  <linearGradient id="inside" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#8d7b64"/><stop offset="1" stop-color="#d9ccb6"/></linearGradient>
  <linearGradient id="tea" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#b0752f"/><stop offset="1" stop-color="#7d4a1b"/></linearGradient>
  <clipPath id="mug"><path d="M480 560 C480 620 486 1010 516 1120 C530 1176 610 1212 760 1212 C910 1212 990 1176 1004 1120 C1034 1010 1040 620 1040 560 Z"/></clipPath>
</defs>
<ellipse cx="900" cy="1210" rx="430" ry="70" fill="#3a2b1d" opacity=".38" filter="url(#soft)"/>
<ellipse cx="775" cy="1206" rx="255" ry="26" fill="#2b1f14" opacity=".55" filter="url(#close)"/>
<path d="M1020 690 C1180 660 1262 740 1246 850 C1230 968 1120 1030 1004 1026" fill="none" stroke="#8f7d66" stroke-width="62" stroke-linecap="round"/>
<path d="M1020 684 C1176 656 1254 736 1238 844 C1222 958 1116 1018 1004 1016" fill="none" stroke="#dccfba" stroke-width="44" stroke-linecap="round"/>
<g clip-path="url(#mug)">
  <rect x="440" y="540" width="640" height="700" fill="url(#body)"/>
  <path d="M440 930 C560 962 660 920 780 944 C900 968 980 926 1080 950 V1240 H440 Z" fill="url(#dip)"/>
  <path d="M440 930 C560 962 660 920 780 944 C900 968 980 926 1080 950" fill="none" stroke="#f7f1e6" stroke-width="5" opacity=".5"/>
  <rect x="540" y="600" width="46" height="560" rx="23" fill="#fff" opacity=".28" filter="url(#close)"/>
</g>
<ellipse cx="760" cy="560" rx="280" ry="66" fill="#e9dfce"/>
<ellipse cx="760" cy="560" rx="258" ry="54" fill="url(#inside)"/>
<ellipse cx="760" cy="580" rx="232" ry="36" fill="url(#tea)"/>
<path d="M580 572 C640 548 720 545 770 552" fill="none" stroke="#f2d9a8" stroke-width="7" stroke-linecap="round" opacity=".55"/>
<g fill="none" stroke="#fff" stroke-linecap="round" stroke-width="22" opacity=".35" filter="url(#close)">
  <path d="M690 480 C640 420 730 380 690 300"/><path d="M800 470 C760 400 860 350 810 250"/></g>
"""

BOWL = """
<defs>
  <linearGradient id="body" x1="0" y1="0" x2="1" y2=".25">
    <stop offset="0" stop-color="#d29a5f"/><stop offset=".4" stop-color="#bd8148"/>
    <stop offset="1" stop-color="#744722"/></linearGradient>
  <linearGradient id="inside" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#7a4b24"/><stop offset="1" stop-color="#d7a269"/></linearGradient>
  <radialGradient id="pear" cx=".35" cy=".3" r=".8">
    <stop offset="0" stop-color="#e9d98a"/><stop offset=".55" stop-color="#bcb653"/><stop offset="1" stop-color="#7b7e2d"/></radialGradient>
  <radialGradient id="plum" cx=".35" cy=".3" r=".8">
    <stop offset="0" stop-color="#b86a86"/><stop offset=".5" stop-color="#7c2f50"/><stop offset="1" stop-color="#451630"/></radialGradient>
  <clipPath id="bowl"><path d="M330 800 C345 1010 520 1180 700 1196 H900 C1080 1180 1255 1010 1270 800 Z"/></clipPath>
</defs>
<ellipse cx="900" cy="1215" rx="520" ry="70" fill="#2a2016" opacity=".4" filter="url(#soft)"/>
<ellipse cx="810" cy="1200" rx="190" ry="22" fill="#1d130a" opacity=".6" filter="url(#close)"/>
<path d="M650 1160 H950 L930 1208 C880 1222 720 1222 670 1208 Z" fill="#6b411f"/>
<g clip-path="url(#bowl)">
  <rect x="300" y="780" width="1000" height="440" fill="url(#body)"/>
  <g fill="none" stroke="#6d401b" stroke-width="5" opacity=".3">
    <path d="M300 850 C520 960 1080 960 1300 850"/><path d="M300 890 C540 1010 1060 1010 1300 890"/>
    <path d="M320 950 C560 1060 1040 1060 1280 950"/><path d="M360 1010 C580 1105 1020 1105 1240 1010"/>
    <path d="M430 1075 C620 1145 980 1145 1170 1075"/></g>
  <ellipse cx="520" cy="960" rx="90" ry="150" fill="#f7d9a8" opacity=".35" filter="url(#soft)"/>
</g>
<ellipse cx="800" cy="800" rx="470" ry="118" fill="#c68d53"/>
<ellipse cx="800" cy="800" rx="438" ry="100" fill="url(#inside)"/>
<g>
  <ellipse cx="980" cy="770" rx="118" ry="112" fill="url(#plum)"/>
  <path d="M620 560 C690 560 700 630 740 690 C780 760 750 850 640 850 C520 850 490 760 530 690 C566 630 560 560 620 560 Z" fill="url(#pear)"/>
  <path d="M618 566 C614 530 626 506 650 486" fill="none" stroke="#5c4420" stroke-width="13" stroke-linecap="round"/>
  <ellipse cx="832" cy="786" rx="112" ry="106" fill="url(#plum)"/>
  <path d="M832 690 C820 730 822 780 836 820" fill="none" stroke="#3a1027" stroke-width="5" opacity=".5"/>
</g>
<path d="M362 800 C372 880 560 918 800 918 C1040 918 1228 880 1238 800 L1270 800 C1262 900 1060 946 800 946 C540 946 338 900 330 800 Z" fill="#cf9a60"/>
<path d="M362 806 C372 884 560 920 800 920" fill="none" stroke="#f3d3a2" stroke-width="6" opacity=".7"/>
"""

CANDLE = """
<defs>
  <linearGradient id="wax" x1="0" y1="0" x2="1" y2="0">
    <stop offset="0" stop-color="#f2cf86"/><stop offset=".35" stop-color="#e9b95f"/>
    <stop offset="1" stop-color="#a9702a"/></linearGradient>
  <linearGradient id="lit" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#fff0bf" stop-opacity=".95"/><stop offset="1" stop-color="#fff0bf" stop-opacity="0"/></linearGradient>
  <radialGradient id="flame" cx=".5" cy=".72" r=".7">
    <stop offset="0" stop-color="#fffbe6"/><stop offset=".45" stop-color="#ffd766"/><stop offset="1" stop-color="#f08a24"/></radialGradient>
  <linearGradient id="dish" x1="0" y1="0" x2="1" y2="0">
    <stop offset="0" stop-color="#b9b4aa"/><stop offset=".4" stop-color="#9b958a"/><stop offset="1" stop-color="#55504a"/></linearGradient>
  <pattern id="comb" width="52" height="90" patternUnits="userSpaceOnUse">
    <path d="M26 0 L52 15 V45 L26 60 L0 45 V15 Z M26 60 V90 M0 15 V0 M52 15 V0" fill="none" stroke="#8d5a1c" stroke-width="4" opacity=".28"/></pattern>
</defs>
<radialGradient id="glow"><stop offset="0" stop-color="#ffdf9a" stop-opacity=".75"/>
  <stop offset=".35" stop-color="#f0b659" stop-opacity=".32"/><stop offset="1" stop-color="#c98a3a" stop-opacity="0"/></radialGradient>
<circle cx="800" cy="450" r="760" fill="url(#glow)"/>
<ellipse cx="880" cy="1236" rx="430" ry="56" fill="#1c140c" opacity=".5" filter="url(#soft)"/>
<ellipse cx="800" cy="1208" rx="360" ry="74" fill="#48433d"/>
<ellipse cx="800" cy="1192" rx="360" ry="74" fill="url(#dish)"/>
<ellipse cx="800" cy="1186" rx="316" ry="58" fill="#6d675e"/>
<ellipse cx="830" cy="1188" rx="220" ry="38" fill="#2d2822" opacity=".5" filter="url(#close)"/>
<path d="M630 610 V1180 C630 1210 706 1228 800 1228 C894 1228 970 1210 970 1180 V610 Z" fill="url(#wax)"/>
<path d="M630 610 V1180 C630 1210 706 1228 800 1228 C894 1228 970 1210 970 1180 V610 Z" fill="url(#comb)"/>
<path d="M630 610 V860 H970 V610 Z" fill="url(#lit)" opacity=".75"/>
<ellipse cx="800" cy="610" rx="170" ry="44" fill="#f6d894"/>
<ellipse cx="800" cy="614" rx="136" ry="31" fill="#fff0c4"/>
<path d="M800 618 C798 580 806 560 802 524" fill="none" stroke="#3a2a1a" stroke-width="11" stroke-linecap="round"/>
<path d="M802 300 C850 390 872 440 862 490 C854 532 826 548 802 548 C776 548 748 532 742 488 C736 440 762 394 802 300 Z" fill="url(#flame)"/>
<path d="M802 420 C822 466 828 486 824 508 C820 530 812 536 802 536 C792 536 782 530 780 508 C778 486 786 464 802 420 Z" fill="#fffdf2"/>
"""

PHOTOS = {
    "mug": (MUG, {"light": "#efe8dc", "wall": "#d3c6b3", "table": "#b98f66", "near": "#8f6844", "edge": "#5e4227"}),
    "bowl": (BOWL, {"light": "#e4e8e2", "wall": "#b7c1b6", "table": "#e5dfd3", "near": "#bdb3a1", "edge": "#8b8271"}),
    "candle": (CANDLE, {"light": "#5b5750", "wall": "#34312e", "table": "#4b4036", "near": "#2a231d", "edge": "#15110d"}),
}


def draw(name: str, drawing: str, colours: dict[str, str]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 1600 1600">'
    page = f"<body style='margin:0'>{svg}{STAGE.format(**colours)}{drawing}</svg></body>"
    with tempfile.TemporaryDirectory() as folder:
        html, png = pathlib.Path(folder, "page.html"), pathlib.Path(folder, "page.png")
        html.write_text(page)
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"]
        subprocess.run([*command, f"--window-size={SIZE},{SIZE}", f"--screenshot={png}", str(html)], check=True, capture_output=True)
        Image.open(png).convert("RGB").save(OUT / f"{name}.jpg", quality=86, optimize=True, progressive=True)


for name, (drawing, colours) in PHOTOS.items():
    draw(name, drawing, colours)
