/**
 * The whole shop on one machine: an API process with embedded databases, an edge process that reads the API's own
 * catalog file, and a Stripe sandbox unless there is a key of the real one. What `start`, `dev`, `screenshot` and the
 * browser tests open.
 */
import { isRemoteCatalog } from "./environment.ts";
import { type Environment, programOf } from "./processes.ts";
import { type KnownOfShop, shopEnvironments } from "./shop_environments.ts";
import { createSupervisor } from "./supervisor.ts";

export interface ShopOptions {
  /** The settings, e.g. `Deno.env.toObject()`. */
  readonly environment: Environment;
  /** Takes what the processes print. */
  readonly log: (program: string, line: string) => void;
  /** Makes the assets that pages name, if they are not up to date. */
  readonly build: () => Promise<unknown>;
}

/** A running shop. */
export interface Shop extends KnownOfShop {
  /** True as soon as `/readyz` answers 200; false when the shop was stopped before. */
  readonly ready: Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Starts the processes; does not wait until they are ready.
 *
 * @throws {SettingsError} when a setting cannot be used or a port is taken.
 */
export async function openShop({ environment, log, build }: ShopOptions): Promise<Shop> {
  const { api, edge, sandbox, ...known } = await shopEnvironments(environment);
  const supervisor = createSupervisor({ log });
  const stopped = new AbortController();
  supervisor.start(programOf("api", api));
  if (sandbox !== null) supervisor.start(programOf("stripe_sandbox", sandbox));
  if (isRemoteCatalog(edge)) supervisor.start(programOf("syncer", edge));
  const edgeProgram = programOf("edge", edge);
  try {
    await build();
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  supervisor.start(edgeProgram);
  return {
    ...known,
    ready: untilReady(`${known.localUrl}/readyz`, stopped.signal),
    stop() {
      stopped.abort();
      return supervisor.stop();
    },
  };
}

async function untilReady(address: string, stopped: AbortSignal): Promise<boolean> {
  while (!stopped.aborted) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
