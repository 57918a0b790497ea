/** Stopping a process so that nothing it took on is cut off, and so that it stops in time all the same. */
import type { Log } from "../../commerce/log.ts";
import type { RunningService } from "./running_service.ts";
import type { Upkeep } from "./upkeep.ts";

export interface Running {
  readonly server: Pick<Deno.HttpServer, "shutdown">;
  readonly upkeep: Pick<Upkeep, "stop">;
  /** In the order in which they were opened. */
  readonly services: readonly Pick<RunningService, "close">[];
}

/**
 * Takes no more requests, lets those that run end, then the chores, then the writes that wait, and closes the
 * databases.
 *
 * @param limitMs What has not ended by then is left, as by a crash: retries and reconcilers finish it.
 */
export async function stopGracefully(running: Running, log: Log, limitMs: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn("stopped before everything had ended", { milliseconds: limitMs });
    late.resolve();
  }, limitMs);
  try {
    await Promise.race([stop(running), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function stop({ server, upkeep, services }: Running): Promise<void> {
  await server.shutdown();
  await upkeep.stop();
  for (const service of services.toReversed()) await service.close();
}
