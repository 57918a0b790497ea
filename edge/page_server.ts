/**
 * Serves pages: from the cache, or loaded, rendered and kept. The path of one request is read from top to bottom
 * here; what the cache promises is in `page_cache.ts`.
 */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { countPieces, parseBasket } from "../commerce/basket_cookie.ts";
import type { Scope } from "../commerce/catalog_reader.ts";
import { badRequestView } from "../routes/bad_request.tsx";
import { errorView } from "../routes/error.tsx";
import { notFoundView } from "../routes/not_found.tsx";
import type { Build } from "./build.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import type { CacheOutcome, PageCache, Rendered } from "./page_cache.ts";
import type { Loaded, PageContext, PersonalContext, PrivatePage, SharedPage } from "./page.ts";
import { pathAndQuery, readCookie, readReferrer } from "./request_facts.ts";
import { Compressor } from "./compressor.ts";
import { chooseEncoding } from "./encoding.ts";
import { Fragments } from "./fragments.ts";
import { PageEncoder } from "./page_encoder.ts";
import { type Body, type SlotValues, StoredPage } from "./stored_page.ts";
import { readWaitingOrder } from "./waiting_order.ts";

export interface PageServerOptions {
  readonly catalog: KnownCatalog;
  readonly cache: PageCache<StoredPage>;
  readonly build: Build;
  readonly publicUrl: string;
  readonly region: string;
  /** Security headers of pages. */
  readonly headers: Readonly<Record<string, string>>;
  readonly now: () => number;
}

/** What goes with a page that is made for one shopper. */
interface More {
  /** Pieces in the basket, where it is known better than the cookie. */
  readonly count?: number;
  readonly cookies?: readonly string[];
}

/** A page that is not kept, or only known by its outcome: where to go instead. */
class Outcome extends Error {
  constructor(readonly loaded: Exclude<Loaded<unknown>, { kind: "page" }>) {
    super(loaded.kind);
  }
}

export class PageServer {
  readonly #options: PageServerOptions;
  readonly #fixedHeaders: [string, string][];
  readonly #encoder = new PageEncoder();
  readonly #compressor = new Compressor();
  readonly #fragments = new Fragments(this.#encoder);
  /** Stands for the style sheet. */
  readonly #styles: string;

