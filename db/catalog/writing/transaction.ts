/** One write of the catalog: a transaction, the changes it logged, the version that shows it. */
import { sql } from "drizzle-orm";
import type { Tag } from "../../../commerce/catalog_reader.ts";
import { type IdPrefix, mintId } from "../../../commerce/ids.ts";
import type { Catalog } from "../connect.ts";
import { moveMark } from "./card_mark.ts";
import { deriveCards } from "./derive_cards.ts";
import { type Directory, readDirectory } from "./directory.ts";
import { type Refusal, type RefusalName, Refused } from "./refusal.ts";
import { among, first, type Tx } from "./rows.ts";

/** Records that carry a version for optimistic locking (`updated_sequence`). */
const versioned = ["products", "categories", "promotions", "synonyms"] as const;
export type Versioned = (typeof versioned)[number];

/** What a write has in hand. */
export interface Writer {
  readonly tx: Tx;
  /** Milliseconds since the epoch: the instant of this write. */
  readonly now: number;
  /** Logs that something with this tag changed. */
  touch(tag: Tag): void;
  /** Marks a record as written: its version becomes the catalog version of this write. */
  stamp(table: Versioned, id: number): void;
  /** Ends the write, rolls it back and answers the refusal. */
  refuse(name: RefusalName, path: string, message: string): never;
  readonly mint: MintAt;
  /** Languages, markets and price lists as they are in this transaction. */
  directory(): Promise<Directory>;
  /** To be called after languages, markets or price lists were written. */
  forgetDirectory(): void;
}

type Stamped = Readonly<Record<Versioned, Set<number>>>;

/** Mints a public id at an instant. */
type MintAt = <P extends IdPrefix>(prefix: P, at: number) => ReturnType<typeof mintId<P>>;

export interface WriteOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Hash of the idempotency key whose request this is; found again by {@linkcode findRequest}. */
  readonly requestHash?: string;
  /** Makes public ids; the demo shop's are the same on every machine. */
  readonly mint?: MintAt;
}

/** What became of a write. */
export type Written<T> =
  | {
    readonly ok: true;
    readonly value: T;
    /** The catalog version that shows it: the highest sequence of the log of changes. */
    readonly catalogVersion: number;
  }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Runs `work` in one write transaction. The tags it touched are logged in the same transaction, each once, and the
 * cards of the products among them are made anew; a refusal or an error rolls everything back.
 */
export function writeCatalog<T>(
  catalog: Catalog,
  options: WriteOptions,
  work: (w: Writer) => Promise<T>,
): Promise<Written<T>> {
  return catalog.exclusively(async () => {
    try {
      return await catalog.db.transaction(async (tx) => {
        const touched = new Set<Tag>();
        const stamped: Stamped = {
          products: new Set(),
          categories: new Set(),
          promotions: new Set(),
          synonyms: new Set(),
        };
        const value = await work(createWriter(tx, options, touched, stamped));
        await deriveCards(tx, touched, options.now);
        const catalogVersion = await logChanges(tx, options, [...touched]);
        for (const table of versioned) {
          if (stamped[table].size === 0) continue;
          await tx.run(sql`UPDATE ${sql.identifier(table)} SET updated_sequence = ${catalogVersion}
            WHERE ${among(sql`id`, stamped[table])}`);
        }
        return { ok: true, value, catalogVersion } as const;
      });
    } catch (error) {
      if (error instanceof Refused) return { ok: false, refusal: error.refusal };
      throw error;
    }
  });
}

/** What a request with this idempotency key's hash wrote, or null: resolves a retry after a crash. */
export async function findRequest(
  catalog: { readonly db: Pick<Catalog["db"], "all"> },
  requestHash: string,
): Promise<{ readonly catalogVersion: number; readonly tags: readonly Tag[] } | null> {
  const rows = await catalog.db.all<{ sequence: number; tag: Tag }>(
    sql`SELECT sequence, tag FROM changes WHERE request_hash = ${requestHash} ORDER BY sequence`,
  );
  const newest = rows.at(-1);
  return newest ? { catalogVersion: newest.sequence, tags: rows.map((row) => row.tag) } : null;
}

function createWriter(
  tx: Tx,
  options: WriteOptions,
  touched: Set<Tag>,
  stamped: Stamped,
): Writer {
  let directory: Promise<Directory> | null = null;
  return {
    tx,
    now: options.now,
    touch: (tag) => void touched.add(tag),
    stamp: (table, id) => void stamped[table].add(id),
    refuse(name, path, message) {
      throw new Refused({ name, path, message });
    },
    mint: options.mint ?? mintInOrder(),
    directory: () => directory ??= readDirectory(tx),
    forgetDirectory() {
      directory = null;
    },
  };
}

/**
 * Ids that sort as they were made, within a millisecond too: a counter stands where the first random bits would
 * (RFC 9562, section 6.2, method 1).
 */
function mintInOrder(): MintAt {
  let count = 0;
  return (prefix, at) => {
    const random = crypto.getRandomValues(new Uint8Array(10));
    random[0] = (count >>> 8) & 0x0f;
    random[1] = count & 0xff;
    return mintId(prefix, at + (count++ >>> 12), random);
  };
}

async function logChanges(tx: Tx, options: WriteOptions, tags: readonly Tag[]): Promise<number> {
  if (tags.length > 0) {
    await tx.run(sql`INSERT INTO changes (tag, at, request_hash)
      SELECT value, ${options.now}, ${options.requestHash ?? null} FROM json_each(${JSON.stringify(tags)})`);
  }
  const row = await first<{ version: number | null }>(tx, sql`SELECT max(sequence) AS version FROM changes`);
  const version = row?.version ?? 0;
  // Cards show these changes. Where the mark stood lower, they do not show one before, and it stays.
  if (tags.length > 0) await moveMark(tx, version - tags.length, version);
  return version;
}
