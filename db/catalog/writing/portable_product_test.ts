import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows } from "../testing/listed_rows.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { deleteProduct } from "./delete_product.ts";
import { insertPortable, makeRoom, type PortableProduct, readPortable } from "./portable_product.ts";
import { setPrices } from "./set_prices.ts";

const hour = 3_600_000;

describe("portable products", () => {
  let shop: SmallShop;
  let portable: PortableProduct;

  beforeEach(async () => {
    shop = await openSmallShop();
    const { publicId } = await shop.write(
      opening,
      (w) => createProduct(w, chair({ variants: [variant("CHAIR-1"), variant("CHAIR-2")] })),
    );
    await shop.write(
      opening + hour,
      (w) =>
        setPrices(w, [{
          sku: "CHAIR-2",
          market: "us",
          amountMinor: 9900,
          minQuantity: 5,
          priceList: "trade",
        }]),
    );
    portable = await shop.write(opening + 2 * hour, (w) => readPortable(w, publicId));
  });
  afterEach(() => shop.close());

  it("come back as they left, ids and prices included", async () => {
    const content = async () =>
      Promise.all([
        shop.rows("SELECT id, public_id, created_at, markets_chosen FROM products"),
        shop.rows("SELECT id, public_id, sku, position FROM variants ORDER BY position"),
        shop.rows("SELECT * FROM product_markets"),
        shop.rows(`SELECT sku, market_id, price_list_id, min_quantity, valid_from, valid_until, amount_minor
          FROM prices JOIN variants ON id = variant_id ORDER BY 1, 2, 3, 4, 5`),
        shop.rows(
          "SELECT sku, valid_from, amount_minor FROM price_history JOIN variants ON id = variant_id ORDER BY 1, 2, 3",
        ),
        (await listedRows(shop)).map(({ market, category, price }) => [market, category, price]),
      ]);
    const before = await content();
    const { id } = portable.product;
    await shop.write(opening + 3 * hour, (w) => deleteProduct(w, id));
    // What is kept elsewhere is kept as JSON.
    await shop.write(opening + 4 * hour, (w) => insertPortable(w, JSON.parse(JSON.stringify(portable))));
    expect(await content()).toEqual(before);
    expect(await shop.write(opening + 5 * hour, (w) => readPortable(w, id))).toEqual(portable);
  });

  it("get other keys where theirs are taken, as after a backup was restored", async () => {
    const { id } = portable.product;
    await shop.write(opening + 3 * hour, async (w) => {
      await deleteProduct(w, id);
      await createProduct(w, chair({ variants: [variant("NEW-1")] }));
    });
    const keys = {
      product: 2,
      variants: { ...portable.keys!.variants, [portable.product.variants[1]!.id]: 3 },
    };
    await shop.write(opening + 4 * hour, (w) =>
      insertPortable(w, {
        ...portable,
        keys,
        product: { ...portable.product, texts: { en: { ...portable.product.texts.en!, slug: "other" } } },
      }));
    expect(await shop.rows("SELECT id, sku FROM variants ORDER BY id")).toEqual([
      [1, "CHAIR-1"],
      [3, "NEW-1"],
      [4, "CHAIR-2"],
    ]);
    expect(await shop.rows("SELECT id FROM products ORDER BY id")).toEqual([[2], [3]]);
  });

  it("are refused where they are already", async () => {
    expect(await shop.try(opening + 3 * hour, (w) => insertPortable(w, portable))).toMatchObject({
      ok: false,
      refusal: { name: "stale-version" },
    });
  });

  it("are refused where others have their SKUs, unless room is made", async () => {
    const { id } = portable.product;
    await shop.write(opening + 3 * hour, async (w) => {
      await deleteProduct(w, id);
      await createProduct(w, chair());
    });
    expect(await shop.try(opening + 4 * hour, (w) => insertPortable(w, portable))).toMatchObject({
      ok: false,
    });
    const written = await shop.try(opening + 4 * hour, async (w) => {
      await makeRoom(w, portable);
      await insertPortable(w, portable);
      return await readPortable(w, id);
    });
    expect(written).toMatchObject({ ok: true, value: portable });
  });
});
