/** Generated catalogs for benchmarks, kept between runs. */
import { join } from "node:path";
import { tmpdir } from "node:os";
import { openCatalog } from "../db/catalog/connect.ts";
import { refreshBoundaries } from "../db/catalog/writing/refresh_boundaries.ts";
import { generateCatalog } from "../db/generator/generate_catalog.ts";
import { generatorVersion } from "../db/generator/generation.ts";
import { migrationsFolder } from "../db/catalog/migrate.ts";
import { ProgressBar } from "../tasks/progress_bar.ts";

const seed = 1;

/**
 * A folder whose `catalog.db` is a generated catalog: from the cache below the system's folder for temporary files
 * where this version of generator and schema was there before, brought to the present prices. Not to be written to.
 */
export async function generatedCatalog(skus: number): Promise<string> {
  const journal = JSON.parse(await Deno.readTextFile(join(migrationsFolder, "meta", "_journal.json")));
  const schema = journal.entries.at(-1).tag;
  const folder = join(tmpdir(), "comptoir-bench", `${skus}-v${generatorVersion}-${schema}`);
  const path = join(folder, "catalog.db");
  await Deno.mkdir(folder, { recursive: true });
  const isThere = await Deno.stat(path).then(() => true, () => false);
  if (!isThere) {
    const bar = new ProgressBar(`${skus} SKUs`);
    const today = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    await generateCatalog({ path, skus, seed, today, onProgress: (part, stage) => bar.show(part, stage) });
    bar.end();
  }
  const catalog = await openCatalog({ url: `file:${path}` });
  await refreshBoundaries(catalog, Date.now());
  await catalog.client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  catalog.close();
  return folder;
}

/** A copy of a generated catalog that may be written to. @param path Where. */
export async function copyGeneratedCatalog(skus: number, path: string): Promise<void> {
  await Deno.copyFile(join(await generatedCatalog(skus), "catalog.db"), path);
}
