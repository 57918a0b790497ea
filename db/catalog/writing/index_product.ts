/** Keeping the search index: the words by which products are found, in every language they have texts in. */
import { sql } from "drizzle-orm";
import { impactsOf } from "../../../commerce/search/relevance.ts";
import { TermMemo } from "../../../commerce/search/terms.ts";
import { decodeDocument, encodeDocument, type SearchDocument } from "../search_document.ts";
import { type BlobTable, readBlobs, writeBlobs } from "./blobs.ts";
import { readRows } from "./rows.ts";
import { languagesPerProduct, readSearchSources, type SearchSource } from "./search_texts.ts";
import type { Writer } from "./transaction.ts";
import { PostingChanges } from "./write_postings.ts";
import { forgetTerms, TermKeys } from "./write_terms.ts";

const documentsTable: BlobTable = { name: sql`search_documents`, column: sql`terms` };

/** Products a round: bounds what is in memory at once. */
const batchSize = 500;

/**
 * Makes the search index of products anew; only what changed is written. Touches `search:{language}` of the
 * languages in which something did.
 */
export async function indexProducts(w: Writer, productIds: Iterable<number>): Promise<void> {
  const all = [...new Set(productIds)];
  for (let from = 0; from < all.length; from += batchSize) {
    const ids = all.slice(from, from + batchSize);
    await replaceDocuments(w, ids, await readSearchSources(w, JSON.stringify(ids)));
  }
}

/** Takes products that are about to be deleted out of the index. */
export function forgetProducts(w: Writer, productIds: Iterable<number>): Promise<void> {
  return replaceDocuments(w, [...productIds], new Map());
}

/** Takes everything out of the index. */
export async function emptySearch(w: Writer): Promise<void> {
  for (const table of ["search_terms", "search_postings", "search_documents"]) {
    await w.tx.run(sql`DELETE FROM ${sql.identifier(table)}`);
  }
}

async function replaceDocuments(
  w: Writer,
  ids: readonly number[],
  sources: ReadonlyMap<number, SearchSource>,
): Promise<void> {
  if (ids.length === 0) return;
  const old = await readDocuments(w, ids);
  const keys = new TermKeys();
  const memo = new TermMemo();
  const impacts = await findImpacts(w, keys, memo, sources);
  const changes = new PostingChanges();
  const documents: [number, Uint8Array][] = [];
  const gone = new Set<number>();
  for (const key of new Set([...old.keys(), ...sources.keys()])) {
    const before = old.get(key) ?? new Map<number, number>();
    const source = sources.get(key);
    const after = source ? documentOf(keys, source, impacts.get(key)!) : new Map<number, number>();
    if (!notePostings(changes, gone, Math.floor(key / languagesPerProduct), before, after)) continue;
    documents.push([key, encodeDocument(after)]);
    w.touch(`search:${key % languagesPerProduct}`);
  }
  if (documents.length === 0) return;
  await writeBlobs(w.tx, documentsTable, documents);
  await keys.write(w, await changes.write(w.tx), memo);
  if (gone.size > 0) await forgetTerms(w, gone);
}

async function readDocuments(w: Writer, ids: readonly number[]): Promise<Map<number, Map<number, number>>> {
  const keys = await readRows<[number]>(
    w.tx,
    sql`d.id`,
    sql`FROM json_each(${JSON.stringify(ids)}) j
      CROSS JOIN search_documents d ON d.id BETWEEN j.value * ${sql.raw(String(languagesPerProduct))}
        AND j.value * ${sql.raw(String(languagesPerProduct))} + ${sql.raw(String(languagesPerProduct - 1))}`,
  );
  const blobs = await readBlobs(w.tx, documentsTable, keys.map(([key]) => key));
  return new Map(Array.from(blobs, ([key, bytes]) => [key, decodeDocument(bytes)]));
}

/** The impacts of all texts, and the keys of all their terms. */
async function findImpacts(
  w: Writer,
  keys: TermKeys,
  memo: TermMemo,
  sources: ReadonlyMap<number, SearchSource>,
): Promise<Map<number, Map<string, number>>> {
  const impacts = new Map<number, Map<string, number>>();
  const terms = new Map<number, { language: string; terms: Set<string> }>();
  for (const [key, { languageId, language, texts }] of sources) {
    const found = impactsOf(texts, language, memo);
    impacts.set(key, found);
    let known = terms.get(languageId);
    if (!known) terms.set(languageId, known = { language, terms: new Set() });
    for (const term of found.keys()) known.terms.add(term);
  }
  await keys.find(w, terms);
  return impacts;
}

function documentOf(
  keys: TermKeys,
  { languageId }: SearchSource,
  impacts: ReadonlyMap<string, number>,
): Map<number, number> {
  return new Map(Array.from(impacts, ([term, impact]) => [keys.keyOf(languageId, term), impact]));
}

/** Notes what must be written for a document to become another. @returns Whether that is anything. */
function notePostings(
  changes: PostingChanges,
  gone: Set<number>,
  productId: number,
  before: SearchDocument,
  after: SearchDocument,
): boolean {
  let differs = false;
  for (const [term, impact] of after) {
    if (before.get(term) === impact) continue;
    changes.put(term, productId, impact);
    differs = true;
  }
  for (const term of before.keys()) {
    if (after.has(term)) continue;
    changes.put(term, productId, 0);
    gone.add(term);
    differs = true;
  }
  return differs;
}
