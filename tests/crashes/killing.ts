/** Ending a shop's processes at any time, and starting them again. */
import type { OrderShop, ShopProcess } from "../support/order_shop.ts";
import type { DatabaseServer } from "../support/sqld_databases.ts";

/** How often it was done. */
export interface Killed {
  readonly apis: number;
  readonly servers: number;
}

export interface Killing {
  /** Of API processes. */
  readonly kills: number;
  /** Between 0 and 1, as `Math.random`. */
  readonly chance: () => number;
}

/** The longest pauses before the next kill, while one starts again, and while a server is away, in milliseconds. */
const pauses = { between: 2_000, starting: 800, away: 1_000 };

/** Kills a process or all of them, some while they start again, until it was done often enough. */
export async function killAtRandom(
  { apis, servers }: Pick<OrderShop, "apis" | "servers">,
  { kills, chance }: Killing,
): Promise<Killed> {
  const killed = { apis: 0, servers: 0 };

  async function killApi(api: ShopProcess): Promise<void> {
    const startingMs = chance() < 0.2 ? chance() * pauses.starting : null;
    await api.kill();
    killed.apis++;
    if (startingMs !== null) {
      const started = api.start().catch(() => {});
      await pause(startingMs);
      await api.kill();
      killed.apis++;
      await started;
    }
    await startAgain(api);
  }

  async function killServer(server: DatabaseServer): Promise<void> {
    const awayMs = chance() * pauses.away;
    await server.kill();
    killed.servers++;
    await pause(awayMs);
    await server.start();
  }

  while (killed.apis < kills) {
    await pause(chance() * pauses.between);
    const some = <Each>(all: readonly Each[]) =>
      chance() < 0.2 ? all : [all[Math.floor(chance() * all.length)]!];
    // A server alone, or at the same time as a process that has asked it something.
    const drawn = servers.length === 0 ? 1 : chance();
    await Promise.all([
      ...drawn < 0.5 ? some(servers).map(killServer) : [],
      ...drawn > 0.25 ? some(apis).map(killApi) : [],
    ]);
  }
  return killed;
}

/** As a supervisor does: a process ends when what it needs to begin is away. */
async function startAgain(api: ShopProcess): Promise<void> {
  for (;;) {
    try {
      return await api.start();
    } catch {
      await pause(100);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
