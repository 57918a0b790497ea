import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows, memberRows } from "../testing/listed_rows.ts";
import { priceItem } from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { nextBoundary, refreshBoundaries } from "./refresh_boundaries.ts";
import { setPrices } from "./set_prices.ts";

const dayMs = 86_400_000;

function price(amountMinor: number, more: Record<string, unknown> = {}) {
  return priceItem.parse({ sku: "CHAIR-1", market: "fr", amountMinor, ...more });
}

describe("setPrices", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
  });
  afterEach(() => shop.close());

  const windows = () =>
    shop.rows(`SELECT valid_from, valid_until, amount_minor, compare_at_minor, lowest_prior_minor
      FROM prices WHERE market_id = 2 AND price_list_id = 1 AND min_quantity = 1 ORDER BY valid_from`);
  const history = () =>
    shop.rows("SELECT valid_from, amount_minor FROM price_history WHERE market_id = 2 ORDER BY valid_from");
  const listed = async () =>
    (await listedRows(shop)).filter(({ market, category, product }) =>
      market === 2 && category === 0 && product === 1
    ).map(({ price }) => [price]);

  it("holds from now, ends what was in force, and is written as integers", async () => {
    const now = opening + dayMs;
    expect(await shop.write(now, (w) => setPrices(w, [price(17900)]))).toEqual([
      { sku: "CHAIR-1", market: "fr", status: "written" },
    ]);
    expect(await windows()).toEqual([[0, now, 18900, null, null], [now, null, 17900, null, null]]);
    expect(await history()).toEqual([[opening, 18900], [now, 17900]]);
    expect(await listed()).toEqual([[17900]]);
    expect(await shop.rows("SELECT DISTINCT typeof(valid_from), typeof(amount_minor) FROM prices")).toEqual([
      ["integer", "integer"],
    ]);
  });

  it("touches the product in that market, and the lists that sort by price, nothing else", async () => {
    const before = await shop.version();
    await shop.write(opening + 1, (w) => setPrices(w, [price(17900)]));
    expect(await shop.tagsAfter(before)).toEqual([
      "category:0:2",
      "category:1:2",
      "category:2:2",
      "product:1:2",
    ]);
    const again = await shop.version();
    await shop.write(opening + 2, (w) => setPrices(w, [price(17900, { minQuantity: 10 })]));
    expect(await shop.tagsAfter(again)).toEqual(["product:1:2"]);
  });

  it("records the lowest price of the 30 days before a reduction", async () => {
    await shop.write(opening + 10 * dayMs, (w) => setPrices(w, [price(16900)]));
    await shop.write(opening + 12 * dayMs, (w) => setPrices(w, [price(19900)]));
    const now = opening + 20 * dayMs;
    await shop.write(now, (w) => setPrices(w, [price(14900, { compareAtMinor: 19900 })]));
    expect((await windows()).at(-1)).toEqual([now, null, 14900, 19900, 16900]);
  });

  it("opens and closes a sale by the clock", async () => {
    const from = opening + 5 * dayMs, until = opening + 9 * dayMs;
    await shop.write(opening + dayMs, (w) =>
      setPrices(w, [
        price(15900, {
          compareAtMinor: 18900,
          validFrom: new Date(from).toISOString(),
          validUntil: new Date(until).toISOString(),
        }),
      ]));
    expect(await windows()).toEqual([
      [0, from, 18900, null, null],
      [from, until, 15900, 18900, 18900],
      [until, null, 18900, null, null],
    ]);
    expect(await shop.rows("SELECT * FROM price_boundaries ORDER BY at")).toEqual([[from, 1], [until, 1]]);
    expect(await listed()).toEqual([[18900]]);

    expect(await nextBoundary(shop.catalog)).toBe(from);
    expect(await refreshBoundaries(shop.catalog, from - 1)).toBe(0);
    const before = await shop.version();
    expect(await refreshBoundaries(shop.catalog, from)).toBe(1);
    expect(await listed()).toEqual([[15900]]);
    expect(await shop.tagsAfter(before)).toEqual([
      "category:0:2",
      "category:1:2",
      "category:2:2",
      "product:1:2",
    ]);
    expect(await refreshBoundaries(shop.catalog, until + dayMs)).toBe(1);
    expect(await listed()).toEqual([[18900]]);
    expect(await nextBoundary(shop.catalog)).toBe(null);
  });

  it("takes a start that has passed for now", async () => {
    const now = opening + 3 * dayMs;
    await shop.write(
      now,
      (w) => setPrices(w, [price(17900, { validFrom: new Date(opening).toISOString() })]),
    );
    expect(await windows()).toEqual([[0, now, 18900, null, null], [now, null, 17900, null, null]]);
  });

  it("says of each price what became of it, and writes the others", async () => {
    const results = await shop.write(opening + dayMs, (w) =>
      setPrices(w, [
        price(1, { sku: "NONE" }),
        price(1, { market: "xx" }),
        price(1, { validUntil: new Date(opening).toISOString() }),
        price(17000),
        price(16000),
      ]));
    expect(results.map((one) => one.status === "refused" ? one.reason : one.status)).toEqual([
      "unknown-sku",
      "unknown-market",
      "window-in-the-past",
      "written",
      "written",
    ]);
    expect((await windows()).map((row) => row[2])).toEqual([18900, 16000]);
  });

  it("makes price lists and tiers of their own, which no list sorts by", async () => {
    await shop.write(
      opening + 1,
      (w) => setPrices(w, [price(9000, { priceList: "trade", minQuantity: 10 })]),
    );
    expect(await shop.rows("SELECT id, code FROM price_lists ORDER BY id")).toEqual([[1, "standard"], [
      2,
      "trade",
    ]]);
    expect(await listed()).toEqual([[18900]]);
  });

  it("puts a product on sale in the market of its first price there, unless markets were chosen", async () => {
    await shop.write(opening, async (w) => {
      const other = (sku: string, more: Record<string, unknown>) =>
        createProduct(w, chair({ texts: { en: { title: sku } }, variants: [variant(sku, more)] }));
      await other("BARE-1", { prices: {} });
      await createProduct(
        w,
        chair({ markets: ["fr"], texts: { en: { title: "Here" } }, variants: [variant("HERE-1")] }),
      );
    });
    const items = ["CHAIR-1", "BARE-1", "HERE-1"].map((sku) => price(30000, { sku, market: "jp" }));
    await shop.write(opening + 1, (w) => setPrices(w, items));
    expect(await shop.rows("SELECT product_id FROM product_markets WHERE market_id = 3")).toEqual([[1], [2]]);
    expect((await memberRows(shop, "market")).at(-1)).toEqual({ owner: 3, products: [1, 2] });
  });

  it("writes nothing when a price is set again to what it is", async () => {
    const until = new Date(opening + 9 * dayMs).toISOString();
    const sale = price(15900, { compareAtMinor: 18900, validUntil: until });
    const plan = price(14900, {
      compareAtMinor: 18900,
      validFrom: new Date(opening + 20 * dayMs).toISOString(),
      validUntil: new Date(opening + 22 * dayMs).toISOString(),
    });
    await shop.write(opening + dayMs, (w) => setPrices(w, [sale, plan]));
    const before = [await windows(), await history(), await shop.version()];
    for (const days of [2, 3]) {
      await shop.write(opening + days * dayMs, (w) => setPrices(w, [sale, plan]));
    }
    expect([await windows(), await history(), await shop.version()]).toEqual(before);
    expect((await windows())[1]).toEqual([opening + dayMs, opening + 9 * dayMs, 15900, 18900, 18900]);
  });

  it("knows the lowest price before a reduction that is to come from all that is set until then", async () => {
    const sale = price(15900, {
      compareAtMinor: 18900,
      validFrom: new Date(opening + 10 * dayMs).toISOString(),
      validUntil: new Date(opening + 12 * dayMs).toISOString(),
    });
    await shop.write(opening + dayMs, (w) => setPrices(w, [sale]));
    await shop.write(opening + 2 * dayMs, (w) => setPrices(w, [price(16900)]));
    await shop.write(opening + 4 * dayMs, (w) => setPrices(w, [price(18900)]));
    expect((await windows()).find((row) => row[2] === 15900)?.[4]).toBe(16900);
    // Once it is in force it stays.
    await shop.write(opening + 11 * dayMs, (w) => setPrices(w, [price(100, { minQuantity: 5 }), sale]));
    expect((await windows()).find((row) => row[2] === 15900)?.[4]).toBe(16900);
  });

  it("touches the lists whose prices will change at another moment than was planned", async () => {
    const from = new Date(opening + 5 * dayMs).toISOString();
    const before = await shop.version();
    await shop.write(opening + 1, (w) => setPrices(w, [price(17900, { validFrom: from })]));
    expect(await shop.tagsAfter(before)).toEqual([
      "category:0:2",
      "category:1:2",
      "category:2:2",
      "product:1:2",
    ]);
  });
});
