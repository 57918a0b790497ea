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
    expect(html).toMatch(/<meta property="og:image" content="https:\/\/shop\.test\/media\/[0-9a-f]{24}\/1280\.webp">/);
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

describe("addresses that are not quite right", () => {
  for (
    const [what, path, status, location] of [
      ["an unknown locale", "/xx-yy/", 404, null],
      ["a language that the market does not speak", "/ja-fr/", 404, null],
      ["capitals", "/FR-FR/search?q=x", 301, "/fr-fr/search?q=x"],
      ["a locale without its slash", "/fr-fr", 301, "/fr-fr/"],
      ["an unknown product", "/fr-fr/p/rien", 404, null],
      ["an unknown category", "/fr-fr/c/rien", 404, null],
      ["an unknown information page", "/fr-fr/i/rien", 404, null],
      ["an unknown page", "/fr-fr/x/y/z", 404, null],
      ["a broken percent-encoding", "/fr-fr/p/%E0%A4%A", 404, null],
      ["a path of null bytes", "/fr-fr/p/%00%00", 404, null],
      ["dots", "/fr-fr/p/..%2F..%2Fetc%2Fpasswd", 404, null],
      ["an encoded locale", "/%65n-us/?x", 301, "/en-us/?x"],
      ["an encoded locale in capitals", "/%46R-FR/p/x", 301, "/fr-fr/p/x"],
      ["an unknown order", "/fr-fr/search?q=lampe&sort=magic", 400, null],
      ["a garbage cursor", "/fr-fr/search?q=lampe&cursor=AAAA", 400, null],
      ["an unknown variant", "SLUG?sku=NOPE", 302, "SLUG"],
      ["an unknown facet", "/fr-fr/search?q=lampe&facet.constructor=x", 302, "/fr-fr/search?q=lampe"],
      ["an unknown picture", "/media/000000000000000000000000/320.avif", 404, null],
      ["a width that is not offered", "/media/000000000000000000000000/321.avif", 404, null],
      ["an asset that is not there", "/assets/../deno.json", 404, null],
    ] as const
  ) {
    it(`${what}: ${status}`, async () => {
      const product = `/fr-fr/p/${await demo.productSlug("fr-fr", "otta-dining-table")}`;
      const response = await get(path.replace("SLUG", product));
      expect([response.status, response.headers.get("location")]).toEqual([
        status,
        location?.replace("SLUG", product) ?? null,
      ]);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    });
  }

  it("says 404 in the language of the address, or of the visitor", async () => {
    expect((await get("/de-de/p/nichts")).headers.get("content-language")).toBe("de");
    expect((await get("/xx-yy/", { "accept-language": "ja" })).headers.get("content-language")).toBe("ja");
  });

  for (
    const [what, query] of [
      ["10 kB", "a".repeat(10_000)],
      ["control characters", "lampe\u0000\u0001\u001b"],
      ["FTS5 operators", '" OR NEAR(a b, 5) NOT * ^ {title}: - + ('],
      ["a lone surrogate", "%ED%A0%80"],
      ["markup", "<script>alert(1)</script>"],
    ] as const
  ) {
    it(`searches for ${what} without harm`, async () => {
      const text = query.startsWith("%") ? query : encodeURIComponent(query);
      const response = await get(`/en-us/search?q=${text}`);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain("<script>alert");
      expect((await get(`/en-us/suggest?q=${text}`)).status).toBe(200);
    });
  }

  it("names the methods that an address takes", async () => {
    for (
      const [path, allow] of [["/fr-fr/", "GET, HEAD"], ["/fr-fr/basket", "GET, HEAD, POST"], [
        "/robots.txt",
        "GET, HEAD",
      ]]
    ) {
      const response = await demo.request(path!, { method: "DELETE" });
      expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    }
    const head = await demo.request("/fr-fr/", { method: "HEAD" });
    const whole = await (await get("/fr-fr/")).bytes();
    expect([head.status, await head.text(), head.headers.get("content-length")]).toEqual([
      200,
      "",
      String(whole.byteLength),
    ]);
    expect((await demo.request("/api/v1/products", { method: "POST" })).status).toBe(405);
  });
});

