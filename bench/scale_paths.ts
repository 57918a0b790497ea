/**
 * Addresses in a generated catalog, drawn at random but the same in every run: all languages and markets, so that
 * no page is asked for twice in a row. Where catalogs of different sizes are compared, they are asked for the same
 * categories, facets and frequent words: only so do their pages show as much, and differ by what lies behind them.
 */
import { DatabaseSync } from "node:sqlite";
import { Chance } from "../db/generator/chance.ts";
import { allWords } from "../db/generator/words/all.ts";
import { demoMarkets } from "../db/demo/markets.ts";

/** A list of so many products fills a page in every market. */
const fullList = 72;
/** And one that is narrowed by a facet. */
const fullChoice = 36;

/** Lists of a catalog that fill a page. */
export interface FullLists {
  readonly categories: readonly string[];
  readonly choices: readonly { readonly category: string; readonly facet: string; readonly value: string }[];
}

/** Language → its place among words, market code. */
const locales = demoMarkets.flatMap(({ code, languages }) =>
  languages.map(({ tag }) => ({ tag, market: code, name: `${tag}-${code}` }))
);

/** Finds them. */
export function fullLists(path: string): FullLists {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const categories = db.prepare(
      `SELECT c.code FROM listed_categories l JOIN categories c ON c.id = l.category_id
       GROUP BY c.id HAVING count(*) >= ${fullList} ORDER BY c.id`,
    ).all() as { code: string }[];
    const choices = db.prepare(
      `SELECT c.code AS category, a.code AS facet, v.code AS value FROM (
         SELECT l.category_id, f.value_id FROM product_facet_values f
         JOIN listed_categories l ON l.product_id = f.product_id
         GROUP BY 1, 2 HAVING count(*) >= ${fullChoice}
       ) f JOIN categories c ON c.id = f.category_id JOIN attribute_values v ON v.id = f.value_id
       JOIN attributes a ON a.id = v.attribute_id ORDER BY c.id, v.id`,
    ).all() as { category: string; facet: string; value: string }[];
    return { categories: categories.map(({ code }) => code), choices };
  } finally {
    db.close();
  }
}

/** Kinds of requests, each with its addresses. */
export type Paths = Readonly<Record<typeof kinds[number], readonly string[]>>;

export const kinds = [
  "product",
  "category with facets",
  "filtered category",
  "search, one frequent word",
  "search, one rare word",
  "search, three frequent words",
  "search, three rare words",
  "search, a misspelled word",
  "suggestions",
] as const;

/** Draws `count` addresses of each kind in a catalog, of these lists and of products that stand in them. */
export function drawPaths(
  path: string,
  lists: FullLists,
  { seed = 11, count = 1_000 }: { readonly seed?: number; readonly count?: number } = {},
): Paths {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const chance = new Chance(seed, 6);
    const draw = (make: () => string) => Array.from({ length: count }, make);
    const slugOf = db.prepare(
      `SELECT t.slug FROM category_texts t JOIN categories c ON c.id = t.category_id
       JOIN languages l ON l.id = t.language_id WHERE c.code = ? AND l.tag = ?`,
    );
    const category = (code: string) => {
      const { tag, name } = chance.pick(locales);
      const { slug } = slugOf.get(code, tag) as { slug: string };
      return `/${name}/c/${encodeURIComponent(slug)}`;
    };
    const products = new Products(db, lists);
    const search = (make: (locale: (typeof locales)[number]) => string, page = "search") =>
      draw(() => {
        const locale = chance.pick(locales);
        return `/${locale.name}/${page}?q=${encodeURIComponent(make(locale))}`;
      });
    return {
      "product": draw(() => products.address(chance)),
      "category with facets": draw(() => category(chance.pick(lists.categories))),
      "filtered category": draw(() => {
        const { category: code, facet, value } = chance.pick(lists.choices);
        return `${category(code)}?facet.${facet}=${encodeURIComponent(value)}`;
      }),
      "search, one frequent word": search(({ tag }) => kindIn(tag, chance)),
      "search, one rare word": search(() => products.rareBrand(chance)),
      "search, three frequent words": search(({ tag }) => {
        const { common: words, space } = wordsOf(tag);
        return [0, 1, 2].map(() => words[chance.below(30)]!).join(space || " ");
      }),
      "search, three rare words": search(({ tag }) => products.title(chance, tag)),
      "search, a misspelled word": search(({ tag }) => misspelled(kindIn(tag, chance), chance)),
      "suggestions": search(({ tag }) => {
        const word = chance.percent(70) ? kindIn(tag, chance) : products.rareBrand(chance);
        return word.slice(0, chance.between(2, Math.max(2, word.length - 1)));
      }, "suggest"),
    };
  } finally {
    db.close();
  }
}

function wordsOf(tag: string) {
  return allWords.find((words) => words.tag === tag)!;
}

/** The first word of the name of a type of thing. */
function kindIn(tag: string, chance: Chance): string {
  return chance.pick(wordsOf(tag).kinds)[0].split(" ")[0]!;
}

/** With two neighbouring letters in each other's place. */
function misspelled(word: string, chance: Chance): string {
  if (word.length < 4) return word;
  const at = chance.between(1, word.length - 3);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

/** Draws products, each as likely as any. */
class Products {
  readonly #db: DatabaseSync;
  readonly #ids: readonly number[];
  readonly #brands: readonly string[];

  constructor(db: DatabaseSync, { categories }: FullLists) {
    this.#db = db;
    this.#ids = (db.prepare(
      `SELECT p.id FROM products p JOIN categories c ON c.id = p.category_id JOIN categories up ON up.id = c.parent_id
       WHERE up.code IN (SELECT value FROM json_each(?)) ORDER BY p.id`,
    ).all(JSON.stringify(categories)) as { id: number }[]).map(({ id }) => id);
    this.#brands = (db.prepare(
      `SELECT brand FROM products GROUP BY brand HAVING count(*) BETWEEN 4 AND 20 ORDER BY brand`,
    ).all() as { brand: string }[]).map(({ brand }) => brand);
  }

  /** The address of a product in a market where it is sold. */
  address(chance: Chance): string {
    const rows = this.#db.prepare(
      `SELECT m.code AS market, l.tag, t.slug FROM product_markets pm JOIN markets m ON m.id = pm.market_id
       JOIN market_languages ml ON ml.market_id = m.id JOIN languages l ON l.id = ml.language_id
       JOIN product_texts t ON t.product_id = pm.product_id AND t.language_id = l.id
       WHERE pm.product_id = ? ORDER BY m.id, l.id`,
    ).all(chance.pick(this.#ids)) as { market: string; tag: string; slug: string }[];
    const { market, tag, slug } = chance.pick(rows);
    return `/${tag}-${market}/p/${encodeURIComponent(slug)}`;
  }

  /** The first word of a brand that makes few things here. */
  rareBrand(chance: Chance): string {
    return chance.pick(this.#brands).split(" ")[0]!;
  }

  /** Three words of a product's title: its type, its brand, what it is made of. */
  title(chance: Chance, tag: string): string {
    const row = this.#db.prepare(
      `SELECT t.title, p.brand FROM product_texts t JOIN products p ON p.id = t.product_id
       JOIN languages l ON l.id = t.language_id WHERE t.product_id = ? AND l.tag = ?`,
    ).get(chance.pick(this.#ids), tag) as { title: string; brand: string };
    const brand = row.brand.split(" ")[0]!;
    const others = row.title.split(/[ ,،]+/).filter((word) =>
      /^\p{L}{3,}$/u.test(word) && !row.brand.includes(word)
    );
    return [brand, others[0], others.at(-1)].join(" ");
  }
}
