/**
 * Which locale a stranger at `/` is sent to: a suggestion only, every page can be reached by its address
 * (design decision 3).
 *
 * In order: the choice remembered in the cookie `market`; the market of the visitor's country; the market of a
 * region named in `Accept-Language`; the market around the region that accepted the connection; the first
 * market that speaks one of the visitor's languages; the shop's first market. Within the market, the language
 * is looked up as RFC 4647, section 3.4 says.
 */
import type { Directory, Market } from "../commerce/catalog_view.ts";
import { type Locale, parseLocale } from "../commerce/locale.ts";

/** What is known of a visitor. */
export interface Visitor {
  readonly acceptLanguage: string | null;
  /** ISO 3166-1 alpha-2, from a proxy's header. */
  readonly country: string | null;
  /** The region that accepted the connection (`Fly-Region`), e.g. `cdg`. */
  readonly region: string | null;
  /** The cookie `market`, e.g. `fr-ch`. */
  readonly remembered: string | null;
}

/** The locale to suggest. The directory has at least one market. */
export function negotiate(directory: Directory, visitor: Visitor): Locale {
  const remembered = visitor.remembered ? findLocale(directory, visitor.remembered) : null;
  if (remembered) return remembered;

  const ranges = languageRanges(visitor.acceptLanguage);
  const market = marketOfCountry(directory, visitor.country) ??
    first(ranges, (range) => marketOfCountry(directory, regionOf(range))) ??
    marketOfCountry(directory, visitor.region ? countryOfRegion.get(visitor.region) ?? null : null) ??
    first(ranges, (range) => {
      const spoken = lookup([range], directory.languages.map((language) => language.tag));
      return directory.markets.find((market) => market.languages[0] === spoken) ??
        directory.markets.find((market) => spoken !== null && market.languages.includes(spoken));
    }) ??
    directory.markets[0]!;
  return { market: market.code, language: lookup(ranges, market.languages) ?? market.languages[0]! };
}

/** The locale of that name if the shop has it: a market and one of its languages. */
export function findLocale(directory: Directory, name: string): Locale | null {
  const locale = parseLocale(name);
  const market = locale && directory.markets.find((market) => market.code === locale.market);
  return market && market.languages.includes(locale.language) ? locale : null;
}

/** The ranges of an `Accept-Language` header, most wanted first, lowercase, without `*` and refused ones. */
export function languageRanges(header: string | null): string[] {
  if (!header) return [];
  return header.slice(0, 1000).split(",").flatMap((item, index) => {
    const [range = "", ...parameters] = item.trim().toLowerCase().split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    return /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/.test(range) && quality > 0 ? [{ range, quality, index }] : [];
  }).sort((a, b) => b.quality - a.quality || a.index - b.index).map(({ range }) => range);
}

/** RFC 4647, section 3.4: each range is shortened from its end until a tag equals it. */
export function lookup(ranges: readonly string[], tags: readonly string[]): string | null {
  for (const range of ranges) {
    const parts = range.split("-");
    while (parts.length > 0) {
      const tag = parts.join("-");
      if (tags.includes(tag)) return tag;
      parts.pop();
      if (parts.at(-1)?.length === 1) parts.pop();
    }
  }
  return null;
}

function marketOfCountry(directory: Directory, country: string | null): Market | null {
  if (!country) return null;
  const wanted = country.toUpperCase();
  return directory.markets.find((market) => market.countries.includes(wanted)) ?? null;
}

/** The region subtag of a language range: `fr-CH` names CH (RFC 5646, section 2.2.4). */
function regionOf(range: string): string | null {
  return range.split("-").slice(1).find((part) => /^[a-z]{2}$/.test(part)) ?? null;
}

function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | null | undefined,
): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

/** The country around each of Fly's regions (https://fly.io/docs/reference/regions/). */
const countryOfRegion: ReadonlyMap<string, string> = new Map(
  ("ams NL,arn SE,atl US,bog CO,bom IN,bos US,cdg FR,den US,dfw US,ewr US,eze AR,fra DE,gdl MX,gig BR,gru BR," +
    "hkg HK,iad US,jnb ZA,lax US,lhr GB,mad ES,mia US,nrt JP,ord US,otp RO,phx US,qro MX,scl CL,sea US,sin SG," +
    "sjc US,syd AU,waw PL,yul CA,yyz CA").split(",").map((pair) => pair.split(" ") as [string, string]),
);
