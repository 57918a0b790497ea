/** Writing synonyms, and what queries are compared with. */
import { sql } from "drizzle-orm";
import { longestPhrase, phraseKey, phraseTerms } from "../../../commerce/search/query.ts";
import type { SynonymInput, SynonymPatch } from "../../../commerce/wire/synonyms.ts";
import { synonymPhrases, synonyms } from "../schema.ts";
import { changesNothing } from "./changes_nothing.ts";
import { findLanguage } from "./lookups.ts";
import { first, insertRows, readRows, takeLastingIds } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

interface Meaning {
  readonly phrases: readonly string[];
  /** Null: each phrase stands for all the others. */
  readonly means: readonly string[] | null;
}

/**
 * Creates a synonym. Refuses an unknown language, phrases without words that say something (`of the`) or with too many,
 * and one phrase alone that means nothing else.
 *
 * @returns Its public id.
 */
export async function createSynonym(w: Writer, input: SynonymInput): Promise<string> {
  const { language, phrases } = input;
  const means = input.means ?? null;
  const languageId = await findLanguage(w, language, "language");
  const [id = 0] = await takeLastingIds(w.tx, "synonyms", [null]);
  const publicId = w.mint("syn", w.now);
  await insertRows(w.tx, synonyms, [{
    id,
    publicId,
    languageId,
    phrases: JSON.stringify(phrases),
    means: means && JSON.stringify(means),
    updatedSequence: 0,
  }]);
  await writePhrases(w, id, languageId, { phrases, means }, language);
  return publicId;
}

/**
 * Changes a synonym: what is left out stays. Refuses as {@linkcode createSynonym} does.
 *
 * @param expectedVersion The version that the caller saw; left out: whatever there is.
 */
export async function patchSynonym(
  w: Writer,
  publicId: string,
  patch: SynonymPatch,
  expectedVersion?: number,
): Promise<void> {
  const id = await findVersioned(w, "synonyms", publicId, expectedVersion);
  if (changesNothing(patch)) return;
  const old = await first<{ languageId: number; language: string; phrases: string; means: string | null }>(
    w.tx,
    sql`SELECT s.language_id AS "languageId", l.tag AS language, s.phrases, s.means
      FROM synonyms s JOIN languages l ON l.id = s.language_id WHERE s.id = ${id}`,
  );
  const meaning: Meaning = {
    phrases: patch.phrases ?? JSON.parse(old!.phrases),
    means: patch.means === undefined ? old!.means && JSON.parse(old!.means) : patch.means,
  };
  await w.tx.run(sql`UPDATE synonyms SET phrases = ${JSON.stringify(meaning.phrases)},
    means = ${meaning.means && JSON.stringify(meaning.means)} WHERE id = ${id}`);
  await w.tx.run(sql`DELETE FROM synonym_phrases WHERE synonym_id = ${id}`);
  await writePhrases(w, id, old!.languageId, meaning, old!.language);
}

/** Deletes a synonym. */
export async function deleteSynonym(w: Writer, publicId: string, expectedVersion?: number): Promise<void> {
  const id = await findVersioned(w, "synonyms", publicId, expectedVersion);
  const row = await first<{ languageId: number }>(
    w.tx,
    sql`SELECT language_id AS "languageId" FROM synonyms WHERE id = ${id}`,
  );
  await w.tx.run(sql`DELETE FROM synonym_phrases WHERE synonym_id = ${id}`);
  await w.tx.run(sql`DELETE FROM synonyms WHERE id = ${id}`);
  w.touch(`search:${row!.languageId}`);
}

/** Makes what queries are compared with anew, of all synonyms. */
export async function rebuildSynonyms(w: Writer): Promise<void> {
  await w.tx.run(sql`DELETE FROM synonym_phrases`);
  const rows = await readRows<[number, number, string, string, string | null]>(
    w.tx,
    sql`s.id, s.language_id, l.tag, s.phrases, s.means`,
    sql`FROM synonyms s JOIN languages l ON l.id = s.language_id`,
  );
  for (const [id, languageId, language, phrases, means] of rows) {
    await insertPhrases(w, id, languageId, {
      phrases: JSON.parse(phrases),
      means: means && JSON.parse(means),
    }, language);
    w.touch(`search:${languageId}`);
  }
}

async function writePhrases(
  w: Writer,
  id: number,
  languageId: number,
  meaning: Meaning,
  language: string,
): Promise<void> {
  for (const field of ["phrases", "means"] as const) {
    for (const [at, phrase] of (meaning[field] ?? []).entries()) {
      const words = phraseKey(phrase, language).split(" ").filter((word) => word !== "").length;
      if (words === 0 || words > longestPhrase) {
        w.refuse(
          "invalid-value",
          `${field}.${at}`,
          `wanted 1 to ${longestPhrase} words that say something, got "${phrase}"`,
        );
      }
    }
  }
  if (meaning.means === null && meaning.phrases.length < 2) {
    w.refuse(
      "invalid-value",
      "phrases",
      "one phrase alone stands for nothing: give another, or what it means",
    );
  }
  await insertPhrases(w, id, languageId, meaning, language);
  w.stamp("synonyms", id);
  w.touch(`search:${languageId}`);
}

async function insertPhrases(
  w: Writer,
  synonymId: number,
  languageId: number,
  { phrases, means }: Meaning,
  language: string,
): Promise<void> {
  const rows = phrases.map((phrase) => ({
    languageId,
    phrase: phraseKey(phrase, language),
    synonymId,
    means: JSON.stringify(
      (means ?? phrases.filter((other) => other !== phrase)).map((other) => phraseTerms(other, language)),
    ),
  }));
  await insertRows(w.tx, synonymPhrases, rows, "ignore");
}
