/**
 * `/sitemap.xml`, an index, and its parts: every page in every locale, each with its alternates
 * (sitemaps.org 0.9; `xhtml:link` as https://developers.google.com/search/docs/specialty/international/localized-versions).
 *
 * A locale's `hreflang` values come from its market's countries: the market `eu` in English is `en-IE`, `en-NL`, …
 *
 * Every page links every locale to every other: with many of them few pages fill a part, and the parts do not fit into
 * one index. Then each locale has an index of its own, `/sitemap-fr-ch.xml`, and `/robots.txt` names them all.
 */
import type { Hono } from "hono";
import type { Directory, Market, SitemapEntry } from "../commerce/catalog_view.ts";
import { formatLocale, type Locale } from "../commerce/locale.ts";
import { sum } from "../commerce/money.ts";
import type { Compressor } from "./compressor.ts";
import { chooseEncoding } from "./encoding.ts";
import type { KnownCatalog } from "./known_catalog.ts";

/** Links in a part, about: with some 200 bytes each 2 MB, made in a few milliseconds. */
const linksPerPart = 10_000;
const maxEntries = 1_000;
/** So that a million products fit into the parts of one index. */
const wantedEntries = 20;
/**
 * Links in a part at most, where so many entries have more than the usual; the first part has up to twice as many. The
 * format allows 50 MB, and 50,000 addresses.
 */
const maxLinks = 12_500;
/** Parts that an index lists at most: the format's own limit. */
const maxParts = 50_000;
/** Of gzip: what is made for one robot. The same links again and again shrink to a thirtieth. */
const quality = 3;

/** What a sitemap is answered from. */
export interface SitemapAnswers {
  readonly catalog: KnownCatalog;
  readonly publicUrl: string;
  readonly compressor: Pick<Compressor, "compress">;
}

/** How the sitemap of a shop is divided. */
export interface SitemapShape {
  /** The locales that have an index of their own; `null` alone: one index is for all of them. */
  readonly locales: readonly (Locale | null)[];
  /** How many pages of the shop a part holds; the first one holds twice as many. */
  readonly entriesPerPart: number;
}

/** Adds `/robots.txt`, `/sitemap.xml`, which lists all parts, `/sitemap-….xml`, and the indexes of locales. */
export function addSitemapRoutes(app: Hono, answers: SitemapAnswers): void {
  const { catalog, publicUrl } = answers;
  app.get("/robots.txt", () => robots(publicUrl, sitemapShape(catalog.directory)));
  app.get("/sitemap.xml", (c) => sitemapIndex(c.req.raw, answers, sitemapShape(catalog.directory)));
  app.get("/:file{sitemap-[a-z0-9_-]+\\.xml}", async (c) => {
    const name = c.req.param("file").slice("sitemap-".length, -".xml".length);
    const shape = sitemapShape(catalog.directory);
    const own = shape.locales.find((locale) => locale !== null && formatLocale(locale) === name);
    if (own) return sitemapIndex(c.req.raw, answers, { ...shape, locales: [own] });
    return await sitemapPart(c.req.raw, answers, shape, name) ?? c.notFound();
  });
}

/**
 * A page is in the sitemap once for every locale, each time with all its alternates: in one part, or, where too few
 * pages would fill it, in one for each locale.
 */
export function sitemapShape({ markets }: Pick<Directory, "markets">): SitemapShape {
  const locales = markets.flatMap(({ code, languages }) =>
    languages.map((language): Locale => ({ language, market: code }))
  );
  const alternates = 1 + sum(markets.map(({ languages, countries }) => languages.length * countries.length));
  const linksInOne = 1 + alternates;
  const linksInAll = Math.max(1, locales.length) * linksInOne;
  return linksInAll * wantedEntries <= maxLinks
    ? { locales: [null], entriesPerPart: entriesOf(linksInAll) }
    : { locales, entriesPerPart: entriesOf(linksInOne) };
}

/** How many entries with so many links each a part holds. */
function entriesOf(links: number): number {
  const least = Math.max(1, Math.min(wantedEntries, Math.floor(maxLinks / links)));
  return Math.min(maxEntries, Math.max(least, Math.floor(linksPerPart / links)));
}

