/** How a try to place an order ends on the page: why it was not sent, or what the centre said. */
import { formatBasket } from "../commerce/basket_cookie.ts";
import type { CheckoutPageData, CheckoutProblem } from "../routes/checkout_data.ts";
import { type CheckoutFaults, fieldOf } from "../routes/checkout_form.ts";
import type { Placement } from "./orders_client.ts";
import type { PersonalContext } from "./page.ts";

/** The status of the answer to each. */
export const statuses: Readonly<Record<CheckoutProblem["kind"], number>> = {
  "faults": 422,
  "total-known": 409,
  "total-changed": 409,
  "basket-changed": 409,
  "out-of-stock": 409,
  "unshippable": 409,
  "key-reused": 409,
  "over": 409,
  "refused": 422,
  "rate-limited": 429,
  "unavailable": 503,
};

/** Why a form is not sent to the centre: it would be refused, or the shopper has not seen what it would cost. */
export function doubtOf(
  data: CheckoutPageData,
  faults: CheckoutFaults,
  { basket }: PersonalContext,
): CheckoutProblem | null {
  const { form, quote } = data;
  if (faults.size > 0) return { kind: "faults" };
  if (form.basket !== formatBasket(basket)) return { kind: "basket-changed" };
  if (form.shownBy === "centre" && form.shownMinor !== null) return null;
  if (quote === null) return { kind: "refused" };
  if (quote.unshippable.length > 0) return { kind: "unshippable" };
  if (!data.isComplete) return { kind: "refused" };
  if (form.shownMinor === null) return { kind: "total-known" };
  const nowMinor = quote.total.amountMinor;
  return form.shownMinor === nowMinor
    ? null
    : { kind: "total-changed", beforeMinor: form.shownMinor, nowMinor };
}

/** The page after the centre has refused an order. */
export function afterRefusal(
  data: CheckoutPageData,
  placement: Exclude<Placement, { kind: "placed" }>,
): CheckoutPageData {
  switch (placement.kind) {
    case "price-changed": {
      const { quote } = placement.change;
      const nowMinor = quote.total.amountMinor;
      return {
        ...data,
        quote,
        isComplete: true,
        form: { ...data.form, shownBy: "centre" },
        problem: { kind: "total-changed", beforeMinor: data.form.shownMinor ?? nowMinor, nowMinor },
      };
    }
    case "out-of-stock": {
      const lines = placement.shortages.map(({ sku, available }) => ({
        sku,
        available,
        title: data.lines.find((line) => line.sku === sku)?.title ?? sku,
      }));
      return { ...data, problem: { kind: "out-of-stock", lines } };
    }
    case "invalid": {
      const fields = placement.paths.flatMap((path) => fieldOf(path) ?? []);
      const faults = new Map(fields.map((field) => [field, "wrong" as const]));
      return { ...data, faults, problem: { kind: fields.length > 0 ? "faults" : "refused" } };
    }
    default:
      return { ...data, problem: { kind: placement.kind } };
  }
}
