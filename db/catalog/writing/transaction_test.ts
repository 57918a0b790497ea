import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { sql } from "drizzle-orm";
import { chair, opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { findRequest } from "./transaction.ts";

describe("writeCatalog", () => {
  let shop: SmallShop;
  before(async () => void (shop = await openSmallShop()));
  after(() => shop.close());

  it("logs each touched tag once and answers the highest sequence", async () => {
    const before = await shop.version();
    const written = await shop.try(opening, (w) => {
      for (const tag of ["product:1", "home:1", "product:1"]) w.touch(tag);
      return Promise.resolve("done");
    });
    expect(written).toEqual({ ok: true, value: "done", catalogVersion: before + 2 });
    expect(await shop.tagsAfter(before)).toEqual(["home:1", "product:1"]);
    expect(await shop.rows(`SELECT at, typeof(at) FROM changes WHERE sequence > ${before}`)).toEqual([
      [opening, "integer"],
      [opening, "integer"],
    ]);
  });

  it("changes nothing when refused, not even half", async () => {
    const before = await shop.version();
    const refused = await shop.try(opening, async (w) => {
      await createProduct(w, chair());
      w.touch("product:1");
      w.refuse("slug-taken", "texts.en.slug", "taken");
    });
    expect(refused).toEqual({
      ok: false,
      refusal: { name: "slug-taken", path: "texts.en.slug", message: "taken" },
    });
    expect(await shop.version()).toBe(before);
    expect(await shop.rows("SELECT count(*) FROM products")).toEqual([[0]]);
    expect(await shop.rows("SELECT count(*) FROM attributes")).toEqual([[0]]);
  });

  it("rolls back and rethrows what is no refusal", async () => {
    const before = await shop.version();
    await expect(shop.try(opening, async (w) => {
      w.touch("product:1");
      await w.tx.run(sql`INSERT INTO product_markets (product_id, market_id) VALUES (999, 1)`);
    })).rejects.toThrow();
    expect(await shop.version()).toBe(before);
  });

  it("runs writes one after the other, and goes on after one that failed", async () => {
    const before = await shop.version();
    const versions = await Promise.all([1, 2, 3, 4, 5].map(async (n) => {
      const written = await shop.try(opening, async (w) => {
        await w.tx.run(sql`SELECT 1`);
        if (n === 3) w.refuse("not-found", "", "three");
        w.touch(`product:${n}`);
      });
      return written.ok ? written.catalogVersion : null;
    }));
    expect(versions).toEqual([before + 1, before + 2, null, before + 3, before + 4]);
  });

  it("stamps a record with exactly the version that shows it, and always a higher one", async () => {
    const [first, second] = [
      await shop.try(opening, (w) => createProduct(w, chair())),
      await shop.try(opening, (w) => {
        w.touch("product:1");
        w.touch("product:1:1");
        w.stamp("products", 1);
        return Promise.resolve();
      }),
    ];
    if (!first.ok || !second.ok) throw new Error("refused");
    expect(second.catalogVersion).toBeGreaterThan(first.catalogVersion);
    expect(await shop.rows("SELECT updated_sequence FROM products")).toEqual([[second.catalogVersion]]);
  });

  it("mints ids that sort as they were made", async () => {
    const ids = await shop.write(
      opening,
      (w) => Promise.resolve(Array.from({ length: 5000 }, () => w.mint("prd", opening))),
    );
    expect(new Set(ids).size).toBe(5000);
    expect([...ids].sort()).toEqual(ids);
  });

  it("finds again what a request wrote", async () => {
    const written = await shop.try({ now: opening, requestHash: "h1" }, (w) => {
      w.touch("product:7");
      w.touch("product:7:1");
      return Promise.resolve();
    });
    if (!written.ok) throw new Error("refused");
    expect(await findRequest(shop.catalog, "h1")).toEqual({
      catalogVersion: written.catalogVersion,
      tags: ["product:7", "product:7:1"],
    });
    expect(await findRequest(shop.catalog, "h2")).toBe(null);
  });
});
