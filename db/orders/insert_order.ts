/** Writing a new order: the order, its copy of what was bought, its person, its promotions, its answer; or nothing. */
import type { InStatement } from "@libsql/client";
import type { LimitedPromotion } from "../../commerce/wire/internal_quotes.ts";
import type { Guard } from "../platform/guard.ts";
import { type Claim, finishStatement } from "../platform/idempotency_keys.ts";
import { type OutboxEvent, outboxStatement } from "../platform/outbox.ts";
import type { Orders } from "./open.ts";
import type { EventRecord, LineRecord, OrderPerson, OrderRecord } from "./records.ts";
import { announceLimits, hasRoom, redeem } from "./redemptions.ts";
import { type Columns, insertAllWhere, insertWhere, wrote } from "./statements.ts";

/**
 * What may wait for its payment at once: orders, and units in them, so that nobody sets stock aside for nothing. And how
 * many may come to nothing, so that nobody has mails sent to a stranger.
 */
export interface OpenLimits {
  /** Orders of one e-mail address, and of one network address. */
  readonly perEmail: number;
  readonly perAddress: number;
  /** Units in all orders of one e-mail address, and of one network address. */
  readonly units: number;
  /** Orders of one e-mail address that are placed within an hour and not paid, ended ones too. */
  readonly unpaidHourly: number;
}

/** What {@linkcode OpenLimits.unpaidHourly} counts within. */
export const unpaidWindowMs = 3_600_000;

/** An order that is to be placed. */
export interface NewOrder {
  readonly order:
    & Pick<
      OrderRecord,
      | "id"
      | "number"
      | "state"
      | "placedAt"
      | "market"
      | "language"
      | "currency"
      | "timeZone"
      | "totalMinor"
      | "quote"
      | "shippingChargedMinor"
      | "termsVersion"
      | "allocations"
      | "returnUrl"
      | "capture"
      | "checkout"
      | "payBy"
      | "paymentState"
      | "stock"
      | "due"
      | "dueAt"
    >
    & { readonly emailKey: string; readonly addressKey: string | null };
  readonly person: OrderPerson;
  readonly lines: readonly Omit<LineRecord, "canceled" | "refundedUnits" | "refundedMinor">[];
  readonly promotions: readonly LimitedPromotion[];
  readonly events: readonly EventRecord[];
  readonly outbox: readonly OutboxEvent[];
  readonly openLimits: OpenLimits | null;
  readonly claim: Claim;
  /** What the request is answered; stored with the order. */
  readonly outcome: unknown;
}

/**
 * What became of it. `refused`: the claim is held by another try, its id was abandoned, a promotion has no room any
 * more or too many orders are open; nothing was written. `number-taken`: nothing was written, another number will do.
 */
export type InsertOutcome = "placed" | "refused" | "number-taken";

export async function insertOrder({ queue }: Pick<Orders, "queue">, made: NewOrder): Promise<InsertOutcome> {
  const { order, claim } = made;
  const now = order.placedAt;
  const token = crypto.randomUUID();
  const guard = wrote(order.id, token);
  const statements: InStatement[] = [
    insertWhere("orders", { ...orderColumns(made), write_token: token }, mayBePlaced(made)),
    insertWhere("order_people", personColumns(order.id, made.person), guard),
    insertAllWhere("order_lines", made.lines.map((line) => lineColumns(order.id, line)), guard),
    insertAllWhere(
      "order_events",
      made.events.map(({ details, ...event }) => ({
        ...event,
        order_id: order.id,
        details: JSON.stringify(details),
      })),
      guard,
    ),
    ...made.outbox.map((event) => outboxStatement(event, now, guard)),
    finishStatement(claim, made.outcome, now, guard),
  ];
  if (made.promotions.length > 0) {
    statements.push(
      redeem(order.id, made.promotions, order.emailKey, guard),
      announceLimits(order.id, "taken", now, guard),
    );
  }
  try {
    const [decision] = await queue.write(statements);
    return decision!.rowsAffected === 1 ? "placed" : "refused";
  } catch (error) {
    if (String(error).includes("orders.number")) return "number-taken";
    throw error;
  }
}

