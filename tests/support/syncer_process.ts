/** The syncer as production starts it, with its own permissions, whose log can be waited on. */
import { join } from "node:path";
import { complete } from "../../tasks/environment.ts";
import { lines } from "../../tasks/lines.ts";
import { programOf } from "../../tasks/processes.ts";
import { signalChild, spawn } from "../../tasks/spawn.ts";

export type LogEntry = Readonly<Record<string, unknown>>;

export interface SyncerProcess extends AsyncDisposable {
  readonly events: readonly LogEntry[];
  /** The first entry of an event among those from `from` on: it may be yet to come. */
  said(event: string, from?: number): Promise<LogEntry>;
  stop(signal?: Deno.Signal): Promise<Deno.CommandStatus>;
}

/** Starts it. @param environment Its settings. */
export function startSyncer(environment: Readonly<Record<string, string>>): SyncerProcess {
  const home = Deno.env.get("HOME")!;
  const child = spawn(programOf("syncer", complete({ HOME: home, ...environment })), "piped");
  const events: LogEntry[] = [];
  const waiting: { event: string; from: number; found: (entry: LogEntry) => void }[] = [];
  const reading = (async () => {
    for await (const line of lines(child.stderr)) {
      // What the native library prints is not ours.
      if (!line.startsWith("{")) continue;
      const entry = JSON.parse(line);
      events.push(entry);
      for (const { event, from, found } of waiting) {
        if (event === entry.event && events.length > from) found(entry);
      }
    }
  })();
  let ended: Promise<Deno.CommandStatus> | null = null;
  const stop = (signal: Deno.Signal = "SIGTERM") =>
    ended ??= (async () => {
      signalChild(child, signal);
      await reading;
      await child.stdout.cancel();
      return await child.status;
    })();
  return {
    events,
    said(event, from = 0) {
      const earlier = events.slice(from).find((entry) => entry["event"] === event);
      if (earlier) return Promise.resolve(earlier);
      return new Promise((found) => waiting.push({ event, from, found }));
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

/** The file of the generation to read, in the folder of the copies; one that is not there while there is none. */
export function currentFile(folder: string): string {
  try {
    return join(folder, Deno.readTextFileSync(join(folder, "current")).trim(), "catalog.db");
  } catch {
    return join(folder, "none", "catalog.db");
  }
}

/** Asks until the answer is the wanted one; the test's own time limit ends it. */
export async function until<T>(wanted: T, ask: () => T | Promise<T>): Promise<void> {
  while (await ask() !== wanted) await new Promise((resolve) => setTimeout(resolve, 10));
}
