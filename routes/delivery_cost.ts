/**
 * What delivery costs, for pages that show prices: the law wants it said beside them as far as it can be known (Germany:
 * PAngV § 6; United Kingdom: Digital Markets, Competition and Consumers Act 2024, section 230).
 */
import type { Moved, Read } from "../commerce/catalog_reader.ts";
import type { ProductPage } from "../commerce/catalog_view.ts";
import { ratedMethods, type ShippingLine } from "../commerce/quote/shipping.ts";
import type { QuoteView } from "../commerce/quote/view.ts";
import type { PageContext } from "../edge/page.ts";

/** Least costs in minor units, within the market's home country, when it is not said where to. */
export interface DeliveryCost {
  /** Of the cheapest way that there is; null: it depends on the place. */
  readonly fromMinor: number | null;
  /** Of one piece alone, by SKU; what is left out depends on the place, or is not sent. */
  readonly bySku: ReadonlyMap<string, number>;
}

/** A page's data with what delivery costs. */
export type WithDelivery<Data> = Data & { readonly delivery: DeliveryCost };

/**
 * Adds what delivery costs to a page that was read.
 *
 * @param lines Which pieces to ask it for.
 */
export function withDelivery<Data>(
  context: PageContext,
  found: Read<Data>,
  lines?: (data: Data) => readonly ShippingLine[],
): Promise<Read<WithDelivery<Data>>>;
export function withDelivery<Data>(
  context: PageContext,
  found: Read<Data> | Moved | null,
): Promise<Read<WithDelivery<Data>> | Moved | null>;
export async function withDelivery<Data>(
  { reader, scope, market }: PageContext,
  found: Read<Data> | Moved | null,
  lines: (data: Data) => readonly ShippingLine[] = () => [],
): Promise<Read<WithDelivery<Data>> | Moved | null> {
  if (found === null || !("value" in found)) return found;
  const country = market.countries[0] ?? null;
  // Of no SKUs: what is the same for every basket of the market is in the reader's memory.
  const quoted = await reader.quoteView(scope, { skus: [], country });
  const delivery = quoted === null
    ? { fromMinor: null, bySku: new Map() }
    : deliveryCost(quoted.value, lines(found.value));
  // Of a quote's tags only this one matters here: promotions and taxes are not in it.
  const shipping = quoted?.tags.filter((tag) => tag.startsWith("shipping:")) ?? [];
  return {
    ...found,
    value: { ...found.value, delivery },
    tags: [...new Set([...found.tags, ...shipping])],
    version: Math.min(found.version, quoted?.version ?? found.version),
  };
}

/** Every variant of a product as one piece of it ships. */
export function piecesOf({ kind, dimensionsMm, attributeCodes, variants }: ProductPage): ShippingLine[] {
  const [width, depth, height] = dimensionsMm ?? [0, 0, 0];
  return variants.map(({ sku, weightGrams, options, price }) => {
    const attributes: Record<string, readonly string[]> = Object.assign(Object.create(null), attributeCodes);
    for (const [name, value] of Object.entries(options)) {
      attributes[name] = [...attributes[name] ?? [], value];
    }
    return {
      sku,
      quantity: 1,
      kind,
      weightGrams: weightGrams ?? 0,
      volumeCm3: Math.ceil(width * depth * height / 1000),
      attributes,
      valueMinor: price.amountMinor,
    };
  });
}

/** Computes it from what a quote reads. */
export function deliveryCost(
  { market, zones, methods }: Pick<QuoteView, "market" | "zones" | "methods">,
  lines: readonly ShippingLine[],
): DeliveryCost {
  const home = market.countries[0];
  const open = new Set(
    zones.filter(({ countries, regions, postalCodes }) =>
      home !== undefined && countries.includes(home) && regions.length + postalCodes.length === 0
    ).map(({ id }) => id),
  );
  const first = methods.flatMap(({ zoneId, rates }) => open.has(zoneId) ? rates[0]?.amountMinor ?? [] : []);
  const bySku = new Map<string, number>();
  for (const line of home === undefined ? [] : lines) {
    const shipTo = { country: home!, region: null, postalCode: null };
    const rated = ratedMethods({ lines: [line], shipTo, zones, methods });
    if (rated.length > 0) bySku.set(line.sku, Math.min(...rated.map(({ amountMinor }) => amountMinor)));
  }
  return { fromMinor: first.length === 0 ? null : Math.min(...first), bySku };
}
