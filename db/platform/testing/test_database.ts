/** A database of some tables in a folder of its own, for tests. */
import { type Client, createClient } from "@libsql/client";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Database, openDatabase } from "../open_database.ts";

export interface TestDatabase extends Database {
  readonly url: string;
  /** Opens it once more, as another process would. */
  another(): Promise<Database>;
  /** Closes it, and removes its file. */
  remove(): Promise<void>;
}

/**
 * @param tables By whatever names.
 * @param url An empty database on a server; left out: a new file.
 */
export async function openTestDatabase(
  tables: Readonly<Record<string, SQLiteTable>>,
  url?: string,
): Promise<TestDatabase> {
  const folder = await Deno.makeTempDir();
  const address = url ?? `file:${folder}/test.db`;
  const maker = createClient({ url: address });
  await make(maker, tables);
  maker.close();
  const database = await openDatabase({ url: address });
  return {
    ...database,
    url: address,
    another: () => openDatabase({ url: address }),
    async remove() {
      await database.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function make(client: Client, tables: Readonly<Record<string, SQLiteTable>>): Promise<void> {
  const nothing = await generateSQLiteDrizzleJson({});
  const statements = await generateSQLiteMigration(nothing, await generateSQLiteDrizzleJson({ ...tables }));
  await client.batch(statements, "write");
}