/** The index: one part for each run of products and of what is none, for each locale that has parts of its own. */
async function sitemapIndex(
  request: Request,
  answers: SitemapAnswers,
  { locales, entriesPerPart }: SitemapShape,
): Promise<Response> {
  const { catalog: { reader }, publicUrl } = answers;
  const parts = (await reader.sitemapParts(entriesPerPart)).value.slice(0, maxParts);
  const items: string[] = [];
  for (const locale of locales) {
    if (items.length + parts.length > maxParts) break;
    for (const after of parts) {
      items.push(`<sitemap><loc>${publicUrl}/sitemap-${partName(after, locale)}.xml</loc></sitemap>`);
    }
  }
  return await xml(
    request,
    answers,
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${items.join("")}</sitemapindex>`,
  );
}

/** One part, by its name in the index; null when there is none of that name. */
async function sitemapPart(
  request: Request,
  answers: SitemapAnswers,
  { locales, entriesPerPart }: SitemapShape,
  name: string,
): Promise<Response | null> {
  const { catalog: { reader, directory }, publicUrl } = answers;
  const match = /^(?:([a-z0-9-]+)_)?(?:p(\d{1,15})|o([1-9]\d{0,14}))$/.exec(name);
  const [, ofLocale, product, other] = match ?? [];
  const locale = locales.find((each) => (each && formatLocale(each)) === (ofLocale ?? null));
  if (!match || locale === undefined) return null;
  const after = product === undefined ? -Number(other) : Number(product);
  const { entries } = (await reader.sitemap(after, entriesPerPart)).value;
  const urls = entries.map((entry) => entryUrls(entry, directory.markets, publicUrl, locale)).join("");
  return await xml(
    request,
    answers,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls}</urlset>`,
  );
}

/** Of products, or of others: the name of the part after a key. No locale has an underscore. */
function partName(after: number, locale: Locale | null): string {
  const name = after < 0 ? `o${-after}` : `p${after}`;
  return locale === null ? name : `${formatLocale(locale)}_${name}`;
}

/** The `url` elements of one page: one for each locale, or for this one; all with the same list of alternates. */
export function entryUrls(
  entry: SitemapEntry,
  markets: readonly Market[],
  publicUrl: string,
  only: Locale | null,
): string {
  const addresses: string[] = [];
  const listed: string[] = [];
  let alternates = "";
  for (const market of markets) {
    if (!entry.markets.includes(market.code)) continue;
    for (const language of market.languages) {
      const path = entry.paths[language];
      if (path === undefined) continue;
      const locale = formatLocale({ language, market: market.code });
      const address = escape(`${publicUrl}/${locale}/${encodeURI(path)}`);
      addresses.push(address);
      if (only === null || formatLocale(only) === locale) listed.push(address);
      for (const country of market.countries) alternates += alternate(`${language}-${country}`, address);
    }
  }
  if (listed.length === 0) return "";
  alternates += alternate("x-default", addresses[0]!);
  return listed.map((address) => `<url><loc>${address}</loc>${alternates}</url>`).join("");
}

function alternate(hreflang: string, address: string): string {
  return `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${address}"/>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll(
    "'",
    "&apos;",
  );
}

async function xml(request: Request, { compressor }: SitemapAnswers, body: string): Promise<Response> {
  const bytes = new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`);
  const isZipped = chooseEncoding(request.headers.get("accept-encoding"), "once") === "gzip";
  return new Response(isZipped ? await compressor.compress(bytes, "gzip", quality) : bytes, {
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "vary": "accept-encoding",
      ...isZipped && { "content-encoding": "gzip" },
    },
  });
}

/** `/robots.txt`: everything may be read but what is one shopper's or endless. */
export function robots(publicUrl: string, { locales }: Pick<SitemapShape, "locales">): Response {
  const lines = [
    "User-agent: *",
    "Disallow: /api/",
    "Disallow: /*/basket",
    "Disallow: /*/markets",
    "Disallow: /*/search",
    "Disallow: /*/suggest",
    "",
    ...locales.map((locale) =>
      `Sitemap: ${publicUrl}/sitemap${locale === null ? "" : `-${formatLocale(locale)}`}.xml`
    ),
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
