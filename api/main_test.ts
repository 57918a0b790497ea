import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { dirname } from "node:path";
import { openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { saveLanguage } from "../db/catalog/writing/save_language.ts";
import { writeCatalog } from "../db/catalog/writing/transaction.ts";
import { processes } from "../tasks/processes.ts";

const root = dirname(import.meta.dirname!);
const key = "a-key-for-the-process";
const serviceToken = "a-token-for-the-process";
const serviceTokenBefore = "a-token-of-yesterday";

/** Starts the program with an environment of its own. */
function start(environment: Record<string, string>): Deno.ChildProcess {
  const { DATA_DIR } = environment;
  return new Deno.Command(Deno.execPath(), {
    cwd: root,
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      "--no-check",
      `--allow-env=${processes.api.settings.join(",")}`,
      "--ignore-env=LIBSQL_JS_DEV",
      "--allow-net=127.0.0.1",
      `--allow-read=db,${DATA_DIR}`,
      `--allow-write=${DATA_DIR}`,
      "--allow-ffi=node_modules",
      "--allow-sys=cpus,hostname,networkInterfaces",
      "api/main.ts",
    ],
    clearEnv: true,
    env: { DENO_DIR: Deno.env.get("DENO_DIR") ?? "", HOME: Deno.env.get("HOME") ?? "", ...environment },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

describe("the central API as a program", () => {
  let folder: string;
  const children: Deno.ChildProcess[] = [];

  /**
   * Starts it, with the catalog service alone, and answers its address, and its further log lines as they come.
   */
  async function serve() {
    const child = start({
      DATA_DIR: `${folder}/data`,
      API_PORT: "0",
      DEMO: "off",
      ADMIN_API_KEY: key,
      SERVICES: "catalog",
      SERVICE_TOKEN: serviceToken,
      SERVICE_TOKEN_BEFORE: serviceTokenBefore,
      CATALOG_URL: "",
    });
    children.push(child);
    const errors = new Response(child.stderr).text();
    const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(splitLines()).getReader();
    while (true) {
      const { value } = await lines.read();
      if (value === undefined) throw new Error(await errors);
      const line = JSON.parse(value);
      if (line.event !== "listening") continue;
      expect(line.services).toEqual(["catalog"]);
      return { child, lines, address: `http://127.0.0.1:${line.port}` };
    }
  }

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
  });

  afterEach(async () => {
    for (const child of children.splice(0)) {
      try {
        child.kill("SIGKILL");
      } catch (error) {
        // It has ended by itself.
        if (!(error instanceof TypeError)) throw error;
      }
      await child.status;
    }
    await Deno.remove(folder, { recursive: true });
  });

  const post = (address: string, body: BodyInit) =>
    fetch(`${address}/v1/admin/products`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": "one-key-for-all",
      },
      body,
    });
  const lamp =
    '{"categories": [], "texts": {"en": {"title": "Lamp"}}, "variants": [{"sku": "L", "prices": {}}]}';

  it("makes its databases, serves, stops when told, and remembers what it answered", async () => {
    const first = await serve();
    const ready = await fetch(`${first.address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, {
      status: "ready",
      catalogVersion: 1,
      services: { catalog: { status: "ready", catalogVersion: 1 } },
    }]);
    const reply = await post(first.address, lamp);
    // The empty shop speaks no language: a refusal that only an open catalog can give.
    const refusal = await reply.json();
    expect([reply.status, refusal.errors]).toEqual([
      422,
      [{ path: "texts.en", message: 'the shop does not speak "en"' }],
    ]);
    first.child.kill("SIGTERM");
    expect((await first.child.status).code).toBe(0);

    const second = await serve();
    const again = await post(second.address, lamp);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([422, "true"]);
    expect(await again.json()).toEqual(refusal);
    second.child.kill("SIGINT");
    expect((await second.child.status).code).toBe(0);
  });

  it("makes one record of twenty requests with one key to two processes", async () => {
    await Deno.mkdir(`${folder}/data`);
    const catalog = await openCatalog({ url: `file:${folder}/data/catalog.db` });
    await migrateCatalog(catalog);
    await writeCatalog(
      catalog,
      { now: Date.now() },
      (w) => saveLanguage(w, { tag: "en", name: "English", direction: "ltr" }),
    );
    catalog.close();
    const first = await serve();
    const second = await serve();
    const replies = await Promise.all(Array.from({ length: 20 }, async (_, i) => {
      const reply = await post(i % 2 === 0 ? first.address : second.address, lamp);
      return { status: reply.status, id: (await reply.json()).id as string | undefined };
    }));
    const made = replies.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(replies.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const list = await fetch(`${second.address}/v1/admin/products`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const ids = ((await list.json()).items as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual([made[0]!.id]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it("asks for a request again that was half sent when it stopped", async () => {
    const { child, lines, address } = await serve();
    const body = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const writer = body.writable.getWriter();
    const answer = post(address, body.readable);
    await writer.write(new TextEncoder().encode(lamp.slice(0, 20)));
    // A second call was answered: the first has arrived, too.
    await (await fetch(`${address}/healthz`)).body?.cancel();
    child.kill("SIGTERM");
    while (JSON.parse((await lines.read()).value!).event !== "stopping");
    const reply = await answer;
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await reply.json()).type).toBe("/problems/upstream-unavailable");
    await writer.abort();
    expect((await child.status).code).toBe(0);
  });

  it("keeps its secrets out of the log, whoever writes them into a path", async () => {
    const { lines, address } = await serve();
    const missing = await fetch(`${address}/v1/nowhere/${key}/${serviceToken}/${serviceTokenBefore}`);
    await missing.body?.cancel();
    expect(missing.status).toBe(404);
    expect(JSON.parse((await lines.read()).value!).path).toBe("/v1/nowhere/[redacted]/[redacted]/[redacted]");
  });

  it("believes the service token, and the one before it", async () => {
    const { address } = await serve();
    const statuses = [];
    for (const token of [serviceToken, serviceTokenBefore, key]) {
      const answer = await fetch(`${address}/internal/catalog-version`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await answer.body?.cancel();
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([422, 422, 401]);
  });

  for (
    const [settings, sentence] of [
      [{ API_PORT: "many" }, 'setting API_PORT: "many" cannot be used'],
      [
        { SERVICES: "catalog,kitchen" },
        'setting SERVICES: "catalog,kitchen" cannot be used: wanted names among',
      ],
      [
        { SERVICES: "catalog" },
        "setting SERVICE_TOKEN: it is left out; wanted where SERVICES names some services",
      ],
    ] as const
  ) {
    it(`stops with a sentence: ${sentence}`, async () => {
      const child = start({ DATA_DIR: folder, ...settings });
      children.push(child);
      const [status, said] = await Promise.all([child.status, new Response(child.stderr).text()]);
      await child.stdout.cancel();
      expect(status.code).toBe(1);
      expect(said).toContain(sentence);
      expect(said.trim().split("\n")).toHaveLength(1);
    });
  }
});

function splitLines(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop()!;
      for (const part of parts) controller.enqueue(part);
    },
  });
}
