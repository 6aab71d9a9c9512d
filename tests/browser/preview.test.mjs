// The live preview: real edits on disk, seen in a real browser. Runs where AWNING names the program and SHOP the sample shop.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { chromium } from "playwright-core";
import { missing, preview } from "./serving.mjs";

const MOMENT = "2026-11-23T09:00:00+08:00";
const SHIRT = "/products/indigo-shirt/";
const SHIRT_FILE = "content/products/clothing/indigo-shirt/index.md";
const TEA_FILE = "content/products/tea/qinling-black/index.md";
const TEA = "/products/qinling-black/";
const TEMPLATE = "themes/lanshang/templates/product.html";
const STYLES = "themes/lanshang/styles/lanshang.css";
const LIMIT = 30_000;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

describe("the live preview", { skip: missing, concurrency: false }, () => {
  let shop;
  let browser;
  let profile;
  let context;
  const undone = []; // how to take back the edits of a test

  before(async () => {
    profile = mkdtempSync(join(tmpdir(), "awning-browser-"));
    [shop, browser] = await Promise.all([
      preview(MOMENT),
      chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, env: { ...process.env, HOME: profile } }),
    ]);
  });

  after(async () => {
    await browser?.close();
    await shop?.stop();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1300, height: 900 }, reducedMotion: "reduce" });
    context.setDefaultTimeout(LIMIT);
  });

  afterEach(async () => {
    while (undone.length) undone.pop()();
    // Every test begins with the settings the preview was started with.
    await set({ at: MOMENT, drafts: false, unapproved: false, skin: null });
    await context.close();
  });

  const edit = (file, change) => undone.push(shop.edit(file, change));

  function set(change) {
    const headers = { "content-type": "application/json", origin: shop.origin };
    return fetch(`${shop.origin}/_awning/set`, { method: "POST", headers, body: JSON.stringify(change) });
  }

  /** Opens a page, waits until it follows the shop, and marks its window: a reload would lose the mark. */
  async function open(path) {
    const page = await context.newPage();
    const wrong = [];
    page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
    await page.goto(shop.origin + path, { waitUntil: "load" });
    await follows(page);
    await page.evaluate(() => (window.kept = "here"));
    return { page, wrong };
  }

  const follows = (page) => page.locator("awning-bar .bar").waitFor();
  const isKept = async (page) => assert.equal(await page.evaluate(() => window.kept), "here", "the page was not loaded again");
  const title = (page) => page.locator("main h1").textContent();

  it("morphs the page when its copy is edited, and keeps scroll, open details and what is marked", async () => {
    const { page, wrong } = await open(SHIRT);
    await page.evaluate(() => {
      const details = document.querySelector("main details");
      details.open = true;
      details.scrollIntoView({ block: "center", behavior: "instant" });
    });
    await page.locator("[data-variants] a[data-amount]").nth(2).click();
    const chosen = await page.locator("[data-variants] [aria-current]").textContent();
    const scrolled = await page.evaluate(() => scrollY);
    assert.ok(scrolled > 0, "the page is scrolled");
    edit(SHIRT_FILE, (text) => text.replace(/^subtitle: .*$/m, "subtitle: 改过的副标题"));
    await page.locator("p.sub", { hasText: "改过的副标题" }).waitFor();
    await isKept(page);
    assert.ok(await page.evaluate(() => document.querySelector("main details").open), "details stay open");
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - scrolled) < 60, "the page stays where it was scrolled to");
    assert.equal(await page.locator("[data-variants] [aria-current]").textContent(), chosen, "the chosen variant stays chosen");
    assert.deepEqual(wrong, []);
  });

  it("keeps what is typed, and the focus", async () => {
    const { page } = await open("/search/");
    const field = page.locator("main input[type=search]");
    await field.fill("茶");
    await page.locator("[data-hits] li").first().waitFor();
    edit("awning.yaml", (text) => text.replace(/^name: .*$/m, "name: 岚上新集"));
    await page.waitForFunction(() => document.title.includes("岚上新集"));
    await isKept(page);
    assert.equal(await field.inputValue(), "茶");
    assert.ok(await field.evaluate((element) => element === document.activeElement), "the field has the focus");
  });

  it("morphs the page when a template is edited", async () => {
    const { page, wrong } = await open(SHIRT);
    edit(TEMPLATE, (text) => text.replace("{{ origins[0] }}", "{{ origins[0] }} ✓"));
    await page.locator(".origin", { hasText: "✓" }).waitFor();
    await isKept(page);
    assert.deepEqual(wrong, []);
  });

  it("swaps the stylesheet when a style is edited", async () => {
    const { page, wrong } = await open(SHIRT);
    await page.evaluate(() => scrollTo({ top: 400, behavior: "instant" }));
    edit(STYLES, (text) => `${text}\nbody { outline: 3px solid rgb(1, 2, 3); }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)");
    await isKept(page);
    await page.waitForFunction(() => new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href)).size === document.querySelectorAll("link[rel=stylesheet]").length);
    assert.equal(await page.evaluate(() => scrollY), 400);
    assert.deepEqual(wrong, []);
  });

  it("shows another picture when a photo is replaced", async () => {
    const { page } = await open(SHIRT);
    const first = page.locator(".views-strip img").first();
    const shown = await first.getAttribute("src");
    const folder = "content/products/clothing/indigo-shirt";
    undone.push(shop.replace(`${folder}/indigo.jpg`, `${folder}/back.jpg`));
    await page.waitForFunction((src) => document.querySelector(".views-strip img").getAttribute("src") !== src, shown);
    await page.waitForFunction(() => {
      const image = document.querySelector(".views-strip img");
      return image.complete && image.naturalWidth > 0;
    });
    await isKept(page);
  });

  it("shows an error over the page, which stays as it was, until it is mended", async () => {
    const { page } = await open(SHIRT);
    const name = await title(page);
    const line = shop.read(SHIRT_FILE).split("\n").findIndex((text) => text.startsWith("industry:")) + 2;
    edit(SHIRT_FILE, (text) => text.replace(/^title: .*$/m, "title: 坏了").replace(/^industry:.*$/m, "$&\nno_such_key: <b>blue</b>"));
    const sheet = page.locator("awning-overlay .sheet");
    await sheet.waitFor();
    const problem = sheet.locator("li").filter({ hasText: "no_such_key" });
    assert.match(await problem.locator(".place").textContent(), new RegExp(`^${SHIRT_FILE}:${line}:1$`));
    assert.match(await problem.locator(".here").textContent(), /no_such_key: <b>blue<\/b>/);
    assert.equal(await problem.locator("mark").textContent(), "no_such_key");
    assert.equal(await title(page), name, "the page stays at its last good state");
    await page.keyboard.press("Escape");
    await page.locator("awning-overlay .badge").waitFor();
    assert.ok(await sheet.isHidden(), "Escape folds it");
    undone.pop()();
    await page.locator("awning-overlay .badge").waitFor({ state: "detached" });
    assert.equal(await sheet.count(), 0, "it goes away by itself");
    await isKept(page);
  });

  it("travels in time by the bar, and back", async () => {
    const { page } = await open(SHIRT);
    const price = () => page.locator("[data-price] .now").first().textContent();
    const today = await price();
    const travel = async (clock) => {
      const input = page.locator("awning-bar #moment input");
      if (!(await input.isVisible())) await page.locator("awning-bar [aria-controls=moment]").click();
      await input.fill(clock);
      await page.locator("awning-bar #moment .strong").click();
    };
    await travel("2027-01-25T12:00");
    await page.locator("html[data-skin=spring-festival]").waitFor({ state: "attached" });
    await page.waitForFunction((before) => document.querySelector("[data-price] .now").textContent !== before, today);
    await follows(page);
    assert.match(await page.locator("awning-bar .clock").textContent(), /2027-01-25 12:00/);
    assert.match(await page.evaluate(() => new Date(Date.now()).toISOString()), /^2027-01-25T04:0/, "countdowns count from there");
    await travel("2026-11-23T09:00");
    await page.waitForFunction((before) => document.querySelector("[data-price] .now").textContent === before, today);
    await page.waitForFunction(() => document.documentElement.dataset.skin !== "spring-festival");
  });

  it("puts a skin over the page by the bar", async () => {
    const { page } = await open("/");
    await page.locator("awning-bar select").selectOption("mid-autumn");
    await page.locator("html[data-skin=mid-autumn]").waitFor({ state: "attached" });
    await page.locator("awning-bar select").selectOption("");
    await page.waitForFunction(() => document.documentElement.dataset.skin !== "mid-autumn");
  });

  it("shows drafts when asked to", async () => {
    const file = "content/news/preview-draft.md";
    const text = shop.read("content/news/winter-white-tea-on-sale.md");
    shop.write(file, text.replace(/^slug: .*$/m, "slug: preview-draft\nstatus: draft").replace(/^title: .*$/m, "title: 一篇草稿"));
    undone.push(() => rmSync(join(shop.root, file)));
    const { page } = await open("/news/");
    const status = async () => (await fetch(`${shop.origin}/news/preview-draft/`)).status;
    assert.equal(await status(), 404);
    const drafts = page.locator("awning-bar").getByRole("button", { name: "Drafts" });
    await drafts.click();
    await page.locator('main a[href="/news/preview-draft/"]').first().waitFor();
    assert.equal(await drafts.getAttribute("aria-pressed"), "true");
    assert.equal(await status(), 200);
    await page.goto(`${shop.origin}/news/preview-draft/`);
    assert.match(await title(page), /一篇草稿/);
    await follows(page);
    await drafts.click();
    await page.waitForFunction(() => !document.querySelector("main h1")?.textContent.includes("一篇草稿"));
    assert.equal(await status(), 404);
  });

  it("offers the page of a document that is edited elsewhere", async () => {
    const { page } = await open("/contact/");
    const rename = (text) => text.replace(/^title: .*$/m, "title: 换了名的红茶").replace(/^subtitle: .*$/m, "subtitle: 换了一个副标题");
    edit(TEA_FILE, rename);
    const offer = page.locator("awning-bar .line").filter({ hasText: "换了名的红茶" });
    await offer.waitFor();
    await offer.getByRole("link").click();
    await page.waitForURL(shop.origin + TEA);
    await page.locator("p.sub", { hasText: "换了一个副标题" }).waitFor();
  });

  it("catches up when a page comes back from the history", async () => {
    const { page } = await open(SHIRT);
    await page.goto(`${shop.origin}/contact/`);
    edit(SHIRT_FILE, (text) => text.replace(/^subtitle: .*$/m, "subtitle: 回来就看见"));
    await page.goBack();
    await page.locator("p.sub", { hasText: "回来就看见" }).waitFor();
  });

  it("shows the contact sheets and the frames without an error", async () => {
    const page = await context.newPage();
    const wrong = [];
    page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
    await page.goto(`${shop.origin}/_awning/`);
    await page.locator(`.route a[href="${SHIRT}"]`).first().waitFor();
    for (const section of ["routes", "posters", "photos", "campaigns", "tokens"]) {
      assert.ok((await page.locator(`#${section} .body > *`).count()) > 0, `there are ${section}`);
    }
    await page.locator("#routes input").fill("indigo-shirt");
    await page.waitForFunction(() => [...document.querySelectorAll(".route")].every((row) => row.textContent.includes("indigo-shirt")));
    await page.goto(`${shop.origin}/_awning/frames?page=${encodeURIComponent(SHIRT)}`);
    const frames = page.locator("iframe");
    assert.equal(await frames.count(), 3);
    for (const index of [0, 1, 2]) {
      await page.frameLocator("iframe").nth(index).locator("h1").waitFor();
      assert.equal(await page.frameLocator("iframe").nth(index).locator("awning-bar").count(), 0, "no bar in a frame");
    }
    edit(SHIRT_FILE, (text) => text.replace(/^subtitle: .*$/m, "subtitle: 三处都变"));
    for (const index of [0, 1, 2]) await page.frameLocator("iframe").nth(index).locator("p.sub", { hasText: "三处都变" }).waitFor();
    assert.deepEqual(wrong, []);
  });

  /** A request as it is written, without a client that tidies it. */
  function ask(path, headers = {}, method = "GET", body = "") {
    return new Promise((done, fail) => {
      const asked = request({ host: "127.0.0.1", port: shop.port, path, method, headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => done({ status: answer.statusCode, text, headers: answer.headers }));
      });
      asked.on("error", fail);
      asked.end(body);
    });
  }

  it("serves nothing from outside", async () => {
    const paths = ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/products/%2e%2e%5c%2e%2e%5cetc/passwd", "/awning.yaml", "/content/pages/home.md", "/.awning/lock"];
    for (const path of paths) {
      const { status, text } = await ask(path);
      assert.ok([400, 403, 404].includes(status), `${path} is answered with ${status}`);
      assert.doesNotMatch(text, /root:.*:0:0:|base_url:/, path);
    }
  });

  it("refuses a foreign Host and a foreign Origin", async () => {
    for (const host of ["evil.example", `evil.example:${shop.port}`, "127.0.0.1.evil.example"]) {
      const { status, text } = await ask("/", { host });
      assert.ok(status >= 400 && status < 500, `${host} is answered with ${status}`);
      assert.doesNotMatch(text, /<main/);
    }
    const headers = { "content-type": "application/json", origin: "http://evil.example" };
    const { status } = await ask("/_awning/set", headers, "POST", '{"drafts":true}');
    assert.ok(status >= 400 && status < 500, "a stranger sets nothing");
    const { headers: open } = await ask("/", { origin: "http://evil.example" });
    assert.equal(open["access-control-allow-origin"], undefined);
  });
});
