import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { plainCards, storedCards } from "../testing/plain_cards.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { catchUpCards } from "./catch_up_cards.ts";
import { createProduct } from "./create_product.ts";
import { deleteProduct } from "./delete_product.ts";
import { fillLimits } from "./fill_cards.ts";
import { changesKeptMs, pruneChanges } from "./prune_changes.ts";
import type { Writer } from "./transaction.ts";

const dayMs = 86_400_000;
const now = opening + 1;

describe("cards behind the rows that they are made of", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
  });
  afterEach(() => shop.close());

  const titles = async () => (await shop.rows("SELECT title FROM product_cards ORDER BY id")).flat();
  const mark = async () => (await shop.rows("SELECT up_to FROM card_mark"))[0]?.[0];
  const more = (sku: string) => (w: Writer) => createProduct(w, chair({ variants: [variant(sku)] }));
  /** As a release writes that knows of no cards. */
  const writeOld = (title: string, id = 1) =>
    shop.catalog.client.executeMultiple(
      `UPDATE product_texts SET title = '${title}' WHERE product_id = ${id};
       INSERT INTO changes (tag, at) VALUES ('product:${id}', ${opening}), ('category:0:1', ${opening})`,
    );

  it("are made anew, and their pages with them", async () => {
    await writeOld("Ash chair");
    expect(await titles()).toEqual(["Oak chair", "Chaise en chêne"]);
    const before = await shop.version();
    await catchUpCards(shop.catalog, now);
    expect(await titles()).toEqual(["Ash chair", "Ash chair"]);
    expect(await shop.tagsAfter(before)).toEqual(["product:1"]);
  });

  it("are made anew however long ago that was, as long as the log tells of it", async () => {
    await writeOld("Ash chair");
    await catchUpCards(shop.catalog, opening + 3 * dayMs);
    expect(await titles()).toEqual(["Ash chair", "Ash chair"]);
  });

  it("are not looked at where they were made by whoever wrote", async () => {
    await shop.write(opening, more("CHAIR-2"));
    const version = await shop.version();
    expect(await mark()).toBe(version);
    await shop.catalog.client.execute("UPDATE product_texts SET title = 'Unlogged'");
    await catchUpCards(shop.catalog, now);
    expect(await titles()).not.toContain("Unlogged");
    expect(await shop.version()).toBe(version);
  });

  it("are looked at once, and touched only where they differ", async () => {
    await shop.catalog.client.execute(`INSERT INTO changes (tag, at) VALUES ('product:1', ${opening})`);
    const version = await shop.version();
    await catchUpCards(shop.catalog, now);
    expect([await shop.version(), await mark()]).toEqual([version, version]);
  });

  it("are not hidden by a write that makes its own", async () => {
    const before = await mark();
    await writeOld("Ash chair");
    await shop.write(opening, more("CHAIR-2"));
    expect(await mark()).toBe(before);
    await catchUpCards(shop.catalog, now);
    expect((await titles()).slice(0, 2)).toEqual(["Ash chair", "Ash chair"]);
    expect(await mark()).toBe(await shop.version());
  });

  it("are made anew some after the others, and from where it ended", async () => {
    for (const sku of ["CHAIR-2", "CHAIR-3"]) await shop.write(opening, more(sku));
    for (const id of [1, 2, 3]) await writeOld(`Ash ${id}`, id);
    const from = Number(await mark());
    await shop.catalog.client.executeMultiple(
      `CREATE TABLE moves (up_to);
       CREATE TRIGGER note AFTER UPDATE ON card_mark BEGIN INSERT INTO moves VALUES (NEW.up_to); END;
       CREATE TRIGGER cut BEFORE UPDATE ON product_cards WHEN NEW.title = 'Ash 3' BEGIN SELECT RAISE(ABORT, 'cut'); END`,
    );
    const limits = { ...fillLimits, changes: 2 };
    await expect(catchUpCards(shop.catalog, now, limits)).rejects.toThrow();
    expect(await shop.rows("SELECT up_to FROM moves")).toEqual([[from + 2], [from + 4]]);
    await shop.catalog.client.executeMultiple("DROP TRIGGER cut; DELETE FROM moves");
    await catchUpCards(shop.catalog, now, limits);
    expect((await shop.rows("SELECT up_to FROM moves"))[0]).toEqual([from + 6]);
    expect(await titles()).toEqual(["Ash 1", "Ash 1", "Ash 2", "Ash 2", "Ash 3", "Ash 3"]);
    expect(await mark()).toBe(await shop.version());
  });

  it("are all made anew where the log was pruned, and those dropped of products that are gone", async () => {
    await shop.write(opening, more("CHAIR-2"));
    await shop.write(opening, more("CHAIR-3"));
    const { client } = shop.catalog;
    await client.executeMultiple(
      "CREATE TABLE words AS SELECT * FROM product_cards; CREATE TABLE offers AS SELECT * FROM product_offers",
    );
    for (const [id] of (await shop.rows("SELECT public_id FROM products WHERE id > 1"))) {
      await shop.write(opening, (w) => deleteProduct(w, String(id)));
    }
    // The release before leaves the cards of what it deletes.
    await client.executeMultiple(
      "INSERT OR IGNORE INTO product_cards SELECT * FROM words; INSERT OR IGNORE INTO product_offers SELECT * FROM offers",
    );
    const before = Number(await mark());
    await writeOld("Ash chair");
    expect(await titles()).toHaveLength(6);
    await pruneChanges(shop.catalog, opening + changesKeptMs + 1);
    expect((await shop.rows("SELECT min(sequence) FROM changes"))[0]![0]).toBeGreaterThan(before + 1);
    await catchUpCards(shop.catalog, now, { products: 1, prices: 1, changes: 1 });
    expect(await titles()).toEqual(["Ash chair", "Ash chair"]);
    expect(await storedCards(shop, now)).toEqual(await plainCards(shop, now));
    expect(await mark()).toBe(await shop.version());
    expect((await shop.tagsAfter(before)).at(-1)).toBe("markets");
  });
});
