import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chair, opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { catchUpCards } from "./catch_up_cards.ts";
import { createProduct } from "./create_product.ts";

describe("cards behind the rows that they are made of", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
  });
  afterEach(() => shop.close());

  const titles = async () => (await shop.rows("SELECT title FROM product_cards ORDER BY id")).flat();
  /** As a release writes that knows of no cards. */
  const writeOld = (title: string) =>
    shop.catalog.client.executeMultiple(`UPDATE product_texts SET title = '${title}';
      INSERT INTO changes (tag, at) VALUES ('product:1', ${opening}), ('category:0:1', ${opening})`);

  it("are made anew, and their pages with them", async () => {
    await writeOld("Ash chair");
    expect(await titles()).toEqual(["Oak chair", "Chaise en chêne"]);
    const before = await shop.version();
    await catchUpCards(shop.catalog, null, opening + 1);
    expect(await titles()).toEqual(["Ash chair", "Ash chair"]);
    expect(await shop.tagsAfter(before)).toEqual(["product:1", "product:1:1", "product:1:2"]);
  });

  it("are looked at once, and touched only where they differ", async () => {
    const seen = await catchUpCards(shop.catalog, null, opening + 1);
    expect(seen).toBe(await shop.version());
    await shop.catalog.client.execute("UPDATE product_texts SET title = 'Unlogged'");
    expect(await catchUpCards(shop.catalog, seen, opening + 2)).toBe(seen);
    expect(await titles()).toEqual(["Oak chair", "Chaise en chêne"]);
    await writeOld("Elm chair");
    await catchUpCards(shop.catalog, seen, opening + 3);
    expect(await titles()).toEqual(["Elm chair", "Elm chair"]);
  });

  it("are left alone where the log is older than a day", async () => {
    await writeOld("Ash chair");
    await catchUpCards(shop.catalog, null, opening + 2 * 86_400_000);
    expect(await titles()).toEqual(["Oak chair", "Chaise en chêne"]);
  });
});
