// Posters in every format, and photos with every rendition. Pictures are asked for only when they come into sight, for
// the preview makes them when they are asked for.

import { element } from "./elements.js";
import { drawPart } from "./sheets-list.js";

const POSTERS = 24;
const PHOTOS = 48;
const size = (width, height) => `${width} × ${height}`;
const weight = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`);

/** A picture in a box of its own proportions, so that nothing moves when it comes. */
const picture = ({ href, width, height }, alt) => element("img", { src: href, width, height, alt, loading: "lazy", decoding: "async" });

/** Sheets for print are no pictures. */
const isPicture = ({ kind }) => kind !== "pdf";

const sheetOf = (poster) =>
  element(
    "figure",
    { className: "sheet", css: { "--ratio": poster.width / poster.height || 1 } },
    element("a", { href: poster.href, target: "_blank" }, isPicture(poster) ? picture(poster, `${poster.name}, ${poster.label}`) : element("span", { className: "paper" }, poster.kind)),
    element("figcaption", {}, element("strong", {}, poster.format), element("span", {}, `${size(poster.width, poster.height)} · ${poster.kind}`)),
  );

function posterOf([name, sheets]) {
  const { file } = sheets[0];
  return element("article", { className: "poster" }, element("h3", {}, name, file ? element("span", { className: "file" }, file) : null), element("div", { className: "wall" }, ...sheets.map(sheetOf)));
}

export const posters = {
  name: "posters",
  reads: ["posters"],
  draw(body, sheets, say) {
    const groups = new Map();
    for (const poster of sheets.posters) groups.set(poster.name, [...(groups.get(poster.name) ?? []), poster]);
    const list = element("div");
    const more = drawPart(list, [...groups], posterOf, say, POSTERS);
    body.replaceChildren(list, more);
  },
};

const renditionOf = (say) => (rendition) =>
  element(
    "figure",
    { className: "rendition" },
    element("a", { href: rendition.href, target: "_blank" }, picture(rendition, `${size(rendition.width, rendition.height)} ${rendition.format}`)),
    element("figcaption", {}, element("strong", {}, size(rendition.width, rendition.height)), element("span", {}, [rendition.format, rendition.dressed && say("dressed")].filter(Boolean).join(" · "))),
  );

const opened = new Set();

const photoOf = (say) => (photo) => {
  const shown = photo.renditions.filter(({ width }) => width >= 320).sort((a, b) => a.width - b.width)[0] ?? photo.renditions.at(-1);
  const folder = photo.path.slice(0, photo.path.lastIndexOf("/") + 1);
  const face = element("div", { className: "face" }, shown ? picture(shown, "") : null);
  if (photo.colour) face.style.backgroundColor = photo.colour;
  const renditions = element(
    "details",
    { open: opened.has(photo.path), on: { toggle: (event) => (event.target.open ? opened.add(photo.path) : opened.delete(photo.path)) } },
    element("summary", {}, say("renditions", { count: photo.renditions.length })),
    element("div", { className: "strip" }, ...photo.renditions.map(renditionOf(say))),
  );
  return element(
    "article",
    { className: "photo" },
    face,
    element("h3", {}, photo.path.slice(folder.length), element("span", { className: "file" }, folder)),
    element("p", { className: "facts" }, `${size(photo.width, photo.height)} · ${weight(photo.bytes)}`, photo.colour ? swatch(photo.colour) : null),
    photo.renditions.length ? renditions : null,
  );
};

function swatch(colour) {
  const spot = element("span", { className: "spot" });
  spot.style.backgroundColor = colour;
  return element("span", { className: "colour" }, spot, colour);
}

export const photos = {
  name: "photos",
  reads: ["photos"],
  draw(body, sheets, say) {
    const list = element("div", { className: "photos" });
    const more = drawPart(list, sheets.photos, photoOf(say), say, PHOTOS);
    body.replaceChildren(list, more);
  },
};
