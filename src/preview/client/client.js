// Every page that is previewed loads this. It follows the shop, and keeps the page true: styles are swapped, pages are
// morphed, and only scripts reload. It shows the bar and the errors, except in the frames, whose page does that.

import "./bar.js";
import "./overlay.js";
import { setClock } from "./clock.js";
import { readable } from "./elements.js";
import { follow } from "./live.js";
import { morph, remember, remembers } from "./morph.js";
import { swapSheets } from "./styles.js";

const framed = window !== window.top;
const page = readable(location.pathname);
const bar = framed ? undefined : document.createElement("awning-bar");
const overlay = framed ? undefined : document.createElement("awning-overlay");
// Beside the body: what happens to the body does not touch them.
if (!framed) document.documentElement.append(overlay, bar);

const address = () => location.pathname + location.search;
const plain = (etag) => etag?.replace(/^W\//, "") ?? null;

const SETTLED = 3000; // milliseconds after which a page that fails may be loaded again

let shown; // the tag of the version that is shown; undefined until it is known
let styles = []; // the stylesheets of the shop when they were heard of last
let news; // the newest state that the page has not caught up with
let busy = false;
let edited; // which document was edited last

/** What was served is in the browser's cache, whatever has happened since; only from there, it is surely what is shown. */
const beginning = fetch(address(), { cache: "force-cache" })
  .then(async (answer) => {
    remember(await answer.text());
    shown = plain(answer.headers.get("etag")) ?? undefined;
  })
  .catch(() => {});

follow(page, { told, lost: () => tell({ lost: true }) });

function told(state) {
  setClock(state.live ? null : state.at);
  news = state;
  tell({ state });
  if (overlay) overlay.problems = { list: state.problems, total: state.counts.errors, lang: state.lang };
  catchUp();
}

/** Tells the bar, or the page of frames around this one. */
function tell(detail) {
  if (bar) bar.told = detail;
  try {
    window.frameElement?.dispatchEvent(new CustomEvent("awning:state", { detail }));
  } catch { /* framed by a stranger */ }
}

/** One state after the other; of those that come meanwhile, the last. */
async function catchUp() {
  if (busy) return;
  busy = true;
  await beginning;
  while (news) {
    const state = news;
    news = undefined;
    try {
      await apply(state);
    } catch (error) {
      console.warn("awning: the page could not be changed in place,", error);
      // What fails as soon as the page is there would fail again at once, and for ever.
      if (performance.now() > SETTLED) location.reload();
    }
  }
  busy = false;
}

async function apply(state) {
  if (state.kind === "style") await swapSheets(styles, state.styles);
  styles = state.styles;
  const tag = plain(state.page.etag);
  shown ??= tag;
  const changed = tag !== shown;
  // After a swap the page is looked at too: something else may have changed just before.
  if (changed && !(await refresh(tag))) return;
  offer(state, changed);
}

/** Fetches the page as it is now, and puts it into the one that is open. False if that has to wait. */
async function refresh(tag) {
  let answer;
  try {
    answer = await fetch(address(), { cache: "no-cache", headers: { accept: "text/html" } });
  } catch {
    return false; // the stream will tell when the server is back
  }
  if (answer.status >= 500) return false;
  if (!/^text\/html\b/.test(answer.headers.get("content-type") ?? "") || !remembers()) {
    location.reload();
    return false;
  }
  const outcome = await morph(await answer.text());
  if (outcome === "reload") {
    location.reload();
    return false;
  }
  shown = tag;
  if (outcome === "morphed") announce();
  return true;
}

/** Tells scripts that the page was morphed, and lets those that follow the address put their choice back. */
function announce() {
  document.dispatchEvent(new CustomEvent("awning:morph"));
  if (location.hash) dispatchEvent(new HashChangeEvent("hashchange", { oldURL: location.href, newURL: location.href }));
}

/** Offers the page of the document that was edited, if that is another one and nothing is to be seen of it here. */
function offer(state, changed) {
  const key = state.edited ? `${state.edited.file} ${state.edited.href}` : "";
  const first = edited === undefined;
  if (key === edited && !changed) return;
  edited = key;
  if (!bar || first) return;
  const elsewhere = state.edited?.href && readable(new URL(state.edited.href, location.href).pathname) !== page;
  bar.offer = elsewhere && !changed && state.kind === "page" ? state.edited : null;
}
