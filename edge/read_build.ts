/** Reads what `deno task build` made, once, into memory. */
import { join } from "node:path";
import type { Build, BuildManifest, BuiltFile } from "./build.ts";

/**
 * Reads a build's folder, `dist`.
 *
 * @throws {Error} when there is no build, with the command that makes one.
 */
export async function readBuild(folder: string): Promise<Build> {
  const { assets, styles, files } = await readManifest(folder);
  const read = await Promise.all(files.map(async ({ path, contentType, immutable }) => {
    const [identity, br, gzip] = await Promise.all(
      ["", ".br", ".gz"].map((ending) => Deno.readFile(join(folder, path + ending))),
    );
    const file: BuiltFile = { contentType, immutable, bodies: { identity: identity!, br: br!, gzip: gzip! } };
    return [path, file] as const;
  }));
  return { assets, styles, files: new Map(read) };
}

async function readManifest(folder: string): Promise<BuildManifest> {
  const path = join(folder, "manifest.json");
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    throw new Error(`cannot read the build "${path}": wanted what "deno task build" writes`, {
      cause: error,
    });
  }
}
