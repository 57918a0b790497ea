/**
 * The processes as production runs them: libSQL servers, migrations in a release command, an API without a volume,
 * an edge with its syncer, all from the table of processes with their own permissions.
 */
import { join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openCatalog } from "../db/catalog/connect.ts";
import { loadDemoShop } from "../db/demo/load.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { build } from "../tasks/build.ts";
import { newDatabaseKey } from "../tasks/database_keys.ts";
import { complete } from "../tasks/environment.ts";
import { programOf } from "../tasks/processes.ts";
import { spawn } from "../tasks/spawn.ts";
import { createSupervisor, type Supervisor } from "../tasks/supervisor.ts";
import { freePort } from "../tasks/free_port.ts";
import { findSqld, type LibsqlServer, startSqld } from "./support/sqld.ts";
import { currentFile } from "./support/syncer_process.ts";

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;
const adminKey = "production-test-admin-key";

describe("production" + (skip ? ` (left out: ${skip})` : ""), { skip: Boolean(skip) }, () => {
  const servers: LibsqlServer[] = [];
  const log: string[] = [];
  let folder: string;
  let supervisor: Supervisor;
  let edge: string;
  let api: string;

  before(async () => {
    folder = await Deno.makeTempDir();
    await build();
    const path = "path" in sqld ? sqld.path : "";
    const settings: Record<string, string> = {
      ADMIN_API_KEY: adminKey,
      SERVICE_TOKEN: "production-test-service",
      HOST: "::",
      FLY_REGION: "cdg",
    };
    const start = async (name: "CATALOG" | "BACKOFFICE") => {
      const key = await newDatabaseKey();
      await Deno.mkdir(join(folder, name));
      const server = await startSqld({ path, folder: join(folder, name), publicKey: key.publicKey });
      servers.push(server);
      settings[`${name}_URL`] = server.url;
      settings[`${name}_TOKEN`] = key.tokens.rw;
      if (name === "CATALOG") settings["CATALOG_REPLICA_TOKEN"] = key.tokens.ro;
    };
    await Promise.all([start("CATALOG"), start("BACKOFFICE")]);
    const [port, apiPort] = [freePort(), freePort()];
    Object.assign(settings, {
      HOME: Deno.env.get("HOME"),
      PORT: String(port),
      API_PORT: String(apiPort),
      API_URL: `http://127.0.0.1:${apiPort}`,
      OBJECT_STORE_URL: `file:${join(folder, "objects")}`,
    });
    const environment = (machine: string) => complete({ ...settings, DATA_DIR: join(folder, machine) });

    expect((await spawn(programOf("migrate", environment("release")), "inherit").status).code).toBe(0);
    const catalog = await openCatalog({ url: settings["CATALOG_URL"]!, token: settings["CATALOG_TOKEN"] });
    await loadDemoShop(catalog, await openObjectStore(settings["OBJECT_STORE_URL"]!), Date.now());
    catalog.close();

    supervisor = createSupervisor({ log: (name, line) => log.push(`${name}: ${line}`) });
    supervisor.start(programOf("api", environment("api")));
    supervisor.start(programOf("syncer", environment("edge")));
    supervisor.start(programOf("edge", environment("edge")));
    edge = `http://127.0.0.1:${port}`;
    api = `http://127.0.0.1:${apiPort}`;
    await Promise.all([answers(`${edge}/readyz`), answers(`${api}/readyz`)]);
  });

  after(async () => {
    await supervisor.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await Deno.remove(folder, { recursive: true });
  });

  it("shows the shop from a replica, with its pictures", async () => {
    const page = await fetch(`${edge}/fr-fr/`);
    expect(page.status).toBe(200);
    expect(page.headers.get("x-region")).toBe("cdg");
    const picture = /\/media\/[0-9a-f]{24}\/\d+\.avif/.exec(await page.text())![0];
    const shown = await fetch(edge + picture);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/avif"]);
    await shown.body?.cancel();
  });

  it("writes through the edge to the primary, and shows it at the edge a moment later", async () => {
    const created = await admin("POST", "products", {
      status: "active",
      categories: ["rugs"],
      texts: { en: { title: "Woven proof", description: "A rug that crossed the network." } },
      variants: [{ sku: "PROOF-1", prices: { us: { amountMinor: 1999 } } }],
    });
    expect(created.catalogVersion).toBeGreaterThan(0);
    await shows(`${edge}/en-us/p/woven-proof`, "$19.99");

    const priced = await admin("PUT", "prices", {
      items: [{ sku: "PROOF-1", market: "us", amountMinor: 1750 }],
    });
    expect(priced.items).toEqual([{ sku: "PROOF-1", market: "us", status: "written" }]);
    await shows(`${edge}/en-us/p/woven-proof`, "$17.50");

    const { id } = created;
    expect(await admin("GET", `products/${id}`)).toMatchObject({ id, categories: ["rugs"], markets: ["us"] });
  });

  it("answers the same quote from the replica and from the primary", async () => {
    const body = JSON.stringify({
      market: "fr",
      language: "fr",
      lines: [{ sku: "AMBRA-TIN-CANDLE-AMBER-120-G", quantity: 3 }],
      shipTo: { country: "FR", postalCode: "20090" },
      coupons: ["bienvenue10"],
    });
    const quote = async (address: string) => {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return [answer.status, await answer.text()];
    };
    const central = await quote(`${api}/v1/quotes`);
    expect(await quote(`${edge}/api/v1/quotes`)).toEqual(central);
    const { discounts, coupons } = JSON.parse(String(central[1]));
    expect([discounts.length, coupons[0].outcome]).toEqual([2, "applied"]);
  });

  it("tells where an edit is live", async () => {
    const { catalogVersion } = await admin("PUT", "prices", {
      items: [{ sku: "PROOF-1", market: "us", amountMinor: 1650 }],
    });
    for (;;) {
      const { items } = await admin("GET", "catalog/regions");
      if (items[0]?.catalogVersion !== catalogVersion) continue;
      expect(items).toEqual([
        { region: "cdg", catalogVersion, lagVersions: 0, reportedAt: expect.any(String), machines: 1 },
      ]);
      break;
    }
  });

  it("keeps what is for edges alone from shoppers", async () => {
    const authorization = "Bearer production-test-service";
    for (const path of ["/internal/catalog-version", "/api/internal/catalog-version?after=0"]) {
      const answer = await fetch(edge + path, { headers: { authorization } });
      await answer.body?.cancel();
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it("answers from the primary while the copy is damaged, and from a fresh copy then", async () => {
    const replicas = join(folder, "edge", "replica");
    const damaged = currentFile(replicas);
    const copiesTaken = () => log.filter((line) => line.includes('"reading from another copy"')).length;
    const taken = copiesTaken();
    {
      using file = await Deno.open(damaged, { write: true });
      await file.write(new Uint8Array((await Deno.stat(damaged)).size).fill(0x5a));
    }
    const statuses = new Set<number>();
    const ask = async (path: string) => {
      const answer = await fetch(edge + path);
      await answer.body?.cancel();
      statuses.add(answer.status);
    };
    // Each asks for a page that is in no cache.
    for (let i = 0; copiesTaken() === taken; i++) {
      await Promise.all([ask(`/fr-fr/search?q=table+${i}`), ask("/readyz")]);
    }
    await ask("/en-us/");
    expect([...statuses]).toEqual([200]);
    expect(currentFile(replicas)).not.toBe(damaged);
    // At most once: a fresh copy that comes before anything was read of the damaged pages leaves nothing to do.
    expect(log.filter((line) => line.includes('"reading from the primary"')).length).toBeLessThanOrEqual(1);
  });

  it("stays ready, and serves, when everything central is gone", async () => {
    await Promise.all(servers.map((server) => server.kill()));
    for (const path of ["/readyz", "/en-us/p/woven-proof", "/fr-fr/search?q=chaise"]) {
      const answer = await fetch(edge + path);
      await answer.body?.cancel();
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  it("starts no process twice", () => {
    expect(log.filter((line) => line.includes("starting it again"))).toEqual([]);
  });

  // deno-lint-ignore no-explicit-any -- the body of an answer, asserted by the test
  async function admin(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await fetch(`${edge}/api/v1/admin/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminKey}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await answer.json();
  }
});

/** Waits until an address answers 200. */
async function answers(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a page shows a text; replication takes a moment. */
async function shows(address: string, text: string): Promise<void> {
  while (!(await (await fetch(address)).text()).includes(text)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
