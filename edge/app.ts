/**
 * The edge as one function from request to answer. Wiring only, and nothing that needs a particular runtime: what
 * differs between Deno and others (files, the replica, rendering pictures) is handed in.
 */
import { type Context, Hono } from "hono";
import { type CatalogReader, CatalogUnavailableError } from "../commerce/catalog_reader.ts";
import { parsePictureAddress } from "../commerce/picture_address.ts";
import { problemResponse } from "../commerce/problem.ts";
import { couponGuesses } from "../commerce/coupon_guesses.ts";
import type { LimitRate } from "../commerce/rate_limits.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { pages } from "../routes/all.ts";
import { translator } from "../routes/messages.ts";
import { BasketHandler } from "./basket_handler.ts";
import type { Build } from "./build.ts";
import { openCentre } from "./centre.ts";
import { Compressor } from "./compressor.ts";
import * as catalogApi from "./catalog_api.ts";
import { keptForm } from "./kept_form.ts";
import { lagMeter } from "./lag.ts";
import { KnownCatalog, type ServedLocale } from "./known_catalog.ts";
import type { Log } from "../commerce/log.ts";
import { addOrderRoutes } from "./order_routes.ts";
import { shopperAddress } from "./shopper_address.ts";
import { MarketHandler, redirectToLocale, suggestedLocale } from "./market_handler.ts";
import { PageCache } from "./page_cache.ts";
import { PageServer } from "./page_server.ts";
import type { Pictures } from "./picture_store.ts";
import { pathAndQuery } from "./request_facts.ts";
import { commonHeaders, securityHeaders } from "./security_headers.ts";
import { addSitemapRoutes } from "./sitemap.ts";
import { chooseEncoding } from "./encoding.ts";
import { quoteApi } from "./quote_api.ts";
import { isUnread } from "../commerce/wire/read_body.ts";
import type { StoredPage } from "./stored_page.ts";
import { suggest } from "./suggest_handler.ts";

export interface EdgeOptions {
  readonly reader: CatalogReader;
  readonly build: Build;
  /** Null where another host serves them. */
  readonly pictures: Pictures | null;
  readonly publicUrl: string;
  /** Origin of the central API, or null. */
  readonly apiUrl: string | null;
  /** Origin of the pages that shoppers pay on. */
  readonly paymentOrigin: string;
  /** The header in which a proxy before this edge names the shopper's address, or null. */
  readonly addressHeader: string | null;
  readonly region: string;
  /** Bytes of rendered pages to keep; 0 keeps none. */
  readonly pageCacheBytes: number;
  readonly hashCoupons: HashCoupons;
  readonly limitRate: LimitRate;
  /** By which the centre knows an edge, and edges keep what a shopper typed; null: it does not, and each by its own. */
  readonly serviceToken: string | null;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Told of work that goes on after its request was answered: runtimes that would end it must know. */
  readonly background?: (work: Promise<unknown>) => void;
}

export interface Edge {
  /** `peer` tells the other end of the connection. */
  fetch(request: Request, peer?: () => string | null): Response | Promise<Response>;
  /** Learns of changes without being asked for a page, and answers the catalog version that is served now. */
  learn(): Promise<number>;
  close(): void;
}

/** A kept page is made anew in the background after this long, changed or not. */
const softAgeMs = 10 * 60 * 1000;

