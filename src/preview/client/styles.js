// Stylesheets are changed without a flash: the new one is loaded before the old one, which still wins, and then the old
// one goes.

const LOAD_LIMIT = 4000;

/** The stylesheets that were put into the page here. */
export const swapped = new WeakSet();

/** The stylesheets of a document's head. */
export const sheetsOf = (doc) => [...doc.head.querySelectorAll('link[rel~="stylesheet"][href]')];

/** Where a link leads, from this page. */
export const addressOf = (link) => new URL(link.getAttribute("href"), location.href).href;

/** Waits until a stylesheet is there: true, or false if it could not be had. */
function loaded(link) {
  return new Promise((done) => {
    link.addEventListener("load", () => done(true), { once: true });
    link.addEventListener("error", () => done(false), { once: true });
    setTimeout(() => done(Boolean(link.sheet)), LOAD_LIMIT);
  });
}

/** Puts changed stylesheets, matched by name, in the place of those that are shown. */
export async function swapSheets(before, after) {
  const hrefs = new Map(before.map(({ name, href }) => [new URL(href, location.href).href, name]));
  const changed = sheetsOf(document).map((old) => {
    const style = after.find(({ name }) => name === hrefs.get(addressOf(old)));
    return style && new URL(style.href, location.href).href !== addressOf(old) ? { old, style } : undefined;
  });
  await Promise.all(
    changed.filter(Boolean).map(async ({ old, style }) => {
      const fresh = old.cloneNode();
      swapped.add(fresh);
      fresh.setAttribute("href", style.href);
      if (style.integrity) fresh.setAttribute("integrity", style.integrity);
      else fresh.removeAttribute("integrity");
      const there = loaded(fresh);
      old.before(fresh);
      ((await there) ? old : fresh).remove();
    }),
  );
}

/** Adds the stylesheets of the next version of the page in their order; gives those of the page that it does not have. */
export async function addSheets(next) {
  const shown = new Map(sheetsOf(document).map((link) => [addressOf(link), link]));
  const waiting = [];
  let last;
  for (const wanted of sheetsOf(next)) {
    let link = shown.get(addressOf(wanted));
    if (link) shown.delete(addressOf(wanted));
    else {
      link = document.importNode(wanted, true);
      waiting.push(loaded(link));
      if (last) last.after(link);
      else if (shown.size) shown.values().next().value.before(link);
      else document.head.append(link);
    }
    last = link;
  }
  await Promise.all(waiting);
  return [...shown.values()];
}
