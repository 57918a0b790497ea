/**
 * What the sandbox remembers: records in memory, each change appended to a log, so that a restarted sandbox goes on
 * where it was.
 *
 * Records are kept as JSON texts: whoever reads one gets a copy of its own, and what is written can no longer be
 * changed behind the store's back. One line of the log is one change, whole or not at all: a line that a crash tore
 * is dropped at the next start.
 */
import { join } from "node:path";
import type { RecordKind, Records } from "./records.ts";

/** What was changed in one go: kind, id, and the record or null for a removed one. */
type Change = readonly [kind: RecordKind, id: string, record: unknown];

export interface Store {
  /** A copy of a record. */
  get<K extends RecordKind>(kind: K, id: string): Records[K] | undefined;
  /** The record as JSON. */
  text(kind: RecordKind, id: string): string | undefined;
  has(kind: RecordKind, id: string): boolean;
  /** Ids in the order in which the records were first put. */
  ids(kind: RecordKind): string[];
  put<K extends RecordKind>(kind: K, id: string, record: Records[K]): void;
  remove(kind: RecordKind, id: string): void;
  /**
   * Runs `work` as one change: everything it puts and removes is written in one line, or nothing is when it throws.
   * A change within a change belongs to the outer one.
   */
  change<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens a store.
 *
 * @param folder Where the log is, made if missing; null keeps nothing after the program ends.
 * @param keep Whether a record is still wanted at the start; what is not, is left out of the log from then on.
 */
export async function openStore(
  folder: string | null,
  keep: <K extends RecordKind>(kind: K, record: Records[K]) => boolean = () => true,
): Promise<Store> {
  const tables = new Map<RecordKind, Map<string, string>>();
  if (folder === null) return createStore(tables, null);
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "log.jsonl");
  for (const line of (await readIfThere(path)).split("\n")) {
    for (const [kind, id, record] of parse(line)) {
      if (record === null) table(tables, kind).delete(id);
      else table(tables, kind).set(id, JSON.stringify(record));
    }
  }
  for (const [kind, records] of tables) {
    for (const [id, text] of records) if (!keep(kind, JSON.parse(text))) records.delete(id);
  }
  await rewrite(path, tables);
  return createStore(tables, Deno.openSync(path, { append: true }));
}

function createStore(tables: Map<RecordKind, Map<string, string>>, log: Deno.FsFile | null): Store {
  const encoder = new TextEncoder();
  let depth = 0;
  let line: string[] = [];
  let undo: (() => void)[] = [];

  function replace(kind: RecordKind, id: string, text: string | null): void {
    const records = table(tables, kind);
    const before = records.get(id);
    undo.push(() => before === undefined ? records.delete(id) : records.set(id, before));
    if (text === null) records.delete(id);
    else records.set(id, text);
    line.push(`["${kind}",${JSON.stringify(id)},${text}]`);
  }

  function write(): void {
    if (log === null || line.length === 0) return;
    const bytes = encoder.encode(`[${line.join(",")}]\n`);
    for (let written = 0; written < bytes.length;) written += log.writeSync(bytes.subarray(written));
  }

  const store: Store = {
    get: (kind, id) => {
      const text = tables.get(kind)?.get(id);
      return text === undefined ? undefined : JSON.parse(text);
    },
    text: (kind, id) => tables.get(kind)?.get(id),
    has: (kind, id) => tables.get(kind)?.has(id) ?? false,
    ids: (kind) => [...(tables.get(kind)?.keys() ?? [])],
    put: (kind, id, record) => store.change(() => replace(kind, id, JSON.stringify(record))),
    remove: (kind, id) => store.change(() => replace(kind, id, null)),
    change: (work) => {
      depth++;
      try {
        const result = work();
        if (depth === 1) write();
        return result;
      } catch (error) {
        if (depth === 1) { for (const step of undo.toReversed()) step(); }
        throw error;
      } finally {
        depth--;
        if (depth === 0) {
          line = [];
          undo = [];
        }
      }
    },
    close: () => log?.close(),
  };
  return store;
}

function table(tables: Map<RecordKind, Map<string, string>>, kind: RecordKind): Map<string, string> {
  let records = tables.get(kind);
  if (records === undefined) tables.set(kind, records = new Map());
  return records;
}

/** The changes of a line; none when it was torn. */
function parse(line: string): readonly Change[] {
  try {
    return line === "" ? [] : JSON.parse(line);
  } catch {
    return [];
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Writes what is known as a new log beside the old one and puts it in its place, so that a log does not grow for ever. */
async function rewrite(path: string, tables: Map<RecordKind, Map<string, string>>): Promise<void> {
  const lines: string[] = [];
  for (const [kind, records] of tables) {
    for (const [id, text] of records) lines.push(`[["${kind}",${JSON.stringify(id)},${text}]]\n`);
  }
  await Deno.writeTextFile(`${path}.new`, lines.join(""));
  await Deno.rename(`${path}.new`, path);
}
