/** The syncer's side of the thread that libSQL works on (replication_worker.ts). */

/** What the thread does. */
export interface Work {
  /** Opens a copy to be kept, after closing the one before. Rejects when the primary cannot be reached. */
  open(options: { path: string; url: string; token: string | undefined }): Promise<void>;
  /** Fetches what is new into the open copy; how many pages were written. */
  sync(): Promise<number>;
  /** The catalog version of the open copy; null while it holds no catalog. */
  version(): Promise<number | null>;
  close(): Promise<void>;
  /** Brings a copy that is not open into its file. Rejects when it is damaged. */
  settle(path: string): Promise<number | null>;
  /** The tables of a copy. */
  tables(path: string): Promise<string[]>;
  /** Rejects when a table of a copy is damaged. */
  check(path: string, table: string): Promise<void>;
}

export interface Question {
  readonly id: number;
  readonly call: keyof Work;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** Starts the thread. What native code cannot survive ends the whole process, and the supervisor starts another. */
export function startReplicationThread(): Work {
  const worker = new Worker(new URL("./replication_worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let nextId = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const question = waiting.get(data.id)!;
    waiting.delete(data.id);
    if ("error" in data) question.reject(new Error(data.error));
    else question.resolve(data.value);
  });
  const ask = (call: keyof Work) => (...args: readonly unknown[]): Promise<unknown> => {
    const question = Promise.withResolvers<unknown>();
    waiting.set(nextId, question);
    worker.postMessage({ id: nextId++, call, args } satisfies Question);
    return question.promise;
  };
  return {
    open: ask("open") as Work["open"],
    sync: ask("sync") as Work["sync"],
    version: ask("version") as Work["version"],
    close: ask("close") as Work["close"],
    settle: ask("settle") as Work["settle"],
    tables: ask("tables") as Work["tables"],
    check: ask("check") as Work["check"],
  };
}
