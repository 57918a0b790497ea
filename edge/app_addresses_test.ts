import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";

let demo: DemoEdge;
before(async () => demo = await demoEdge());
after(() => demo.close());

const get = (path: string, headers: Record<string, string> = {}) => demo.request(path, { headers });

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
