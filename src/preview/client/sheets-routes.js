// Every address, filtered by text, kind and language. Only a part of thousands is ever in the page.

import { editorLink, element, readable } from "./elements.js";
import { choice, drawPart } from "./sheets-list.js";

const PART = 200;
const kept = { text: "", kind: "", language: "" };

const row = ({ href, kind, language, title, file, editor }) =>
  element(
    "li",
    { className: "route" },
    element("a", { className: "route-title", href }, title || readable(href)),
    element("span", { className: "kind" }, kind),
    element("span", { className: "kind" }, language),
    element("code", { className: "address" }, readable(href)),
    file ? editorLink(file, editor, { className: "file" }) : element("span", { className: "file" }, "—"),
  );

export const routes = {
  name: "routes",
  reads: ["routes"],
  draw(body, sheets, say) {
    const all = sheets.routes.map((route) => ({ route, text: [route.title, readable(route.href), route.file].join("\n").toLowerCase() }));
    const values = (key) => [...new Set(sheets.routes.map((route) => route[key]).filter(Boolean))].sort();
    const list = element("ul", { className: "routes" });
    const [status, after] = [element("p", { className: "status", role: "status" }), element("div")];
    const show = () => {
      const wanted = kept.text.toLowerCase().split(/\s+/).filter(Boolean);
      const found = all
        .filter(({ route, text }) => (!kept.kind || route.kind === kept.kind) && (!kept.language || route.language === kept.language) && wanted.every((word) => text.includes(word)))
        .map(({ route }) => route);
      after.replaceChildren(drawPart(list, found, row, say, PART));
      status.textContent = found.length ? say("shown", { shown: found.length, count: all.length }) : say("nothingFits");
    };
    let wait;
    const field = element("input", { type: "search", value: kept.text, placeholder: say("filter"), aria: { label: say("filter") }, on: { input: () => {
      kept.text = field.value;
      clearTimeout(wait);
      wait = setTimeout(show, 60);
    } } });
    const filters = element("div", { className: "filters" }, field, choice(say("kind"), values("kind"), kept, "kind", say, show), choice(say("language"), values("language"), kept, "language", say, show), status);
    const typing = document.activeElement?.closest("#routes input") ? document.activeElement.selectionStart : undefined;
    show();
    body.replaceChildren(filters, list, after);
    if (typing !== undefined) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(typing, typing);
    }
  },
};
