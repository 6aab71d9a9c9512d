// The search page: the whole index is one file; it is fetched with the first letter.

const form = document.querySelector("[data-search]");
const input = form.querySelector("input");
const list = document.querySelector("[data-hits]");
const status = document.querySelector("[data-status]");
const LIMIT = 60;

let index;
async function load() {
  index ??= fetch(form.dataset.search)
    .then((answer) => answer.json())
    .then((entries) =>
      entries.map((entry) => ({ ...entry, title: fold(entry.t), all: fold([entry.t, entry.s, entry.k, entry.c].filter(Boolean).join(" ")) })),
    );
  return index;
}

const fold = (text) => text.normalize("NFKC").toLowerCase();
const words = (text) => fold(text).split(/\s+/).filter(Boolean);

// Every word must occur; a hit in the title counts most, at its beginning more still.
function score(entry, wanted) {
  let sum = 0;
  for (const word of wanted) {
    const at = entry.title.indexOf(word);
    if (at >= 0) sum += at === 0 ? 12 : 8;
    else if (entry.all.includes(word)) sum += 2;
    else return 0;
  }
  return sum - (entry.o ? 3 : 0);
}

function marked(text, wanted) {
  const piece = document.createDocumentFragment();
  const folded = fold(text);
  // Folding may change lengths ("㎏"); then nothing is marked.
  if (folded.length !== text.length) {
    piece.append(text);
    return piece;
  }
  let at = 0;
  while (at < text.length) {
    const found = wanted.map((word) => [folded.indexOf(word, at), word.length]).filter(([from]) => from >= 0);
    if (!found.length) break;
    const [from, length] = found.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, from + length);
    piece.append(text.slice(at, from), mark);
    at = from + length;
  }
  piece.append(text.slice(at));
  return piece;
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function hit(entry, wanted) {
  const link = element("a", "hit");
  link.href = entry.u;
  const thumb = element("span", "photo ratio-square photo-pack");
  if (entry.i) {
    const image = document.createElement("img");
    Object.assign(image, { src: entry.i, alt: "", loading: "lazy", width: 96, height: 96 });
    thumb.append(image);
  }
  const text = element("div", "");
  text.append(element("p", "hit-title", marked(entry.t, wanted)));
  const second = [entry.c, entry.s].filter(Boolean).join(" · ");
  if (second) text.append(element("p", "meta", marked(second, wanted)));
  const price = element("span", "price");
  if (entry.o) price.append(form.dataset.soldOut);
  else if (entry.p) price.append(entry.p);
  link.append(thumb, text, price);
  return element("li", "", link);
}

let asked = 0;
async function search() {
  const turn = ++asked;
  const wanted = words(input.value);
  if (!wanted.length) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  const entries = await load();
  if (turn !== asked) return;
  const hits = entries
    .map((entry) => ({ entry, score: score(entry, wanted) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score);
  list.replaceChildren(...hits.slice(0, LIMIT).map((found) => hit(found.entry, wanted)));
  status.textContent = hits.length ? form.dataset.some.replace("{count}", hits.length) : form.dataset.none;
}

let wait;
input.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(() => {
    const address = new URL(location);
    if (input.value.trim()) address.searchParams.set("q", input.value.trim());
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    search();
  }, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) search();
else input.focus();
