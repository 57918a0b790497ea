import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { priceItem, productPatch, variantInput } from "../../../commerce/wire/admin_catalog.ts";
import { documentedTerms, indexedTerms } from "../testing/indexed_terms.ts";
import { plainCards, storedCards } from "../testing/plain_cards.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { patchCategory } from "./categories.ts";
import { createProduct } from "./create_product.ts";
import { deleteProduct } from "./delete_product.ts";
import { rebuildCards } from "./fill_cards.ts";
import { patchProduct } from "./patch_product.ts";
import { rebuildDerived } from "./rebuild_derived.ts";
import { refreshBoundaries } from "./refresh_boundaries.ts";
import { saveAttribute } from "./save_attribute.ts";
import { setPrices } from "./set_prices.ts";
import type { Writer } from "./transaction.ts";
import { tellAvailability } from "./tell_availability.ts";
import { createVariant, deleteVariant, patchVariant } from "./variants.ts";

/** An edit of the shop; `pick` chooses among the records there are, `now` is its instant. */
type Edit = (
  w: Writer,
  pick: (kind: "products" | "variants" | "categories") => Promise<string>,
) => Promise<unknown>;

const titles = fc.constantFrom("Oak chair", "Reading lamp", "Chaise longue", "Lampe d’été");
const markets = fc.subarray(["us", "fr", "jp"]);
const amountMinor = fc.integer({ min: 1, max: 5 }).map((n) => n * 1000);
const values = fc.constantFrom("Oak", "Pine", "Sand");
const availability = fc.constantFrom("in_stock", "low_stock", "out_of_stock");
const sku = fc.integer({ min: 1, max: 6 }).map((n) => `SKU-${n}`);

const creation: fc.Arbitrary<Edit> = fc.record({
  title: titles,
  sku,
  categories: fc.subarray(["furniture", "chairs", "lamps"]),
  value: values,
})
  .map((
    { title, sku, categories, value },
  ): Edit =>
  (w) =>
    createProduct(
      w,
      chair({
        categories,
        texts: { en: { title }, fr: { title } },
        attributes: [{ name: "material", value }],
        variants: [variant(sku, { options: { colour: value } })],
      }),
    )
  );

const changes: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ title: titles, markets, value: values, popularity: fc.nat(100) }).map((
    { title, markets, value, popularity },
  ): Edit =>
  async (w, pick) =>
    patchProduct(
      w,
      await pick("products"),
      productPatch.parse({
        texts: { en: { title } },
        popularity,
        ...(popularity % 2 && { markets, attributes: [{ name: "material", value }], categories: ["lamps"] }),
      }),
    )
  ),
  fc.record({ sku, amountMinor }).map(({ sku, amountMinor }): Edit => async (w, pick) =>
    createVariant(
      w,
      await pick("products"),
      variantInput.parse(variant(sku, { prices: { jp: { amountMinor } } })),
    )
  ),
  fc.record({ sku, value: values }).map(({ sku, value }): Edit => async (w, pick) =>
    patchVariant(w, await pick("variants"), { sku, options: { colour: value } })
  ),
  fc.record({
    sku,
    amountMinor,
    market: fc.constantFrom("us", "fr", "jp"),
    start: fc.nat(20),
    length: fc.nat(5),
  })
    .map(({ sku, amountMinor, market, start, length }): Edit => (w) =>
      setPrices(w, [priceItem.parse({
        sku,
        market,
        amountMinor,
        ...(start > 5 && { validFrom: new Date(w.now + start * 1000).toISOString() }),
        ...(length > 0 && { validUntil: new Date(w.now + (start + length) * 1000).toISOString() }),
      })])
    ),
  fc.record({ name: titles, parent: fc.constantFrom(null, "furniture", "lamps") }).map((
    { name, parent },
  ): Edit =>
  async (w, pick) => patchCategory(w, await pick("categories"), { parent, texts: { en: { name } } })),
  fc.boolean().map((facet): Edit => (w) =>
    saveAttribute(w, {
      code: "material",
      type: "text",
      facet,
      position: 1,
      texts: { en: "Material" },
      values: [{ code: "oak", texts: { en: facet ? "Oak" : "Oak wood" } }],
    })
  ),
  fc.constant<Edit>(async (w, pick) => deleteVariant(w, await pick("variants"))),
  fc.record({ sku, availability, market: markets, now: fc.nat(1_000) }).map((
    { sku, availability, market, now },
  ): Edit =>
  async (w, pick) =>
    now % 2 === 0
      ? tellAvailability(w, [{ sku, availability, version: w.now }])
      : patchVariant(w, await pick("variants"), {
        availability,
        availabilityByMarket: Object.fromEntries(market.map((code) => [code, "backorder"])),
        unitMeasure: { amount: 1 + now % 3, unit: "piece" },
      })
  ),
);

