import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { priceItem } from "../../../commerce/wire/admin_catalog.ts";
import { findSqld, type LibsqlServer, startSqld } from "../../../tests/support/sqld.ts";
import { type Catalog, openCatalog } from "../connect.ts";
import { plainCards, storedCards } from "../testing/plain_cards.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { catchUpCards } from "./catch_up_cards.ts";
import { createProduct } from "./create_product.ts";
import { deriveCards } from "./derive_cards.ts";
import { fillCards } from "./fill_cards.ts";
import { setPrices } from "./set_prices.ts";
import type { Writer } from "./transaction.ts";

const sqld = await findSqld();
const create = (sku: string) => (w: Writer) => createProduct(w, chair({ variants: [variant(sku)] }));

describe("the offers of cards", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
  });
  afterEach(() => shop.close());

  it("leave out the price windows that have ended", async () => {
    const at = (hours: number) => new Date(opening + hours * 3_600_000);
    const sale = (from: number, until: number, amountMinor: number) =>
      priceItem.parse({
        sku: "CHAIR-1",
        market: "us",
        amountMinor,
        validFrom: at(from).toISOString(),
        validUntil: at(until).toISOString(),
      });
    await shop.write(opening, (w) => setPrices(w, [sale(1, 2, 100), sale(3, 4, 200)]));
    const amounts = async (hours: number) => {
      await shop.write(+at(hours), (w) => Promise.resolve(w.touch("product:1:1")));
      const [[offers]] = await shop.rows("SELECT offers FROM product_offers ORDER BY id LIMIT 1") as [
        [string],
      ];
      return (JSON.parse(offers)[0][0] as [number][]).map(([amount]) => amount);
    };
    expect(await amounts(0)).toEqual([19900, 100, 19900, 200, 19900]);
    expect(await amounts(2)).toEqual([19900, 200, 19900]);
    expect(await amounts(4)).toEqual([19900]);
  });
});

describe("cards on a libSQL server", { ignore: "missing" in sqld }, () => {
  let folder: string, server: LibsqlServer, shop: SmallShop;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    server = await startSqld({ path: (sqld as { path: string }).path, folder });
    shop = await openSmallShop(server.url);
  });
  afterEach(async () => {
    await shop.close();
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  });

  it("are filled by two processes while a third one writes", async () => {
    for (let i = 1; i <= 6; i++) await shop.write(opening, create(`CHAIR-${i}`));
    await shop.catalog.client.executeMultiple(
      "DELETE FROM product_cards; DELETE FROM product_offers; DELETE FROM card_mark",
    );
    const others = await Promise.all([1, 2].map(() => openCatalog({ url: server.url })));
    const fill = (catalog: Catalog) => fillCards(catalog, opening, { products: 1, prices: 1 });
    const [mine, other] = others as [Catalog, Catalog];
    await Promise.all([fill(mine), fill(other), shop.write(opening, create("CHAIR-7"))]);
    await shop.write(opening, create("CHAIR-8"));
    await catchUpCards(mine, opening);
    for (const each of others) each.close();
    expect(await storedCards(shop, opening)).toEqual(await plainCards(shop, opening));
    expect(await shop.rows("SELECT up_to FROM card_mark")).toEqual([[await shop.version()]]);
  });

  it("are made of more prices than the server tells at once, even those of one product", async () => {
    for (const sku of ["CHAIR-1", "CHAIR-2"]) await shop.write(opening, create(sku));
    // Windows to come: of a product some 6 MB, of each of its markets 3.
    await shop.catalog.client.execute(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
       INSERT INTO prices (variant_id, market_id, price_list_id, min_quantity, valid_from, valid_until, begins, amount_minor)
       SELECT v.id, m.id, 1, 1, ${opening} + i * 10, ${opening} + i * 10 + 10, ${opening} + i * 10, 1000000000 + i
       FROM variants v, markets m, n WHERE m.id < 3`,
    );
    await shop.write(opening, (w) => deriveCards(w.tx, ["product:1", "product:2"], opening));
    const [[variants, prices]] = await shop.rows(
      "SELECT count(*), sum(json_array_length(offers, '$[0][0]')) FROM product_offers",
    ) as [[number, number]];
    expect([variants, prices]).toEqual([4, 100_004]);
  });
});
