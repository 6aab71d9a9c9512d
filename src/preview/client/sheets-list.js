// Long lists are drawn a part at a time, and filters are kept while the sheets are read again.

import { element } from "./elements.js";

/** Fills `list` with the first `size` of the items, and a button that adds as many more. */
export function drawPart(list, items, make, say, size) {
  let shown = 0;
  const more = element("button", { type: "button", className: "more", on: { click: () => add() } });
  const add = () => {
    const part = items.slice(shown, shown + size);
    shown += part.length;
    list.append(...part.map(make));
    more.hidden = shown >= items.length;
    more.textContent = say("more200", { count: Math.min(size, items.length - shown) });
  };
  list.replaceChildren();
  add();
  return more;
}

/** A choice of one value or all: `{whole, value()}`; `kept` holds what was chosen. */
export function choice(label, values, kept, key, say, changed) {
  const options = [["", say("all")], ...values.map((value) => (Array.isArray(value) ? value : [value, value]))];
  const select = element("select", { on: { change: () => {
    kept[key] = select.value;
    changed();
  } } }, ...options.map(([value, text]) => element("option", { value }, text)));
  // What was chosen may be gone.
  select.value = options.some(([value]) => value === kept[key]) ? (kept[key] ?? "") : "";
  kept[key] = select.value;
  return element("label", { className: "choice" }, element("span", {}, label), select);
}
