/** Which of the shipping options is meant, and what free-shipping promotions make of them. */
import type { QuoteRefusal, ShippingOption } from "./answer.ts";
import type { FreeShipping } from "./promotions/apply.ts";

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
 * The wanted option, or the cheapest when none is named: of equals the one that arrives first, then by id. Each
 * option is free by the first promotion that names it.
 */
export function chooseShipping(
  offered: readonly ShippingOption[],
  wanted: string | null,
  promotions: readonly FreeShipping[],
): ShippingChoice | { readonly refusal: QuoteRefusal } {
  const options = offered.map((option) => {
    const freeBy = option.amountMinor === 0
      ? null
      : promotions.find(({ methods }) => methods.length === 0 || methods.includes(option.id)) ?? null;
    return { ...option, fullMinor: option.amountMinor, freeBy, amountMinor: freeBy ? 0 : option.amountMinor };
  });
  const [cheapest] = options.toSorted((one, other) =>
    one.amountMinor - other.amountMinor || compare(one.promise.latest, other.promise.latest) ||
    compare(one.id, other.id)
  );
  if (cheapest === undefined || wanted === null) return { options, chosen: cheapest ?? null };
  const chosen = options.find((option) => option.id === wanted);
  if (chosen) return { options, chosen };
  const message = `not offered here: wanted one of ${options.map((option) => option.id).join(", ")}`;
  return { refusal: { errors: [{ path: "shippingOption", message }] } };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
