/** Writing a build into its folder so that whoever reads it meanwhile finds a whole one. */
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** A file that the edge serves. */
export interface ServedFile {
  /** Its path in addresses, e.g. `/assets/runtime-1A2B3C4D.js`; also where it lies in the folder. */
  readonly path: string;
  readonly contentType: string;
  /** Whether the path names the content, by a hash. */
  readonly immutable: boolean;
}

/** `dist/manifest.json`: what `edge/read_build.ts` reads. */
export interface Manifest {
  /** Script in the source → its address. */
  readonly assets: Readonly<Record<string, string>>;
  readonly styles: string;
  readonly files: readonly ServedFile[];
  /** What it was made from, to know when to make it again. */
  readonly source: { readonly inputs: readonly string[]; readonly hash: string };
}

const manifestName = "manifest.json";

const endings = ["", ".br", ".gz"];

/**
 * Writes files beside the old ones, compressed as well, then the manifest in one step, and only then removes what
 * was only the last build's. Two builds of the same sources at once do no harm: they write the same.
 */
export async function writeBuild(
  folder: string,
  manifest: Manifest,
  content: (file: ServedFile) => Uint8Array,
): Promise<void> {
  const before = await readManifest(folder);
  for (const file of manifest.files) {
    const path = join(folder, file.path);
    const bytes = content(file);
    const forms = [bytes, brotliCompressSync(bytes), gzipSync(bytes, { level: 9 })];
    await Deno.mkdir(dirname(path), { recursive: true });
    for (const [index, form] of forms.entries()) await replace(path + endings[index], form);
  }
  await replace(join(folder, manifestName), new TextEncoder().encode(JSON.stringify(manifest)));
  const kept = new Set(manifest.files.map(({ path }) => path));
  for (const { path } of before?.files ?? []) {
    if (kept.has(path)) continue;
    // Another build may have been quicker.
    for (const ending of endings) await Deno.remove(join(folder, path + ending)).catch(() => {});
  }
}

/** The manifest of a whole build in `folder`; null when there is none that can be used. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await Deno.readTextFile(join(folder, manifestName))) as Manifest;
    const paths = manifest.files.flatMap(({ path }) => endings.map((ending) => join(folder, path + ending)));
    await Promise.all(paths.map((path) => Deno.stat(path)));
    return manifest;
  } catch {
    return null;
  }
}

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}`;
  await Deno.writeFile(temporary, bytes);
  await Deno.rename(temporary, path);
}
