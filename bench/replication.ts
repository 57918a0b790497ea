/**
 * `bench replication`: half a million SKUs reach an empty edge over loopback; then one edit at a time over a link of
 * 100 ms each way, until it is on the page. The edge's event loop is watched all the while.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { complete } from "../tasks/environment.ts";
import { freePort } from "../tasks/free_port.ts";
import { lines } from "../tasks/lines.ts";
import { type ProcessName, type Program, programOf } from "../tasks/processes.ts";
import { build } from "../tasks/build.ts";
import { signalChild, spawn } from "../tasks/spawn.ts";
import { openSlowLink } from "../tests/support/slow_link.ts";
import { findSqld, startSqld } from "../tests/support/sqld.ts";
import { copyGeneratedCatalog } from "./generated_catalog.ts";
import type { Bench, Row } from "./table.ts";

const adminKey = "replication-bench-admin-key";
const delayMs = 100;
const market = "us";
const language = "en";

/** @param skus Of the catalog. @param edits How many are made. */
export async function replication(skus = 500_000, edits = 200): Promise<Bench> {
  const sqld = await findSqld();
  if ("missing" in sqld) throw new Error(`bench replication: ${sqld.missing}`);
  await build();
  const folder = await Deno.makeTempDir({ prefix: "comptoir-bench-" });
  const stop: (() => Promise<unknown>)[] = [() => Deno.remove(folder, { recursive: true })];
  try {
    // A server makes its log of the file that it finds.
    const data = join(folder, "server", "primary", "dbs", "default", "data");
    await Deno.mkdir(join(data, ".."), { recursive: true });
    await copyGeneratedCatalog(skus, data);
    const products = someProducts(data, edits);
    const { size } = await Deno.stat(data);
    const server = await startSqld({ path: sqld.path, folder: join(folder, "server") });
    stop.push(() => server.stop());
    // It cannot be copied from before it has made a snapshot of what it found.
    await untilThere(join(data, "..", "snapshots"));

    const [apiPort, port] = [freePort(), freePort()];
    const settings = {
      HOME: Deno.env.get("HOME") ?? "/tmp",
      PORT: String(port),
      API_PORT: String(apiPort),
      ADMIN_API_KEY: adminKey,
      SERVICE_TOKEN: "replication-bench-service",
      OBJECT_STORE_URL: `file:${join(folder, "objects")}`,
      REGION: "far",
      DEMO: "off",
    };
    const start = (
      name: ProcessName,
      more: Record<string, string>,
      change = (program: Program) => program,
    ) => {
      const environment = complete({ ...settings, ...more, DATA_DIR: join(folder, name) });
      const process = watched(spawn(change(programOf(name, environment)), "piped"));
      stop.push(process.stop);
      return process;
    };
    start("api", { CATALOG_URL: server.url });
    await answers(`http://127.0.0.1:${apiPort}/readyz`);

    const toCatalog = openSlowLink({ to: server.port, delayMs: 0 });
    const toApi = openSlowLink({ to: apiPort, delayMs: 0 });
    const far = {
      CATALOG_URL: `http://127.0.0.1:${toCatalog.port}`,
      API_URL: `http://127.0.0.1:${toApi.port}`,
      CATALOG_REPLICA: join(folder, "replica", "catalog.db"),
    };
    const edge = start("edge", far, (program) => ({
      ...program,
      arguments: [
        "run",
        "--preload=bench/loop_watch.ts",
        // It asks the C library for the time.
        ...program.arguments.slice(1).map((flag) => flag.startsWith("--allow-ffi=") ? "--allow-ffi" : flag),
      ],
    }));
    await answers(`http://127.0.0.1:${port}/healthz`);
    const idle = watched(
      new Deno.Command(Deno.execPath(), {
        args: ["run", "--allow-ffi", "bench/loop_watch.ts"],
        stdout: "piped",
        stderr: "piped",
      })
        .spawn(),
    );
    stop.push(idle.stop);
    // Without a copy it reads from the primary. What is asked for the first times is compiled: that is no one's edit.
    for (let round = 0; round < 20; round++) {
      for (const { slug } of products.slice(0, 20)) await page(port, slug);
    }
    // What was held up to now is said within a second.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    edge.takeHeld();
    const before = toCatalog.received;
    const startedAt = performance.now();
    start("syncer", far);
    for (let asked = 0; !(await isReady(port)); asked++) {
      await page(port, products[asked % products.length]!.slug);
    }
    const readyMs = performance.now() - startedAt;
    const bytes = toCatalog.received - before;

    toCatalog.delayMs = toApi.delayMs = delayMs;
    const coming = [edge.takeHeld(), idle.takeHeld()] as const;
    const shown: number[] = [];
    for (const product of products) shown.push(await edit(apiPort, port, product));
    const editing = [edge.takeHeld(), idle.takeHeld()] as const;

    const rows: Row[] = [
      { name: "SKUs in the catalog", value: skus, unit: "SKUs" },
      { name: "size of the catalog", value: size / 2 ** 20, unit: "MiB" },
      { name: "to an empty edge, until it is ready", value: readyMs / 1000, unit: "s" },
      { name: "bytes that came", value: bytes / 2 ** 20, unit: "MiB" },
      { name: `edits, one at a time, ${delayMs} ms each way`, value: edits, unit: "edits" },
      { name: "an edit is on the page: p50", value: quantile(shown, 0.5), unit: "ms", target: "< 600" },
      { name: "an edit is on the page: p99", value: quantile(shown, 0.99), unit: "ms", target: "< 1500" },
      ...heldRows("while the copy came", ...coming),
      ...heldRows("while edits came", ...editing),
    ];
    toCatalog.close();
    toApi.close();
    return { bench: "replication", rows };
  } finally {
    for (const end of stop.reverse()) await end();
  }
}

