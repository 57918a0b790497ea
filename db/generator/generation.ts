/** What was generated, and whether a file may be generated into. */
import { DatabaseSync } from "node:sqlite";

/** Another number makes another catalog of the same arguments. */
export const generatorVersion = 1;

/** What a generated catalog is made of. */
export interface Generation {
  /** How many variants, at least 1. */
  readonly skus: number;
  readonly seed: number;
  /** Midnight of the day that prices are told from, in milliseconds since the epoch. */
  readonly today: number;
}

/** Why a catalog cannot be generated. */
export class GenerateError extends Error {
  constructor(override readonly name: "not-empty" | "in-use" | "not-a-catalog", message: string) {
    super(message);
  }
}

/** A number of 31 bits for a generation, which its file carries as `user_version`; never 0. */
export function generationNumber({ skus, seed, today }: Generation): number {
  let hash = 0x811c9dc5;
  for (const letter of `comptoir ${generatorVersion} ${skus} ${seed} ${today}`) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 1) || 1;
}

/**
 * What a file is to a generation.
 *
 * @throws {GenerateError} It holds another catalog, or something else.
 */
export function lookAt(path: string, generation: Generation): "free" | "the same" {
  if (sizeOf(path) === 0) return "free";
  // A write-ahead log is there while a shop is open, and stays where a process was killed.
  const mayBeOpen = sizeOf(`${path}-wal`) > 0;
  const db = new DatabaseSync(path, { readOnly: !mayBeOpen });
  try {
    if (mayBeOpen && isOpenElsewhere(db)) {
      throw new GenerateError(
        "in-use",
        `"${path}" is open elsewhere: stop the shop that uses it, or name another file`,
      );
    }
    const { user_version } = db.prepare("PRAGMA user_version").get() as { user_version: number };
    if (user_version === generationNumber(generation)) return "the same";
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE name IN ('markets', 'products')").all();
    const filled = tables.some(({ name }) => db.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() !== undefined);
    if (!filled) return "free";
  } catch (error) {
    if (error instanceof GenerateError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new GenerateError("not-a-catalog", `"${path}" cannot be read as a catalog: ${why}`);
  } finally {
    db.close();
  }
  throw new GenerateError("not-empty", `"${path}" holds another catalog: wanted an empty or a new file`);
}

/** In this mode SQLite reads a database only where no other connection has it open. */
function isOpenElsewhere(db: DatabaseSync): boolean {
  db.exec("PRAGMA locking_mode = EXCLUSIVE");
  try {
    db.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    if (error instanceof Error && /\b(locked|busy)\b/.test(error.message)) return true;
    throw error;
  }
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
