/**
 * `/sitemap.xml`, an index, and its parts: every page in every locale, each with its alternates
 * (sitemaps.org 0.9; `xhtml:link` as https://developers.google.com/search/docs/specialty/international/localized-versions).
 *
 * A locale's `hreflang` values come from its market's countries: the market `eu` in English is `en-IE`, `en-NL`, …
 */
import type { Market, SitemapEntry } from "../commerce/catalog_view.ts";
import type { KnownCatalog } from "./known_catalog.ts";

/** Products a part: with 16 locales and their alternates a part stays below 50,000 addresses and 50 MB. */
const entriesPerPart = 100;
/** Parts that the index lists at most: the format's own limit. */
const maxParts = 50_000;

/** The index: one part for each run of products; the first holds all that is no product, too. */
export async function sitemapIndex(catalog: KnownCatalog, publicUrl: string): Promise<Response> {
  const parts = (await catalog.reader.sitemapParts(entriesPerPart)).value.slice(0, maxParts);
  const items = parts.map((after) => `<sitemap><loc>${publicUrl}/sitemap-p${after}.xml</loc></sitemap>`);
  return xml(
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${items.join("")}</sitemapindex>`,
  );
}

/** One part, by its name in the index; null when there is none of that name. */
export async function sitemapPart(
  catalog: KnownCatalog,
  publicUrl: string,
  part: string,
): Promise<Response | null> {
  const match = /^p(\d{1,15})$/.exec(part);
  if (!match) return null;
  const { entries } = (await catalog.reader.sitemap(Number(match[1]), entriesPerPart)).value;
  const urls = entries.map((entry) => entryUrls(entry, catalog.directory.markets, publicUrl)).join("");
  return xml(
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls}</urlset>`,
  );
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

function xml(body: string): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" },
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
