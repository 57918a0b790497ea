/** Which of the shipping options is meant, and what free-shipping promotions make of them. */
import type { QuoteRefusal, ShippingOption } from "./answer.ts";
import type { FreeShipping } from "./promotions/apply.ts";
import type { RatedMethod, RatedOption } from "./shipping.ts";

/** An option with the promotion that makes it free, if one does. */
export interface OfferedOption extends ShippingOption {
  /** Before the promotion. */
  readonly fullMinor: number;
  readonly freeBy: FreeShipping | null;
}

export interface ShippingChoice {
  readonly options: readonly OfferedOption[];
  /** Null when there are none. */
  readonly chosen: OfferedOption | null;
}

/**
 * The promotion that makes a method free, its surcharges apart: the first that names it. Null where there is none, or
 * nothing to be taken off.
 */
export function freedBy(method: RatedMethod, promotions: readonly FreeShipping[]): FreeShipping | null {
  if (method.amountMinor === method.surchargesMinor) return null;
  return promotions.find(({ methods }) => methods.length === 0 || methods.includes(method.id)) ?? null;
}

/** Those of the promotions that make one of the methods free. */
export function freeingOf(
  rated: readonly RatedMethod[],
  promotions: readonly FreeShipping[],
): ReadonlySet<FreeShipping> {
  return new Set(rated.flatMap((method) => freedBy(method, promotions) ?? []));
}

/** The wanted option, or the cheapest when none is named: of equals the one that arrives first, then by id. */
export function chooseShipping(
  offered: readonly RatedOption[],
  wanted: string | null,
  promotions: readonly FreeShipping[],
): ShippingChoice | { readonly refusal: QuoteRefusal } {
  const options = offered.map(({ surchargesMinor, ...option }) => {
    const freeBy = freedBy({ ...option, surchargesMinor }, promotions);
    return {
      ...option,
      fullMinor: option.amountMinor,
      freeBy,
      amountMinor: freeBy ? surchargesMinor : option.amountMinor,
    };
  });
  const [cheapest] = options.toSorted((one, other) =>
    one.amountMinor - other.amountMinor || compare(one.promise.latest, other.promise.latest) ||
    compare(one.id, other.id)
  );
  if (cheapest === undefined || wanted === null) return { options, chosen: cheapest ?? null };
  const chosen = options.find((option) => option.id === wanted);
  if (chosen) return { options, chosen };
  return notOffered(options.map((option) => option.id));
}

/** The refusal of a wanted option, with those that there are. */
export function notOffered(ids: readonly string[]): { readonly refusal: QuoteRefusal } {
  const message = `not offered here: wanted one of ${ids.join(", ")}`;
  return { refusal: { errors: [{ path: "shippingOption", message }] } };
}

/** What each method costs after promotions, by its id. */
export function costsAfter(
  rated: readonly RatedMethod[],
  promotions: readonly FreeShipping[],
): ReadonlyMap<string, number> {
  return new Map(
    rated.map((
      method,
    ) => [method.id, freedBy(method, promotions) ? method.surchargesMinor : method.amountMinor]),
  );
}

/** Of these costs that of the wanted method, or of the cheapest where it is not there; 0 when nothing is sent. */
export function shippingCost(costsMinor: ReadonlyMap<string, number>, wanted: string | null): number {
  if (costsMinor.size === 0) return 0;
  return (wanted === null ? undefined : costsMinor.get(wanted)) ?? Math.min(...costsMinor.values());
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
