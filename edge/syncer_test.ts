/** The syncer as production starts it, with its own permissions, beside a real libSQL server. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { type DatabaseKey, newDatabaseKey } from "../tasks/database_keys.ts";
import { freePort } from "../tasks/free_port.ts";
import { findSqld, startSqld } from "../tests/support/sqld.ts";
import { currentFile, startSyncer, until } from "../tests/support/syncer_process.ts";

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

/** A value of the replica file, read as the edge does. */
function languageName(replica: string): unknown {
  try {
    using file = new DatabaseSync(replica, { readOnly: true });
    return file.prepare("SELECT name FROM languages WHERE tag = 'fr'").get()?.["name"];
  } catch {
    return undefined;
  }
}

describe("the syncer" + (skip ? ` (left out: ${skip})` : ""), { skip: Boolean(skip) }, () => {
  const path = "path" in sqld ? sqld.path : "";
  let folder: string;
  let key: DatabaseKey;

  before(async () => {
    folder = await Deno.makeTempDir();
    key = await newDatabaseKey();
  });
  after(() => Deno.remove(folder, { recursive: true }));

  it("shows in the replica file what is written to the primary, with a token that cannot write", async () => {
    const home = join(folder, "first");
    await Deno.mkdir(home);
    const server = await startSqld({ path, folder: home, publicKey: key.publicKey });
    const catalog = await openCatalog({ url: server.url, token: key.tokens.rw });
    await migrateCatalog(catalog);
    await catalog.client.execute("INSERT INTO languages (tag, name) VALUES ('fr', 'Français')");
    await catalog.client.execute("INSERT INTO changes (sequence, tag, at) VALUES (7, 'markets', 0)");

    const readOnly = await openCatalog({ url: server.url, token: key.tokens.ro });
    await expect(readOnly.client.execute("DELETE FROM languages")).rejects.toThrow();
    readOnly.close();

    const syncer = startSyncer({
      DATA_DIR: join(home, "data"),
      CATALOG_URL: server.url,
      CATALOG_REPLICA_TOKEN: key.tokens.ro,
    });
    expect(await syncer.said("synced")).toMatchObject({ version: 7 });
    const replica = () => currentFile(join(home, "data", "replica"));
    await until("Français", () => languageName(replica()));

    await catalog.client.execute("UPDATE languages SET name = 'français' WHERE tag = 'fr'");
    await until("français", () => languageName(replica()));

    expect(await syncer.stop()).toMatchObject({ code: 0 });
    catalog.close();
    await server.stop();
  });

  it("starts without its primary, waits for it, and outlives its restart", async () => {
    const home = join(folder, "second");
    await Deno.mkdir(home);
    const port = freePort();
    const syncer = startSyncer({ DATA_DIR: join(home, "data"), CATALOG_URL: `http://127.0.0.1:${port}` });
    expect(await syncer.said("primary cannot be reached")).toMatchObject({ failures: 1 });

    let server = await startSqld({ path, folder: home, port });
    const catalog = await openCatalog({ url: server.url });
    await migrateCatalog(catalog);
    await catalog.client.execute("INSERT INTO languages (tag, name) VALUES ('fr', 'Français')");
    const replica = () => currentFile(join(home, "data", "replica"));
    await until("Français", () => languageName(replica()));

    await server.stop();
    expect(languageName(replica())).toBe("Français");
    server = await startSqld({ path, folder: home, port });
    await catalog.client.execute("UPDATE languages SET name = 'français' WHERE tag = 'fr'");
    await until("français", () => languageName(replica()));

    await syncer.stop();
    catalog.close();
    await server.stop();
  });

  it("lets no second one near its file until it has ended, however it ended", async () => {
    const home = join(folder, "third");
    await Deno.mkdir(home);
    const server = await startSqld({ path, folder: home });
    const catalog = await openCatalog({ url: server.url });
    await migrateCatalog(catalog);
    const environment = { DATA_DIR: join(home, "data"), CATALOG_URL: server.url };
    const first = startSyncer(environment);
    await first.said("synced");
    const second = startSyncer(environment);
    await second.said("waiting for another syncer to end");
    expect(second.events).toHaveLength(1);

    await first.stop("SIGKILL");
    expect(await second.said("synced")).toMatchObject({ version: 0 });
    await second.stop();
    catalog.close();
    await server.stop();
  });
});
