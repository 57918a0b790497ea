import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

const day = 86_400_000;

describe("what a quote reads of a replica", () => {
  let catalog: TestCatalog;
  beforeEach(() => {
    catalog = new TestCatalog();
    catalog.product({
      id: 7,
      category: 2,
      texts: { fr: "Chaise" },
      attributes: ["oak"],
      markets: ["fr"],
      variants: [
        {
          sku: "CHAIR-SAND",
          options: ["sand"],
          availability: "low_stock",
          prices: [
            { amount: 1900, until: now },
            { amount: 1500, from: now, until: now + day, compareAt: 1900, lowestPrior: 1800 },
            { amount: 1900, from: now + day },
            { amount: 1400, minQuantity: 4 },
            { amount: 1200, list: 2 },
            { amount: 99, market: "us" },
          ],
        },
        { sku: "CHAIR-INK", options: ["ink"] },
      ],
    });
    catalog.database.exec(`
      UPDATE products SET tax_category = 'reduced', width_mm = 101, depth_mm = 100, height_mm = 10 WHERE id = 7;
      UPDATE variants SET weight_grams = 4200 WHERE sku = 'CHAIR-SAND';
      UPDATE markets SET price_constant = 'net', tax_rounding = 'per-total', cash_rounding_minor = 5 WHERE code = 'fr';
      INSERT INTO tax_rates VALUES
        ('FR', '', 'standard', 'TVA', 0, ${now}, 196000, 1, 'old'),
        ('FR', '', 'standard', 'TVA', ${now}, NULL, 200000, 1, 'new'),
        ('MC', '', 'standard', 'TVA', 0, NULL, 200000, 1, 'monaco'),
        ('US', 'NY', 'standard', 'Sales tax', 0, NULL, 40000, 1, 'ny');
      INSERT INTO promotions (id, public_id, priority, exclusivity_group, rule, conditions, valid_from, valid_until,
          needs_coupon, limit_total, limit_per_customer, exhausted, updated_sequence) VALUES
        (1, 'prm_1', 3, 'g', '{"kind":"gift","sku":"X"}', '{"languages":[]}', 5, ${
      now + day
    }, 0, 10, 1, 1, 1),
        (2, 'prm_2', 0, NULL, '{"kind":"gift","sku":"Y"}', '{}', 0, ${now}, 0, NULL, NULL, 0, 1),
        (3, 'prm_3', 0, NULL, '{"kind":"gift","sku":"Z"}', '{}', 0, ${now}, 1, NULL, NULL, 0, 1),
        (4, 'prm_4', 0, NULL, '{"kind":"gift","sku":"Z"}', '{}', 0, NULL, 0, NULL, NULL, 0, 1);
      INSERT INTO promotion_markets (promotion_id, market_id) VALUES (1, 1), (2, 1), (3, 1), (4, 2);
      INSERT INTO promotion_texts VALUES (1, 1, 'Gift'), (1, 2, 'Cadeau'), (3, 2, 'Code'), (4, 1, 'US');
      INSERT INTO promotion_coupons VALUES (3, '${"a".repeat(64)}');
      INSERT INTO shipping_zones VALUES (1, 1, 'all', '["FR"]', '[]', '["75*"]', '["750*"]'), (2, 2, 'us', '["US"]', '[]', '[]', '[]');
      INSERT INTO shipping_methods VALUES (1, 1, 'standard', 0, 'weight', '[{"upTo":null,"amountMinor":590}]', 5000,
        '[]', '[{"attribute":"size","value":"m"}]', 720, 1, 2, 3, 1);
      INSERT INTO shipping_method_texts VALUES (1, 1, 'Standard'), (1, 5, 'Standardversand');
    `);
  });
  afterEach(() => catalog.close());

  const view = async (
    locale: Parameters<typeof scopeOf>[0],
    more: Partial<Parameters<typeof scopeOf>[1]> = {},
  ) =>
    (await catalog.reader.quoteView(scopeOf(locale, more), {
      skus: ["CHAIR-SAND", "CHAIR-INK", "NOPE"],
      country: "MC",
    }))!;

  it("is the variants with all prices that are in force or to come", async () => {
    const { value, tags, version, validUntil } = await view("fr-fr");
    expect([value.catalogVersion, version, validUntil]).toEqual([1, 1, null]);
    expect(tags).toEqual(
      expect.arrayContaining(["tax", "promotions:1", "shipping:1", "product:7", "product:7:1", "markets"]),
    );
    expect([...value.variants.keys()]).toEqual(["CHAIR-SAND", "CHAIR-INK"]);
    const { prices, attributes, ...chair } = value.variants.get("CHAIR-SAND")!;
    expect(chair).toEqual({
      sku: "CHAIR-SAND",
      productId: "prd_7",
      kind: "physical",
      taxCategory: "reduced",
      availability: "low_stock",
      weightGrams: 4200,
      volumeCm3: 101,
      categories: ["seating", "furniture"],
    });
    expect({ ...attributes }).toEqual({ colour: ["sand"], material: ["oak"] });
    expect(prices.map((row) => [row.amountMinor, row.minQuantity, row.validFrom]).sort()).toEqual([
      [1400, 4, 0],
      [1500, 1, now],
      [1900, 1, now + day],
    ]);
    expect(prices.find((row) => row.validFrom === now)).toEqual({
      priceListId: 1,
      minQuantity: 1,
      validFrom: now,
      validUntil: now + day,
      amountMinor: 1500,
      compareAtMinor: 1900,
      lowestPriorMinor: 1800,
    });
    const trade = (await view("fr-fr", { priceList: "trade" })).value.variants.get("CHAIR-SAND")!;
    expect(trade.prices.map((row) => row.amountMinor)).toContain(1200);
  });

  it("has what promotions give away, where it is sold, and apart from what was asked for", async () => {
    catalog.write(
      `UPDATE promotions SET rule = '{"kind":"gift","sku":"CHAIR-INK"}' WHERE id IN (1, 4)`,
      "promotions:1",
      "promotions:2",
    );
    const asked = async (locale: "fr-fr" | "en-us", skus: string[]) => {
      const { value } = (await catalog.reader.quoteView(scopeOf(locale), { skus, country: null }))!;
      return [[...value.variants.keys()], [...value.gifts.keys()], [...value.notSoldHere]];
    };
    expect(await asked("fr-fr", ["CHAIR-SAND"])).toEqual([["CHAIR-SAND"], ["CHAIR-INK"], []]);
    expect(await asked("fr-fr", ["CHAIR-INK"])).toEqual([["CHAIR-INK"], ["CHAIR-INK"], []]);
    // There its product is not sold.
    expect(await asked("en-us", [])).toEqual([[], [], []]);
  });

  it("tells what exists and is not sold here from what does not exist", async () => {
    const { value } = await view("en-us");
    expect([...value.variants.keys()]).toEqual([]);
    expect([...value.notSoldHere].sort()).toEqual(["CHAIR-INK", "CHAIR-SAND"]);
  });

  it("knows the market, the taxes of home and destination, the promotions and shipping", async () => {
    const { value } = await view("fr-fr");
    expect(value.market).toEqual({
      code: "fr",
      currency: "EUR",
      countries: ["FR", "MC"],
      pricesIncludeTax: true,
      constant: "net",
      taxRounding: "per-total",
      cashRoundingMinor: 5,
      timeZone: "Europe/Paris",
    });
    expect(value.taxRates.map(({ source, region }) => [source, region])).toEqual([
      ["new", null],
      ["monaco", null],
    ]);
    expect(value.promotions).toEqual([
      {
        id: "prm_1",
        name: "Cadeau",
        priority: 3,
        exclusivityGroup: "g",
        rule: { kind: "gift", sku: "X" },
        conditions: { languages: [] },
        validFrom: 5,
        validUntil: now + day,
        couponHashes: null,
        limits: { total: 10, perCustomer: 1 },
        isExhausted: true,
      },
      // Over, but who has its coupon is told so.
      expect.objectContaining({ id: "prm_3", couponHashes: ["a".repeat(64)], validUntil: now }),
    ]);
    expect(value.zones).toEqual([
      { id: 1, countries: ["FR"], regions: [], postalCodes: ["75*"], exceptPostalCodes: ["750*"] },
    ]);
    expect(value.methods).toEqual([{
      id: "standard",
      zoneId: 1,
      // Not in French: the market's next language that has a name is its second, English.
      name: "Standard",
      basis: "weight",
      rates: [{ upTo: null, amountMinor: 590 }],
      freeFromMinor: 5000,
      surcharges: [],
      excludes: [{ attribute: "size", value: "m" }],
      cutOffMinutes: 720,
      handlingDays: 1,
      transitDays: { earliest: 2, latest: 3 },
      saturdays: true,
    }]);
    expect((await view("de-fr")).value.methods[0]!.name).toBe("Standardversand");
  });

  it("is null where the market does not speak the language", async () => {
    expect(await catalog.reader.quoteView(scopeOf("fr-us"), { skus: [], country: null })).toBe(null);
  });

  it("is kept until what it is made of changes", async () => {
    const amounts = async () =>
      (await view("fr-fr")).value.methods.map((method) => method.rates[0]!.amountMinor);
    expect(await amounts()).toEqual([590]);
    const set = (amount: number) =>
      `UPDATE shipping_methods SET rates = '[{"upTo":null,"amountMinor":${amount}}]' WHERE id = 1`;
    catalog.write(set(690), "product:7");
    expect(await amounts()).toEqual([590]);
    catalog.write(set(790), "shipping:1");
    expect(await amounts()).toEqual([790]);
    catalog.write(`UPDATE tax_rates SET source = 'newer' WHERE source = 'new'`, "tax");
    catalog.write(`UPDATE promotion_texts SET name = 'Surprise' WHERE name = 'Cadeau'`, "promotions:1");
    const { value } = await view("fr-fr");
    expect(value.taxRates[0]!.source).toBe("newer");
    expect(value.promotions[0]!.name).toBe("Surprise");
  });
});
