// The contact sheets: everything that the shop is made of, on one page. They are read again with every change, and only
// what differs is drawn again.

import { element } from "./elements.js";
import { follow } from "./live.js";
import { campaigns } from "./sheets-campaigns.js";
import { photos, posters } from "./sheets-pictures.js";
import { problems } from "./sheets-problems.js";
import { routes } from "./sheets-routes.js";
import { fonts, skins, tokens } from "./sheets-theme.js";
import { wordsOf } from "./words.js";

/** Each has a name, which is its anchor; `reads`, what it is drawn from; and `draw(body, sheets, say)`. */
const SECTIONS = [routes, posters, photos, campaigns, problems, tokens, fonts, skins];

const parts = page();
let drawn = {};
let heard;
let reading = false;

follow("/_awning/", {
  told(state) {
    parts.lost.hidden = true;
    const news = heard === undefined || state.revision !== heard;
    heard = state.revision;
    if (news) read();
  },
  lost() {
    parts.lost.hidden = false;
    parts.lost.textContent = wordsOf(drawn.lang ?? "en")("lost");
  },
});

/** Reads the sheets; if something changes meanwhile, once more. */
async function read() {
  if (reading) return;
  reading = true;
  let seen;
  do {
    seen = heard;
    try {
      const answer = await fetch("/_awning/sheets.json", { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      draw(await answer.json());
    } catch (error) {
      parts.lost.hidden = false;
      parts.lost.textContent = wordsOf(drawn.lang ?? "en")("unread", { text: error.message });
    }
  } while (seen !== heard);
  reading = false;
}

/** The page without its contents. */
function page() {
  const lost = element("p", { className: "lost", role: "status", hidden: true });
  const title = element("h1");
  const shop = element("a", { className: "shop" });
  const nav = element("nav", { className: "contents" });
  const sections = new Map();
  for (const { name } of SECTIONS) {
    const [heading, count, hint, body] = [element("h2"), element("span", { className: "total" }), element("p", { className: "hint" }), element("div", { className: "body" })];
    const link = element("a", { href: `#${name}` });
    nav.append(link);
    sections.set(name, { heading, count, hint, body, link, whole: element("section", { id: name }, element("div", { className: "head" }, heading, count, hint), body) });
  }
  const top = element("header", { className: "top" }, element("p", { className: "mark" }, "awning"), title, shop);
  document.body.append(element("aside", {}, top, nav), element("main", {}, ...[...sections.values()].map(({ whole }) => whole)), lost);
  return { lost, title, shop, nav, sections };
}

function draw(sheets) {
  const say = wordsOf(sheets.lang);
  const first = !drawn.lang;
  document.documentElement.lang = sheets.lang;
  document.title = `${say("sheets")} · ${sheets.shop}`;
  parts.title.textContent = sheets.shop;
  parts.shop.textContent = `${say("shop")} →`;
  parts.shop.href = sheets.base;
  parts.nav.setAttribute("aria-label", say("sections"));
  for (const section of SECTIONS) {
    const { heading, count, hint, body, link } = parts.sections.get(section.name);
    const known = JSON.stringify([sheets.lang, ...section.reads.map((key) => sheets[key])]);
    if (drawn[section.name] === known) continue;
    drawn[section.name] = known;
    const total = String(sheets[section.name].length);
    heading.textContent = say(section.name);
    count.textContent = total;
    hint.textContent = say(`${section.name}Hint`);
    link.replaceChildren(say(section.name), element("span", { className: "total" }, total));
    section.draw(body, sheets, say);
    if (!sheets[section.name].length) body.replaceChildren(element("p", { className: "nothing" }, say("none")));
  }
  drawn.lang = sheets.lang;
  // The anchor of the address had nothing to lead to until now.
  if (first && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Marks where one is in the contents. */
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const { link } = parts.sections.get(target.id);
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-30% 0px -69% 0px" },
);
for (const { whole } of parts.sections.values()) watcher.observe(whole);
