import type { PageContext } from "../../edge/page.ts";
import type { DeliveryCost } from "../delivery_cost.ts";
import { deliveryNote, taxNote } from "../price_notes.ts";

/** Beside a list of prices: whether tax is in them, and what delivery costs at least. */
export function PriceNote({ delivery, context }: { delivery: DeliveryCost; context: PageContext }) {
  const from = deliveryNote(delivery.fromMinor, context);
  return <p class="price-note">{from === null ? taxNote(context) : `${taxNote(context)} · ${from}`}</p>;
}
