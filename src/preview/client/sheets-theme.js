// The theme as a style guide: its colours and how they read, its type, and what skins put over it.

import { element } from "./elements.js";

const isColour = (value) => CSS.supports("color", value);

/** Whether dark words read better on a colour: by its lightness as the browser draws it. */
function isLight(value) {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  canvas.fillStyle = value;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
}

function swatch({ name, value }) {
  const made = element("li", { className: `swatch ${isLight(value) ? "light" : "dark"}` }, element("strong", {}, name), element("code", {}, value));
  made.style.backgroundColor = value;
  return made;
}

const measure = ({ name, value }) => element("li", {}, element("strong", {}, name), element("code", {}, value));

function swatches(tokens) {
  const colours = tokens.filter(({ value }) => isColour(value));
  const others = tokens.filter(({ value }) => !isColour(value));
  return [colours.length ? element("ul", { className: "swatches" }, ...colours.map(swatch)) : null, others.length ? element("ul", { className: "measures" }, ...others.map(measure)) : null];
}

/** How a text reads on its ground, by WCAG 2.2: AAA, AA, at large sizes only, or too low. */
const grade = (ratio, say) => (ratio >= 7 ? "AAA" : ratio >= 4.5 ? "AA" : ratio >= 3 ? say("large") : say("low"));

const pairOf = (values, say) => ({ text, ground, ratio }) => {
  const specimen = element("p", { className: "specimen" }, "Aa 山水");
  specimen.style.color = values.get(text) ?? text;
  specimen.style.backgroundColor = values.get(ground) ?? ground;
  const verdict = element("span", { className: ratio >= 4.5 ? "good" : "bad" }, grade(ratio, say));
  return element("li", {}, specimen, element("p", { className: "pair" }, element("strong", {}, `${ratio.toFixed(1)} : 1`), verdict), element("p", { className: "facts" }, `${text} / ${ground}`));
};

export const tokens = {
  name: "tokens",
  reads: ["tokens", "contrast"],
  draw(body, sheets, say) {
    const values = new Map(sheets.tokens.map(({ name, value }) => [name, value]));
    const pairs = sheets.contrast.length ? [element("h3", {}, say("contrast")), element("ul", { className: "pairs" }, ...sheets.contrast.map(pairOf(values, say)))] : [];
    body.replaceChildren(...[...swatches(sheets.tokens), ...pairs].filter(Boolean));
  },
};

const SIZES = [44, 26, 17];

const faceOf = (say) => (font) => {
  const { family, weight, href, file } = font;
  const name = `sheet ${family} ${weight}`;
  const lines = SIZES.flatMap((size, index) => [say("specimenZh"), say("specimen")].slice(0, index ? 2 : 1).map((text) => element("p", { lang: text === say("specimenZh") ? "zh" : "en", css: { "font-size": `clamp(${Math.min(size, 26)}px, 4vw, ${size}px)` } }, text)));
  const letters = element("p", { className: "letters" }, "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 ¥ & ？！「」");
  const specimen = element("div", { className: "specimen" }, ...lines, letters);
  if (href) {
    document.fonts.add(new FontFace(name, `url(${JSON.stringify(href)})`, { weight: String(weight) }));
    specimen.style.fontFamily = `"${name}"`;
  } else specimen.style.fontFamily = `"${family}", serif`;
  specimen.style.fontWeight = weight;
  return element("article", { className: "face-sheet" }, element("h3", {}, `${family} ${weight}`, element("span", { className: "file" }, file, href ? null : ` · ${say("notPublished")}`)), specimen);
};

export const fonts = {
  name: "fonts",
  reads: ["fonts"],
  draw(body, sheets, say) {
    body.replaceChildren(...sheets.fonts.map(faceOf(say)));
  },
};

export const skins = {
  name: "skins",
  reads: ["skins"],
  draw(body, sheets) {
    body.replaceChildren(...sheets.skins.map(({ name, tokens: own }) => element("article", { className: "skin" }, element("h3", {}, name), ...swatches(own).filter(Boolean))));
  },
};
