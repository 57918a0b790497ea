/** Waiting for a server's database to have this version's tables: they are its operator's to make. */
import type { Client } from "@libsql/client";
import type { Log } from "../../commerce/log.ts";

/** Milliseconds between two looks, and between two lines that say the same. */
const lookAgainMs = 2_000, remindMs = 300_000;

export interface UntilMigratedOptions {
  /** What the database is called in the log. */
  readonly name: string;
  readonly client: Client;
  /** Where drizzle-kit wrote its migrations. */
  readonly migrationsFolder: string;
  readonly log: Log;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/**
 * Resolves as soon as the newest migration is applied; until then says now and then what is to be done. A database that
 * cannot be reached is not waited for: the program serves what does not need it, and says 503 for what does.
 */
export async function untilMigrated(options: UntilMigratedOptions): Promise<void> {
  const { name, client, migrationsFolder, log } = options;
  const pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const journal: Journal = JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
  const newest = Math.max(...journal.entries.map(({ when }) => when));
  let sinceMs = 0;
  for (;;) {
    const state = await lookAt(client, newest);
    if (state.is === "migrated") return;
    if (state.is === "away") {
      return log.error(`the ${name} database cannot be reached`, { error: state.error });
    }
    if (sinceMs === 0 || sinceMs >= remindMs) {
      log.error(`the ${name} database lacks tables of this version: run the task migrate`);
      sinceMs = 0;
    }
    await pause(lookAgainMs);
    sinceMs += lookAgainMs;
  }
}

type State = { readonly is: "migrated" | "behind" } | { readonly is: "away"; readonly error: unknown };

async function lookAt(client: Client, newest: number): Promise<State> {
  try {
    const { rows } = await client.execute("SELECT max(created_at) AS newest FROM __drizzle_migrations");
    return { is: Number(rows[0]?.["newest"] ?? 0) >= newest ? "migrated" : "behind" };
  } catch (error) {
    return /no such table/.test(String(error)) ? { is: "behind" } : { is: "away", error };
  }
}

/** drizzle-kit's journal, as far as it matters here. */
interface Journal {
  readonly entries: readonly { readonly when: number }[];
}
