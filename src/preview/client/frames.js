// One page as on a phone, a tablet and a desk, side by side. Each frame follows the shop by itself; going somewhere in
// one takes the others along. Errors lie over all three, not in each.

import { element, icon, readable } from "./elements.js";
import "./overlay.js";
import { wordsOf } from "./words.js";

const FRAMES = [
  { name: "phoneFrame", width: 390, height: 844 },
  { name: "tabletFrame", width: 820, height: 1180 },
  { name: "deskFrame", width: 1300, height: 900 },
];
const NARROW = 900;
const BACK = "M19 12H5m6-6-6 6 6 6";

/** Only pages of this shop, and not the frames themselves. */
function within(text) {
  try {
    const { origin, pathname, search, hash } = new URL(text, location.origin);
    return origin === location.origin && !pathname.startsWith("/_awning/") ? pathname + search + hash : "/";
  } catch {
    return "/";
  }
}

let page = within(new URLSearchParams(location.search).get("page") ?? "/");
let lang; // of the preview's words; until it is heard, the browser's
let say = wordsOf(navigator.language.startsWith("zh") ? "zh" : "en");

const overlay = document.createElement("awning-overlay");
const back = element("a", { className: "back" }, icon(BACK));
const label = element("label", { htmlFor: "address" });
const field = element("input", { id: "address", type: "text", spellcheck: false, autocapitalize: "off", enterKeyHint: "go" });
const go = element("button");
const form = element("form", { on: { submit: (event) => {
  event.preventDefault();
  show(within(field.value));
} } }, back, label, field, go);

const frames = FRAMES.map(({ name, width, height }) => {
  const view = element("iframe", { name: `awning-${name}`, width, height });
  const caption = element("figcaption");
  const screen = element("div", { className: "screen" }, view);
  view.addEventListener("load", () => followed(view));
  view.addEventListener("awning:state", ({ detail }) => told(detail));
  return { name, width, height, view, caption, screen, whole: element("figure", {}, caption, screen) };
});

const heading = element("h1", { className: "heard" });
document.body.append(element("header", {}, heading, form), element("main", {}, ...frames.map(({ whole }) => whole)), overlay);
words();
show(page);
fit();
addEventListener("resize", fit);

/** Where a frame is now; nothing while it shows what is not of this shop. */
function whereabouts(view) {
  try {
    const { pathname, search, hash, href } = view.contentWindow.location;
    return href.startsWith("about:") ? undefined : pathname + search + hash;
  } catch {
    return undefined;
  }
}

/** Shows a page in all frames that do not show it. */
function show(address) {
  page = address;
  field.value = readable(address);
  back.href = address;
  history.replaceState(null, "", `/_awning/frames?page=${encodeURIComponent(address)}`);
  // The frames' own history is not this page's: going back leaves the frames.
  for (const { view } of frames) if (whereabouts(view) !== address) view.contentWindow.location.replace(address);
}

/** A frame has loaded a page: if that is another one, somebody went there in it. */
function followed(view) {
  const address = whereabouts(view);
  if (address && address.split("#")[0] !== page.split("#")[0]) show(address);
}

function told({ state }) {
  if (!state) return;
  overlay.problems = { list: state.problems, total: state.counts.errors, lang: state.lang };
  if (state.lang === lang) return;
  lang = state.lang;
  say = wordsOf(lang);
  words();
}

function words() {
  document.documentElement.lang = lang ?? "en";
  document.title = `${say("frames")} · awning`;
  heading.textContent = say("frames");
  back.title = say("back");
  back.setAttribute("aria-label", say("back"));
  label.textContent = say("address");
  go.textContent = say("go");
  for (const { name, width, caption, view } of frames) {
    caption.replaceChildren(say(name), element("span", {}, `${width} px`));
    view.title = say(name);
  }
}

/** Side by side all are as high as the window and of one scale, so that they compare; on a small screen each is as wide as it. */
function fit() {
  const { paddingLeft, columnGap } = getComputedStyle(document.querySelector("main"));
  const room = document.documentElement.clientWidth - 2 * parseFloat(paddingLeft);
  const narrow = innerWidth < NARROW;
  const total = FRAMES.reduce((sum, { width }) => sum + width, 0);
  const shared = Math.min(1, (room - (FRAMES.length - 1) * (parseFloat(columnGap) || 0)) / total);
  const top = frames[0].screen.getBoundingClientRect().top + scrollY;
  for (const { width, height, view, screen } of frames) {
    const scale = narrow ? Math.min(1, room / width) : shared;
    const high = narrow ? height : Math.max(480, (innerHeight - top - 24) / scale);
    view.style.height = `${high}px`;
    view.style.transform = `scale(${scale})`;
    screen.style.width = `${width * scale}px`;
    screen.style.height = `${high * scale}px`;
  }
}
