import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";

let demo: DemoEdge;
before(async () => demo = await demoEdge());
after(() => demo.close());

const get = (path: string, headers: Record<string, string> = {}) => demo.request(path, { headers });
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

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
