/** Limits of what one person, or one network address, may order without paying. */
import type { OrderBody } from "../../../commerce/wire/order.ts";
import { type OpenLimits, unpaidWindowMs } from "../../../db/orders/insert_order.ts";
import type { PlacingHistory } from "../../../db/orders/placing.ts";
import type { Refusal } from "../../platform/answer.ts";

const tooManyOpen = tooMany(60, "Too many orders wait for their payment: pay or cancel one of them.");

const tooManyUnpaid = tooMany(
  unpaidWindowMs / 1000,
  "Too many orders with this e-mail address came to nothing within an hour.",
);

/**
 * The refusal of an order beside which too much waits for its payment already, or came to nothing lately; null: there
 * is room.
 *
 * @param isDue Whether there is something to pay.
 */
export function refuseCrowd(
  { openOfEmail, openOfAddress, openUnits, unpaidOfEmail }: PlacingHistory,
  { lines }: OrderBody,
  isDue: boolean,
  limits: OpenLimits | null,
): Refusal | null {
  if (limits === null) return null;
  if (unpaidOfEmail >= limits.unpaidHourly) return tooManyUnpaid;
  if (!isDue) return null;
  if (openOfEmail >= limits.perEmail || openOfAddress >= limits.perAddress) return tooManyOpen;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (openUnits + units <= limits.units) return null;
  const free = Math.max(0, limits.units - openUnits);
  return tooMany(
    60,
    `At most ${limits.units} units are set aside for unpaid orders: ${free} more can be ordered before one is paid.`,
  );
}

/** The refusal of too much. */
export function tooMany(seconds: number, detail: string): Refusal {
  return { problem: "rate-limited", detail, headers: { "retry-after": `${seconds}` } };
}
