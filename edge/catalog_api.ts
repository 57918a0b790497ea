/**
 * The public catalog reads of the API, answered from the replica with no call to the centre:
 * `GET /api/v1/markets`, `/api/v1/products`, `/api/v1/products/{slug}`.
 */
import { BadCursorError, type Scope } from "../commerce/catalog_reader.ts";
import { type FieldError, problemResponse } from "../commerce/problem.ts";
import {
  facetParameter,
  type MarketList,
  type ProductList,
  productQuery,
  productsQuery,
} from "../commerce/wire/catalog.ts";
import { productDetail, productItem } from "./catalog_api_shapes.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";

export interface CatalogApiOptions {
  readonly catalog: KnownCatalog;
  readonly publicUrl: string;
  readonly now: () => number;
}

/** No query names more facet values. */
const maxFacetValues = 40;

export function markets({ catalog }: CatalogApiOptions): Response {
  const items: MarketList["items"] = catalog.directory.markets.map((market) => ({
    code: market.code,
    name: market.names[market.languages[0]!] ?? market.code,
    countries: [...market.countries],
    currency: market.currency,
    languages: [...market.languages],
    pricesIncludeTax: market.pricesIncludeTax,
  }));
  return json({ items, nextCursor: null } satisfies MarketList, catalog);
}

export async function products(request: Request, options: CatalogApiOptions): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { plain, facets, errors } = splitQuery(searchParams);
  const parsed = productsQuery.safeParse(plain);
  if (!parsed.success) errors.push(...parsed.error.issues.map(fieldError));
  const locale = options.catalog.locales.get(`${plain.language}-${plain.market}`);
  if (parsed.success && !locale) errors.push(unknownLocale);
  if (errors.length > 0 || !parsed.success || !locale) {
    return problemResponse("validation-failed", { errors });
  }

  const { category, q, cursor, limit } = parsed.data;
  const sort = parsed.data.sort ?? (q ? "relevance" : "popular");
  const scope = scopeOf(locale, options);
  const query = { text: q?.trim() || null, facets, sort, cursor: cursor ?? null, limit };
  try {
    const read = category === undefined || query.text !== null
      ? await options.catalog.reader.search(scope, { ...query, category: category ?? null })
      : await options.catalog.reader.category(scope, { ...query, category });
    if (read === null || "movedTo" in read) {
      const message = read
        ? `moved to ${read.movedTo.replace(/^c\//, "")}`
        : "there is no such category in this market";
      return problemResponse("validation-failed", { errors: [{ path: "category", message }] });
    }
    const { list } = read.value;
    const unknown = unknownFacets(facets, list.facets);
    if (unknown.length > 0) return problemResponse("validation-failed", { errors: unknown });
    const answer: ProductList = {
      items: list.cards.map((card) => productItem(card, locale, options.publicUrl)),
      facets: list.facets.map(({ name, label, values }) => ({
        name,
        label,
        values: values.map(({ value, label, count }) => ({ value, label, count })),
      })),
      nextCursor: list.nextCursor,
    };
    return json(answer, options.catalog);
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error;
    const message = "wanted a cursor that an earlier page of this list gave";
    return problemResponse("validation-failed", { errors: [{ path: "cursor", message }] });
  }
}

export async function product(request: Request, slug: string, options: CatalogApiOptions): Promise<Response> {
  const parsed = productQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) {
    return problemResponse("validation-failed", { errors: parsed.error.issues.map(fieldError) });
  }
  const locale = options.catalog.locales.get(`${parsed.data.language}-${parsed.data.market}`);
  if (!locale) return problemResponse("validation-failed", { errors: [unknownLocale] });
  const read = await options.catalog.reader.product(scopeOf(locale, options), slug);
  if (read === null) {
    return problemResponse("not-found", { detail: "There is no such product in this market." });
  }
  if ("movedTo" in read) {
    const now = encodeURIComponent(read.movedTo.replace(/^p\//, ""));
    const location = `/api/v1/products/${now}?market=${locale.market.code}&language=${locale.language.tag}`;
    return new Response(null, { status: 301, headers: { location } });
  }
  const addresses = await options.catalog.reader.productAddresses(scopeOf(locale, options), slug);
  return json(productDetail(read.value, addresses, locale, options), options.catalog);
}

/** Facets apart from the plain parameters; a parameter that is sent twice is an error unless it is a facet. */
function splitQuery(given: URLSearchParams) {
  const plain: Record<string, string> = Object.create(null);
  const facets: Record<string, string[]> = Object.create(null);
  const errors: FieldError[] = [];
  let values = 0;
  for (const [name, value] of given) {
    const facet = facetParameter.exec(name)?.[1];
    if (facet === undefined) {
      if (name in plain) errors.push({ path: name, message: "was sent twice" });
      plain[name] = value;
    } else if (++values > maxFacetValues || value.length > 64) {
      errors.push({ path: name, message: "is too much" });
    } else (facets[facet] ??= []).push(value);
  }
  return { plain, facets, errors };
}

function unknownFacets(
  asked: Readonly<Record<string, readonly string[]>>,
  known: ProductList["facets"] | readonly { name: string; values: readonly { value: string }[] }[],
): FieldError[] {
  return Object.entries(asked).flatMap(([name, values]) => {
    const facet = known.find((each) => each.name === name);
    if (!facet) return [{ path: `facet.${name}`, message: "is no facet of this list" }];
    return values.filter((value) => !facet.values.some((each) => each.value === value))
      .map((value) => ({ path: `facet.${name}`, message: `"${value}" is no value of this facet` }));
  });
}

const unknownLocale: FieldError = {
  path: "market",
  message: "there is no such market, or it does not speak this language",
};

function fieldError(issue: { path: PropertyKey[]; message: string; keys?: string[] }): FieldError {
  const path = issue.keys ?? issue.path;
  return { path: path.map(String).join("."), message: issue.message };
}

function scopeOf(locale: ServedLocale, { now }: CatalogApiOptions): Scope {
  return { locale: locale.locale, priceList: "standard", now: now() };
}

function json(answer: unknown, catalog: KnownCatalog): Response {
  return Response.json(answer, {
    headers: { "cache-control": "public, no-cache", "x-catalog-version": String(catalog.version) },
  });
}