/** Builds the edge. Rejects when the catalog cannot be read. */
export async function createEdge(options: EdgeOptions): Promise<Edge> {
  const { build, publicUrl, region, log, now } = options;
  const https = publicUrl.startsWith("https:");
  const plainHeaders = { ...commonHeaders(https), "x-region": region };

  const cache = new PageCache<StoredPage>({
    maxBytes: options.pageCacheBytes,
    softAgeMs,
    now,
    onBackgroundError: (error) => log.error("background render failed", { error }),
    ...(options.background && { background: options.background }),
  });
  const catalog = await KnownCatalog.open({
    reader: options.reader,
    translator,
    onChange: (tags, version) => {
      // Every page stands in a market: its currency, its languages, its name.
      const isEverything = tags === null || tags.includes("markets");
      if (isEverything) server.forgetLocales();
      cache.drop(isEverything ? null : tags, version);
    },
    onError: (error) => log.error("replica cannot be read", { error }),
  });
  const server = new PageServer({
    catalog,
    cache,
    build,
    publicUrl,
    region,
    headers: securityHeaders({ styles: build.styles, https, paymentOrigin: options.paymentOrigin }),
    now,
  });
  const { hashCoupons, limitRate } = options;
  const guesses = couponGuesses(limitRate);
  const shopping = { catalog, pages: server, publicUrl, https, hashCoupons, guesses };
  const basket = new BasketHandler({ ...shopping, now });
  const market = new MarketHandler({ catalog, pages: server, publicUrl, https, now });
  const api = { catalog, publicUrl, now };
  const centre = openCentre({
    ...options,
    onError: (error) => log.error("central API did not answer", { error }),
  });
  const peers = new WeakMap<Request, () => string | null>();
  const from = ({ req: { raw } }: Context) =>
    shopperAddress(raw.headers, options.addressHeader, peers.get(raw)?.() ?? null);

  const lag = lagMeter({ apiUrl: options.apiUrl, fetch: options.fetch, now });
  const app = new Hono();

  /** Handlers of pages under `/{locale}/`; an unknown locale is a 404 in the visitor's own language. */
  const localized = (handle: (c: Context, locale: ServedLocale) => Promise<Response>) => (c: Context) => {
    const address = pathAndQuery(c.req.url);
    const end = address.indexOf("/", 1);
    const locale = catalog.locales.get(address.slice(1, end));
    if (locale) return handle(c, locale);
    // Written with capitals or percent-encoded: there is one address for each page.
    const name = (c.req.param("locale") ?? "").toLowerCase();
    if (catalog.locales.has(name)) return c.redirect(`/${name}${address.slice(end)}`, 301);
    return server.notFound(c.req.raw, suggestedLocale(catalog, c.req.raw));
  };

  app.get("/", (c) => redirectToLocale(catalog, c.req.raw));
  app.get("/healthz", (c) => c.json({ status: "alive" }));
  // The lag is told, never judged: an edge that was ready stays ready through an outage.
  app.get("/readyz", async (c) => {
    const { version } = catalog;
    return c.json({ status: "ready", catalogVersion: version, lagVersions: await lag(version), region });
  });
  addSitemapRoutes(app, { catalog, publicUrl, compressor: new Compressor() });
  app.get("/assets/:file", (c) => staticFile(c, build, c.req.path) ?? c.notFound());
  app.get("/favicon.ico", (c) => c.redirect("/favicon.svg", 301));
  // What else browsers look for at the root by custom is not worth a page.
  app.get("/:file{.+\\.(?:png|ico|txt|php)}", (c) => c.text("Not found\n", 404));
  app.get("/favicon.svg", (c) => staticFile(c, build, c.req.path) ?? c.notFound());
  app.get("/media/:key/:file", async (c) => await picture(c, options.pictures) ?? c.notFound());
  app.post("/choose-market", (c) => market.choose(c.req.raw));

  app.get("/api/v1/markets", () => catalogApi.markets(api));
  app.get("/api/v1/products", (c) => catalogApi.products(c.req.raw, api));
  app.get("/api/v1/products/:slug", (c) => catalogApi.product(c.req.raw, c.req.param("slug"), api));
  app.post(
    "/api/v1/quotes",
    (c) => quoteApi(c.req.raw, { reader: catalog.reader, hashCoupons, now, guesses }, from(c)),
  );
  refuseOtherMethods(app);
  app.all(
    "/api/v1/*",
    (c) => centre.forward(c.req.raw, pathAndQuery(c.req.url).slice("/api".length), from(c)),
  );
  app.all("/api/*", () => problemResponse("not-found"));
  app.get("/problems", (c) => centre.forward(c.req.raw, c.req.path, from(c)));
  app.get("/problems/:name", (c) => centre.forward(c.req.raw, c.req.path, from(c)));

  app.get("/:locale", (c) => {
    const locale = c.req.param("locale");
    return catalog.locales.has(locale.toLowerCase())
      ? c.redirect(`/${locale.toLowerCase()}/`, 301)
      : c.notFound();
  });
  app.get("/:locale/basket", localized((c, locale) => basket.show(c.req.raw, locale, from(c))));
  app.post("/:locale/basket", localized((c, locale) => basket.change(c.req.raw, locale)));
  addOrderRoutes(app, { ...shopping, orders: centre.orders, kept: keptForm(options.serviceToken) }, {
    localized,
    from,
  });
  app.get("/:locale/suggest", localized((c, locale) => suggest(catalog, c.req.raw, locale, now())));
  app.get("/:locale/markets", localized((c, locale) => market.show(c.req.raw, locale)));
  for (const page of pages) {
    if (page.cache === "private") continue;
    app.get(
      `/:locale/${page.pattern}`,
      localized((c, locale) => {
        const { locale: _, ...params } = c.req.param() as Record<string, string>;
        return server.shared(page, c.req.raw, locale, params);
      }),
    );
  }

  refuseOtherMethods(app);

  app.notFound(async (c) => {
    if (c.req.path.startsWith("/api/")) return problemResponse("not-found");
    const named = catalog.locales.get(c.req.path.split("/")[1] ?? "");
    return await server.notFound(c.req.raw, named ?? suggestedLocale(catalog, c.req.raw));
  });
  app.onError(async (error, c) => {
    log.error("request failed", { error, path: c.req.path });
    const isPassing = error instanceof CatalogUnavailableError;
    if (c.req.path.startsWith("/api/")) {
      return isPassing
        ? problemResponse("upstream-unavailable", { headers: { "retry-after": "1" } })
        : problemResponse("internal-error");
    }
    const named = catalog.locales.get(c.req.path.split("/")[1] ?? "");
    return await server.failure(
      c.req.raw,
      named ?? suggestedLocale(catalog, c.req.raw),
      isPassing ? 503 : 500,
    );
  });

  const routed = async (request: Request): Promise<Response> => {
    const response = await app.fetch(request);
    if (isUnread(request)) response.headers.set("connection", "close");
    // A page has its own; and wrapping it again would turn its bytes into a stream.
    if (response.headers.has("x-region")) return response;
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(plainHeaders)) {
      if (!headers.has(name)) headers.set(name, value);
    }
    return new Response(response.body, { status: response.status, headers });
  };
  const answer = (request: Request): Response | Promise<Response> => {
    if (request.method === "HEAD") return withoutBody(answer(new Request(request, { method: "GET" })));
    if (request.method === "GET") {
      const path = pathAndQuery(request.url);
      const kept = path.includes("?") ? null : server.peek(request, path);
      if (kept) return kept;
    }
    return routed(request);
  };
  return {
    fetch(request, peer) {
      if (peer) peers.set(request, peer);
      const learning = catalog.refresh();
      return learning ? learning.then(() => answer(request)) : answer(request);
    },
    async learn() {
      await catalog.refresh();
      return catalog.version;
    },
    close: () => options.reader.close(),
  };
}