function mayBePlaced({ order, lines, promotions, openLimits, claim }: NewOrder): Guard {
  const guards: Guard[] = [
    {
      sql: "EXISTS (SELECT 1 FROM idempotency_keys WHERE request_hash = ? AND token = ? AND outcome IS NULL)",
      args: [claim.requestHash, claim.token],
    },
    { sql: "NOT EXISTS (SELECT 1 FROM abandoned WHERE order_id = ?)", args: [order.id] },
    ...promotions.map((one) => hasRoom(one, order.emailKey)),
  ];
  if (openLimits) {
    guards.push({
      sql: `${unpaidSince("?", "?")} < ?`,
      args: [order.emailKey, order.placedAt - unpaidWindowMs, openLimits.unpaidHourly],
    });
  }
  if (openLimits && order.checkout === "open") {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const room = (column: "email_key" | "address_key", key: string, most: number): Guard => ({
      sql: `(SELECT count(*) FROM orders WHERE ${column} = ? AND checkout = 'open') < ?
        AND ${openUnits(column, "?")} <= ?`,
      args: [key, most, key, openLimits.units - units],
    });
    guards.push(room("email_key", order.emailKey, openLimits.perEmail));
    if (order.addressKey !== null) {
      guards.push(room("address_key", order.addressKey, openLimits.perAddress));
    }
  }
  return { sql: guards.map(({ sql }) => sql).join(" AND "), args: guards.flatMap(({ args }) => args) };
}

/** SQL for the units in a person's, or an address's, orders that wait for their payment. */
export function openUnits(column: "email_key" | "address_key", key: string): string {
  return `(SELECT coalesce(sum(l.quantity), 0) FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.${column} = ${key} AND o.checkout = 'open')`;
}

/** SQL for the number of a person's orders that were placed after an instant and brought no money. */
export function unpaidSince(key: string, since: string): string {
  return `(SELECT count(*) FROM orders o WHERE o.email_key = ${key} AND o.placed_at > ${since} AND o.secured_minor = 0)`;
}

function orderColumns({ order }: NewOrder): Columns {
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    placed_at: order.placedAt,
    market: order.market,
    language: order.language,
    currency: order.currency,
    time_zone: order.timeZone,
    total_minor: order.totalMinor,
    quote: JSON.stringify(order.quote),
    shipping_charged_minor: order.shippingChargedMinor,
    terms_version: order.termsVersion,
    allocations: JSON.stringify(order.allocations),
    return_url: order.returnUrl,
    capture: order.capture,
    email_key: order.emailKey,
    address_key: order.addressKey,
    checkout: order.checkout,
    pay_by: order.payBy,
    payment_state: order.paymentState,
    stock: order.stock,
    due: order.due,
    due_at: order.dueAt,
  };
}

function personColumns(orderId: string, { email, name, shipTo, billTo, customer }: OrderPerson): Columns {
  return {
    order_id: orderId,
    email,
    name,
    search_name: name === null ? null : searchName(name),
    ship_to: shipTo && JSON.stringify(shipTo),
    bill_to: billTo && JSON.stringify(billTo),
    customer: customer && JSON.stringify(customer),
  };
}

/** A name as merchants find it, however it was typed. */
export function searchName(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function lineColumns(orderId: string, line: NewOrder["lines"][number]) {
  return {
    order_id: orderId,
    position: line.position,
    sku: line.sku,
    quantity: line.quantity,
    product_id: line.productId,
    title: line.title,
    options: line.options,
    brand: line.brand,
    image: line.image && JSON.stringify(line.image),
    kind: line.kind,
    seller: line.seller,
    weight_grams: line.weightGrams,
    categories: JSON.stringify(line.categories),
    unit_price_minor: line.unitPriceMinor,
    line_total_minor: line.lineTotalMinor,
    discount_minor: line.discountMinor,
    tax_minor: line.taxMinor,
    tax_rate_ppm: line.taxRatePpm,
    charged_minor: line.chargedMinor,
    withdrawal_until: line.withdrawalUntil,
    withdrawal_exemption: line.withdrawalExemption,
  };
}
