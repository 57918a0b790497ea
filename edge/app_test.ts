import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";

let demo: DemoEdge;
before(async () => demo = await demoEdge());
after(() => demo.close());

const get = (path: string, headers: Record<string, string> = {}) => demo.request(path, { headers });
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe("negotiation at /", () => {
  it("suggests a locale and keeps nothing", async () => {
    const response = await get("/", { "accept-language": "ja" });
    expect([response.status, response.headers.get("location"), response.headers.get("vary")]).toEqual([
      302,
      "/ja-jp/",
      "Accept-Language, Cookie",
    ]);
    expect((await get("/", { cookie: "market=fr-ch", "accept-language": "ja" })).headers.get("location"))
      .toBe("/fr-ch/");
    expect((await get("/", { "fly-region": "gru" })).headers.get("location")).toBe("/pt-br/");
    expect((await get("/", { "cf-ipcountry": "CH", "fly-region": "gru" })).headers.get("location")).toBe(
      "/de-ch/",
    );
  });

  it("remembers a choice, and leads to the same page there", async () => {
    const slug = await demo.productSlug("en-us", "alba-floor-lamp");
    const french = await demo.productSlug("fr-fr", "alba-floor-lamp");
    const response = await demo.form("/choose-market", { locale: "fr-fr", from: `/en-us/p/${slug}` });
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      `/fr-fr/p/${encodeURIComponent(french)}`,
    ]);
    expect(response.headers.get("set-cookie")).toContain(
      "market=fr-fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax",
    );
    const elsewhere = await demo.form("/choose-market", { locale: "fr-fr", from: "https://evil.example/" });
    expect(elsewhere.headers.get("location")).toBe("/fr-fr/");
  });
});

