/** A small catalog with the rows that readers get wrong. */
import { now, TestCatalog } from "../../db/catalog/reading/test_catalog.ts";

const hour = 3_600_000;

/** When the window of `LAMP-NEXT` opens and that of `LAMP-NOW` closes. */
export const boundary = now + hour;

/** What the catalog holds beside the products that only fill its lists. */
export const titles = {
  quoted: `Chaise “l'été” & <fils> \\ 100% "net"`,
  arabic: "كرسي خشبي",
  japanese: "木製の椅子",
};

/** Fills lists of more than one page. */
export const fillers = 30;

export function nastyCatalog(): TestCatalog {
  const catalog = new TestCatalog();
  catalog.product({
    id: 1,
    popularity: 90,
    brand: "Norrlund",
    texts: {
      fr: { title: "Chaise Alba", description: "Une chaise." },
      en: { title: "Alba chair", slug: "alba-chair" },
      ja: { title: titles.japanese, slug: "椅子" },
      ar: { title: titles.arabic, slug: "كرسي" },
    },
    attributes: ["oak", "hours40"],
    pictures: [1, 2],
    variants: [
      {
        sku: "ALBA-SAND",
        gtin: "4006381333931",
        mpn: "X9-44",
        options: ["sand", "s"],
        prices: [{ amount: 9000, compareAt: 12000, lowestPrior: 11000 }, { amount: 8000, list: 2 }, {
          amount: 8500,
          minQuantity: 3,
        }, { amount: 0, market: "jp" }],
      },
      { sku: "ALBA-INK", options: ["ink", "m"], picture: 2, availability: "backorder" },
    ],
  });
  catalog.product({ id: 2, popularity: 80, texts: { fr: titles.quoted }, variants: [{ sku: "Q'1\"%_" }] });
  // Of the same sort keys: only their ids tell them apart.
  for (let id = 100; id < 100 + fillers; id++) {
    catalog.product({
      id,
      createdAt: now - 5,
      texts: { fr: `Tabouret ${id}` },
      attributes: [id % 3 === 0 ? "oak" : "steel"],
      variants: [{ sku: `STOOL-${id}`, options: [id % 2 === 0 ? "sand" : "ink"] }],
    });
  }
  catalog.product({
    id: 3,
    category: 4,
    texts: { fr: "Lampe A" },
    variants: [{
      sku: "LAMP-NOW",
      prices: [{ amount: 500, until: boundary }, { amount: 700, from: boundary }],
    }],
  });
  catalog.product({
    id: 4,
    category: 4,
    texts: { fr: "Lampe B" },
    variants: [{ sku: "LAMP-NEXT", prices: [{ amount: 600 }, { amount: 400, from: boundary }] }],
  });
  // Sold elsewhere; without words; without a price; in no category.
  catalog.product({
    id: 5,
    category: 4,
    texts: { fr: "Huile", en: "Oil" },
    markets: ["us"],
    variants: [{ sku: "OIL" }],
  });
  catalog.product({ id: 6, texts: {}, variants: [{ sku: "MUTE" }] });
  catalog.product({ id: 7, texts: { fr: "Sans prix" }, variants: [{ sku: "FREE", prices: [] }] });
  catalog.product({ id: 8, category: 3, texts: { fr: "Table basse" }, variants: [{ sku: "T-1" }] });
  catalog.write(`
    INSERT INTO price_boundaries (at, product_id) VALUES (${boundary}, 3), (${boundary}, 4);
    INSERT INTO old_slugs (kind, language_id, slug, target_id) VALUES ('product', 2, 'vieille-chaise', 1),
      ('product', 2, 'vieille-huile', 5), ('category', 2, 'vieux-sieges', 2), ('category', 2, 'rien', 99);
    INSERT INTO variant_availability (variant_id, market_id, availability) SELECT id, 1, 'low_stock' FROM variants
      WHERE sku = 'ALBA-SAND';
    INSERT INTO home_blocks (market_id, language_id, position, kind, content) VALUES
      (1, 2, 0, 'products', '{"title":"Nouveau","text":"","source":"new","category":"seating"}'),
      (1, 2, 1, 'products', '{"title":"Soldes","text":"","source":"reduced","category":null}'),
      (1, 2, 2, 'products', '{"title":"Rien","text":"","source":"popular","category":"no-such"}'),
      (1, 2, 3, 'hero', '{}'), (1, 2, 4, 'no-such-kind', '{}');
  `);
  return catalog;
}