  constructor(options: PageServerOptions) {
    this.#options = options;
    this.#styles = this.#encoder.share(options.build.styles);
    this.#fixedHeaders = [
      ["content-type", "text/html; charset=utf-8"],
      ["vary", "Accept-Encoding, Cookie"],
      ["x-region", options.region],
      ["speculation-rules", `"/assets/speculation.json"`],
      ...Object.entries(options.headers),
    ];
  }

  /** The answer from the cache alone, or null. Only a path without a query can be answered so. */
  peek(request: Request, path: string): Response | Promise<Response> | null {
    const page = this.#options.cache.peek(path);
    const locale = page && this.#options.catalog.locales.get(localeName(path));
    return locale ? this.#send(request, page, locale, "hit", []) : null;
  }

  /** Serves a page that is the same for everyone in its locale. */
  async shared<Data>(
    route: SharedPage<Data>,
    request: Request,
    locale: ServedLocale,
    params: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const context = this.context(locale, request, params, route);
    const timing: string[] = [];
    const render = async (): Promise<Rendered<StoredPage>> => {
      const scope: Scope = { ...context.scope, now: this.#options.now() };
      const started = performance.now();
      const loaded = await route.load({ ...context, scope });
      if (loaded.kind !== "page") throw new Outcome(loaded);
      const read = performance.now();
      const page = this.#page(route.view(loaded.data, context), loaded.status ?? 200);
      timing.push(
        `read;dur=${(read - started).toFixed(2)}`,
        `render;dur=${(performance.now() - read).toFixed(2)}`,
      );
      // Not the data itself: it would be kept as long as the page, and takes more.
      const { tags, version, validUntil } = loaded.read;
      return { page, tags, version, validUntil, cacheable: page.status === 200 };
    };
    try {
      const { rendered, outcome } = await this.#options.cache.get(context.path, render);
      return await this.#send(request, rendered.page, locale, outcome, timing);
    } catch (error) {
      if (error instanceof Outcome) return this.#elsewhere(error.loaded, request, locale, context);
      throw error;
    }
  }

  /** Serves a page that is made for one shopper. */
  async private<Data>(
    route: PrivatePage<Data>,
    request: Request,
    locale: ServedLocale,
    params: Readonly<Record<string, string>>,
    personal: Pick<PersonalContext, "basket" | "notices" | "wishes">,
    more: (data: Data) => More = () => ({}),
  ): Promise<Response> {
    const cameFrom = readReferrer(request, this.#options.publicUrl);
    const context: PersonalContext = {
      ...this.context(locale, request, params, route),
      ...personal,
      cameFrom,
      waiting: readWaitingOrder(request, locale.market.code),
    };
    const loaded = await route.load(context);
    if (loaded.kind !== "page") return this.#elsewhere(loaded, request, locale, context);
    const page = this.#page(route.view(loaded.data, context), loaded.status ?? 200);
    return this.once(request, locale, page, more(loaded.data));
  }

  /** Sends a view that is made for this very answer. */
  made(
    view: VNode,
    status: number,
    request: Request,
    locale: ServedLocale,
    more: More = {},
  ): Promise<Response> {
    return this.once(request, locale, this.#page(view, status), more);
  }

  /** Sends a page that nobody keeps. */
  async once(
    request: Request,
    locale: ServedLocale,
    page: StoredPage,
    more: More = {},
  ): Promise<Response> {
    const slots = more.count === undefined ? this.#slots(request, locale) : basketSlots(more.count, locale);
    const encoding = chooseEncoding(request.headers.get("accept-encoding"), "once");
    const { bytes } = await page.filled(slots ?? {}, encoding);
    const headers = new Headers(this.#fixedHeaders);
    headers.set("cache-control", "private, no-store");
    headers.set("content-language", locale.language.tag);
    headers.set("x-catalog-version", String(this.#options.catalog.version));
    if (encoding !== "identity") headers.set("content-encoding", encoding);
    for (const cookie of more.cookies ?? []) headers.append("set-cookie", cookie);
    return new Response(bytes, { status: page.status, headers });
  }

  /** Markets or languages have changed: nothing that was rendered of them may stand in a page any more. */
  forgetLocales(): void {
    this.#fragments.clear();
  }

  /** 404 in the words of the locale. */
  async notFound(request: Request, locale: ServedLocale): Promise<Response> {
    const context = this.context(locale, request, {});
    const frame = (await context.reader.frame(context.scope)).value;
    return this.once(request, locale, this.#page(notFoundView(frame, context), 404));
  }

  /** 500, or 503 for what will pass, in the words of the locale; needs nothing of the catalog. */
  async failure(request: Request, locale: ServedLocale, status: 500 | 503): Promise<Response> {
    const context = this.context(locale, request, {});
    const response = await this.once(request, locale, this.#page(errorView(context), status));
    if (status === 503) response.headers.set("retry-after", "1");
    return response;
  }

  /** What routes see of a request. */
  context(
    { name, locale, market, language, t, format }: ServedLocale,
    request: Request,
    params: Readonly<Record<string, string>>,
    route?: { readonly query?: (given: URLSearchParams) => URLSearchParams },
  ): PageContext {
    const { catalog, build, publicUrl, now } = this.#options;
    const address = pathAndQuery(request.url);
    const mark = address.indexOf("?");
    const query = mark === -1 || !route?.query
      ? new URLSearchParams()
      : route.query(new URLSearchParams(address.slice(mark)));
    const pathname = mark === -1 ? address : address.slice(0, mark);
    return {
      reader: catalog.reader,
      directory: catalog.directory,
      market,
      language,
      locale,
      scope: { locale, priceList: "standard", now: now() },
      params,
      query,
      path: query.size > 0 ? `${pathname}?${query}` : pathname,
      publicUrl,
      t,
      format,
      fragment: this.#fragments.in(name),
      assets: build.assets,
      styles: this.#styles,
    };
  }

  /** Renders a view as a whole document. */
  #page(view: VNode, status: number): StoredPage {
    return new StoredPage("<!DOCTYPE html>" + renderToString(view), status, this.#encoder, this.#compressor);
  }

  #elsewhere(
    loaded: Exclude<Loaded<unknown>, { kind: "page" }>,
    request: Request,
    locale: ServedLocale,
    context: PageContext,
  ): Promise<Response> {
    if (loaded.kind === "redirect") {
      // A slug may get its old name back: no redirect is for ever.
      const headers = { location: loaded.to, "cache-control": "no-cache" };
      return Promise.resolve(new Response(null, { status: loaded.status, headers }));
    }
    if (loaded.kind === "not-found") return this.notFound(request, locale);
    return this.once(request, locale, this.#page(badRequestView(loaded.to, context), 400));
  }

  /** The hot path: a kept page with the visitor's slots, whole or as 304. */
  #send(
    request: Request,
    page: StoredPage,
    locale: ServedLocale,
    outcome: CacheOutcome,
    timing: readonly string[],
  ): Response | Promise<Response> {
    const slots = this.#slots(request, locale);
    const personal = slots !== null && page.hasSlotFor(slots);
    const encoding = chooseEncoding(request.headers.get("accept-encoding"), personal ? "once" : "kept");
    const body = personal ? page.filled(slots, encoding) : page.body(encoding);
    const answer = ({ bytes, etag }: Body) => {
      const isKnown = matches(request.headers.get("if-none-match"), etag);
      const response = new Response(isKnown ? null : bytes, { status: isKnown ? 304 : page.status });
      const { headers } = response;
      // One by one: given to the constructor they are converted and checked three times as long.
      for (const [name, value] of this.#fixedHeaders) headers.set(name, value);
      headers.set("etag", etag);
      headers.set("cache-control", personal ? "private, no-cache" : "public, no-cache");
      headers.set("content-language", locale.language.tag);
      headers.set("x-catalog-version", String(this.#options.catalog.version));
      headers.set("cache-status", cacheStatus[outcome]);
      headers.set("server-timing", timing.length > 0 ? timing.join(", ") : "cache;desc=hit");
      if (encoding !== "identity" && !isKnown) headers.set("content-encoding", encoding);
      return response;
    };
    return body instanceof Promise ? body.then(answer) : answer(body);
  }

  /** What is known of the visitor, or null for a stranger with an empty basket. */
  #slots(request: Request, locale: ServedLocale): SlotValues | null {
    const cookie = readCookie(request, "basket");
    return cookie === null ? null : basketSlots(countPieces(parseBasket(cookie).lines), locale);
  }
}

/** The values of RFC 9211 for each outcome. */
const cacheStatus: Readonly<Record<CacheOutcome, string>> = {
  hit: "comptoir; hit",
  stale: "comptoir; hit; fwd=stale",
  miss: "comptoir; fwd=uri-miss",
  collapsed: "comptoir; fwd=uri-miss; collapsed",
};

function basketSlots(pieces: number, locale: ServedLocale): SlotValues | null {
  return pieces > 0 ? { "basket-count": locale.format.number(pieces) } : null;
}

/** Weak comparison, as `If-None-Match` wants (RFC 9110, section 13.1.2). */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** The first segment of a path: `/fr-fr/c/x` → `fr-fr`. */
function localeName(path: string): string {
  const end = path.indexOf("/", 1);
  return path.slice(1, end === -1 ? undefined : end);
}
