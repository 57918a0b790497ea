/** A demo shop in a folder of its own, and processes of the table run on it, for benchmarks. */
import { freePort } from "../tasks/free_port.ts";
import { openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { loadDemoShop } from "../db/demo/load.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { build } from "../tasks/build.ts";
import { complete } from "../tasks/environment.ts";
import { programOf } from "../tasks/processes.ts";
import { signalChild, spawn } from "../tasks/spawn.ts";

/** A folder with the demo shop's catalog and originals, removed at the end. */
export async function demoFolder(): Promise<AsyncDisposable & { readonly folder: string }> {
  await build();
  const folder = await Deno.makeTempDir({ prefix: "comptoir-bench-" });
  const catalog = await openCatalog({ url: `file:${folder}/catalog.db` });
  await migrateCatalog(catalog);
  await loadDemoShop(catalog, await openObjectStore(`file:${folder}/objects`), Date.now());
  catalog.close();
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

/** A running server on 127.0.0.1, stopped at the end. */
export interface Server extends AsyncDisposable {
  readonly origin: string;
  readonly pid: number;
}

/** Starts an edge as production does: same command, same permissions. */
export async function startEdge(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = freePort();
  const system = { HOME: Deno.env.get("HOME") ?? "/tmp", DENO_DIR: Deno.env.get("DENO_DIR") ?? "" };
  const environment = complete({ ...system, DATA_DIR: folder, PORT: String(port), ...settings });
  return await running(spawn(programOf("edge", environment), "piped"), port, "/readyz");
}

/** Starts the yardstick: `Deno.serve` with one static answer. */
export async function startYardstick(answer: Response): Promise<Server> {
  const port = freePort();
  const file = await Deno.makeTempFile();
  const hop = new Set(["date", "content-length", "connection"]);
  const headers = [...answer.headers].filter(([name]) => !hop.has(name));
  await Deno.writeTextFile(file, JSON.stringify({ headers, body: (await answer.bytes()).toBase64() }));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net=127.0.0.1", `--allow-read=${file}`, "bench/yardstick.ts", String(port), file],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return await running(child, port, "/");
}

async function running(child: Deno.ChildProcess, port: number, path: string): Promise<Server> {
  const origin = `http://127.0.0.1:${port}`;
  child.stdout.pipeTo(new WritableStream()).catch(() => {});
  const errors: string[] = [];
  child.stderr.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void errors.push(text) })).catch(() => {});
  let ended = false;
  child.status.then(() => ended = true);
  for (;;) {
    if (ended) throw new Error(`server ended before it was ready: ${errors.join("")}`);
    const answer = await fetch(origin + path).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    origin,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      signalChild(child, "SIGTERM");
      await child.status;
    },
  };
}
