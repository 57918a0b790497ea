/**
 * An edge in this process on a demo shop of its own. The central API runs beside it as the process that it is in
 * production: libSQL writes, node:sqlite reads, never both in one process.
 */
import type { CatalogReader } from "../../commerce/catalog_reader.ts";
import { couponHashing, demoCouponKey } from "../../commerce/quote/coupon_hash.ts";
import { createRateLimiter, unlimited } from "../../commerce/rate_limits.ts";
import { createEdge } from "../../edge/app.ts";
import { folderFiles } from "../../edge/folder_files.ts";
import { PictureStore } from "../../edge/picture_store.ts";
import { readBuild } from "../../edge/read_build.ts";
import { renderPicture } from "../../edge/render_picture.ts";
import { openReplica } from "../../db/catalog/reading/replica.ts";
import { openObjectStore } from "../../db/objects/open_object_store.ts";
import { build } from "../../tasks/build.ts";
import { startApi } from "./api_process.ts";

export interface DemoEdge {
  /** The edge's clock, in milliseconds since the epoch: the real one, until a test fixes it. */
  readonly clock: { fixed: number | null };
  request(path: string, init?: RequestInit): Promise<Response>;
  form(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  // deno-lint-ignore no-explicit-any -- the body of an answer, asserted by the test
  json(path: string): Promise<any>;
  /** The slug of a demo product, by its key, in a locale. */
  productSlug(locale: string, key: string): Promise<string>;
  /** Calls the admin API through the edge. */
  admin(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Writes a price through the admin API; answers the catalog version that shows it. */
  setPrice(sku: string, market: string, amountMinor: number, validFrom?: number): Promise<number>;
  /** Makes every read of a product or a search fail, or no longer. */
  breakReader(broken: boolean): void;
  /** Says that these tags changed, though nothing was written. */
  announce(tags: readonly string[]): void;
  /** What the edge logged as errors so far; none of it counts at the end any more. */
  takeErrors(): unknown[];
  /** Ends the central API's process; the edge goes on. */
  stopCentre(): Promise<void>;
  close(): Promise<void>;
}

const publicUrl = "https://shop.test";

export async function demoEdge(
  options: { pageCacheBytes?: number; /** Instead of the centre. */ fetch?: typeof fetch; limits?: boolean } =
    {},
): Promise<DemoEdge> {
  await build();
  const api = await startApi();
  const clock: DemoEdge["clock"] = { fixed: null };
  const replica = openReplica(`${api.folder}/catalog.db`);
  const state: { broken: boolean; announced: readonly string[] | null } = { broken: false, announced: null };
  const fail = () => Promise.reject(new Error("broken on purpose"));
  const reader: CatalogReader = {
    ...replica,
    mayHaveChanged: () => state.announced !== null || replica.mayHaveChanged(),
    async changesSince(version) {
      const { announced } = state;
      if (announced === null) return await replica.changesSince(version);
      state.announced = null;
      return { version: version + 1, tags: announced };
    },
    product: (...wanted) => state.broken ? fail() : replica.product(...wanted),
    search: (...wanted) => state.broken ? fail() : replica.search(...wanted),
  };
  const objects = await openObjectStore(`file:${api.folder}/objects`);
  const errors: unknown[] = [];
  const edge = await createEdge({
    reader,
    build: await readBuild("dist"),
    pictures: new PictureStore({
      originals: {
        async get(key) {
          const original = await reader.original(key);
          return original && await objects.get(original.object);
        },
      },
      files: folderFiles(`${api.folder}/media`),
      render: renderPicture,
      concurrency: 1,
      onError: (error) => errors.push(error),
    }),
    publicUrl,
    apiUrl: api.url,
    paymentOrigin: "https://pay.test",
    addressHeader: null,
    region: "test",
    hashCoupons: couponHashing(demoCouponKey),
    limitRate: options.limits
      ? (rate) => createRateLimiter(rate, () => clock.fixed ?? Date.now())
      : unlimited,
    pageCacheBytes: options.pageCacheBytes ?? 32 * 1024 * 1024,
    serviceToken: null,
    log: {
      info: () => {},
      warn: () => {},
      error: (event, error) => event !== "central API did not answer" && errors.push(error),
    },
    fetch: options.fetch ?? fetch,
    now: () => clock.fixed ?? Date.now(),
  });
  const slugs = new Map<string, string>();
  const shop: DemoEdge = {
    clock,
    request: async (path, init) => await edge.fetch(new Request(publicUrl + path, init), () => "192.0.2.1"),
    form: (path, fields, headers = {}) =>
      shop.request(path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { origin: publicUrl, ...headers },
      }),
    json: async (path) => await (await shop.request(path)).json(),
    async productSlug(locale, key) {
      const [language, market] = locale.split("-");
      for (let cursor = ""; !slugs.has(locale + key);) {
        const list = await shop.json(
          `/api/v1/products?market=${market}&language=${language}&limit=100${cursor}`,
        );
        for (const { slug, skus } of list.items) {
          for (const sku of skus as string[]) slugs.set(locale + productKey(sku, key), slug);
        }
        if (list.nextCursor === null) break;
        cursor = `&cursor=${list.nextCursor}`;
      }
      const slug = slugs.get(locale + key);
      if (slug === undefined) throw new Error(`find product "${key}": not in ${locale}`);
      return slug;
    },
    admin: (method, path, body, headers = {}) =>
      shop.request(`/api/v1/admin${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          "authorization": `Bearer ${api.adminKey}`,
          "content-type": "application/json",
          ...headers,
        },
      }),
    async setPrice(sku, market, amountMinor, validFrom) {
      const from = validFrom === undefined ? {} : { validFrom: new Date(validFrom).toISOString() };
      const response = await shop.admin("PUT", "/prices", { items: [{ sku, market, amountMinor, ...from }] });
      const answer = await response.json();
      if (answer.items?.[0]?.status !== "written") throw new Error(`set price: ${JSON.stringify(answer)}`);
      return answer.catalogVersion;
    },
    breakReader: (broken) => state.broken = broken,
    announce: (tags) => state.announced = tags,
    takeErrors: () => errors.splice(0).map((each) => (each as { error?: unknown }).error ?? each),
    stopCentre: () => api.stop(),
    async close() {
      edge.close();
      await api.stop();
      await Deno.remove(api.folder, { recursive: true });
      if (errors.length > 0) throw new AggregateError(errors, "the edge logged errors");
    },
  };
  return shop;
}

/** The key that a SKU derives from, if it is the wanted one. */
function productKey(sku: string, key: string): string {
  return sku.toLowerCase().startsWith(key) ? key : sku;
}
