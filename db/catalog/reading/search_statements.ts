/** The statements of search. */
import { plainIdentifierSql } from "./plain_identifier.ts";
import { type Run, statement } from "./statement.ts";

/** A term of the dictionary: how frequent it is, roughly, is the binary logarithm of `level`. */
export type TermRow = [term: string, id: number, level: number, spoken: string];

export const searchStatements = {
  searchTerms: statement<[languageId: number, terms: string], TermRow>(
    `SELECT t.term, t.id, t.level, t.spoken FROM json_each(?2) j
     CROSS JOIN search_terms t ON t.language_id = ?1 AND t.term = j.value`,
  ),
  searchBeginnings: statement<
    [languageId: number, beginning: string, end: string, read: number, limit: number],
    TermRow
  >(
    `SELECT term, id, level, spoken FROM (
       SELECT term, id, level, spoken FROM search_terms WHERE language_id = ?1 AND term >= ?2 AND term < ?3 LIMIT +?4
     ) ORDER BY level DESC, term LIMIT +?5`,
  ),
  // Of each end its own terms, the most frequent first.
  searchEndings: statement<
    [languageId: number, endings: string, limit: number],
    [ending: string, ...TermRow]
  >(
    `SELECT j.value ->> 0, t.term, t.id, t.level, t.spoken FROM json_each(?2) j
     CROSS JOIN search_terms t ON t.language_id = ?1 AND t.reversed IS NOT NULL
       AND t.reversed > j.value ->> 1 AND t.reversed < j.value ->> 2
     ORDER BY t.level DESC, t.term LIMIT +?3`,
  ),
  searchPostings: statement<[termIds: string], [id: number, block: number, postings: Uint8Array]>(
    `SELECT p.id >> 16, p.id & 65535, p.postings FROM json_each(?1) j
     CROSS JOIN search_postings p ON p.id BETWEEN j.value << 16 AND (j.value << 16) + 65535`,
  ),
  // Whoever types a whole SKU, GTIN or manufacturer's number means that one thing, dashes or not.
  searchIdentified: statement<
    [plain: string, gtins: string, limit: number],
    [plain: string, productId: number]
  >(
    `SELECT j.value, v.product_id FROM json_each(?1) j
       CROSS JOIN variants v ON ${plainIdentifierSql("v.sku")} = j.value
     UNION
     SELECT * FROM (SELECT j.value, v.product_id FROM json_each(?1) j
       CROSS JOIN variants v ON v.mpn IS NOT NULL AND ${plainIdentifierSql("v.mpn")} = j.value LIMIT +?3)
     UNION
     SELECT j.value ->> 0, v.product_id FROM json_each(?2) j CROSS JOIN variants v ON v.gtin = j.value ->> 1`,
  ),
  searchSynonyms: statement<[languageId: number, phrases: string], [phrase: string, means: string]>(
    `SELECT s.phrase, s.means FROM json_each(?2) j
     CROSS JOIN synonym_phrases s ON s.language_id = ?1 AND s.phrase = j.value`,
  ),
};
export type SearchRun = Run<typeof searchStatements>;