describe("the basket", () => {
  const cookie = (response: Response) => /basket=([^;]*)/.exec(response.headers.get("set-cookie") ?? "")?.[1];

  it("is changed by forms, without JavaScript", async () => {
    const slug = await demo.productSlug("fr-fr", "otta-dining-table");
    const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
    const added = await demo.form("/fr-fr/basket", { action: "add", sku: skus[0], quantity: "2" });
    expect([added.status, added.headers.get("location")]).toEqual([303, "/fr-fr/basket?notice=added"]);
    expect(added.headers.get("set-cookie")).toMatch(/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/);
    expect(added.headers.get("clear-site-data")).toBe('"prefetchCache", "prerenderCache"');
    const page = await get("/fr-fr/basket?notice=added", { cookie: `basket=${cookie(added)}` });
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    const json = await get("/fr-fr/basket", {
      cookie: `basket=${cookie(added)}`,
      accept: "application/json",
    });
    const basket = await json.json();
    expect([basket.count, basket.lines.length, basket.lines[0].sku, basket.lines[0].quantity]).toEqual([
      2,
      1,
      skus[0],
      2,
    ]);
    const removed = await demo.form("/fr-fr/basket", { action: "remove", sku: skus[0] }, {
      cookie: `basket=${cookie(added)}`,
    });
    expect(removed.headers.get("set-cookie")).toContain("basket=; Path=/; Max-Age=0");
  });

  for (const quantity of ["0", "-1", "1.5", "1e2", "0x10", "1e9", "abc", "1000", ""]) {
    it(`refuses a quantity of ${quantity}`, async () => {
      const slug = await demo.productSlug("fr-fr", "otta-dining-table");
      const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
      const response = await demo.form("/fr-fr/basket", { sku: skus[0], quantity });
      expect(response.headers.get("location")).toBe("/fr-fr/basket?notice=unavailable");
      expect(response.headers.get("set-cookie")).toContain("basket=; Path=/; Max-Age=0");
    });
  }

  it("answers scripts as JSON: 200 with the new basket, 409 with the old one", async () => {
    const json = { accept: "application/json" };
    const slug = await demo.productSlug("fr-fr", "otta-dining-table");
    const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
    const added = await demo.form("/fr-fr/basket", { sku: skus[0] }, json);
    expect([added.status, (await added.json()).count]).toEqual([200, 1]);
    const refused = await demo.form("/fr-fr/basket", { sku: "NO-SUCH" }, {
      ...json,
      cookie: `basket=${cookie(added)}`,
    });
    expect([refused.status, (await refused.json()).count]).toEqual([409, 1]);
  });

  it("refuses an unknown SKU, and forms of others", async () => {
    expect((await demo.form("/fr-fr/basket", { sku: "NO-SUCH" })).headers.get("location")).toBe(
      "/fr-fr/basket?notice=unavailable",
    );
    const forged = await demo.form("/fr-fr/basket", { sku: "X" }, { origin: "https://evil.example" });
    expect([forged.status, forged.headers.get("set-cookie")]).toEqual([403, null]);
  });

  for (const value of ["garbage", "1.zzzzzzzzz", "9.1", "1.1-0", "%22%3E", "1." + "1.".repeat(2000)]) {
    it(`tells that lines were lost when something is added to ${value.slice(0, 12)}`, async () => {
      const slug = await demo.productSlug("fr-fr", "otta-dining-table");
      const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
      const response = await demo.form("/fr-fr/basket", { sku: skus[0] }, { cookie: `basket=${value}` });
      expect(response.headers.get("location")).toBe("/fr-fr/basket?notice=added&notice=basket-repaired");
    });

    it(`ignores and replaces the cookie ${value.slice(0, 12)}`, async () => {
      const response = await get("/fr-fr/basket", { cookie: `basket=${value}` });
      expect(response.status).toBe(200);
      expect(response.headers.get("set-cookie")).toContain("basket=");
      expect((await response.text()).includes('<p class="notice">')).toBe(true);
      expect((await get("/fr-fr/", { cookie: `basket=${value}` })).status).toBe(200);
    });
  }
});