/** Every path that was registered so far answers 405 to the methods that it does not take (RFC 9110, 15.5.6). */
function refuseOtherMethods(app: Hono): void {
  for (const path of new Set(app.routes.map((route) => route.path))) {
    const methods = new Set(app.routes.filter((route) => route.path === path).map((route) => route.method));
    if (methods.has("ALL")) continue;
    const allow = [...methods].flatMap((method) => method === "GET" ? ["GET", "HEAD"] : [method]).join(", ");
    app.all(path, () => problemResponse("method-not-allowed", { headers: { allow } }));
  }
}

/** The answer to HEAD: what GET would be answered, with its length and without its body (RFC 9110, 9.3.2). */
async function withoutBody(answer: Response | Promise<Response>): Promise<Response> {
  const response = await answer;
  const headers = new Headers(response.headers);
  if (response.body) headers.set("content-length", String((await response.arrayBuffer()).byteLength));
  return new Response(null, { status: response.status, headers });
}

const immutable = "public, max-age=31536000, immutable";

function staticFile(c: Context, { files }: Build, path: string): Response | null {
  const file = files.get(path);
  if (!file) return null;
  const wanted = chooseEncoding(c.req.header("accept-encoding") ?? null);
  const encoding = file.bodies[wanted] ? wanted : "identity";
  return new Response(file.bodies[encoding] ?? file.bodies.identity, {
    headers: {
      "content-type": file.contentType,
      "cache-control": file.immutable ? immutable : "public, max-age=3600",
      vary: "Accept-Encoding",
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    },
  });
}

async function picture(c: Context, pictures: Pictures | null): Promise<Response | null> {
  const address = parsePictureAddress(c.req.path);
  const bytes = address && pictures && await pictures.get(address.key, address.width, address.format);
  if (!address || !bytes) return null;
  if (bytes instanceof Response) return bytes;
  return new Response(bytes, {
    headers: { "content-type": `image/${address.format}`, "cache-control": immutable },
  });
}
