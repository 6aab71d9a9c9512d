// A new version of the page is put into the page that is open. Scripts, and whoever looks, have changed the page since
// it was served (countdowns, the chosen variant, open details, what was typed), so it is a merge of three: only what
// differs between the version served before and the version served now is changed; all else stays as it is.

import { Idiomorph } from "./idiomorph.js";
import { addSheets, addressOf, sheetsOf, swapped } from "./styles.js";

let base; // the version that was served last
const served = new WeakMap(); // node of the page → what was served for it

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/** Keeps what was served for the page as it is now. */
export function remember(html) {
  base = parse(html);
  pair(document.documentElement, base.documentElement);
}

/** Whether it is known what was served. */
export const remembers = () => base !== undefined;

/** Merges a new version into the page: "same", "morphed", or "reload" where only a reload can be true. */
export async function morph(html) {
  const next = parse(html);
  if (!base || !sameScripts(base, next)) return "reload";
  if (base.documentElement.isEqualNode(next.documentElement)) return "same";
  const hooks = await hooksOf(next);
  // Stylesheets that scripts added stay.
  for (const link of await addSheets(next)) if (served.has(link) || swapped.has(link)) link.remove();
  morphAttributes(document.documentElement, base.documentElement, next.documentElement);
  served.set(document.documentElement, next.documentElement);
  morphHead(next);
  const hooked = morphBody(next, hooks);
  base = next;
  return hooked ? "reload" : "morphed";
}

// Scripts ------------------------------------------------------------------------------------------------------------

const OWN = /^\/_awning\//;
const RUNS = /^(|module|importmap|speculationrules|(text|application)\/(java|ecma)script)$/i;

/** The scripts of a document that run, beside the preview's own. */
const scriptsOf = (doc) => [...doc.scripts].filter((script) => RUNS.test(script.type) && !OWN.test(script.getAttribute("src") ?? ""));

function sameScripts(one, other) {
  const told = (doc) => JSON.stringify(scriptsOf(doc).map((script) => [script.type, script.getAttribute("src"), script.text]));
  return told(one) === told(other);
}

/** What the page's scripts say, to see by which data attributes they find elements. */
const sources = new Map();
async function hooksOf(doc) {
  const texts = scriptsOf(doc).map(async (script) => {
    const address = script.getAttribute("src");
    if (!address) return script.text;
    if (!sources.has(address)) sources.set(address, fetch(address).then((answer) => answer.text()).catch(() => ""));
    return sources.get(address);
  });
  const all = (await Promise.all(texts)).join("\n");
  return (name) => name.startsWith("data-") && all.includes(name);
}

// What was served for which node --------------------------------------------------------------------------------------

const alike = (one, other) =>
  one && other && one.nodeName === other.nodeName && (one.getAttribute?.("id") ?? "") === (other.getAttribute?.("id") ?? "");

/** Notes what was served for a node and all below it. Children are matched from both ends by being the same, then by kind. */
function pair(node, was) {
  served.set(node, was);
  const [nodes, those] = [[...node.childNodes], [...was.childNodes]];
  const both = [];
  while (nodes.length && those.length && nodes[0].isEqualNode(those[0])) both.push([nodes.shift(), those.shift()]);
  while (nodes.length && those.length && nodes.at(-1).isEqualNode(those.at(-1))) both.push([nodes.pop(), those.pop()]);
  let [i, j] = [0, 0];
  while (i < nodes.length && j < those.length) {
    if (alike(nodes[i], those[j])) both.push([nodes[i++], those[j++]]);
    else if (alike(nodes[i + 1], those[j])) i++;
    else if (alike(nodes[i], those[j + 1])) j++;
    else [i, j] = [i + 1, j + 1];
  }
  for (const [one, other] of both) pair(one, other);
}

// Parts of the page ----------------------------------------------------------------------------------------------------

/** Whether the server says of an attribute what it said before. */
const unchanged = (was, next, name) => was !== undefined && was.getAttribute(name) === next.getAttribute(name);

function morphAttributes(node, was, next) {
  for (const name of new Set([...was.getAttributeNames(), ...next.getAttributeNames()])) {
    if (unchanged(was, next, name)) continue;
    if (next.hasAttribute(name)) node.setAttribute(name, next.getAttribute(name));
    else node.removeAttribute(name);
  }
}

/** Titles, descriptions, structured data: what is gone is taken away, what is new is put after what it follows. */
function morphHead(next) {
  const kept = new Map();
  const sheets = new Map(sheetsOf(document).map((link) => [addressOf(link), link]));
  for (const node of document.head.children) if (served.has(node)) kept.set(served.get(node).outerHTML, node);
  const wanted = new Set();
  let last;
  for (const piece of next.head.children) {
    let node = piece.matches('link[rel~="stylesheet"][href]') ? sheets.get(addressOf(piece)) : kept.get(piece.outerHTML);
    if (!node) {
      node = document.importNode(piece, true);
      if (last) last.after(node);
      else document.head.prepend(node);
    }
    served.set(node, piece);
    wanted.add(node);
    last = node;
  }
  for (const node of [...document.head.children]) if (served.has(node) && !wanted.has(node)) node.remove();
}

/** Morphs the body. True if elements came that a script would have taken in hand when the page was opened. */
function morphBody(next, hooks) {
  let [hooked, coming, current] = [false, undefined, undefined];
  const isHooked = (node) => {
    for (let at = node; at && at !== document.body; at = at.parentElement) if (at.getAttributeNames().some(hooks)) return true;
    return [...node.querySelectorAll("*")].some((below) => below.getAttributeNames().some(hooks));
  };
  const typed = new Map();
  Idiomorph.morph(document.body, next.body, {
    ignoreActiveValue: true,
    head: { style: "none" },
    callbacks: {
      beforeNodeMorphed(node, piece) {
        const was = served.get(node);
        if (node.nodeName === "NOSCRIPT" || was?.isEqualNode(piece)) return false;
        current = { node, was, next: piece };
        if (isDirty(node)) typed.set(node, { value: node.value, checked: node.checked });
        return true;
      },
      afterNodeMorphed(node, piece) {
        served.set(node, piece);
        const entered = typed.get(node);
        if (entered) retype(node, entered);
      },
      beforeAttributeUpdated(name, node, change) {
        if (current?.node !== node) return true;
        if (unchanged(current.was, current.next, name)) return false;
        // Open details stay open where nothing is known of what was served.
        if (name === "open" && !current.was) return false;
        if (change === "update" && hooks(name) && !node.hasAttribute(name)) hooked = true;
        return true;
      },
      beforeNodeAdded(piece) {
        coming = piece;
        return true;
      },
      afterNodeAdded(node) {
        if (!served.has(node)) pair(node, coming);
        if (node.nodeType === Node.ELEMENT_NODE && !hooked) hooked = isHooked(node);
      },
    },
  });
  return hooked;
}

// Forms ------------------------------------------------------------------------------------------------------------------

/** Whether somebody typed or chose something in a field. */
function isDirty(node) {
  if (node.nodeName === "TEXTAREA") return node.value !== node.defaultValue;
  if (node.nodeName === "SELECT") return [...node.options].some((option) => option.selected !== option.defaultSelected);
  if (node.nodeName !== "INPUT" || node.type === "file") return false;
  return node.value !== node.defaultValue || node.checked !== node.defaultChecked;
}

function retype(node, { value, checked }) {
  if (node.nodeName !== "SELECT" || [...node.options].some((option) => option.value === value)) node.value = value;
  if (node.nodeName === "INPUT") node.checked = checked;
}