describe("the public catalog API", () => {
  it("lists products with facets, page after page", async () => {
    const first = await demo.json("/api/v1/products?market=jp&language=ja&limit=5");
    expect(first.items).toHaveLength(5);
    expect(first.items[0].price.currency).toBe("JPY");
    const second = await demo.json(
      `/api/v1/products?market=jp&language=ja&limit=5&cursor=${first.nextCursor}`,
    );
    const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
    expect(new Set(ids).size).toBe(10);
  });

  for (
    const [query, path] of [
      ["", "market"],
      ["market=fr", "language"],
      ["market=fr&language=ja", "market"],
      ["market=fr&language=fr&limit=0", "limit"],
      ["market=fr&language=fr&limit=101", "limit"],
      ["market=fr&language=fr&sort=best", "sort"],
      ["market=fr&language=fr&cursor=AAAA", "cursor"],
      ["market=fr&language=fr&category=nope", "category"],
      ["market=fr&language=fr&facet.nope=x", "facet.nope"],
      ["market=fr&language=fr&page=2", "page"],
      ["market=fr&market=de&language=fr", "market"],
    ] as const
  ) {
    it(`refuses ?${query} and names ${path}`, async () => {
      const response = await get(`/api/v1/products?${query}`);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        422,
        "application/problem+json",
      ]);
      const problem = await response.json();
      expect(problem.type).toBe("/problems/validation-failed");
      expect(problem.errors.map((error: { path: string }) => error.path)).toContain(path);
    });
  }
});

describe("for machines", () => {
  it("has a sitemap of every product in every locale", async () => {
    const index = await (await get("/sitemap.xml")).text();
    const parts = Array.from(index.matchAll(/<loc>([^<]+)/g), (match) => new URL(match[1]!).pathname);
    expect(parts[0]).toBe("/sitemap-p0.xml");
    const addresses: string[] = [];
    for (const part of parts) {
      const response = await get(part);
      expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
      addresses.push(
        ...Array.from(
          (await response.text()).matchAll(/<loc>([^<]+)/g),
          (match) => new URL(match[1]!).pathname,
        ),
      );
    }
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toContain("/ar-kw/");
    expect(addresses.filter((path) => path.startsWith("/fr-fr/p/")).length).toBeGreaterThan(200);
    const some = addresses.filter((_, i) => i % 400 === 0);
    for (const path of some) expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await get("/sitemap-p1x.xml")).status).toBe(404);
  });

  it("sends pages under a policy that allows no inline script and names its style's hash", async () => {
    const { headers } = await get("/fr-fr/");
    const policy = headers.get("content-security-policy")!;
    expect(policy).not.toContain("unsafe");
    expect(policy).toMatch(/style-src 'sha256-[A-Za-z0-9+/]{43}='/);
    expect(policy).toContain("frame-ancestors 'none'");
    for (
      const name of [
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "x-frame-options",
        "strict-transport-security",
      ]
    ) {
      expect(headers.get(name)).not.toBe(null);
    }
  });

  it("keeps built files for good, by the hash in their name", async () => {
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await (await get("/fr-fr/")).text())![1]!;
    const response = await get(script, { "accept-encoding": "br" });
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-encoding")).toBe("br");
    expect((await get("/favicon.ico")).headers.get("location")).toBe("/favicon.svg");
    expect((await get("/apple-touch-icon.png")).headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it("says that it is ready, which version it has and how far it is behind", async () => {
    const catalogVersion = Number((await get("/fr-fr/")).headers.get("x-catalog-version"));
    expect(await demo.json("/readyz")).toEqual({
      status: "ready",
      catalogVersion,
      lagVersions: 0,
      region: "test",
    });
  });

  it("renders pictures for good", async () => {
    const { items } = await demo.json("/api/v1/products?market=fr&language=fr&limit=1");
    const address = new URL(items[0].image.url).pathname.replace("1280.webp", "160.avif");
    const response = await get(address);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/avif"]);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(new TextDecoder().decode((await bytes(response)).slice(4, 12))).toBe("ftypavif");
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
