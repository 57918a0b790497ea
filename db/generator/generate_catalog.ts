/**
 * The generated catalog: as large as wanted, the same from the same arguments, byte for byte of its content. It is
 * built in a file beside the wanted one, which takes its name when it is whole: one that was stopped left nothing.
 */
import { DatabaseSync } from "node:sqlite";
import { deriveAll } from "./derive_all.ts";
import { GenerateError, type Generation, generationNumber, lookAt } from "./generation.ts";
import { makeProduct, variantCounts } from "./make_product.ts";
import { ProductWriter } from "./write_products.ts";
import { writeFrame } from "./write_frame.ts";

export interface GenerateOptions extends Generation {
  /** The wanted database file. */
  readonly path: string;
  /** Told what is done, by part of the whole, several times a second; may throw to stop. */
  readonly onProgress?: (part: number, stage: "writing" | "indexing") => void;
}

/** Products between two looks at whether to stop. */
const productsAtOnce = 250;

/** How much of the time the plain rows take. */
const writingPart = 0.4;

/**
 * Generates the catalog, unless the file holds it already.
 *
 * @returns Whether it was made now.
 * @throws {GenerateError} The file holds something else, or another process is generating it.
 */
export async function generateCatalog(options: GenerateOptions): Promise<boolean> {
  const { path, onProgress = () => {} } = options;
  if (lookAt(path, options) === "the same") return false;
  const part = `${path}.part`;
  using _lock = lock(`${path}.lock`);
  await removeDatabase(part);
  try {
    const products = await writePlainRows(part, options, (done) => onProgress(done * writingPart, "writing"));
    await deriveAll(
      part,
      options.today,
      (done) => onProgress(writingPart + done / products * (1 - writingPart), "indexing"),
    );
    seal(part, generationNumber(options));
    await removeDatabase(path);
    await Deno.rename(part, path);
    return true;
  } finally {
    await removeDatabase(part);
  }
}

/** Writes everything that is not derived. Answers how many products there are. */
async function writePlainRows(
  path: string,
  { seed, today, skus }: Generation,
  onProgress: (part: number) => void,
): Promise<number> {
  const { ingredients, keys } = await writeFrame(path, { seed, today });
  const db = new DatabaseSync(path);
  try {
    // A file that is thrown away when anything goes wrong needs no journal.
    db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; BEGIN`);
    const indexes = dropIndexes(db);
    const writer = new ProductWriter(db, keys, today);
    let number = 0;
    let variants = 0;
    for (const count of variantCounts(seed, skus)) {
      writer.add(makeProduct(ingredients, number++, count, variants));
      variants += count;
      if (number % productsAtOnce === 0) {
        onProgress(variants / skus);
        await nextTurn();
      }
    }
    writer.flush();
    // Made of sorted rows, they are smaller, and are written once.
    for (const sql of indexes) {
      db.exec(sql);
      await nextTurn();
    }
    db.exec("COMMIT");
    onProgress(1);
    return number;
  } finally {
    db.close();
  }
}

/** Drops the indexes of the tables that hold products; answers how they are made again. */
function dropIndexes(db: DatabaseSync): string[] {
  const rows = db.prepare(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN
       ('products', 'product_texts', 'product_categories', 'variants', 'media')`,
  ).all() as { name: string; sql: string }[];
  for (const { name } of rows) db.exec(`DROP INDEX ${name}`);
  return rows.map(({ sql }) => sql);
}

/** Lets signals and timers through. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Marks a whole catalog. */
function seal(path: string, number: number): void {
  const db = new DatabaseSync(path);
  try {
    db.exec(`PRAGMA user_version = ${number}; PRAGMA wal_checkpoint(TRUNCATE)`);
  } finally {
    db.close();
  }
}

/** A lock that ends with the process, if not before. @throws {GenerateError} Another process has it. */
function lock(path: string): Disposable {
  const file = Deno.openSync(path, { create: true, write: true });
  if (!file.tryLockSync(true)) {
    file.close();
    throw new GenerateError("in-use", `"${path}" is locked: another process is generating there`);
  }
  return {
    [Symbol.dispose]() {
      Deno.removeSync(path);
      file.close();
    },
  };
}

async function removeDatabase(path: string): Promise<void> {
  for (const end of ["", "-wal", "-shm", "-journal"]) {
    await Deno.remove(path + end).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
