/**
 * `bench search`: how good the first ten are (NDCG@10) for judged queries over the imported Icecat feed, beside plain
 * FTS5 in the same run, and for the same queries with one letter wrong. Where `REFERENCE_DATA` names the feed.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { openReplica } from "../db/catalog/reading/replica.ts";
import { note } from "../tasks/terminal.ts";
import { icecatFeed, referenceFile, withoutReferenceData } from "../tests/support/reference_data.ts";
import { type Judgements, mistype, ndcg, readJudgements } from "./search_judgements.ts";
import type { Bench } from "./table.ts";

const judgementsFile = "search-judgements.csv";

/** Each query is mistyped in as many ways. */
const slips = 6;

export async function search(): Promise<Bench> {
  const [feed, judged] = [referenceFile(icecatFeed), referenceFile(judgementsFile)];
  if (feed === null || judged === null) {
    note(`bench search: skipped: ${withoutReferenceData}`);
    return { bench: "search", rows: [] };
  }
  const folder = await Deno.makeTempDir({ prefix: "comptoir-search-" });
  try {
    await importFeed(feed, folder);
    return await measure(join(folder, "catalog.db"), readJudgements(await Deno.readTextFile(judged)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function importFeed(feed: string, folder: string): Promise<void> {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "import", feed, "--market", "us", "--language", "en"],
    env: { DATA_DIR: folder },
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`bench search: the import of "${feed}" ended with code ${code}`);
}

async function measure(path: string, judged: Judgements): Promise<Bench> {
  const plain = plainSearch(path);
  const reader = openReplica(path);
  try {
    const ours = (query: string) => searchOf(reader, query);
    const baseline = await mean(judged, [plain]);
    const typed = await mean(judged, [ours]);
    const mistyped = await mean(
      judged,
      Array.from({ length: slips }, (_, seed) => (query: string) => ours(mistype(query, seed + 1))),
    );
    return {
      bench: "search",
      rows: [
        { name: "plain FTS5 (porter, all fields, AND then OR)", value: baseline, unit: "NDCG@10" },
        { name: "search", value: typed, unit: "NDCG@10", target: ">= 0.8" },
        { name: "search, above plain FTS5", value: typed - baseline, unit: "NDCG@10", target: ">= 0.05" },
        { name: "search, one letter wrong", value: mistyped, unit: "NDCG@10" },
        {
          name: "search, one letter wrong",
          value: mistyped / typed,
          unit: "ratio",
          ratioTo: "search",
          target: ">= 0.9",
        },
      ],
    };
  } finally {
    reader.close();
  }
}

/** The mean over all queries and all ways to search. */
async function mean(
  judged: Judgements,
  searches: readonly ((query: string) => Promise<string[]> | string[])[],
): Promise<number> {
  let sum = 0;
  for (const run of searches) {
    for (const [query, grades] of judged) sum += ndcg(grades, await run(query));
  }
  return sum / (judged.size * searches.length);
}

/** SKUs of the first ten products of the search page. */
async function searchOf(reader: CatalogReader, text: string): Promise<string[]> {
  const { value } = await reader.search(
    { locale: { language: "en", market: "us" }, priceList: "standard", now: Date.now() },
    { category: null, text, facets: {}, sort: "relevance", cursor: null, limit: 10 },
  );
  return value.list.cards.map(({ skus }) => skus[0]!);
}

/** What SQLite's full-text search does by itself with every text of a product. */
function plainSearch(path: string): (query: string) => string[] {
  const database = new DatabaseSync(":memory:");
  database.prepare("ATTACH ? AS shop").run(path);
  database.exec(`CREATE VIRTUAL TABLE texts USING fts5(
      sku UNINDEXED, title, brand, categories, identifiers, details, description, tokenize = 'porter unicode61');
    INSERT INTO texts SELECT
      v.sku, t.title, p.brand,
      (SELECT group_concat(c.name, ' ') FROM shop.product_categories pc
        JOIN shop.category_texts c ON c.category_id = pc.category_id WHERE pc.product_id = p.id),
      concat_ws(' ', v.sku, v.gtin, v.mpn),
      (SELECT group_concat(concat_ws(' ', at.label, coalesce(vt.label, av.code)), ' ')
        FROM shop.product_attributes pa JOIN shop.attribute_values av ON av.id = pa.value_id
        LEFT JOIN shop.attribute_texts at ON at.attribute_id = av.attribute_id
        LEFT JOIN shop.attribute_value_texts vt ON vt.value_id = av.id WHERE pa.product_id = p.id),
      t.description
    FROM shop.products p JOIN shop.variants v ON v.product_id = p.id AND v.position = 0
    JOIN shop.product_texts t ON t.product_id = p.id`);
  const match = database.prepare("SELECT sku FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10");
  const found = (words: readonly string[], operator: "AND" | "OR") =>
    match.all(words.join(` ${operator} `)).map((row) => String(row.sku));
  return (query) => {
    const words = query.match(/[\p{L}\p{N}]+/gu)!.map((word) => `"${word}"`);
    return [...new Set([...found(words, "AND"), ...found(words, "OR")])].slice(0, 10);
  };
}
