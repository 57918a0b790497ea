/** Work that comes round again by itself. */
import type { Log } from "../../commerce/log.ts";

/** A piece of upkeep. Any number of processes may do it at once. */
export interface Chore {
  readonly name: string;
  /** It comes round again after this many milliseconds at the latest. */
  readonly everyMs: number;
  /** @returns In how many milliseconds it is known to have work again; null: nothing is known. */
  run(): Promise<number | null>;
}

/**
 * Does each chore now and then again and again. One that fails is logged and comes round as usual.
 *
 * @returns Stops, after the chores that are running.
 */
export function startUpkeep(chores: readonly Chore[], log: Log): () => Promise<void> {
  const stopping = new AbortController();
  const loops = chores.map(async (chore) => {
    while (!stopping.signal.aborted) {
      let dueInMs: number | null = null;
      try {
        dueInMs = await chore.run();
      } catch (error) {
        log.error("upkeep failed", { chore: chore.name, error });
      }
      await pause(Math.min(Math.max(dueInMs ?? Infinity, 1), chore.everyMs), stopping.signal);
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
