// Errors over the page. The focus stays where it is, for somebody may be typing; Escape or a button folds the sheet to a
// badge until the set of errors is another one.

import { editorLink, element, placeOf, shadowOf } from "./elements.js";
import { look } from "./overlay-look.js";
import { counted, wordsOf } from "./words.js";

/** A line of source, with what is meant underlined. `mark` counts characters, not the halves of them. */
function textOf({ text, mark }) {
  if (!mark) return [text];
  const letters = [...text];
  const [from, to] = [mark[0], Math.max(mark[1], mark[0] + 1)];
  const marked = letters.slice(from, to).join("") || " ";
  return [letters.slice(0, from).join(""), element("mark", {}, marked), letters.slice(to).join("")];
}

function frameOf(lines) {
  if (!lines?.length) return null;
  const rows = lines.map((line) =>
    element("div", { className: line.mark ? "here" : "" }, element("span", { className: "number" }, String(line.number)), element("span", { className: "text" }, ...textOf(line))),
  );
  return element("pre", { tabIndex: 0 }, ...rows);
}

/** Words with `code` in them. */
const spoken = (text) => text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? element("code", {}, part) : part));

/** One problem: what, where, the source, and help. The contact sheets show them too. */
export function problemItem(problem, say) {
  return element(
    "li",
    { className: problem.severity },
    element(
      "div",
      { className: "kind" },
      element("span", { className: "severity" }, say(problem.severity)),
      element("span", { className: "code" }, problem.code),
      problem.file ? editorLink(placeOf(problem), problem.editor, { className: "place" }) : null,
    ),
    element("h2", {}, ...spoken(problem.message)),
    frameOf(problem.frame),
    problem.help ? element("p", { className: "help" }, ...spoken(problem.help)) : null,
  );
}

class Overlay extends HTMLElement {
  #shadow = shadowOf(this, look);
  #key = "";
  #folded = false;

  connectedCallback() {
    document.addEventListener("keydown", this.#escape);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#escape);
  }

  /** The errors there are: `{list, total, lang}`, where the list may hold only the first. */
  set problems({ list, total, lang }) {
    const key = JSON.stringify([lang, list, total]);
    if (key === this.#key) return;
    // An edit elsewhere in the file moves lines: it is still the same set, and stays folded.
    const set = (text) => (text ? JSON.stringify(JSON.parse(text)[1].map(({ code, file, message }) => [code, file, message])) : "[]");
    if (set(key) !== set(this.#key)) this.#folded = false;
    this.#key = key;
    this.#show(list, Math.max(list.length, total), lang);
  }

  #show(list, total, lang) {
    const say = wordsOf(lang);
    if (!list.length) {
      this.#shadow.replaceChildren();
      return;
    }
    const kept = this.#shadow.querySelector(".scrim")?.scrollTop ?? 0;
    const count = counted(say, total, "error");
    const fold = element("button", { type: "button", className: "fold", on: { click: () => this.#fold(true) } }, say("foldErrors"), element("kbd", {}, "Esc"));
    const sheet = element(
      "section",
      { className: "sheet", aria: { labelledby: "title" } },
      element("header", {}, element("div", {}, element("h1", { id: "title" }, say("overlayTitle", { count })), element("p", {}, say("stays"))), fold),
      element("ol", {}, ...list.map((problem) => problemItem(problem, say))),
      total > list.length ? element("p", { className: "rest" }, element("a", { href: "/_awning/#problems" }, say("more", { count: total - list.length }))) : null,
    );
    const scrim = element("div", { className: "scrim", on: { click: (event) => event.target === scrim && this.#fold(true) } }, sheet);
    const badge = element("button", { type: "button", className: "badge", on: { click: () => this.#fold(false) } }, count);
    badge.setAttribute("aria-label", say("unfold", { count }));
    // The words are read out as they come; the sheet itself waits to be visited.
    const heard = this.#shadow.querySelector(".heard") ?? element("div", { className: "heard", role: "status" });
    const all = element("div", { className: "all", lang }, scrim, badge, heard);
    this.#shadow.replaceChildren(all);
    heard.textContent = `${count}: ${list[0].message} ${placeOf(list[0])}`;
    this.#fold(this.#folded, false);
    scrim.scrollTop = kept;
  }

  #fold(folded, byHand = true) {
    this.#folded = folded;
    const [scrim, badge, button] = [".scrim", ".badge", ".fold"].map((name) => this.#shadow.querySelector(name));
    if (!scrim) return;
    const inside = this.#shadow.activeElement;
    scrim.hidden = folded;
    badge.hidden = !folded;
    // Whoever came by keyboard stays at the button that undoes it.
    if (byHand && inside) (folded ? badge : button).focus();
  }

  #escape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !this.#folded && this.#shadow.childElementCount) this.#fold(true);
  };
}

customElements.define("awning-overlay", Overlay);
