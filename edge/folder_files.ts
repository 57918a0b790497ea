/** A folder as {@linkcode Files}: written beside and renamed, so that no reader sees half a file. */
import type { Files } from "./picture_store.ts";

export function folderFiles(folder: string): Files {
  Deno.mkdirSync(folder, { recursive: true });
  return {
    async read(name) {
      try {
        return await Deno.readFile(`${folder}/${name}`);
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return null;
        throw error;
      }
    },
    async write(name, bytes) {
      const beside = `${folder}/.${name}.${crypto.randomUUID()}`;
      try {
        await Deno.writeFile(beside, bytes, { createNew: true });
        await Deno.rename(beside, `${folder}/${name}`);
      } catch (error) {
        await Deno.remove(beside).catch(() => {});
        throw error;
      }
    },
  };
}
