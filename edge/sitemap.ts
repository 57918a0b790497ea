/**
 * `/sitemap.xml`, an index, and its parts: every page in every locale, each with its alternates
 * (sitemaps.org 0.9; `xhtml:link` as https://developers.google.com/search/docs/specialty/international/localized-versions).
 *
 * A locale's `hreflang` values come from its market's countries: the market `eu` in English is `en-IE`, `en-NL`, …
 */
import type { Hono } from "hono";
import type { Directory, Market, SitemapEntry } from "../commerce/catalog_view.ts";
import { sum } from "../commerce/money.ts";
import type { Compressor } from "./compressor.ts";
import { chooseEncoding } from "./encoding.ts";
import type { KnownCatalog } from "./known_catalog.ts";

/**
 * Links in a part: with some 200 bytes each 2 MB, made in a few milliseconds. The format allows 50 MB, and 50,000
 * addresses, each of which has a link to every alternate.
 */
const linksPerPart = 10_000;
const maxEntries = 1_000;
/** However many locales there are: so that a million products fit into the parts of one index. */
const minEntries = 20;
/** Parts that the index lists at most: the format's own limit. */
const maxParts = 50_000;
/** Of gzip: what is made for one robot. The same links again and again shrink to a thirtieth. */
const quality = 3;

/** What a sitemap is answered from. */
export interface SitemapAnswers {
  readonly catalog: KnownCatalog;
  readonly publicUrl: string;
  readonly compressor: Pick<Compressor, "compress">;
}

/** Adds `/robots.txt`, `/sitemap.xml` and its parts, `/sitemap-….xml`. */
export function addSitemapRoutes(app: Hono, answers: SitemapAnswers): void {
  app.get("/robots.txt", () => robots(answers.publicUrl));
  app.get("/sitemap.xml", (c) => sitemapIndex(c.req.raw, answers));
  app.get("/:file{sitemap-[a-z0-9]+\\.xml}", async (c) => {
    const part = c.req.param("file").slice("sitemap-".length, -".xml".length);
    return await sitemapPart(c.req.raw, answers, part) ?? c.notFound();
  });
}

/** The index: one part for each run of products and of what is none. */
async function sitemapIndex(request: Request, answers: SitemapAnswers): Promise<Response> {
  const { catalog: { reader, directory }, publicUrl } = answers;
  const parts = (await reader.sitemapParts(entriesPerPart(directory))).value.slice(0, maxParts);
  const items = parts.map((after) =>
    `<sitemap><loc>${publicUrl}/sitemap-${partName(after)}.xml</loc></sitemap>`
  );
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
  part: string,
): Promise<Response | null> {
  const { catalog: { reader, directory }, publicUrl } = answers;
  const match = /^(?:p(\d{1,15})|o([1-9]\d{0,14}))$/.exec(part);
  if (!match) return null;
  const after = match[1] === undefined ? -Number(match[2]) : Number(match[1]);
  const { entries } = (await reader.sitemap(after, entriesPerPart(directory))).value;
  const urls = entries.map((entry) => entryUrls(entry, directory.markets, publicUrl)).join("");
  return await xml(
    request,
    answers,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls}</urlset>`,
  );
}

/** Of products, or of others: the name of the part after a key. */
function partName(after: number): string {
  return after < 0 ? `o${-after}` : `p${after}`;
}

/** How many pages of the shop a part holds: each is in it once for every locale, each time with all its alternates. */
export function entriesPerPart({ markets }: Pick<Directory, "markets">): number {
  const locales = sum(markets.map(({ languages }) => languages.length));
  const alternates = 1 + sum(markets.map(({ languages, countries }) => languages.length * countries.length));
  const links = locales * (1 + alternates);
  return Math.min(maxEntries, Math.max(minEntries, Math.floor(linksPerPart / Math.max(1, links))));
}

/** The `url` elements of one page: one for each locale, all with the same list of alternates. */
export function entryUrls(entry: SitemapEntry, markets: readonly Market[], publicUrl: string): string {
  const addresses: string[] = [];
  let alternates = "";
  for (const market of markets) {
    if (!entry.markets.includes(market.code)) continue;
    for (const language of market.languages) {
      const path = entry.paths[language];
      if (path === undefined) continue;
      const address = escape(`${publicUrl}/${language}-${market.code}/${encodeURI(path)}`);
      addresses.push(address);
      for (const country of market.countries) alternates += alternate(`${language}-${country}`, address);
    }
  }
  if (addresses.length === 0) return "";
  alternates += alternate("x-default", addresses[0]!);
  return addresses.map((address) => `<url><loc>${address}</loc>${alternates}</url>`).join("");
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
export function robots(publicUrl: string): Response {
  const lines = [
    "User-agent: *",
    "Disallow: /api/",
    "Disallow: /*/basket",
    "Disallow: /*/markets",
    "Disallow: /*/search",
    "Disallow: /*/suggest",
    "",
    `Sitemap: ${publicUrl}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
