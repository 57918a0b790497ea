/** The edge under Cloudflare's workerd, reading a real libSQL server, beside the one under Deno that reads the file. */
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Miniflare } from "miniflare";
import { couponHashing, demoCouponKey } from "../commerce/quote/coupon_hash.ts";
import { openReplica } from "../db/catalog/reading/replica.ts";
import { createEdge, type Edge } from "../edge/app.ts";
import { readBuild } from "../edge/read_build.ts";
import { build } from "../tasks/build.ts";
import { freePort } from "../tasks/free_port.ts";
import { bundleWorker } from "../tasks/bundle_worker.ts";
import { type ApiProcess, startApi } from "./support/api_process.ts";
import { serveCatalogFile } from "./support/catalog_server.ts";
import { findSqld, type LibsqlServer } from "./support/sqld.ts";
import { unlimited } from "../commerce/rate_limits.ts";

const sqld = await findSqld();
const publicUrl = "https://shop.test";
const pageCacheBytes = 16 * 1024 * 1024;

/** Headers that say when and by whom, not what. */
const own = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "mf-content-encoding",
  "server-timing",
  "traceparent",
  "transfer-encoding",
  "x-request-id",
]);

interface Init {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

type Received = Pick<Response, "status" | "arrayBuffer"> & { readonly headers: Iterable<[string, string]> };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describe("the edge under workerd", { skip: "missing" in sqld ? sqld.missing : false }, () => {
  let folder: string;
  let api: ApiProcess;
  let server: LibsqlServer;
  let worker: Miniflare;
  let edge: Edge;

  before(async () => {
    folder = await Deno.makeTempDir();
    const [started] = await Promise.all([startApi(), build().then(() => bundleWorker(folder))]);
    api = started;
    const file = `${api.folder}/catalog.db`;
    server = await serveCatalogFile({ sqld: "path" in sqld ? sqld.path : "", file });
    worker = new Miniflare({
      modules: [{ type: "ESModule", path: join(folder, "worker.js") }],
      modulesRoot: folder,
      compatibilityDate: "2026-07-01",
      compatibilityFlags: ["nodejs_compat"],
      bindings: {
        CATALOG_URL: server.url,
        PUBLIC_URL: publicUrl,
        API_URL: api.url,
        REGION: "test",
        PAGE_CACHE_BYTES: String(pageCacheBytes),
      },
      assets: {
        directory: "dist",
        binding: "ASSETS",
        routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
      },
    });
    edge = await createEdge({
      reader: openReplica(file),
      build: await readBuild("dist"),
      pictures: null,
      publicUrl,
      apiUrl: api.url,
      paymentOrigin: "https://checkout.stripe.com",
      addressHeader: null,
      region: "test",
      pageCacheBytes,
      hashCoupons: couponHashing(demoCouponKey),
      limitRate: unlimited,
      serviceToken: null,
      log: { info() {}, warn() {}, error() {} },
      fetch,
      now: Date.now,
    });
  });
  after(async () => {
    await worker?.dispose();
    edge?.close();
    await server?.stop();
    await api?.stop();
    for (const each of [folder, api?.folder]) if (each) await Deno.remove(each, { recursive: true });
  });

  /** What the worker answered, once it is known that the edge under Deno answers the same. */
  async function bothAnswer(path: string, init: Init = {}): Promise<Answer> {
    const headers = { "accept-encoding": "identity", ...init.headers };
    const asked = { ...init, headers, redirect: "manual" } as const;
    const remote = await plain(await worker.dispatchFetch(publicUrl + path, asked));
    expect([path, remote]).toEqual([
      path,
      await plain(await edge.fetch(new Request(publicUrl + path, asked))),
    ]);
    return remote;
  }

  /** With the body decoded, which miniflare does by itself. */
  async function plain(response: Received): Promise<Answer> {
    const headers = Object.fromEntries(Array.from(response.headers).filter(([name]) => !own.has(name)));
    const bytes = new Uint8Array(await response.arrayBuffer());
    const encoding = response instanceof Response ? response.headers.get("content-encoding") : null;
    const decoded = encoding === "br"
      ? brotliDecompressSync(bytes)
      : encoding === "gzip"
      ? gunzipSync(bytes)
      : bytes;
    return { status: response.status, headers, body: new TextDecoder().decode(decoded) };
  }

  it("answers pages, byte for byte", async () => {
    const home = await bothAnswer("/fr-fr/");
    expect([home.status, home.body.startsWith("<!DOCTYPE html>")]).toEqual([200, true]);
    const links = [
      ...new Set(Array.from(home.body.matchAll(/href="(\/fr-fr\/[pc]\/[^"?#]+)"/g), ([, path]) => path!)),
    ];
    expect(links.length).toBeGreaterThan(10);
    for (const path of links.slice(0, 12)) expect((await bothAnswer(path)).status).toBe(200);
    const category = links.find((path) => path.includes("/c/"))!;
    for (const query of ["?sort=price-asc", "?sort=newest&colour=natural", "?cursor=nonsense"]) {
      await bothAnswer(category + query);
    }
    for (
      const path of ["/en-us/search?q=lamp", "/ja-jp/search?q=%E6%A4%85%E5%AD%90", "/de-de/search?q=qqqqzzzz"]
    ) {
      expect((await bothAnswer(path)).status).toBe(200);
    }
    for (const path of ["/ar-ae/", "/fr-fr/markets", "/robots.txt", "/sitemap.xml", "/fr-fr/suggest?q=cha"]) {
      expect((await bothAnswer(path)).status).toBe(200);
    }
  });

  it("answers what is not there", async () => {
    expect((await bothAnswer("/fr-fr/p/no-such")).status).toBe(404);
    expect((await bothAnswer("/xx-yy/")).status).toBe(404);
    expect((await bothAnswer("/FR-fr/")).status).toBe(301);
    expect((await bothAnswer("/", { headers: { "accept-language": "de" } })).status).toBe(302);
    expect((await bothAnswer("/fr-fr/basket", { method: "DELETE" })).status).toBe(405);
    expect((await bothAnswer("/api/v1/no-such")).status).toBe(404);
  });

  it("keeps the basket in its cookie", async () => {
    const { items } = JSON.parse((await bothAnswer("/api/v1/products?market=fr&language=fr&limit=1")).body);
    const added = await bothAnswer("/fr-fr/basket", {
      method: "POST",
      headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" },
      body: `action=add&sku=${items[0].skus[0]}&quantity=2`,
    });
    expect(added.status).toBe(303);
    const cookie = added.headers["set-cookie"]!.split(";")[0]!;
    const basket = await bothAnswer("/fr-fr/basket", { headers: { cookie } });
    expect(basket.body).toContain(items[0].skus[0]);
    const home = await bothAnswer("/fr-fr/", { headers: { cookie, "accept-encoding": "gzip" } });
    expect(home.headers["cache-control"]).toBe("private, no-cache");
  });

  it("answers quotes", async () => {
    const { items } = JSON.parse((await bothAnswer("/api/v1/products?market=fr&language=fr&limit=1")).body);
    const answer = await bothAnswer("/api/v1/quotes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ market: "fr", language: "fr", lines: [{ sku: items[0].skus[0], quantity: 2 }] }),
    });
    expect([answer.status, JSON.parse(answer.body).subtotal.currency]).toEqual([200, "EUR"]);
  });

  it("sends each page in the encoding that is asked for, compressed once", async () => {
    const [, digest] = /^"(.+)"$/.exec((await bothAnswer("/fr-fr/")).headers["etag"]!)!;
    for (const encoding of ["br", "gzip"]) {
      const headers = { "accept-encoding": encoding };
      const { headers: answered, body } = await bothAnswer("/fr-fr/", { headers });
      expect([answered["etag"], body.slice(0, 15)]).toEqual([`"${digest}-${encoding}"`, "<!DOCTYPE html>"]);
      const again = { ...headers, "if-none-match": answered["etag"]! };
      expect((await bothAnswer("/fr-fr/", { headers: again })).status).toBe(304);
    }
  });

  it("serves the build's files", async () => {
    const home = (await bothAnswer("/fr-fr/")).body;
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(home)![1]!;
    for (const path of [script, "/assets/speculation.json", "/favicon.svg"]) {
      const answer = await bothAnswer(path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    expect((await bothAnswer("/assets/no-such.js")).status).toBe(404);
  });

  it("passes the rest to the central API", async () => {
    expect((await bothAnswer("/api/v1/openapi.json")).status).toBe(200);
  });

  it("is the same on Deno without a disk", async () => {
    const port = freePort();
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-net", "--allow-env", "--allow-read", "edge/deploy.ts"],
      env: { CATALOG_URL: server.url, PUBLIC_URL: publicUrl, REGION: "test", PORT: String(port) },
      stdout: "null",
      stderr: "null",
    }).spawn();
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
    let answer: Response | null = null;
    while (answer === null) answer = await ask("/fr-fr/");
    expect([answer.status, await answer.text()]).toEqual([200, (await bothAnswer("/fr-fr/")).body]);
    child.kill();
    await child.status;
  });

  it("shows an edit, and goes on without the server", async () => {
    const { items } = JSON.parse((await bothAnswer("/api/v1/products?market=fr&language=fr&limit=1")).body);
    const path = `/fr-fr/p/${items[0].slug}`;
    await bothAnswer(path);
    const answer = await fetch(`${api.url}/v1/admin/prices`, {
      method: "PUT",
      headers: { authorization: `Bearer ${api.adminKey}`, "content-type": "application/json" },
      body: JSON.stringify({ items: [{ sku: items[0].skus[0], market: "fr", amountMinor: 123_456 }] }),
    });
    const { catalogVersion } = await answer.json();
    for (let version = 0; version < catalogVersion;) {
      const seen = await worker.dispatchFetch(publicUrl + path);
      version = Number(seen.headers.get("x-catalog-version"));
      await seen.text();
    }
    await (await edge.fetch(new Request(publicUrl + path))).body?.cancel();
    expect((await bothAnswer(path)).body).toContain("234,56");
    await server.kill();
    const kept = await worker.dispatchFetch(publicUrl + path);
    expect([kept.status, (await kept.text()).includes("234,56")]).toEqual([200, true]);
    const other = await worker.dispatchFetch(`${publicUrl}/fr-fr/p/not-read-yet`);
    expect([other.status, other.headers.get("retry-after")]).toEqual([503, "1"]);
    await other.text();
    const call = await worker.dispatchFetch(
      `${publicUrl}/api/v1/products/not-read-yet?market=fr&language=fr`,
    );
    expect([call.status, (await call.json() as { type: string }).type]).toEqual([
      503,
      "/problems/upstream-unavailable",
    ]);
  });
});
