/**
 * Where the copies of the catalog lie: `{root}/{generation}/catalog.db` with its index, and `{root}/current`, which
 * names the generation to read. A new copy is made beside the old one and takes its place by one rename.
 *
 * The syncer owns the folder. The renderer reads it, and may only leave a mark in `{root}/suspects` where it found a
 * generation damaged.
 */
import { dirname, join } from "node:path";
import { indexSuffix, type LogPosition, readLogPosition } from "../db/catalog/reading/log_position.ts";

const pointerName = "current";
const suspectsName = "suspects";
const quarantineName = "quarantine";
/** Damaged copies that are kept for whoever wants to know why: each is as large as the catalog. */
const maxQuarantined = 1;

/** Begins with the time it was made, so that names are in order and none comes twice. */
const generationName = /^\d{8}T\d{9}-[0-9a-f]{4}$/;

export class ReplicaFolder {
  readonly root: string;
  readonly #fileName: string;

  /** @param replica Where a plain copy would lie, the setting CATALOG_REPLICA: its folder is the root. */
  constructor(replica: string) {
    this.root = dirname(replica);
    this.#fileName = replica.slice(this.root.length).replace(/^\/+/, "");
  }

  /** The file of a generation. */
  file(generation: string): string {
    return join(this.root, generation, this.#fileName);
  }

  /** The generation to read; null while there is none. */
  async current(): Promise<string | null> {
    const generation = await this.pointer();
    return generationName.test(generation) && await this.isWhole(generation) ? generation : null;
  }

  /** What the file that names the generation to read says, be it of any use or not; empty where it is gone. */
  async pointer(): Promise<string> {
    return (await orNull(Deno.readTextFile(join(this.root, pointerName))))?.trim() ?? "";
  }

  /** The newest whole generation; null where there is none. */
  async newest(): Promise<string | null> {
    const names = (await namesIn(this.root)).filter((name) => generationName.test(name)).sort().reverse();
    for (const name of names) if (await this.isWhole(name)) return name;
    return null;
  }

  /** Whether both files of a generation are there and hold something: one without the other is of no use. */
  async isWhole(generation: string): Promise<boolean> {
    const [file, position] = await Promise.all([
      orNull(Deno.stat(this.file(generation))),
      this.position(generation),
    ]);
    return file !== null && file.isFile && file.size > 0 && position !== null;
  }

  /** How far a generation has come; null before its first copy is complete. */
  async position(generation: string): Promise<LogPosition | null> {
    const index = await orNull(Deno.readFile(this.file(generation) + indexSuffix));
    return index && readLogPosition(index);
  }

  /** Makes the folder of a new generation. */
  async create(now: Date): Promise<string> {
    const time = now.toISOString().replaceAll(/[-:.Z]/g, "");
    const generation = `${time}-${crypto.randomUUID().slice(0, 4)}`;
    await Deno.mkdir(join(this.root, generation), { recursive: true });
    await Deno.mkdir(join(this.root, suspectsName), { recursive: true });
    return generation;
  }

  /** Lets readers go over to a generation. */
  async setCurrent(generation: string): Promise<void> {
    const pointer = join(this.root, pointerName);
    await Deno.writeTextFile(`${pointer}.new`, `${generation}\n`);
    await Deno.rename(`${pointer}.new`, pointer);
  }

  /** Leaves a mark: whoever read this generation found it damaged. */
  async suspect(generation: string): Promise<void> {
    await Deno.writeTextFile(join(this.root, suspectsName, generation), "");
  }

  /** Whether somebody left a mark since the last call; takes it away. */
  async takeSuspicion(generation: string): Promise<boolean> {
    return await orNull(Deno.remove(join(this.root, suspectsName, generation)).then(() => true)) ?? false;
  }

  /** Sets a damaged generation aside. Whoever has it open can go on reading it. */
  async quarantine(generation: string): Promise<void> {
    const aside = join(this.root, quarantineName);
    await Deno.mkdir(aside, { recursive: true });
    await orNull(Deno.rename(join(this.root, generation), join(aside, generation)));
    const kept = (await namesIn(aside)).sort();
    for (const name of kept.slice(0, -maxQuarantined)) await this.#remove(join(aside, name));
  }

  /** Removes all generations but these. */
  async keepOnly(...generations: readonly string[]): Promise<void> {
    for (const name of await namesIn(this.root)) {
      if (generationName.test(name) && !generations.includes(name)) await this.#remove(join(this.root, name));
    }
  }

  async #remove(path: string): Promise<void> {
    await orNull(Deno.remove(path, { recursive: true }));
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await orNull(Array.fromAsync(Deno.readDir(folder)));
  return (entries ?? []).map((entry) => entry.name);
}

/** What is not there is an answer, not a failure. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