describe("a shared page", () => {
  it("is made once, then kept: whole, compressed, or 304", async () => {
    const path = "/de-de/";
    const made = await get(path);
    const plain = await made.text();
    expect([made.status, made.headers.get("cache-status")]).toEqual([200, "comptoir; fwd=uri-miss"]);
    expect(plain.startsWith("<!DOCTYPE html>")).toBe(true);
    const brotli = await get(path, { "accept-encoding": "gzip, br" });
    expect([brotli.headers.get("cache-status"), brotli.headers.get("content-encoding")]).toEqual([
      "comptoir; hit",
      "br",
    ]);
    expect(new TextDecoder().decode(brotliDecompressSync(await bytes(brotli)))).toBe(plain);
    const gzip = await get(path, { "accept-encoding": "gzip" });
    expect(new TextDecoder().decode(gunzipSync(await bytes(gzip)))).toBe(plain);
    const etag = brotli.headers.get("etag")!;
    const again = await get(path, { "accept-encoding": "gzip, br", "if-none-match": `"x", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get(path, { "if-none-match": etag })).status).toBe(200);
  });

  it("fills the basket's slot for one visitor and keeps nothing of it", async () => {
    const stranger = await get("/it-it/");
    const shopper = await get("/it-it/", { cookie: "basket=1.1-3" });
    expect(stranger.headers.get("cache-control")).toBe("public, no-cache");
    expect(shopper.headers.get("cache-control")).toBe("private, no-cache");
    expect(shopper.headers.get("etag")).not.toBe(stranger.headers.get("etag"));
    const [without, filled] = [await stranger.text(), await shopper.text()];
    expect(filled).not.toBe(without);
    expect(await (await get("/it-it/")).text()).toBe(without);
    expect(filled).not.toContain("\u0002");
  });

  it("tells caches what it varies by, and browsers what to prepare", async () => {
    const { headers } = await get("/fr-fr/");
    expect(headers.get("vary")).toBe("Accept-Encoding, Cookie");
    expect(headers.get("speculation-rules")).toBe('"/assets/speculation.json"');
    const rules = await get("/assets/speculation.json");
    expect([rules.status, rules.headers.get("content-type")]).toEqual([
      200,
      "application/speculationrules+json",
    ]);
  });

  it("has what browsers and networks look for: pictures with their sizes, a picture to share, moving pages", async () => {
    const html = await (await get(`/fr-fr/p/${await demo.productSlug("fr-fr", "otta-dining-table")}`)).text();
    expect(html).toMatch(
      /<meta property="og:image" content="https:\/\/shop\.test\/media\/[0-9a-f]{24}\/1280\.webp">/,
    );
    const pictures = html.match(/<img [^>]*>/g)!;
    expect(pictures.length).toBeGreaterThan(4);
    for (const picture of pictures) expect(picture).toMatch(/ width="\d+" height="\d+"/);
    for (const source of html.match(/<source [^>]*>/g)!) {
      expect(source).toMatch(/type="image\/avif" srcset="[^"]+ \d+w" sizes="[^"]+"/);
    }
    expect(html).toContain("@view-transition{navigation:auto}");
  });

  it("says which catalog version, region and language it is", async () => {
    const { headers } = await get("/ar-kw/");
    expect(headers.get("content-language")).toBe("ar");
    expect(headers.get("x-region")).toBe("test");
    expect(Number(headers.get("x-catalog-version"))).toBeGreaterThan(0);
    expect(headers.get("server-timing")).toMatch(/^read;dur=[\d.]+, render;dur=[\d.]+$/);
  });

  it("is never served after a change of what it shows; others stay kept", async () => {
    const one = await demo.productSlug("fr-fr", "alba-floor-lamp");
    const sku = (await demo.json(`/api/v1/products/${one}?market=fr&language=fr`)).skus[0];
    const path = `/fr-fr/p/${one}`;
    const other = `/fr-fr/p/${await demo.productSlug("fr-fr", "otta-dining-table")}`;
    await get(path);
    await get(other);
    const version = await demo.setPrice(sku, "fr", 12345);
    const changed = await get(path);
    expect(changed.headers.get("cache-status")).toBe("comptoir; fwd=uri-miss");
    expect((await changed.text()).includes("123,45")).toBe(true);
    expect(Number(changed.headers.get("x-catalog-version"))).toBe(version);
    expect((await get(other)).headers.get("cache-status")).toBe("comptoir; hit");
  });

  it("does not outlive the next price window", async () => {
    const slug = await demo.productSlug("es-es", "alba-floor-lamp");
    const sku = (await demo.json(`/api/v1/products/${slug}?market=es&language=es`)).skus[0];
    const from = Date.now() + 60_000;
    await demo.setPrice(sku, "es", 98765, from);
    const path = `/es-es/p/${slug}`;
    expect((await (await get(path)).text()).includes("987,65")).toBe(false);
    demo.clock.fixed = from - 1;
    expect((await get(path)).headers.get("cache-status")).toBe("comptoir; hit");
    demo.clock.fixed = from;
    const after = await get(path);
    expect([after.headers.get("cache-status"), (await after.text()).includes("987,65")]).toEqual([
      "comptoir; fwd=uri-miss",
      true,
    ]);
  });
});

describe("when something fails", () => {
  it("answers 500 in the words of the locale, and says nothing of why", async () => {
    demo.breakReader(true);
    const page = await get("/de-de/p/kaputt");
    const text = await page.text();
    expect([page.status, page.headers.get("content-language")]).toEqual([500, "de"]);
    expect(text).toContain('<html lang="de"');
    expect(text).not.toContain("on purpose");
    const api = await get("/api/v1/products?market=de&language=de");
    expect([api.status, (await api.json()).type]).toEqual([500, "/problems/internal-error"]);
    demo.breakReader(false);
    expect(demo.takeErrors().map(String)).toEqual(["Error: broken on purpose", "Error: broken on purpose"]);
  });
});

describe("a change of the markets", () => {
  it("makes every page anew", async () => {
    await get("/en-gb/");
    expect((await get("/en-gb/")).headers.get("cache-status")).toBe("comptoir; hit");
    demo.announce(["markets"]);
    expect((await get("/en-gb/")).headers.get("cache-status")).toBe("comptoir; fwd=uri-miss");
  });
});

describe("a page past its soft age", () => {
  it("is served once more while a new one is made", async () => {
    await get("/en-ae/");
    demo.clock.fixed = (demo.clock.fixed ?? Date.now()) + 10 * 60 * 1000;
    expect((await get("/en-ae/")).headers.get("cache-status")).toBe("comptoir; hit; fwd=stale");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await get("/en-ae/")).headers.get("cache-status")).toBe("comptoir; hit");
  });
});
describe("with the central API away", () => {
  it("still browses, searches and fills baskets, and says 503 for what only the centre knows", async () => {
    await demo.stopCentre();
    const slug = await demo.productSlug("fr-fr", "otta-dining-table");
    for (const path of ["/pt-br/", "/fr-fr/search?q=tapis", "/readyz", `/fr-fr/p/${slug}?notice=x`]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
    expect((await demo.form("/fr-fr/basket", { sku: skus[0] })).headers.get("location")).toBe(
      "/fr-fr/basket?notice=added",
    );
    const response = await get("/api/v1/orders/ord_1");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
