/** An object store in a folder. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkKey, type ObjectStore } from "./object_store.ts";

/** @param url `file:/absolute`, `file:relative` or `file:///absolute`. The folder is made when first needed. */
export function openFolder(url: string): ObjectStore {
  const root = url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
  const pathOf = (key: string) => join(root, checkKey(key));
  return {
    async get(key) {
      return await unlessMissing(Deno.readFile(pathOf(key)));
    },
    async put(key, bytes) {
      const path = pathOf(key);
      // A name no other writer has, beside the target: rename is atomic within one file system.
      const temporary = `${path}.${crypto.randomUUID()}.part`;
      await Deno.mkdir(dirname(path), { recursive: true });
      try {
        await Deno.writeFile(temporary, bytes);
        await Deno.rename(temporary, path);
      } catch (error) {
        await unlessMissing(Deno.remove(temporary));
        throw error;
      }
    },
    async remove(key) {
      await unlessMissing(Deno.remove(pathOf(key)));
    },
    async has(key) {
      return (await unlessMissing(Deno.stat(pathOf(key))))?.isFile ?? false;
    },
  };
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
