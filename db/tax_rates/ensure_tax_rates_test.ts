import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { opening, openSmallShop, type SmallShop } from "../catalog/testing/small_shop.ts";
import { saveTaxRates } from "../catalog/writing/save_tax_rates.ts";
import { ensureTaxRates } from "./ensure_tax_rates.ts";
import { readTaxRates } from "./read_tax_rates.ts";

describe("ensureTaxRates", () => {
  let shop: SmallShop;
  beforeEach(async () => void (shop = await openSmallShop()));
  afterEach(() => shop.close());

  it("gives a shop from before there were rates all that are built in, once", async () => {
    const before = await shop.version();
    const all = (await readTaxRates()).length;
    expect(await ensureTaxRates(shop.catalog, opening)).toBe(all);
    expect(await shop.rows("SELECT count(*) FROM tax_rates")).toEqual([[all]]);
    expect(await shop.tagsAfter(before)).toEqual(["tax"]);
    const version = await shop.version();
    expect(await ensureTaxRates(shop.catalog, opening)).toBe(0);
    expect(await shop.version()).toBe(version);
  });

  it("loads them once, however many processes boot", async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => ensureTaxRates(shop.catalog, opening)));
    expect(loaded.filter((count) => count > 0)).toHaveLength(1);
  });

  it("leaves the merchant's own alone", async () => {
    const [rate] = await readTaxRates();
    await shop.write(opening, (w) => saveTaxRates(w, [{ ...rate!, ratePpm: 123_456 }]));
    expect(await ensureTaxRates(shop.catalog, opening)).toBe(0);
    expect(await shop.rows("SELECT rate_ppm FROM tax_rates")).toEqual([[123_456]]);
  });
});
