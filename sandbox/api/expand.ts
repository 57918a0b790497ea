/** Expanding: ids in an answer become the objects they name (docs.stripe.com/api/expanding_objects). */
import type { RecordKind } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { badParameter } from "./errors.ts";

/** Property → the kind of object it names. */
const kinds: Readonly<Record<string, RecordKind>> = {
  payment_intent: "intent",
  latest_charge: "charge",
  charge: "charge",
  balance_transaction: "balance",
  failure_balance_transaction: "balance",
};

const maxDepth = 4;

/**
 * Expands in place.
 *
 * @throws {StripeRefusal} for a path that cannot be expanded.
 */
export function expandPaths(store: Store, answer: object, paths: readonly string[]): void {
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > maxDepth) {
      throw badParameter(
        "expand",
        undefined,
        `You cannot expand more than ${maxDepth} levels of a property.`,
      );
    }
    expandPath(store, answer as Expandable, steps, path);
  }
}

type Expandable = { [name: string]: unknown };

function expandPath(store: Store, object: Expandable, steps: readonly string[], path: string): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === "data" && Array.isArray(object[step])) {
    for (const item of object[step]) expandPath(store, item, rest, path);
    return;
  }
  include(store, object, step, path);
  const value = object[step];
  if (typeof value === "object" && value !== null) expandPath(store, value as Expandable, rest, path);
}

function include(store: Store, object: Expandable, step: string, path: string): void {
  if (step === "line_items" && object.object === "checkout.session") {
    object[step] ??= lineItems(store, String(object.id));
    return;
  }
  if (step === "refunds" && object.object === "charge") {
    object[step] ??= refundsOf(store, String(object.id));
    return;
  }
  const kind = kinds[step];
  if (kind === undefined || !(step in object)) {
    throw badParameter("expand", undefined, `This property cannot be expanded (${path}).`);
  }
  const id = object[step];
  if (typeof id === "string") object[step] = store.get(kind, id);
}

/** The lines of a session, as the first page of a list. */
export function lineItems(store: Store, session: string): object {
  const data = store.get("lines", session) ?? [];
  return { object: "list", url: `/v1/checkout/sessions/${session}/line_items`, has_more: false, data };
}

function refundsOf(store: Store, charge: string): object {
  const data = store.ids("refund").reverse()
    .map((id) => store.get("refund", id)!)
    .filter((refund) => refund.charge === charge);
  return { object: "list", url: `/v1/charges/${charge}/refunds`, has_more: false, data };
}
