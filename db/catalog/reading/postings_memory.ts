/**
 * Postings of frequent terms, kept between pages. The writer names in the log of changes the languages whose
 * index it wrote, `search:{language}`: their postings are read anew.
 */
import type { Tag } from "../../../commerce/catalog_reader.ts";
import { Kept } from "./kept.ts";
import { bytesOf, decodeTerm, type Postings } from "./postings.ts";
import type { Run } from "./statement.ts";
import type { searchStatements } from "./search_statements.ts";

/** At 500,000 SKUs a frequent term takes some 30 kB. */
const maxBytes = 8 << 20;

/** Terms of fewer blocks are read anew: as fast, and there are very many. */
const leastBlocks = 4;

export class PostingsMemory {
  readonly #run: Pick<Run<typeof searchStatements>, "searchPostings">;
  readonly #load: <V>(load: () => V, keep: (loaded: V) => void) => V;
  readonly #kept = new Kept<string, Postings>(maxBytes, bytesOf);
  /** How often each language was forgotten: what was kept before is never asked for again. */
  readonly #forgotten = new Map<number, number>();

  /** @param load Loads, and keeps what every row was there for: see Memory. */
  constructor(
    run: Pick<Run<typeof searchStatements>, "searchPostings">,
    load: <V>(load: () => V, keep: (loaded: V) => void) => V,
  ) {
    this.#run = run;
    this.#load = load;
  }

  /** The postings of terms of a language, by their keys. */
  of(languageId: number, termIds: Iterable<number>): Map<number, Postings> {
    const prefix = `${languageId}:${this.#forgotten.get(languageId) ?? 0}:`;
    const found = new Map<number, Postings>();
    const missing: number[] = [];
    for (const id of new Set(termIds)) {
      const kept = this.#kept.get(prefix + id);
      if (kept === undefined) missing.push(id);
      else found.set(id, kept);
    }
    if (missing.length === 0) return found;
    const read = this.#load(
      () => {
        const rows = Map.groupBy(this.#run.searchPostings(JSON.stringify(missing)), ([id]) => id);
        return missing.map((id) => [id, decodeTerm(rows.get(id) ?? [])] as const);
      },
      (read) => {
        for (const [id, postings] of read) {
          if (postings.blocks.length >= leastBlocks) this.#kept.set(prefix + id, postings);
        }
      },
    );
    for (const [id, postings] of read) found.set(id, postings);
    return found;
  }

  /** Forgets what these tags name; null: everything. */
  forget(tags: readonly Tag[] | null): void {
    if (tags === null) {
      this.#kept.clear();
      return;
    }
    for (const tag of tags) {
      if (!tag.startsWith("search:")) continue;
      const languageId = Number(tag.slice("search:".length));
      this.#forgotten.set(languageId, (this.#forgotten.get(languageId) ?? 0) + 1);
    }
  }
}
