/** The search index of a small shop, spelled out for tests. */
import { phraseTerms } from "../../../commerce/search/query.ts";
import { decodePostings, postingBlockSize } from "../posting_block.ts";
import { decodeDocument } from "../search_document.ts";
import type { SmallShop } from "./small_shop.ts";

/** A term in a product. */
export interface IndexedTerm {
  readonly languageId: number;
  readonly term: string;
  readonly productId: number;
  readonly impact: number;
}

/** All that the postings say, in order. */
export async function indexedTerms(shop: SmallShop): Promise<IndexedTerm[]> {
  const rows = await shop.rows(`SELECT t.language_id, t.term, p.id & 65535, hex(p.postings)
    FROM search_postings p LEFT JOIN search_terms t ON t.id = p.id >> 16 ORDER BY 1, 2, 3`);
  return rows.flatMap(([languageId, term, block, hex]) => {
    const { offsets, impacts } = decodePostings(Uint8Array.fromHex(String(hex)));
    return Array.from(offsets, (offset, at): IndexedTerm => ({
      languageId: Number(languageId),
      term: String(term),
      productId: Number(block) * postingBlockSize + offset,
      impact: impacts[at]!,
    }));
  });
}

/** All that the documents say, in the order of {@linkcode indexedTerms}. */
export async function documentedTerms(shop: SmallShop): Promise<IndexedTerm[]> {
  const names = new Map(
    (await shop.rows("SELECT id, language_id, term FROM search_terms")).map((
      [id, languageId, term],
    ) => [Number(id), { languageId: Number(languageId), term: String(term) }]),
  );
  const rows = await shop.rows("SELECT id, hex(terms) FROM search_documents");
  const terms = rows.flatMap(([id, hex]) =>
    Array.from(decodeDocument(Uint8Array.fromHex(String(hex))), ([key, impact]): IndexedTerm => ({
      languageId: Number(id) % 256,
      term: names.get(key)?.term ?? "",
      productId: Math.floor(Number(id) / 256),
      impact,
    }))
  );
  const order = (one: IndexedTerm, other: IndexedTerm) =>
    one.languageId - other.languageId || (one.term < other.term ? -1 : one.term > other.term ? 1 : 0) ||
    one.productId - other.productId;
  return terms.sort(order);
}

/** Products that the index has under every word of a text. */
export async function indexedUnder(
  shop: SmallShop,
  text: string,
  language: string,
  languageId: number,
): Promise<number[]> {
  const all = await indexedTerms(shop);
  const [first = [], ...others] = phraseTerms(text, language).map((term) =>
    all.filter((each) => each.languageId === languageId && each.term === term).map(({ productId }) =>
      productId
    )
  );
  return first.filter((id) => others.every((other) => other.includes(id)));
}
