/** Choosing a market: `/` suggests one, the switcher lists them, a form remembers the choice. */
import { formatLocale } from "../commerce/locale.ts";
import { noWishes } from "../commerce/quote_cookie.ts";
import type { MarketsAnswer } from "../commerce/wire/shop.ts";
import { marketsPage } from "../routes/markets.tsx";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import { findLocale, negotiate } from "./negotiation.ts";
import type { PageServer } from "./page_server.ts";
import { formatCookie, isOwnForm, readCookie, readForm, wantsJson } from "./request_facts.ts";

export interface MarketHandlerOptions {
  readonly catalog: KnownCatalog;
  readonly pages: PageServer;
  readonly publicUrl: string;
  readonly https: boolean;
  readonly now: () => number;
}

/** A choice is remembered for a year. */
const marketMaxAgeSeconds = 365 * 24 * 3600;
/** Headers in which proxies name a visitor's country (ISO 3166-1 alpha-2). */
const countryHeaders = ["cf-ipcountry", "cloudfront-viewer-country", "x-country-code", "x-vercel-ip-country"];

/** The locale to suggest to whoever sent this request. */
export function suggestedLocale(catalog: KnownCatalog, request: Request): ServedLocale {
  const country = countryHeaders.map((name) => request.headers.get(name)).find((value) => value !== null) ??
    null;
  const locale = negotiate(catalog.directory, {
    acceptLanguage: request.headers.get("accept-language"),
    country,
    region: request.headers.get("fly-region"),
    remembered: readCookie(request, "market"),
  });
  return catalog.locales.get(formatLocale(locale))!;
}

/** `GET /`. */
export function redirectToLocale(catalog: KnownCatalog, request: Request): Response {
  return new Response(null, {
    status: 302,
    headers: {
      location: `/${suggestedLocale(catalog, request).name}/`,
      "cache-control": "private, no-store",
      vary: "Accept-Language, Cookie",
    },
  });
}

export class MarketHandler {
  readonly #options: MarketHandlerOptions;

  constructor(options: MarketHandlerOptions) {
    this.#options = options;
  }

  /** `GET /{locale}/markets?from={path}`, as a page or as JSON for the switcher. */
  show(request: Request, locale: ServedLocale): Promise<Response> {
    if (!wantsJson(request)) {
      const stranger = { basket: [], notices: [], wishes: noWishes };
      return this.#options.pages.private(marketsPage, request, locale, {}, stranger);
    }
    const items: MarketsAnswer["items"] = Array.from(this.#options.catalog.locales.values(), (each) => ({
      locale: each.name,
      market: each.market.names[each.locale.language] ?? each.market.code,
      language: each.language.name,
      currency: each.market.currency,
      current: each.name === locale.name,
    }));
    // The page has the same address.
    const headers = { "cache-control": "private, no-store", "vary": "Accept" };
    return Promise.resolve(Response.json({ items } satisfies MarketsAnswer, { headers }));
  }

  /** `POST /choose-market`: remembers the choice and goes to the same page there, or to its home page. */
  async choose(request: Request): Promise<Response> {
    const { catalog, publicUrl, https } = this.#options;
    if (!isOwnForm(request, publicUrl)) return new Response("Forbidden", { status: 403 });
    const form = await readForm(request);
    if (form instanceof Response) return form;
    const chosen = findLocale(catalog.directory, form?.get("locale") ?? "");
    if (!chosen) return redirectToLocale(catalog, request);
    const name = formatLocale(chosen);
    return new Response(null, {
      status: 303,
      headers: {
        location: `/${name}/${await this.#samePage(form?.get("from") ?? "", chosen.language)}`,
        "cache-control": "no-store",
        "set-cookie": formatCookie("market", name, { maxAgeSeconds: marketMaxAgeSeconds, https }),
      },
    });
  }

  /** The path after the locale of the page that is at `from` in another language; empty where there is none. */
  async #samePage(from: string, language: string): Promise<string> {
    const match = /^\/([a-z0-9-]{1,40})\/([^?#]{0,300})/.exec(from);
    const there = match && this.#options.catalog.locales.get(match[1]!);
    if (!there) return "";
    const scope = { locale: there.locale, priceList: "standard", now: this.#options.now() };
    const paths = await this.#options.catalog.reader.alternates(scope, match[2]!);
    return encodeURI(paths[language] ?? "");
  }
}