const removal = fc.constant<Edit>(async (w, pick) => deleteProduct(w, await pick("products")));

const edits = fc.oneof(
  { arbitrary: creation, weight: 4 },
  { arbitrary: changes, weight: 9 },
  { arbitrary: removal, weight: 1 },
);

describe("what is derived", () => {
  let shop: SmallShop;
  before(async () => {
    shop = await openSmallShop();
  });
  after(() => shop.close());

  const hex = async (table: string, columns: string) =>
    (await shop.rows(`SELECT ${columns} FROM ${table} ORDER BY 1, 2, 3`)).map((row) => row.join(" "));
  const derived = async () => ({
    sets: await hex("product_sets", "kind, owner_id, block, hex(bits)"),
    keys: await hex("sort_keys", "kind, market_id, block, hex(keys)"),
    categories: await shop.rows("SELECT * FROM listed_categories ORDER BY 1, 2"),
    facets: await shop.rows("SELECT * FROM product_facet_values ORDER BY 1, 2"),
    values: await shop.rows("SELECT id, hex(value_ids) FROM product_values ORDER BY 1"),
    cards: await shop.rows("SELECT * FROM product_cards ORDER BY 1"),
    documents: await indexedTerms(shop),
  });

  it("is after any edits what a rebuild from nothing makes", async () => {
    let now = opening;
    let edited = 0;
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(edits, fc.nat()), { minLength: 4, maxLength: 9 }), async (plan) => {
        for (const [edit, choice] of plan) {
          now += 4_000;
          // Products lie far apart, in blocks of their own.
          await shop.catalog.client.execute(
            "UPDATE sqlite_sequence SET seq = seq + 700 WHERE name = 'products'",
          );
          const written = await shop.try(now, (w) =>
            edit(w, async (kind) => {
              const ids = await shop.rows(`SELECT public_id FROM ${kind} ORDER BY id`);
              return String(ids[choice % Math.max(1, ids.length)]?.[0] ?? "none");
            }));
          if (written.ok) edited++;
        }
        await refreshBoundaries(shop.catalog, now);
        const kept = await derived();
        const cards = await storedCards(shop, now);
        expect(await documentedTerms(shop)).toEqual(kept.documents);
        expect(cards).toEqual(await plainCards(shop, now));
        // No term stays that is in no product.
        const terms = new Set(kept.documents.map(({ languageId, term }) => `${languageId} ${term}`));
        expect(await shop.rows("SELECT count(*) FROM search_terms")).toEqual([[terms.size]]);
        most = Math.max(most, Math.min(kept.sets.length, kept.facets.length, cards.variants.length));
        const rebuilt = await shop.try(now, async (w) => {
          await rebuildDerived(w);
          await rebuildCards(w);
          return null;
        });
        expect(rebuilt.ok).toBe(true);
        expect(await derived()).toEqual(kept);
        expect(await storedCards(shop, now)).toEqual(cards);
      }),
      { numRuns: 30 },
    );
    // Refused edits and an empty shop prove nothing.
    expect(edited).toBeGreaterThan(60);
    expect(most).toBeGreaterThan(5);
  });
});
