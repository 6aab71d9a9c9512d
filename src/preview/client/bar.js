// The bar of the preview: which moment, which drafts, which skin and language one looks at, what is wrong, and where the
// page comes from. It folds to a button, and on phones it stands above the shop's own bar.

import { look } from "./bar-look.js";
import { momentPanel, phonePanel, spoken } from "./bar-panels.js";
import { editorLink, element, icon, shadowOf } from "./elements.js";
import { counted, wordsOf } from "./words.js";

const FOLDED = "awning-bar-folded";
const OPEN = "awning-bar-open";
const ICONS = {
  awning: "M3.5 9 5 4.5h14L20.5 9M3.5 9a2.8 2.8 0 0 0 5.6 0 2.9 2.9 0 0 0 5.8 0 2.8 2.8 0 0 0 5.6 0zM5 12.5v7h14v-7",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  frames: "M3 5h13v10H3zM7 19h5M18 9h3.5v10H18z",
  sheets: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  phone: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4",
  template: "M4 4.5h16v15H4zM4 9h16M9.5 9v10.5",
  close: "m6 6 12 12M18 6 6 18",
};

/** What is kept in the browser, if it keeps anything. */
function kept(storage, key, value) {
  try {
    if (value === undefined) return window[storage].getItem(key);
    window[storage].setItem(key, value);
  } catch { /* then it is forgotten */ }
  return null;
}

class Bar extends HTMLElement {
  #shadow = shadowOf(this, look);
  #parts;
  #state;
  #say = wordsOf("en");
  #open;

