import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { Catalog } from "../catalog/connect.ts";
import { type Cells, feedOf, type FeedShop, now, openFeedShop, shirt, stool } from "./testing/feed_shop.ts";

const rows: Cells[] = [
  ...Array.from(
    { length: 40 },
    (_, i) => ({
      ...stool,
      id: `ST-${i}`,
      title: `Stool ${i}`,
      gtin: "",
      color: i % 3 ? "Sand" : "Ink, Sand",
    }),
  ),
  ...["S", "M", "L"].map(shirt),
  { ...stool, id: "bad one" },
];

/** Everything that an import writes, by names rather than keys. */
async function contentOf({ shop }: FeedShop): Promise<unknown[]> {
  return [
    await shop.rows(`SELECT v.sku, t.title, t.description, p.brand, c.code, v.weight_grams, s.amount_minor
      FROM variants v JOIN products p ON p.id = v.product_id JOIN product_texts t ON t.product_id = p.id
      JOIN categories c ON c.id = p.category_id JOIN prices s ON s.variant_id = v.id ORDER BY 1`),
    await shop.rows(
      `SELECT v.sku, a.code, x.code FROM variants v JOIN product_attributes p ON p.product_id = v.product_id
      JOIN attribute_values x ON x.id = p.value_id JOIN attributes a ON a.id = x.attribute_id ORDER BY 1, 2, 3`,
    ),
    await shop.rows(`SELECT v.sku, x.code FROM variants v JOIN variant_options o ON o.variant_id = v.id
      JOIN attribute_values x ON x.id = o.value_id ORDER BY 1, 2`),
    await shop.rows("SELECT market_id, count(*) FROM product_markets GROUP BY 1"),
  ];
}

/** A catalog whose process dies at a write, before it or right behind it. */
function failing(catalog: Catalog, at: number, isBefore: boolean): Catalog {
  let count = 0;
  return {
    ...catalog,
    async exclusively(work) {
      if (count++ !== at) return await catalog.exclusively(work);
      if (!isBefore) await catalog.exclusively(work);
      throw new Error("the process died");
    },
  };
}

describe("an import that is interrupted", () => {
  it("and run again comes to the same as one that was not, and then writes nothing", async () => {
    const whole = await openFeedShop();
    await whole.run(rows);
    const wanted = await contentOf(whole);
    await whole.close();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (at, isBefore, batchRows) => {
          const open = await openFeedShop();
          try {
            const catalog = failing(open.shop.catalog, at, isBefore);
            await open.run(rows, { catalog, batchRows }).catch((error: Error) =>
              expect(error.message).toBe("the process died")
            );
            const report = await open.run(rows, { batchRows });
            expect(await contentOf(open)).toEqual(wanted);
            expect(report.newVariants + report.unchangedVariants).toBe(43);
            const version = await open.shop.version();
            expect(await open.run(rows, { now: () => now + 1 })).toMatchObject({
              unchangedVariants: 43,
              changedProducts: 0,
            });
            expect(await open.shop.version()).toBe(version);
          } finally {
            await open.close();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it("stops before the next transaction when asked to, and archives nothing then", async () => {
    const open = await openFeedShop();
    await open.run(rows);
    let asked = 0;
    const report = await open.run(rows.slice(0, 10).map((row) => ({ ...row, price: "7 USD" })), {
      batchRows: 3,
      archiveMissing: "all",
      isStopped: () => asked++ >= 2,
    });
    expect(report).toMatchObject({ changedProducts: 6, archived: 0 });
    await open.close();
  });
});

describe("an import of any feed", () => {
  const cell = fc.constantFrom(
    "",
    "a",
    "Oak",
    "Ink, Sand",
    "3",
    "4.0",
    "yes",
    '17"',
    "two\nlines",
    "é",
    "x".repeat(300),
  );
  const anyRow = fc.record({
    id: fc.constantFrom("A", "B", "C", "D", "E", "no good"),
    title: fc.constantFrom("Chair", "Chair red", "Table", ""),
    description: cell,
    availability: fc.constantFrom("in_stock", "out_of_stock", "", "soon"),
    price: fc.constantFrom("5 USD", "6.50 USD", "7 EUR"),
    sale_price: fc.constantFrom("", "4 USD", "9 USD"),
    brand: cell,
    gtin: fc.constantFrom("", "4006381333931", "12"),
    product_type: fc.constantFrom("", "Furniture", "Furniture > Chairs", "Garden > Seats > Old"),
    color: cell,
    size: fc.constantFrom("", "S", "M"),
    item_group_id: fc.constantFrom("", "G", "H"),
    product_detail: fc.constantFrom("", "A:Legs:3", "A:Legs:three,A:Wood:Oak", "A:Size:M"),
  });

  it("ends, and writes nothing the second time, whatever was there before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyRow, { maxLength: 7 }), { minLength: 1, maxLength: 4 }),
        async (feeds) => {
          const open = await openFeedShop();
          try {
            for (const [i, feed] of feeds.entries()) {
              const at = { now: () => now + i * 1000 };
              const first = await open.run(feedOf(feed), at);
              const version = await open.shop.version();
              const second = await open.run(feedOf(feed), at);
              expect(await open.shop.version()).toBe(version);
              expect(second.rejected).toEqual(first.rejected);
            }
          } finally {
            await open.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
