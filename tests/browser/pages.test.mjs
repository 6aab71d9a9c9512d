// Every kind of page, in every language, on a telephone and on a desk, in a real browser.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium } from "playwright-core";
import { examples, fileOf, pages, read, serve } from "./site.mjs";

const WIDTHS = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let site;
let browser;
let profile;

before(async () => {
  site = await serve();
  profile = mkdtempSync(join(tmpdir(), "awning-browser-"));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
    env: { ...process.env, HOME: profile },
  });
});

after(async () => {
  await browser?.close();
  site?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

/** Opens a page, by the clock of another time if one is given, and collects what goes wrong on it. */
async function open(context, path, at) {
  const page = await context.newPage();
  if (at) await page.clock.install({ time: at });
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (answer) => answer.status() >= 400 && wrong.push(`${answer.status()}: ${answer.url()}`));
  await page.goto(site.origin + path, { waitUntil: "load" });
  return { page, wrong };
}

/** Goes down the page slowly enough for lazy pictures, and back up. */
async function scrollThrough(page) {
  await page.evaluate(async () => {
    const pause = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: "instant" });
      await pause();
    }
    scrollTo({ top: 0, behavior: "instant" });
  });
  await page.waitForLoadState("networkidle");
}

/** The pictures that are seen but not there. */
const brokenPictures = (page) =>
  page.evaluate(async () => {
    const seen = [...document.images].filter((image) => image.checkVisibility() && image.getClientRects().length > 0);
    const late = new Promise((done) => setTimeout(done, 5000));
    await Promise.race([late, Promise.all(seen.map((image) => image.complete || image.decode().catch(() => {})))]);
    return seen.filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.currentSrc || image.src);
  });

/** What stands out at the side. */
const sideways = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1);
    return wide.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)} of ${width}`);
  });

async function unreachable(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join("\n    ")}`);
}

for (const viewport of WIDTHS) {
  describe(`at ${viewport.width} px`, () => {
    for (const { kind, language, path } of examples()) {
      it(`${kind} ${decodeURI(path)} (${language})`, async () => {
        const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
        try {
          const { page, wrong } = await open(context, path);
          await scrollThrough(page);
          assert.deepEqual(await sideways(page), [], "the page scrolls sideways");
          assert.deepEqual(await brokenPictures(page), [], "pictures are missing");
          assert.deepEqual(await unreachable(page), [], "some people cannot use the page");
          assert.deepEqual(wrong, []);
        } finally {
          await context.close();
        }
      });
    }
  });
}

describe("what a visitor does", () => {
  for (const language of ["zh", "en"]) {
    it(`finds a product by searching (${language})`, async () => {
      const search = pages().find((page) => page.kind === "search" && page.language === language);
      const product = pages().find((page) => page.kind === "product" && page.language === language);
      assert.ok(search && product, "there is a search page and a product");
      const title = read(fileOf(product.path)).match(/<h1[^>]*>(.*?)(<|$)/s)[1].trim();
      const context = await browser.newContext();
      try {
        const { page, wrong } = await open(context, search.path);
        await page.locator("main input[type=search]").fill(title.split(/\s/)[0]);
        await page.locator(`main a[href="${product.path}"]`).first().waitFor({ timeout: 5000 });
        await page.locator(`main a[href="${product.path}"]`).first().click();
        await page.waitForURL(site.origin + product.path);
        assert.deepEqual(wrong, []);
      } finally {
        await context.close();
      }
    });
  }

  it("sorts and filters without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    try {
      for (const { path } of pages().filter((page) => page.kind === "category" && page.language === "zh")) {
        const { page } = await open(context, path);
        const hrefs = await page.locator(`main a[href^="${path}"]`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        const variants = [...new Set(hrefs)].filter((href) => href !== path && !href.includes("#"));
        assert.ok(variants.length > 0, `${path} has links that sort or filter`);
        for (const variant of variants) {
          const { page: other, wrong } = await open(context, variant);
          assert.deepEqual(wrong, [], variant);
          assert.ok((await other.locator('main a[href*="/products/"]').count()) > 0, `${variant} shows products`);
          await other.close();
        }
        await page.close();
      }
    } finally {
      await context.close();
    }
  });

  it("sees a countdown go from the start to the end, and a date without scripts", async () => {
    const { path } = pages().find((page) => page.kind === "campaign" && /data-starts=/.test(read(fileOf(page.path))));
    const face = async (at, options = {}) => {
      const context = await browser.newContext({ viewport: WIDTHS[0], ...options });
      try {
        const { page, wrong } = await open(context, path, at);
        const clock = page.locator(".clock .countdown");
        const { starts, ends } = await clock.evaluate((element) => ({ ...element.dataset })).catch(() => ({}));
        assert.equal(await page.locator(".clock [aria-live]:not([aria-live=off])").count(), 0, "seconds are not announced");
        assert.deepEqual(wrong, []);
        const { height } = await page.locator(".clock").boundingBox();
        return { text: (await clock.textContent()).trim(), height, starts: Date.parse(starts), ends: Date.parse(ends) };
      } finally {
        await context.close();
      }
    };
    const HOUR = 3600_000;
    const plain = await face(null, { javaScriptEnabled: false });
    assert.match(plain.text, /20\d\d.*\d/, "without scripts it is a date");
    const { starts, ends } = await face(Date.now());
    const faces = [];
    for (const [at, options] of [[starts - 50 * HOUR], [starts - HOUR], [ends - HOUR], [ends - HOUR, { reducedMotion: "reduce" }], [ends + HOUR]]) {
      const { text, height } = await face(at, options);
      assert.equal(height, plain.height, `nothing moves when scripts begin: ${text}`);
      faces.push(text);
    }
    assert.match(faces[0], /\b2\b.*\b[12]\b/, "days and hours");
    assert.match(faces[1], /\b(00:59:5\d|01:00:00)\b/, "a clock on the last day");
    assert.match(faces[2], /\b(00:59:5\d|01:00:00)\b/, "then until the end");
    assert.notEqual(faces[1].replace(/\d/g, ""), faces[2].replace(/\d/g, ""), "it says which of the two");
    assert.doesNotMatch(faces[3], /\d:\d/, "no seconds for those who ask for less motion");
    assert.doesNotMatch(faces[4], /\d/, "over");
  });

  it("walks from the home page to a product without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    try {
      const { page, wrong } = await open(context, "/");
      const product = page.locator('main a[href^="/products/"]').first();
      await page.goto(site.origin + (await product.getAttribute("href")));
      assert.equal(await page.locator("h1").count(), 1);
      assert.deepEqual(wrong, []);
    } finally {
      await context.close();
    }
  });
});
