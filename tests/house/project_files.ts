/** The files of the project. */
import { join } from "node:path";
import { root } from "../../tasks/processes.ts";

/** Folders that hold no work of ours. */
const foreign = new Set(["node_modules", "data", "dist", "dist-worker", ".git"]);

/** The paths of all files below the root, with `/` between folders, sorted. */
export async function projectFiles(): Promise<string[]> {
  const found: string[] = [];
  await walk("");
  return found.sort();

  async function walk(folder: string): Promise<void> {
    for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (!isDirectory) found.push(path);
      else if (!foreign.has(name)) await walk(path);
    }
  }
}

/** Whether a path is a source file that the runtime loads. */
export function isSource(path: string): boolean {
  return /\.tsx?$/.test(path);
}

/** Whether a source is a test or something only tests use. */
export function isTest(path: string): boolean {
  return /_test\.tsx?$/.test(path) || path.startsWith("tests/") || path.includes("/testing/");
}

/** The text of a file, by its path below the root. */
export function read(path: string): Promise<string> {
  return Deno.readTextFile(join(root, path));
}
