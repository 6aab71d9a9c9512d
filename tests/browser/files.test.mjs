// The files of the release, read without a browser: HTML is valid, structured data is whole, XML is well-formed.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { files, pages, read, texts } from "./site.mjs";

const html = files.filter((file) => file.endsWith(".html"));
const rules = JSON.parse(readFileSync(new URL(".htmlvalidate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(rules));

describe("HTML", () => {
  it("is valid on every page", async () => {
    const wrong = new Map();
    for (const file of html) {
      const { results } = await validator.validateString(read(file), file);
      for (const { ruleId, message, line, column } of results.flatMap((result) => result.messages)) {
        const key = `${ruleId}: ${message}`;
        wrong.set(key, [...(wrong.get(key) ?? []), `${file}:${line}:${column}`]);
      }
    }
    const words = [...wrong].map(([what, where]) => `${what} (${where.length}×, first ${where[0]})`);
    assert.deepEqual(words, []);
  });

  it("has one h1, a title, a description and a language on every page", () => {
    const required = {
      "one h1": (text) => text.match(/<h1[\s>]/g)?.length === 1,
      "a title": (text) => /<title>[^<]+/.test(text),
      "a description": (text) => /<meta[^>]+name="?description/.test(text) || /http-equiv="?refresh/.test(text),
      "a language": (text) => /<html[^>]* lang="?[a-z]/i.test(text),
    };
    const redirects = (text) => /http-equiv="?refresh/i.test(text);
    const wrong = html.flatMap((file) => {
      const text = read(file);
      if (redirects(text)) return [];
      return Object.entries(required).filter(([, holds]) => !holds(text)).map(([what]) => `${file} lacks ${what}`);
    });
    assert.deepEqual(wrong, []);
  });
});

// What a type must have (a list: one of them), as search engines ask it of a merchant's listing.
const FIELDS = {
  Product: ["name", "image", "offers"],
  ProductGroup: ["name", "productGroupID", "variesBy", "hasVariant"],
  Offer: [["price", "priceSpecification"], "priceCurrency", "availability", "url"],
  AggregateOffer: ["lowPrice", "priceCurrency"],
  BreadcrumbList: ["itemListElement"],
  ListItem: ["position", ["name", "item", "url"]],
  Organization: ["name", "url"],
  WebSite: ["name", "url"],
  Article: ["headline"],
  NewsArticle: ["headline", "datePublished"],
  FAQPage: ["mainEntity"],
  Question: ["name", "acceptedAnswer"],
  Answer: ["text"],
  ItemList: ["itemListElement"],
  MerchantReturnPolicy: [["returnPolicyCategory", "merchantReturnLink"]],
  OfferShippingDetails: ["shippingDestination", "shippingRate"],
  AggregateRating: ["ratingValue", ["ratingCount", "reviewCount"]],
};

/** Every typed object of a value, with the way to it. A reference (`@id` alone) needs no fields. */
function* typed(value, way = "$") {
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries()) yield* typed(inner, `${way}[${at}]`);
  } else if (value && typeof value === "object") {
    if (value["@type"] && !(value["@id"] && Object.keys(value).length === 2)) yield [value, way];
    for (const [key, inner] of Object.entries(value)) yield* typed(inner, `${way}.${key}`);
  }
}

const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

function missing(object) {
  const types = [object["@type"]].flat();
  return types
    .flatMap((type) => FIELDS[type] ?? [])
    .map((field) => [field].flat())
    .filter((choices) => choices.every((field) => isEmpty(object[field])))
    .map((choices) => choices.join(" or "));
}

const SCRIPTS = /<script[^>]*type=["']?application\/ld\+json["']?[^>]*>(.*?)<\/script>/gs;
const structured = (file) => [...read(file).matchAll(SCRIPTS)].map(([, text]) => JSON.parse(text));

describe("structured data", () => {
  it("parses, and has its required fields", () => {
    const wrong = html.flatMap((file) =>
      structured(file).flatMap((value) =>
        [...typed(value)].flatMap(([object, way]) => missing(object).map((field) => `${file} ${way} (${object["@type"]}) lacks ${field}`)),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it("gives every product a price above zero, and clean pictures by absolute address", () => {
    const wrong = [];
    for (const { path } of pages().filter((page) => page.kind === "product")) {
      const file = `${decodeURI(path).slice(1)}index.html`;
      const objects = structured(file).flatMap((value) => [...typed(value)].map(([object]) => object));
      const products = objects.filter((object) => ["Product", "ProductGroup"].includes(object["@type"]));
      if (products.length === 0) wrong.push(`${file} has no Product`);
      for (const offer of objects.filter((object) => object["@type"] === "Offer")) {
        const price = Number(offer.price ?? [offer.priceSpecification].flat()[0]?.price);
        if (!(price > 0)) wrong.push(`${file}: price ${offer.price}`);
        if (!/^[A-Z]{3}$/.test(offer.priceCurrency)) wrong.push(`${file}: currency ${offer.priceCurrency}`);
      }
      for (const image of products.flatMap((product) => [product.image ?? []].flat(2))) {
        const address = typeof image === "string" ? image : image.url ?? image.contentUrl;
        if (!/^https:\/\//.test(address)) wrong.push(`${file}: image ${address}`);
        else if (!files.includes(decodeURI(new URL(address).pathname).slice(1))) wrong.push(`${file}: ${address} is not in the release`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

describe("credits", () => {
  it("name every photo that is not the shop's own", () => {
    const page = read("credits/index.html");
    const folder = new URL("../../assets/photos/", import.meta.url);
    const sidecars = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
    const rights = sidecars.map((file) => readFileSync(new URL(file, folder), "utf8").match(/rights: \{holder: ("?)(.*?)\1, licence: ([^,}]+)/));
    const foreign = rights.filter((found) => found && found[3] !== "own");
    assert.ok(foreign.length > 3, "the sample shop shows photos of others");
    assert.deepEqual(foreign.filter(([, , holder, licence]) => !page.includes(holder) || !page.includes(licence)).map(([, , holder]) => holder), []);
  });
});

describe("XML", () => {
  for (const file of files.filter((file) => file.endsWith(".xml") || file.endsWith(".svg"))) {
    it(`${file} is well-formed`, () => void texts(read(file), "none"));
  }

  it("the sitemap lists pages that are there, each once", () => {
    const listed = texts(read("sitemap.xml"), "loc");
    const absent = listed.filter((address) => !files.includes(`${decodeURI(new URL(address).pathname).slice(1)}index.html`));
    assert.deepEqual(absent, []);
    assert.equal(new Set(listed).size, listed.length);
    assert.ok(listed.length > 0);
  });

  it("there is a feed, and its entries have ids and dates", () => {
    const feeds = files.filter((file) => file.endsWith(".xml") && read(file).includes("http://www.w3.org/2005/Atom"));
    assert.ok(feeds.length > 0);
    for (const feed of feeds) {
      const [ids, dates] = [texts(read(feed), "id"), texts(read(feed), "updated")];
      assert.ok(ids.length > 1, `${feed} has entries`);
      assert.equal(new Set(ids).size, ids.length, `${feed}: every id once`);
      assert.deepEqual(dates.filter((date) => Number.isNaN(Date.parse(date))), []);
    }
  });
});
