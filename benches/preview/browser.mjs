// From the end of a save to what Chromium shows: medians of 20 edits of a style, of copy, of a template.
// AWNING=target/release/awning SHOP=. node benches/preview/browser.mjs

import { createRequire } from "node:module";
import { missing, preview } from "../../tests/browser/serving.mjs";

const { chromium } = createRequire(new URL("../../tests/browser/", import.meta.url))("playwright-core");
const EDITS = 20;
const PAGE = "/products/indigo-shirt/";
const CASES = [
  ["style", "themes/lanshang/styles/lanshang.css", (text, n) => `${text}\nbody { --edit: e${n}; }\n`, (n) => getComputedStyle(document.body).getPropertyValue("--edit").trim() === `e${n}`],
  ["copy", "content/products/clothing/indigo-shirt/index.md", (text, n) => `${text}\n记号e${n}。\n`, (n) => document.querySelector("main").textContent.includes(`记号e${n}。`)],
  ["template", "themes/lanshang/templates/product.html", (text, n) => text.replace("{% block above_title %}", `$&<i data-edit="e${n}"></i>`), (n) => document.querySelector(`[data-edit="e${n}"]`) !== null],
];

if (missing) throw new Error(missing);
const shop = await preview("2026-11-23T09:00:00+08:00");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  const page = await browser.newPage();
  await page.goto(shop.origin + PAGE, { waitUntil: "load" });
  await page.locator("awning-bar .bar").waitFor();
  for (const [name, file, change, isShown] of CASES) {
    const original = shop.read(file);
    if (change(original, 0) === original) throw new Error(`${file} has no place for a mark`);
    const times = [];
    for (let n = 1; n <= EDITS; n += 1) {
      // The browser looks by itself, each frame: no round trip is measured.
      const seen = page.evaluate(
        ([test, n]) => new Promise((done) => {
          const is = new Function(`return (${test})`)();
          // The page's `Date.now` is that of the moment which is shown.
          const look = () => (is(n) ? done(performance.timeOrigin + performance.now()) : requestAnimationFrame(look));
          look();
        }),
        [isShown.toString(), n],
      );
      await new Promise((wait) => setTimeout(wait, 400));
      shop.write(file, change(original, n));
      const saved = performance.timeOrigin + performance.now();
      times.push((await seen) - saved);
    }
    shop.write(file, original);
    times.sort((a, b) => a - b);
    console.log(`${name}: median ${times[EDITS / 2].toFixed(0)} ms, worst ${times.at(-1).toFixed(0)} ms`);
    await new Promise((wait) => setTimeout(wait, 1000));
  }
} finally {
  await browser.close();
  await shop.stop();
}