  connectedCallback() {
    for (const name of ["resize", "scrollend", "load"]) addEventListener(name, this.#settle);
    document.addEventListener("awning:morph", this.#settle);
  }

  /** What happened: `{state}`, or `{lost: true}`. */
  set told({ state, lost }) {
    this.#parts ??= this.#build();
    if (state) this.#state = state;
    this.#parts.lost.hidden = !lost;
    this.#parts.failed.hidden = true;
    if (this.#state) this.#show(this.#state);
    if (lost) {
      this.#parts.dot.dataset.state = "lost";
      this.#parts.lost.textContent = this.#say("lost");
    }
    this.#settle();
  }

  /** The page of the document that was edited last, to go there; null takes the offer back. */
  set offer(edited) {
    const { offer } = this.#parts;
    offer.hidden = !edited;
    if (!edited) return;
    const dismiss = element("button", { type: "button", className: "square", aria: { label: this.#say("dismiss") }, on: { click: () => (offer.hidden = true) } }, icon(ICONS.close));
    offer.replaceChildren(
      element("span", { title: edited.file }, this.#say("edited", { title: edited.title || edited.file })),
      element("a", { href: edited.href }, `${this.#say("show")} →`),
      dismiss,
    );
  }

  #build() {
    const square = (name, options) => element(options.href ? "a" : "button", { className: "square", ...options }, icon(ICONS[name]));
    const press = (name) => element("button", { type: "button", on: { click: () => this.#set({ [name]: !this.#state?.[name] }) } });
    const panelButton = (name, options, ...children) =>
      element("button", { type: "button", ...options, aria: { expanded: "false", controls: name }, on: { click: () => this.#toggle(name) } }, ...children);
    const set = (change) => this.#set(change);
    const parts = {
      dot: element("span", { className: "dot" }),
      clockText: element("span", { className: "clock" }),
      drafts: press("drafts"),
      unapproved: press("unapproved"),
      skin: element("select", { on: { change: (event) => this.#set({ skin: event.target.value || null }) } }),
      languages: element("span", { className: "group", role: "group" }),
      count: element("a", { href: "/_awning/#problems", className: "count" }),
      files: element("span", { className: "group" }),
      frames: square("frames", { href: "/_awning/frames" }),
      sheets: square("sheets", { href: "/_awning/" }),
      moment: momentPanel(set),
      phone: phonePanel(),
      offer: element("div", { className: "line", role: "status", hidden: true }),
      lost: element("div", { className: "line quiet", role: "status", hidden: true }),
      failed: element("div", { className: "line quiet", role: "alert", hidden: true }),
    };
    parts.clock = panelButton("moment", {}, icon(ICONS.clock), parts.clockText);
    parts.qr = panelButton("phone", { className: "square" }, icon(ICONS.phone));
    parts.toggle = element("button", { type: "button", className: "square toggle", on: { click: () => this.#fold(!parts.all.classList.contains("folded")) } }, icon(ICONS.awning), parts.dot);
    parts.group = element("span", { className: "group" }, parts.drafts, parts.unapproved, parts.skin);
    const rest = element("div", { className: "rest" }, parts.clock, parts.group, parts.languages, parts.files, element("span", { className: "group" }, parts.count, parts.frames, parts.sheets, parts.qr));
    parts.bar = element("nav", { className: "bar" }, parts.toggle, rest);
    parts.all = element("div", { className: "all", on: { keydown: this.#keys } }, parts.failed, parts.lost, parts.offer, parts.moment.panel, parts.phone.panel, parts.bar);
    this.#shadow.append(parts.all);
    this.#parts = parts;
    this.#fold((kept("localStorage", FOLDED) ?? (innerWidth < 720 ? "yes" : "no")) === "yes", false);
    // Where scripts had to be loaded again, what was open above the bar is open again.
    const again = performance.getEntriesByType("navigation")[0]?.type === "reload" && kept("sessionStorage", OPEN);
    if (again && parts[again] && !parts.all.classList.contains("folded")) this.#toggle(again);
    return parts;
  }

  #show(state) {
    const parts = this.#parts;
    const say = (this.#say = wordsOf(state.lang));
    parts.all.lang = state.lang;
    parts.bar.setAttribute("aria-label", say("preview"));
    parts.clockText.textContent = state.live ? `${spoken(state.at)} · ${say("live")}` : spoken(state.at);
    parts.clockText.classList.toggle("moved", !state.live);
    parts.clock.title = say("time");
    for (const name of ["drafts", "unapproved"]) {
      parts[name].textContent = say(name);
      parts[name].title = say(`${name}Hint`);
      parts[name].setAttribute("aria-pressed", String(state[name]));
    }
    this.#showSkins(state);
    this.#showLanguages(state);
    this.#showCounts(state);
    this.#showFiles(state);
    parts.frames.href = `/_awning/frames?page=${encodeURIComponent(location.pathname + location.search)}`;
    for (const name of ["frames", "sheets", "qr"]) this.#label(parts[name], say(name === "qr" ? "phone" : name));
    parts.qr.hidden = !state.lan;
    if (!state.lan && this.#open === "phone") this.#toggle("phone");
    parts.moment.show(state, say);
    parts.phone.show(state, say);
    this.#label(parts.toggle, say(parts.all.classList.contains("folded") ? "open" : "fold"));
  }

  #label(part, text) {
    part.title = text;
    part.setAttribute("aria-label", text);
  }

  #showSkins({ skin, skins }) {
    const { skin: select } = this.#parts;
    const known = JSON.stringify([skins, this.#say("skin")]);
    select.hidden = !skins.length;
    select.setAttribute("aria-label", this.#say("skin"));
    select.title = this.#say("skin");
    if (select.dataset.known !== known) {
      select.dataset.known = known;
      const options = skins.map((name) => element("option", { value: name }, name));
      select.replaceChildren(element("option", { value: "" }, `${this.#say("skin")}: ${this.#say("auto")}`), ...options);
    }
    select.value = skin ?? "";
    select.classList.toggle("chosen", skin !== null);
  }

  #showLanguages({ languages }) {
    const { languages: group } = this.#parts;
    group.hidden = languages.length < 2;
    group.setAttribute("aria-label", this.#say("languages"));
    const known = JSON.stringify(languages);
    if (group.dataset.known === known) return;
    group.dataset.known = known;
    group.replaceChildren(...languages.map(({ code, name, href, current }) => element("a", { href, lang: code, aria: current ? { current: "true" } : {} }, name)));
  }

  #showCounts({ counts }) {
    const say = this.#say;
    const some = [["errors", "error", "bad"], ["warnings", "warning", "doubt"], ["notes", "note", ""]]
      .filter(([key]) => counts[key])
      .map(([key, what, className]) => element("span", { className }, counted(say, counts[key], what)));
    const { count, dot } = this.#parts;
    const parts = some.length || !counts.complete ? some : [say("noProblems")];
    if (!counts.complete) parts.push(element("span", {}, say("checking")));
    count.replaceChildren(...parts);
    dot.dataset.state = counts.errors ? "errors" : !counts.complete ? "checking" : counts.warnings ? "warnings" : "good";
  }

  #showFiles({ page }) {
    const { files } = this.#parts;
    const known = JSON.stringify([page.file, page.editor, page.template, this.#say("source")]);
    if (files.dataset.known === known) return;
    files.dataset.known = known;
    const name = (path) => path.split("/").at(-1);
    const link = (path, address, what, kind) =>
      path && editorLink("", address, { className: `file ${kind}`, title: `${this.#say(what)}: ${path}` });
    // Templates open as the document does: in the same editor, by the same kind of address.
    const template = page.editor?.includes(page.file) ? page.editor.replace(page.file, () => page.template).replace(/(:\d+)+$/, "") : null;
    const made = [link(page.file, page.editor, "source", "document"), link(page.template, template, "template", "template")];
    for (const [index, path] of [page.file, page.template].entries()) made[index]?.append(icon(ICONS[index ? "template" : "file"]), element("span", {}, name(path)));
    files.replaceChildren(...made.filter(Boolean));
    files.hidden = !files.childElementCount;
  }

  async #set(change) {
    const { failed } = this.#parts;
    let text;
    try {
      const answer = await fetch("/_awning/set", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(change) });
      text = answer.ok ? undefined : (await answer.text()) || String(answer.status);
    } catch (error) {
      text = error.message;
    }
    failed.hidden = text === undefined;
    failed.textContent = text === undefined ? "" : this.#say("failed", { text });
    if (text !== undefined && this.#state) this.#show(this.#state);
  }

  #toggle(name) {
    this.#open = this.#open === name ? undefined : name;
    kept("sessionStorage", OPEN, this.#open ?? "");
    for (const [key, button] of [["moment", "clock"], ["phone", "qr"]]) {
      this.#parts[key].panel.hidden = this.#open !== key;
      this.#parts[button].setAttribute("aria-expanded", String(this.#open === key));
      if (this.#open === key) this.#place(this.#parts[key].panel, this.#parts[button]);
    }
  }

  /** A panel opens above its button. */
  #place(panel, button) {
    const [middle, bar] = [innerWidth / 2, this.#parts.bar.getBoundingClientRect()];
    const wanted = button.getBoundingClientRect().left + panel.offsetWidth / 2 - middle;
    const room = Math.max(0, (bar.width - panel.offsetWidth) / 2);
    panel.style.marginInlineStart = `${2 * Math.max(-room, Math.min(room, wanted))}px`;
  }

  #fold(folded, byHand = true) {
    const { all, toggle } = this.#parts;
    all.classList.toggle("folded", folded);
    toggle.setAttribute("aria-expanded", String(!folded));
    this.#label(toggle, this.#say(folded ? "open" : "fold"));
    if (folded && this.#open) this.#toggle(this.#open);
    if (byHand) kept("localStorage", FOLDED, folded ? "yes" : "no");
    this.#settle();
  }

  #keys = (event) => {
    if (event.key !== "Escape" || !this.#open) return;
    const button = this.#open === "moment" ? this.#parts.clock : this.#parts.qr;
    event.preventDefault();
    this.#toggle(this.#open);
    button.focus();
  };

  /** Stands above whatever the shop keeps at the bottom of the window. */
  #settle = () => {
    const { all, bar } = this.#parts ?? {};
    if (!all) return;
    const points = document.elementsFromPoint(innerWidth / 2, innerHeight - 3).filter((node) => node !== this && !this.contains(node));
    const heights = points.map((node) => {
      if (!/fixed|sticky/.test(getComputedStyle(node).position)) return 0;
      const { height, width, bottom } = node.getBoundingClientRect();
      return bottom >= innerHeight - 1 && height < innerHeight / 3 && width > innerWidth / 2 ? height : 0;
    });
    const lift = Math.round(Math.max(0, ...heights));
    this.style.setProperty("--lift", `${lift}px`);
    const above = all.classList.contains("folded") ? lift : lift + bar.offsetHeight + 8;
    document.querySelector("awning-overlay")?.style.setProperty("--lift", `${above}px`);
  };
}

customElements.define("awning-bar", Bar);
