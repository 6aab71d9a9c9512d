// What opens above the bar: the moment that is shown, and the address for a phone.

import { element } from "./elements.js";

const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment in its own zone: the wall clock as an input takes it, and the offset. */
export function wall(at) {
  const [, clock, offset] = MOMENT.exec(at ?? "") ?? [];
  return { clock: clock ?? "", offset: offset ?? "Z" };
}

/** A moment as people read it: without the year where that is the year of `like`. */
export function spoken(at, like) {
  const { clock } = wall(at);
  const [date = "", time = ""] = clock.split("T");
  return `${like && date.slice(0, 4) === like.slice(0, 4) ? date.slice(5) : date} ${time}`;
}

/** Time travel: `{show(state, say)}` and the panel itself. */
export function momentPanel(set) {
  let offset = "Z";
  const input = element("input", { type: "datetime-local", required: true });
  const go = element("button", { className: "strong" });
  const now = element("button", { type: "button", on: { click: () => set({ at: null }) } });
  const form = element("form", { on: { submit: (event) => {
    event.preventDefault();
    if (input.value) set({ at: `${input.value.slice(0, 16)}:00${offset}` });
  } } }, input, go, now);
  const [title, zone, next, list] = [element("h2"), element("p"), element("h2"), element("ul")];
  const panel = element("section", { className: "panel", id: "moment", hidden: true }, title, form, zone, next, list);

  /** What is typed stays while somebody types. */
  let shown;
  const show = (state, say) => {
    const { clock, offset: zoned } = wall(state.at);
    offset = zoned;
    if (clock !== shown && panel.getRootNode().activeElement !== input) input.value = clock;
    shown = clock;
    title.textContent = say("time");
    panel.setAttribute("aria-label", say("time"));
    input.setAttribute("aria-label", say("time"));
    go.textContent = say("go");
    now.textContent = say("now");
    now.setAttribute("aria-pressed", String(state.live));
    zone.textContent = say("zone", { offset: offset === "Z" ? "" : offset });
    next.textContent = say("nextChanges");
    const rows = state.boundaries.map(({ at, label }) => {
      const row = element("button", { type: "button", className: "row", on: { click: () => set({ at }) } }, element("time", { dateTime: at }, spoken(at, state.at)), element("span", {}, label));
      return element("li", {}, row);
    });
    list.replaceChildren(...(rows.length ? rows : [element("li", {}, element("p", { className: "row" }, say("noChanges")))]));
  };
  return { panel, show };
}

/** The address for a phone in the same network. */
export function phonePanel() {
  const [title, picture, hint, address] = [element("h2"), element("img"), element("p"), element("p", { className: "address" })];
  const panel = element("section", { className: "panel", id: "phone", hidden: true }, title, picture, hint, address);
  const show = ({ lan }, say) => {
    title.textContent = say("phone");
    panel.setAttribute("aria-label", say("phone"));
    hint.textContent = say("phoneHint");
    address.textContent = lan?.url ?? "";
    // As a picture, what is drawn cannot run.
    if (lan?.qr) Object.assign(picture, { src: lan.qr, alt: lan.url });
  };
  return { panel, show };
}
