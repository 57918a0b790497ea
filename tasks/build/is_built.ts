/** Whether a build is still what its sources would give. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { readManifest } from "./write_build.ts";

/** The hash of files and their names. A file that is not there counts as empty. */
export async function hashOf(root: string, inputs: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) {
    const bytes = await Deno.readFile(join(root, input)).catch(() => new Uint8Array());
    hash.update(`${input}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/**
 * Whether `folder` holds a whole build of the sources as they are now. A new source file is not looked for: nothing
 * can need it before a file that is known names it.
 */
export async function isBuilt(root: string, folder: string): Promise<boolean> {
  const manifest = await readManifest(folder);
  return manifest !== null && await hashOf(root, manifest.source.inputs) === manifest.source.hash;
}
