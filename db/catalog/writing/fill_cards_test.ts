import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { plainCards, storedCards } from "../testing/plain_cards.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { catchUpCards } from "./catch_up_cards.ts";
import { createProduct } from "./create_product.ts";
import { fillCards } from "./fill_cards.ts";
import { patchProduct } from "./patch_product.ts";
import type { Writer } from "./transaction.ts";

const now = opening + 1;

describe("cards of a catalog that has none", () => {
  let shop: SmallShop;
  /** Public ids. */
  let products: string[];
  beforeEach(async () => {
    shop = await openSmallShop();
    for (let i = 1; i <= 5; i++) await shop.write(opening, create(i));
    products = (await shop.rows("SELECT public_id FROM products ORDER BY id")).flat().map(String);
    await shop.catalog.client.executeMultiple(
      `DELETE FROM product_cards; DELETE FROM product_offers; DELETE FROM card_mark;
       CREATE TABLE rounds (made_to);
       CREATE TRIGGER note AFTER INSERT ON card_mark BEGIN INSERT INTO rounds VALUES (NEW.made_to); END`,
    );
  });
  afterEach(() => shop.close());

  const create = (i: number) => (w: Writer) =>
    createProduct(w, chair({ variants: Array.from({ length: i }, (_, at) => variant(`CHAIR-${i}-${at}`)) }));
  const rename = (i: number, title: string) => (w: Writer) =>
    patchProduct(w, products[i]!, { texts: { en: { title } } });
  const rounds = async () => (await shop.rows("SELECT made_to FROM rounds")).flat();
  const mark = async () => (await shop.rows("SELECT up_to FROM card_mark"))[0]?.[0];
  const expectRight = async () => expect(await storedCards(shop, now)).toEqual(await plainCards(shop, now));

  it("are all made though those of some products are there", async () => {
    await shop.write(now, rename(2, "Ash chair"));
    expect((await storedCards(shop, now)).words.length).toBeGreaterThan(0);
    await catchUpCards(shop.catalog, now);
    await expectRight();
    expect(await mark()).toBe(await shop.version());
  });

  it("are made in transactions of so many products, or of so many prices", async () => {
    await fillCards(shop.catalog, now, { products: 2, prices: 100 });
    expect(await rounds()).toEqual([2, 4, 5]);
    await expectRight();
    await shop.catalog.client.executeMultiple("DELETE FROM card_mark; DELETE FROM rounds");
    // The products have 2, 4, 6, 8 and 10 of them.
    await fillCards(shop.catalog, now, { products: 3, prices: 7 });
    expect(await rounds()).toEqual([2, 3, 4, 5]);
    await expectRight();
  });

  it("are made from where another was cut off", async () => {
    const before = await shop.version();
    await shop.catalog.client.execute(
      `CREATE TRIGGER cut BEFORE INSERT ON product_cards WHEN NEW.id / 65536 = 4 BEGIN SELECT RAISE(ABORT, 'cut'); END`,
    );
    await expect(fillCards(shop.catalog, now, { products: 1, prices: 1 })).rejects.toThrow();
    expect([await rounds(), await mark()]).toEqual([[1, 2, 3], null]);
    await shop.catalog.client.execute("DROP TRIGGER cut");
    await catchUpCards(shop.catalog, now, { products: 1, prices: 1, changes: 1 });
    expect(await rounds()).toEqual([1, 2, 3, 4, 5, 5]);
    await expectRight();
    expect(await shop.tagsAfter(before)).toEqual(["markets"]);
  });

  it("are made while the shop writes, by this release and by the one before", async () => {
    const before = await shop.version();
    const filled = fillCards(shop.catalog, now, { products: 1, prices: 1 });
    const versions = Promise.all([
      shop.try(now, rename(0, "Ash chair")),
      shop.try(now, rename(4, "Elm chair")),
      shop.try(now, create(6)),
      shop.catalog.exclusively(() =>
        shop.catalog.client.executeMultiple(
          `UPDATE product_texts SET title = 'Old chair' WHERE product_id = 1;
           INSERT INTO changes (tag, at) VALUES ('product:1', ${now})`,
        )
      ),
    ]);
    await Promise.all([filled, versions]);
    // All of them came in between: the fill waits its turn after each round.
    expect(await rounds()).toEqual([1, 2, 3, 4, 5, 6, 6]);
    expect(await mark()).toBe(before);
    await catchUpCards(shop.catalog, now);
    await expectRight();
    expect((await shop.rows("SELECT title FROM product_cards WHERE id / 65536 = 1")).flat())
      .toEqual(["Old chair", "Old chair"]);
    expect(await mark()).toBe(await shop.version());
  });

  it("are made by two at once", async () => {
    const limits = { products: 1, prices: 1 };
    await Promise.all([fillCards(shop.catalog, now, limits), fillCards(shop.catalog, now, limits)]);
    expect(await rounds()).toEqual([1, 2, 3, 4, 5, 5]);
    await expectRight();
  });
});