/** A processor that others use holds every loop: what it does to one that has no work stands beside. */
function heldRows(when: string, edge: Held, idle: Held): Row[] {
  const unit = "ms";
  return [
    {
      name: `event loop held by the edge's own work, ${when}: longest`,
      value: edge.own,
      unit,
      target: "<= 10",
    },
    { name: `the same for an idle process, ${when}: longest`, value: idle.own, unit },
    { name: `event loop held, computed by its thread, ${when}: most`, value: edge.busiest, unit },
    { name: `the same by all threads of the edge, ${when}: most`, value: edge.busiestOfAll, unit },
    { name: `event loop held, ${when}: longest`, value: edge.longest, unit },
    { name: `event loop of an idle process, ${when}: longest`, value: idle.longest, unit },
  ];
}

interface Product {
  readonly sku: string;
  readonly slug: string;
}

/** Products of one market and language, spread over the whole catalog. */
function someProducts(path: string, count: number): Product[] {
  using catalog = new DatabaseSync(path, { readOnly: true });
  const rows = catalog.prepare(
    `SELECT min(v.sku) AS sku, t.slug FROM product_texts t
     JOIN languages l ON l.id = t.language_id AND l.tag = ?
     JOIN product_markets pm ON pm.product_id = t.product_id
     JOIN markets m ON m.id = pm.market_id AND m.code = ?
     JOIN variants v ON v.product_id = t.product_id
     WHERE t.product_id % 101 = 7 GROUP BY t.product_id LIMIT ?`,
  ).all(language, market, count);
  return rows.map((row) => ({ sku: String(row["sku"]), slug: String(row["slug"]) }));
}

let nextAmount = 10_000;

/** Sets a price that no other has, and waits until it is on the page: milliseconds since it was sent. */
async function edit(apiPort: number, port: number, { sku, slug }: Product): Promise<number> {
  const amountMinor = nextAmount += 17;
  const price = `${(amountMinor / 100).toFixed(2)}`;
  const sentAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${apiPort}/v1/admin/prices`, {
    method: "PUT",
    headers: { "authorization": `Bearer ${adminKey}`, "content-type": "application/json" },
    body: JSON.stringify({ items: [{ sku, market, amountMinor }] }),
  });
  const { items } = await answer.json();
  if (items?.[0]?.status !== "written") throw new Error(`edit a price: ${JSON.stringify(items)}`);
  while (!(await page(port, `${slug}?sku=${sku}`)).includes(price)) {
    if (performance.now() - sentAt > 60_000) {
      throw new Error(`edit of ${sku} is not on the page after a minute`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - sentAt;
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  await answer.body?.cancel();
  return answer.ok;
}

async function page(port: number, product: string): Promise<string> {
  let answer = await fetch(`http://127.0.0.1:${port}/${language}-${market}/p/${product}`);
  while (answer.status === 503) {
    await answer.body?.cancel();
    answer = await fetch(answer.url);
  }
  const text = await answer.text();
  if (!answer.ok) throw new Error(`read the page of ${product}: ${answer.status}`);
  return text;
}

/** Milliseconds. */
interface Held {
  readonly longest: number;
  /** The longest without the time in the queue for a processor. */
  readonly own: number;
  /** The most that the loop's thread computed in one hold. */
  readonly busiest: number;
  /** The most that all threads of the process computed in one hold, if not longer than the hold. */
  readonly busiestOfAll: number;
}
const notHeld: Held = { longest: 0, own: 0, busiest: 0, busiestOfAll: 0 };

/** A process whose log is read for how long its event loop was held. */
function watched(child: Deno.ChildProcess) {
  let held = notHeld;
  const reading = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of lines(stream)) {
      if (!line.startsWith('{"event":"loop held"')) continue;
      const { milliseconds, own, computing, computingInAll } = JSON.parse(line);
      held = {
        longest: Math.max(held.longest, milliseconds),
        own: Math.max(held.own, own),
        busiest: Math.max(held.busiest, computing),
        busiestOfAll: Math.max(held.busiestOfAll, computingInAll),
      };
    }
  });
  return {
    /** How long the loop was held at most since the last call. */
    takeHeld() {
      const taken = held;
      held = notHeld;
      return taken;
    },
    async stop() {
      signalChild(child, "SIGTERM");
      await Promise.all([child.status, ...reading]);
    },
  };
}

/** Waits until there is a file in a folder. */
async function untilThere(folder: string): Promise<void> {
  while (!(await Array.fromAsync(Deno.readDir(folder)).catch(() => [])).length) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}
