import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { sql } from "drizzle-orm";
import { chair } from "../catalog/testing/small_shop.ts";
import { createProduct } from "../catalog/writing/create_product.ts";
import { patchProduct } from "../catalog/writing/patch_product.ts";
import { rebuildCards } from "../catalog/writing/fill_cards.ts";
import { rebuildDerived } from "../catalog/writing/rebuild_derived.ts";
import { feedOf, type FeedShop, now, openFeedShop, shirts, stool } from "./testing/feed_shop.ts";

const dayMs = 86_400_000;

describe("importing a feed", () => {
  let open: FeedShop;
  let shop: FeedShop["shop"];
  let run: FeedShop["run"];

  beforeEach(async () => {
    open = await openFeedShop();
    ({ shop, run } = open);
  });
  afterEach(() => open.close());

  it('puts small categories without one above them below "Other", and finds them wherever they are moved', async () => {
    const rows = Array.from({ length: 23 }, (_, kind) =>
      [0, 1].slice(kind < 2 ? 1 : 0).map((i) => ({
        ...stool,
        id: `K-${kind}-${i}`,
        gtin: "",
        product_type: `Kind ${String.fromCharCode(65 + kind)}`,
      }))).flat();
    await run(rows);
    const tree = () =>
      shop.rows(`SELECT c.code, p.code FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
        WHERE c.id > 3 AND (c.code NOT LIKE 'kind%' OR p.id IS NOT NULL) ORDER BY c.code`);
    expect(await tree()).toEqual([["kind-a", "other"], ["kind-b", "other"], ["kind-w", "other"], [
      "other",
      null,
    ]]);
    const version = await shop.version();
    await run(rows);
    expect(await shop.version()).toBe(version);
    await shop.write(now, (w) => w.tx.run(sql`UPDATE categories SET parent_id = NULL WHERE code = 'kind-a'`));
    await run(rows.map((row) => ({ ...row, title: "Ash stool" })));
    expect((await tree()).map(([code]) => code)).toEqual(["kind-b", "kind-w", "other"]);
  });

  it("puts every field of a row where it belongs", async () => {
    const report = await run([stool, ...shirts]);
    expect(report).toMatchObject({
      rows: 3,
      newProducts: 2,
      newVariants: 3,
      changedProducts: 0,
      unchangedVariants: 0,
      rejected: [],
      missing: 0,
    });
    expect(
      await shop.rows(`SELECT v.sku, v.gtin, v.mpn, v.weight_grams, v.availability, p.brand, p.kind, t.title,
      t.slug, t.description, c.code, s.amount_minor, s.valid_from
      FROM variants v JOIN products p ON p.id = v.product_id JOIN product_texts t ON t.product_id = p.id
      JOIN prices s ON s.variant_id = v.id JOIN categories c ON c.id = p.category_id ORDER BY v.id`),
    ).toEqual([
      [
        "ST-1",
        "4006381333931",
        "RV 1",
        3500,
        "in_stock",
        "Ravelin",
        "physical",
        "Beech stool",
        "beech-stool",
        "Round.",
        "stools",
        4000,
        0,
      ],
      [
        "SH-S",
        null,
        null,
        null,
        "in_stock",
        null,
        "physical",
        "Linen shirt",
        "linen-shirt",
        "",
        "other",
        6000,
        0,
      ],
      [
        "SH-M",
        null,
        null,
        null,
        "in_stock",
        null,
        "physical",
        "Linen shirt",
        "linen-shirt",
        "",
        "other",
        6000,
        0,
      ],
    ]);
    expect(
      await shop.rows(`SELECT p.product_id, a.code, v.code, t.label, a.facet, a.type FROM product_attributes p
      JOIN attribute_values v ON v.id = p.value_id JOIN attributes a ON a.id = v.attribute_id
      LEFT JOIN attribute_value_texts t ON t.value_id = v.id ORDER BY 1, a.position`),
    ).toEqual([
      [1, "brand", "ravelin", "Ravelin", 1, "text"],
      [1, "colour", "sand", "Sand", 1, "colour"],
      [1, "finish", "oiled", "Oiled", 0, "text"],
      [1, "legs", "3", null, 0, "number"],
      [2, "colour", "ink", "Ink", 1, "colour"],
    ]);
    expect(
      await shop.rows(`SELECT v.sku, o.code FROM variant_options JOIN variants v ON v.id = variant_id
      JOIN attribute_values o ON o.id = value_id ORDER BY 1`),
    ).toEqual([["SH-M", "m"], ["SH-S", "s"]]);
    // "Furniture" was there: the new category hangs below it.
    expect(
      await shop.rows(`SELECT c.code, p.code FROM categories c LEFT JOIN categories p ON p.id = c.parent_id
      WHERE c.id > 3 ORDER BY c.id`),
    ).toEqual([["stools", "furniture"], ["other", null]]);
    expect(await shop.rows("SELECT product_id, market_id FROM product_markets ORDER BY 1")).toEqual([[1, 1], [
      2,
      1,
    ]]);
  });

  it("reads the same from XML", async () => {
    const xml = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>ST-1</g:id>
      <title>Beech stool</title><description>Round.</description><g:price>40.00 USD</g:price><g:brand>Ravelin</g:brand>
      <g:gtin>4006381333931</g:gtin><g:mpn>RV 1</g:mpn><g:product_type>Furniture &gt; Stools</g:product_type>
      <g:color>Sand</g:color><g:shipping_weight>3.5 kg</g:shipping_weight><g:availability>in_stock</g:availability>
      <g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Legs</g:attribute_name>
        <g:attribute_value>3</g:attribute_value></g:product_detail>
      <g:product_detail><g:attribute_name>Finish</g:attribute_name><g:attribute_value>Oiled</g:attribute_value></g:product_detail>
      </item></channel></rss>`;
    expect(await run(xml)).toMatchObject({ newProducts: 1, rejected: [] });
    expect(await run([stool])).toMatchObject({ newProducts: 0, changedProducts: 0, unchangedVariants: 1 });
  });

  it("writes nothing the second time", async () => {
    await run([stool, ...shirts]);
    const version = await shop.version();
    const report = await run([stool, ...shirts], { now: () => now + dayMs });
    expect(report).toMatchObject({
      newProducts: 0,
      changedProducts: 0,
      unchangedVariants: 3,
      catalogVersion: version,
    });
    expect(await shop.version()).toBe(version);
  });

  it("writes of a changed feed what changed", async () => {
    await run([stool, ...shirts]);
    const version = await shop.version();
    const report = await run([
      { ...stool, title: "Beech stool, low", color: "Ink", gtin: "", price: "35 USD" },
      shirts[0]!,
      { ...shirts[1]!, availability: "out_of_stock" },
      { ...shirts[1]!, id: "SH-L", size: "L" },
    ]);
    expect(report).toMatchObject({
      newProducts: 0,
      newVariants: 1,
      changedProducts: 2,
      unchangedVariants: 0,
    });
    expect(
      await shop.rows(`SELECT v.sku, v.gtin, t.title, t.slug FROM variants v
      JOIN product_texts t ON t.product_id = v.product_id ORDER BY v.id`),
    ).toEqual([
      ["ST-1", null, "Beech stool, low", "beech-stool"],
      ["SH-S", null, "Linen shirt", "linen-shirt"],
      ["SH-M", null, "Linen shirt", "linen-shirt"],
      ["SH-L", null, "Linen shirt", "linen-shirt"],
    ]);
    expect(await shop.rows("SELECT variant_id, availability FROM variant_availability")).toEqual([[
      3,
      "out_of_stock",
    ]]);
    expect(
      await shop.rows(
        "SELECT amount_minor, valid_from, valid_until FROM prices WHERE variant_id = 1 ORDER BY 2",
      ),
    )
      .toEqual([[4000, 0, now], [3500, now, null]]);
    const tags = await shop.tagsAfter(version);
    expect(tags).toEqual(
      expect.arrayContaining(["product:1", "product:1:1", "product:2", "product:2:1", "category:0:1"]),
    );
    expect(tags.some((tag) => tag.endsWith(":2") && tag.startsWith("product:1:"))).toBe(false);
    expect(
      (await run([
        { ...stool, title: "Beech stool, low", color: "Ink", gtin: "", price: "35 USD" },
        shirts[0]!,
        { ...shirts[1]!, availability: "out_of_stock" },
        { ...shirts[1]!, id: "SH-L", size: "L" },
      ])).unchangedVariants,
    ).toBe(4);
  });

  it("touches only prices where only a price changed", async () => {
    await run([stool, ...shirts]);
    const version = await shop.version();
    await run([{ ...stool, price: "41 USD" }, ...shirts]);
    const tags = await shop.tagsAfter(version);
    expect(tags.filter((tag) => tag.startsWith("product:"))).toEqual(["product:1:1"]);
  });

  it("leaves alone what the feed has no column for", async () => {
    await run([stool]);
    const report = await run(
      feedOf([{ id: "ST-1", title: "Beech stool", price: "40 USD" }], ["id", "title", "price"]),
    );
    expect(report).toMatchObject({ changedProducts: 0, unchangedVariants: 1 });
  });

  it("takes over a variant that a merchant made, in its product", async () => {
    await shop.write(now, (w) => createProduct(w, chair()));
    const report = await run([{
      id: "CHAIR-1",
      title: "Oak chair",
      description: "Solid.",
      price: "180 USD",
      brand: "Ravelin",
    }]);
    expect(report).toMatchObject({ newProducts: 0, changedProducts: 1 });
    expect(await shop.rows("SELECT market_id, amount_minor FROM prices WHERE valid_until IS NULL ORDER BY 1"))
      .toEqual([[1, 18000], [2, 18900]]);
    const version = await shop.version();
    await run([{
      id: "CHAIR-1",
      title: "Oak chair",
      description: "Solid.",
      price: "180 USD",
      brand: "Ravelin",
    }]);
    expect(await shop.version()).toBe(version);
  });

  it("adds a language and a market to what is there", async () => {
    await run([stool]);
    const french = { id: "ST-1", title: "Tabouret en hêtre", description: "Rond.", price: "38,50 EUR" };
    const report = await run(feedOf([french], ["id", "title", "description", "price"]), {
      market: "fr",
      language: "fr",
      source: "fr",
    });
    expect(report).toMatchObject({ newProducts: 0, changedProducts: 1 });
    expect(await shop.rows("SELECT language_id, title, slug FROM product_texts ORDER BY 1")).toEqual([
      [1, "Beech stool", "beech-stool"],
      [2, "Tabouret en hêtre", "tabouret-en-hetre"],
    ]);
    expect(await shop.rows("SELECT market_id, amount_minor FROM prices ORDER BY 1")).toEqual([[1, 4000], [
      2,
      3850,
    ]]);
    expect(await run([stool])).toMatchObject({ unchangedVariants: 1 });
  });

  it("leaves a product where a merchant moved it whose category was guessed, and not one whose feed names it", async () => {
    await run([stool, { ...stool, id: "ST-2", product_type: "", gtin: "" }]);
    const ids = await shop.rows("SELECT public_id FROM products ORDER BY id");
    for (const [id] of ids) {
      await shop.write(now, (w) => patchProduct(w, String(id), { categories: ["chairs"] }));
    }
    expect(await run([stool, { ...stool, id: "ST-2", product_type: "", gtin: "" }])).toMatchObject({
      changedProducts: 1,
    });
    expect(
      await shop.rows(
        "SELECT c.code FROM products p JOIN categories c ON c.id = p.category_id ORDER BY p.id",
      ),
    )
      .toEqual([["stools"], ["chairs"]]);
  });

  it("lets an attribute hold any text that gets what is no number", async () => {
    await run([stool]);
    await run([{ ...stool, product_detail: "General:Legs:three" }]);
    expect(await shop.rows("SELECT type FROM attributes WHERE code = 'legs'")).toEqual([["text"]]);
    expect(await run([{ ...stool, product_detail: "General:Legs:three" }])).toMatchObject({
      unchangedVariants: 1,
    });
  });

  it("leaves lists, facets and search as they are when made anew", async () => {
    await run([stool, ...shirts]);
    await run([{ ...stool, color: "Ink", product_detail: "General:Legs:4", price: "9 USD" }, ...shirts], {
      now: () => now + dayMs,
    });
    const derived = async () => {
      const tables = await shop.rows(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND name NOT LIKE 'search_index%' AND name NOT IN ('changes', 'card_mark', 'sqlite_sequence', 'search_terms', 'search_postings', 'search_documents')`,
      );
      const found: Record<string, unknown> = {};
      for (const [name] of tables) {
        found[String(name)] = (await shop.rows(`SELECT * FROM "${name}"`)).map((row) => JSON.stringify(row))
          .sort();
      }
      return found;
    };
    const before = await derived();
    await shop.write(now + dayMs, async (w) => {
      await rebuildDerived(w);
      await rebuildCards(w);
    });
    expect(await derived()).toEqual(before);
  });
});
