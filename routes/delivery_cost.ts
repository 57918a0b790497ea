/**
 * What delivery costs, for pages that show prices: the law wants it said beside them as far as it can be known (Germany:
 * PAngV § 6; United Kingdom: Digital Markets, Competition and Consumers Act 2024, section 230).
 */
import type { Moved, Read } from "../commerce/catalog_reader.ts";
import { choosePrice, standardPriceListId } from "../commerce/price_choice.ts";
import { ratedMethods } from "../commerce/quote/shipping.ts";
import type { QuoteVariant, QuoteView } from "../commerce/quote/view.ts";
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
 * @param skus Which pieces to ask it for.
 */
export function withDelivery<Data>(
  context: PageContext,
  found: Read<Data>,
  skus?: (data: Data) => readonly string[],
): Promise<Read<WithDelivery<Data>>>;
export function withDelivery<Data>(
  context: PageContext,
  found: Read<Data> | Moved | null,
): Promise<Read<WithDelivery<Data>> | Moved | null>;
export async function withDelivery<Data>(
  { reader, scope, market }: PageContext,
  found: Read<Data> | Moved | null,
  skus: (data: Data) => readonly string[] = () => [],
): Promise<Read<WithDelivery<Data>> | Moved | null> {
  if (found === null || !("value" in found)) return found;
  const country = market.countries[0] ?? null;
  const quoted = await reader.quoteView(scope, { skus: skus(found.value), country });
  const delivery = quoted === null
    ? { fromMinor: null, bySku: new Map() }
    : deliveryCost(quoted.value, scope.now);
  // Of a quote's tags only this one matters here: promotions and taxes are not in it.
  const shipping = quoted?.tags.filter((tag) => tag.startsWith("shipping:")) ?? [];
  return {
    ...found,
    value: { ...found.value, delivery },
    tags: [...new Set([...found.tags, ...shipping])],
    version: Math.min(found.version, quoted?.version ?? found.version),
  };
}

/** Computes it from what a quote reads. @param now Milliseconds since the epoch. */
export function deliveryCost(view: QuoteView, now: number): DeliveryCost {
  const home = view.market.countries[0];
  const open = new Set(
    view.zones.filter(({ countries, regions, postalCodes }) =>
      home !== undefined && countries.includes(home) && regions.length + postalCodes.length === 0
    ).map(({ id }) => id),
  );
  const first = view.methods.flatMap(({ zoneId, rates }) =>
    open.has(zoneId) ? rates[0]?.amountMinor ?? [] : []
  );
  const bySku = new Map<string, number>();
  for (const variant of view.variants.values()) {
    const cheapest = home === undefined ? undefined : costOfOne(variant, view, home, now);
    if (cheapest !== undefined) bySku.set(variant.sku, cheapest);
  }
  return { fromMinor: first.length === 0 ? null : Math.min(...first), bySku };
}

function costOfOne(
  variant: QuoteVariant,
  { zones, methods }: QuoteView,
  country: string,
  now: number,
): number | undefined {
  const price = choosePrice(variant.prices, { priceListId: standardPriceListId, quantity: 1, now });
  const rated = ratedMethods({
    lines: [{ ...variant, quantity: 1, valueMinor: price?.amountMinor ?? 0 }],
    shipTo: { country, region: null, postalCode: null },
    zones,
    methods,
  });
  return rated.length === 0 ? undefined : Math.min(...rated.map(({ amountMinor }) => amountMinor));
}
