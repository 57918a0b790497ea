/** The edge and the centre answer the same quote: compared byte for byte, over the demo shop. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { createApp, createPlatform } from "../api/app.ts";
import { runCatalog } from "../api/catalog/running.ts";
import type { Api } from "../api/platform/environment.ts";
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { couponHashing } from "../commerce/quote/coupon_hash.ts";
import { openBackoffice } from "../db/backoffice/connect.ts";
import { type Catalog, openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { openReplica } from "../db/catalog/reading/replica.ts";
import { loadDemoShop } from "../db/demo/load.ts";
import { demoMarkets } from "../db/demo/markets.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { quoteApi } from "../edge/quote_api.ts";
import { couponGuesses } from "../commerce/coupon_guesses.ts";
import { unlimited } from "../commerce/rate_limits.ts";

const loaded = Date.UTC(2026, 10, 1);
const hashCoupons = couponHashing("a key of both sides");

describe("a quote at the edge and at the centre", () => {
  let folder: string;
  let catalog: Catalog;
  let api: Api;
  let reader: CatalogReader;
  let skus: string[];
  let now = loaded;

  before(async () => {
    folder = await Deno.makeTempDir();
    catalog = await openCatalog({ url: `file:${folder}/catalog.db` });
    await migrateCatalog(catalog);
    await loadDemoShop(catalog, await openObjectStore(`file:${folder}/objects`), loaded, hashCoupons);
    const { rows } = await catalog.client.execute("SELECT sku FROM variants ORDER BY id");
    skus = rows.map((row) => String(row.sku));
    // A file of its own: the two drivers in one process break each other's locks (replica.ts).
    await catalog.client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    await Deno.copyFile(`${folder}/catalog.db`, `${folder}/copy.db`);
    reader = openReplica(`${folder}/copy.db`);
    const platform = createPlatform({ log: { info() {}, warn() {}, error() {} }, now: () => now });
    const service = runCatalog({
      limitRate: unlimited,
      catalog,
      backoffice: await openBackoffice({ url: `file:${folder}/backoffice.db` }),
      hashCoupons,
      platform,
      call: () => Promise.reject(new Error("a quote calls no other service")),
      stopping: new AbortController().signal,
      written() {},
    });
    api = createApp({ services: [service], platform });
  });
  after(async () => {
    reader.close();
    catalog.close();
    await Deno.remove(folder, { recursive: true });
  });

  /** What both answered, once it is known to be the same. */
  async function bothAnswer(body: string | object, type = "application/json") {
    const request = () =>
      new Request("http://shop.test/v1/quotes", {
        method: "POST",
        headers: { "content-type": type },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    const [edge, centre] = [
      await quoteApi(
        request(),
        { reader, hashCoupons, now: () => now, guesses: couponGuesses(unlimited) },
        null,
      ),
      await api.request(request()),
    ];
    const [text, same] = [await edge.text(), await centre.text()];
    expect([edge.status, text]).toEqual([centre.status, same]);
    for (const header of ["content-type", "cache-control", "x-catalog-version"]) {
      expect([header, edge.headers.get(header)]).toEqual([header, centre.headers.get(header)]);
    }
    return { status: edge.status, body: JSON.parse(text), headers: edge.headers };
  }

  it("is the same for any basket in any market", async () => {
    const sku = fc.oneof({ weight: 100, arbitrary: fc.constantFrom(...skus) }, {
      weight: 1,
      arbitrary: fc.constantFrom("NO-SUCH-SKU", "“quoted”", "日本"),
    });
    const lines = fc.uniqueArray(fc.record({ sku, quantity: fc.integer({ min: 1, max: 12 }) }), {
      minLength: 1,
      maxLength: 6,
      selector: (line) => line.sku,
    });
    const coupon = fc.constantFrom("welcome10", "BIENVENUE10", " Ahlan 10 ", "NOPE");
    /** Mostly one of the first. */
    const seldom = <T>(usual: readonly T[], odd: T) =>
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, {
        weight: 1,
        arbitrary: fc.constant(odd),
      });
    const postalCodes: Readonly<Record<string, readonly string[]>> = {
      FR: ["75011", "20090", "97400"],
      ES: ["28001", "35001"],
      CH: ["8001"],
      GB: ["SW1A 1AA", "IV51 9EU"],
      US: ["10001", "99501", "90210"],
      JP: ["100-0001"],
    };
    const request = fc.constantFrom(...demoMarkets).chain(({ code: market, languages, countries }) =>
      fc.record({
        market: fc.constant(market),
        language: seldom(languages.map(({ tag }) => tag), "xx"),
        lines,
        shipTo: seldom(countries, "DK").chain((country) =>
          fc.record({
            country: fc.constant(country),
            region: seldom([country === "US" ? "NY" : "AP"], "ZZ"),
            postalCode: seldom(postalCodes[country] ?? ["1000"], "x"),
          }, { requiredKeys: ["country"] })
        ),
        shippingOption: seldom(["standard"], "zeppelin"),
        coupons: fc.array(coupon, { maxLength: 4 }),
        customer: fc.record({
          company: fc.constant("Maison"),
          vatNumber: seldom(["DE136695976", "ATU13585627"], "no"),
        }, { requiredKeys: [] }),
      }, { requiredKeys: ["market", "language", "lines"] })
    );
    let quoted = 0;
    await fc.assert(
      fc.asyncProperty(request, fc.integer({ min: 0, max: 400 }), async (body, days) => {
        now = loaded + days * 86_400_000;
        const { status } = await bothAnswer(body);
        expect([200, 422]).toContain(status);
        if (status === 200) quoted++;
      }),
      { numRuns: 300 },
    );
    expect(quoted).toBeGreaterThan(30);
    now = loaded;
  });

  const good = { market: "fr", language: "fr", lines: [{ sku: "TOVE-MUG-SAGE-SINGLE", quantity: 1 }] };
  const to = (shipTo: object) => ({ ...good, shipTo });

  for (
    const [why, body, paths] of [
      ["an empty basket", { ...good, lines: [] }, ["lines"]],
      [
        "101 lines",
        { ...good, lines: Array.from({ length: 101 }, (_, at) => ({ sku: `S${at}`, quantity: 1 })) },
        ["lines"],
      ],
      ["a quantity of 0", { ...good, lines: [{ ...good.lines[0], quantity: 0 }] }, ["lines.0.quantity"]],
      ["a negative quantity", { ...good, lines: [{ ...good.lines[0], quantity: -1 }] }, ["lines.0.quantity"]],
      ["half a piece", { ...good, lines: [{ ...good.lines[0], quantity: 0.5 }] }, ["lines.0.quantity"]],
      ["10^9 pieces", { ...good, lines: [{ ...good.lines[0], quantity: 1e9 }] }, ["lines.0.quantity"]],
      ["a line twice", { ...good, lines: [good.lines[0], good.lines[0]] }, ["lines.1.sku"]],
      ["an unknown SKU", { ...good, lines: [...good.lines, { sku: "NOPE", quantity: 1 }] }, ["lines.1.sku"]],
      ["an unknown market", { ...good, market: "zz" }, ["market"]],
      ["a language that the market does not speak", { ...good, language: "ja" }, ["language"]],
      ["a country that is none", to({ country: "XX" }), ["shipTo.country"]],
      ["a country of another market", to({ country: "JP" }), ["shipTo.country"]],
      ["a postal code that its country cannot have", to({ country: "FR", postalCode: "ABC" }), [
        "shipTo.postalCode",
      ]],
      ["a state that is none", {
        ...to({ country: "US", region: "ZZ" }),
        market: "us",
        language: "en",
      }, ["shipTo.region"]],
      ["a coupon of 10 kB", { ...good, coupons: ["A".repeat(10_000)] }, ["coupons.0"]],
      ["eleven coupons", { ...good, coupons: Array.from({ length: 11 }, (_, at) => `C${at}`) }, ["coupons"]],
      ["an option that is none", { ...to({ country: "FR" }), shippingOption: "zeppelin" }, [
        "shippingOption",
      ]],
      ["a wrong VAT number", {
        ...to({ country: "AT" }),
        market: "de",
        language: "de",
        customer: { company: "X", vatNumber: "ATU1" },
      }, ["customer.vatNumber"]],
      ["a field that is not known", { ...good, isFirstOrder: true }, ["isFirstOrder"]],
      ["no body to speak of", "[]", [""]],
    ] as const
  ) {
    it(`is refused for ${why}`, async () => {
      const { status, body: problem } = await bothAnswer(body);
      expect([status, problem.errors.map((error: { path: string }) => error.path)]).toEqual([422, paths]);
    });
  }

  it("is refused for a body that is not JSON, or too long", async () => {
    expect((await bothAnswer("{")).status).toBe(400);
    expect((await bothAnswer("{}", "text/plain")).status).toBe(415);
    expect((await bothAnswer(`"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
  });

  it("explains itself", async () => {
    const { status, body, headers } = await bothAnswer({
      ...to({ country: "FR", postalCode: "75011" }),
      lines: [{ sku: "AMBRA-TIN-CANDLE-AMBER-120-G", quantity: 3 }, ...good.lines],
      shippingOption: "standard",
      coupons: ["bienvenue 10", "nope"],
    });
    const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" });
    expect(status).toBe(200);
    expect(headers.get("x-catalog-version")).toBe(`${body.catalogVersion}`);
    expect(body.subtotal).toEqual(eur(3 * 1800 + 1500));
    expect(body.discounts.map(({ name, code, amount }: Record<string, unknown>) => [name, code, amount]))
      .toEqual([
        ["Bougies : 3 pour 2", undefined, eur(1800)],
        ["Bienvenue : 10 % sur la première commande", "bienvenue 10", eur(510)],
      ]);
    expect(body.coupons).toEqual([
      { code: "bienvenue 10", outcome: "applied" },
      { code: "nope", outcome: "unknown" },
    ]);
    expect([body.shipping.id, body.shipping.name, body.shipping.amount]).toEqual([
      "standard",
      "Livraison à domicile",
      eur(590),
    ]);
    expect(body.taxes).toEqual([
      { name: "TVA", country: "FR", rate: 0.2, base: eur(4317), amount: eur(863) },
    ]);
    expect(body.total).toEqual(eur(6900 - 1800 - 510 + 590));
  });
});
