/** Real data for tests and benchmarks: a folder that the environment names, never part of the project. */
import { join } from "node:path";

/** Why a check on real data is skipped. */
export const withoutReferenceData = "REFERENCE_DATA names no folder with it";

/** The path of a file of the folder that `REFERENCE_DATA` names, or null where there is no such folder or file. */
export function referenceFile(name: string): string | null {
  const folder = Deno.env.get("REFERENCE_DATA");
  if (!folder) return null;
  const path = join(folder, name);
  try {
    return Deno.statSync(path).isFile ? path : null;
  } catch {
    return null;
  }
}

/** The feed of 19,406 products of Icecat. */
export const icecatFeed = "icecat-products.google-merchant.tsv.gz";
