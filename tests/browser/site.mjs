// The release that is looked at: its files, its pages by kind, and a small server on this machine only.

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { SaxesParser } from "saxes";

export const folder = resolve(process.env.PUBLIC ?? join(import.meta.dirname, "../../public"));

/** Every file, from the root, with `/` between parts. */
export const files = readdirSync(folder, { recursive: true })
  .filter((name) => statSync(join(folder, name)).isFile())
  .map((name) => name.split(sep).join("/"))
  .sort();

export const read = (file) => readFileSync(join(folder, file), "utf8");

/** The texts of all elements of a name; throws where the XML is not well-formed. */
export function texts(xml, name) {
  const parser = new SaxesParser({ xmlns: true });
  const found = [];
  let open;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    if (tag.local === name) open = "";
  });
  parser.on("text", (text) => {
    if (open !== undefined) open += text;
  });
  parser.on("closetag", (tag) => {
    if (tag.local === name) {
      found.push(open);
      open = undefined;
    }
  });
  parser.write(xml).close();
  return found;
}

const KINDS = [
  ["product", /^\/products\/[^/]+\/$/],
  ["products", /^\/products\/$/],
  ["category", /^\/categories\//],
  ["story", /^\/stories\/[^/]+\/$/],
  ["stories", /^\/stories\/$/],
  ["news", /^\/news\/[^/]+\/$/],
  ["news_list", /^\/news\/$/],
  ["guide", /^\/guides\/[^/]+\/$/],
  ["guides", /^\/guides\/$/],
  ["campaign", /^\/campaigns\//],
  ["tag", /^\/tags\//],
  ["prices", /^\/prices\/$/],
  ["search", /^\/search\/$/],
  ["credits", /^\/credits\/$/],
  ["not_found", /^\/404\.html$/],
  ["home", /^\/$/],
  ["page", /^\/.+\/$/],
];

const UNLISTED = ["search/index.html", "credits/index.html", "404.html"];

/** Every page of the sitemap, and those that search engines need not know: {path, kind, language}. */
export function pages() {
  const listed = texts(read("sitemap.xml"), "loc").map((address) => new URL(address).pathname);
  const unlisted = UNLISTED.flatMap((file) => [file, `en/${file}`])
    .filter((file) => files.includes(file))
    .map((file) => `/${file.replace(/index\.html$/, "")}`);
  return [...new Set([...listed, ...unlisted])].map((path) => {
    const language = path.startsWith("/en/") ? "en" : "zh";
    const bare = language === "en" ? path.slice(3) : path;
    return { path, language, kind: KINDS.find(([, pattern]) => pattern.test(decodeURI(bare)))?.[0] };
  });
}

/** Two pages of each kind and language: the first and the last, so that not only the simplest is seen. */
export function examples() {
  const groups = Map.groupBy
    ? Map.groupBy(pages(), (page) => `${page.kind} ${page.language}`)
    : pages().reduce((map, page) => {
        const key = `${page.kind} ${page.language}`;
        return map.set(key, [...(map.get(key) ?? []), page]);
      }, new Map());
  return [...groups.values()].flatMap((group) => [...new Set([group[0], group.at(-1)])]);
}

/** The file that an address is served from; undefined if there is none. */
export function fileOf(path) {
  const name = decodeURIComponent(path).replace(/^\//, "");
  const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  return files.includes(file) ? file : undefined;
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves the release on a free port: {origin, close}. */
export async function serve() {
  const server = createServer((request, response) => {
    const found = fileOf(new URL(request.url, "http://localhost").pathname);
    const file = found ?? "404.html";
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(files.includes(file) ? readFileSync(join(folder, file)) : "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
