/** Work that comes round again by itself. */
import type { Log } from "../../commerce/log.ts";

/** A piece of upkeep. Any number of processes may do it at once. */
export interface Chore {
  /** Chores of one name are woken together. */
  readonly name: string;
  /** It comes round again after this many milliseconds at the latest. */
  readonly everyMs: number;
  /** @returns In how many milliseconds it is known to have work again; null: nothing is known. */
  run(): Promise<number | null>;
}

/** A chore that does not know when it will have work again. */
export function every(name: string, everyMs: number, work: () => Promise<unknown>): Chore {
  return {
    name,
    everyMs,
    async run() {
      await work();
      return null;
    },
  };
}

/** Upkeep that is going on. */
export interface Upkeep {
  /** Lets the chores of a name come round at once, or once more where they are running. */
  wake(name: string): void;
  /** Stops, after the chores that are running. */
  stop(): Promise<void>;
}

/** Does each chore now and then again and again. One that fails is logged and comes round as usual. */
export function startUpkeep(chores: readonly Chore[], log: Log): Upkeep {
  const alarms = new Map<Chore, PromiseWithResolvers<void>>();
  let stopping = false;
  const loops = chores.map(async (chore) => {
    while (!stopping) {
      const alarm = Promise.withResolvers<void>();
      alarms.set(chore, alarm);
      let dueInMs: number | null = null;
      try {
        dueInMs = await chore.run();
      } catch (error) {
        log.error("upkeep failed", { chore: chore.name, error });
      }
      if (stopping) return;
      await pause(Math.min(Math.max(dueInMs ?? Infinity, 1), chore.everyMs), alarm.promise);
    }
  });
  return {
    wake(name) {
      for (const [chore, alarm] of alarms) if (chore.name === name) alarm.resolve();
    },
    async stop() {
      stopping = true;
      for (const alarm of alarms.values()) alarm.resolve();
      await Promise.all(loops);
    },
  };
}

/** Waits so long, or until the alarm goes. */
async function pause(milliseconds: number, alarm: Promise<void>): Promise<void> {
  const time = Promise.withResolvers<void>();
  const timer = setTimeout(time.resolve, milliseconds);
  await Promise.race([time.promise, alarm]);
  clearTimeout(timer);
}
