/** Lists of orders for the merchant, the newest first, and what changed for those who watch. */
import type { Client, InValue } from "@libsql/client";
import type { EndReason, OrderStatus } from "../../commerce/wire/order.ts";
import { searchName } from "./insert_order.ts";
import type { PaymentState } from "./records.ts";

/** What tells the payment's status of an order. */
export interface PaymentColumns {
  readonly paymentState: PaymentState;
  readonly securedMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly isDisputed: boolean;
}

export interface OrderSummaryRecord extends PaymentColumns {
  readonly sequence: number;
  readonly id: string;
  readonly number: string;
  readonly state: OrderStatus;
  readonly endReason: EndReason | null;
  readonly market: string;
  readonly placedAt: number;
  readonly currency: string;
  readonly totalMinor: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly units: number;
}

export interface OrdersPage {
  readonly items: readonly OrderSummaryRecord[];
  /** The last one's sequence; null on the last page. */
  readonly next: number | null;
}

const payment = "o.payment_state, o.secured_minor, o.paid_minor, o.refunded_minor, o.disputed";

/**
 * @param query.number The order's number, where `q` could be one.
 * @param query.before The sequence that the page before ended with.
 */
export async function listOrders(
  client: Client,
  query: {
    q: string | null;
    number: string | null;
    status: OrderStatus | null;
    before: number | null;
    limit: number;
  },
): Promise<OrdersPage> {
  const { q, number, status, before, limit } = query;
  const conditions: string[] = ["o.sequence < :before"];
  const args: Record<string, InValue> = {
    before: BigInt(before ?? Number.MAX_SAFE_INTEGER),
    limit: BigInt(limit + 1),
  };
  if (status !== null) {
    conditions.push("o.state = :status");
    args["status"] = status;
  }
  if (q !== null) {
    const name = searchName(q);
    // What has no letter, such as a lone accent, is in no name.
    Object.assign(args, { q, number, name: name === "" ? null : ` ${name}` });
    // Any word of the name may begin with it: the index is read through, which holds nothing but names.
    conditions.push(`o.id IN (
      SELECT id FROM orders WHERE number = :number OR id = :q
      UNION SELECT order_id FROM order_people WHERE lower(email) = lower(:q)
      UNION SELECT order_id FROM order_people WHERE rowid IN (
        SELECT rowid FROM order_people INDEXED BY order_people_name
        WHERE search_name >= '' AND instr(' ' || search_name, :name) > 0)
      UNION SELECT order_id FROM order_lines WHERE sku = :q)`);
  }
  const { rows } = await client.execute({
    sql:
      `SELECT o.sequence, o.id, o.number, o.state, o.end_reason, o.market, o.placed_at, o.currency, o.total_minor,
        ${payment}, p.name, p.email,
        (SELECT sum(quantity) FROM order_lines l WHERE l.order_id = o.id) AS units
      FROM orders o LEFT JOIN order_people p ON p.order_id = o.id
      WHERE ${conditions.join(" AND ")} ORDER BY o.sequence DESC LIMIT :limit`,
    args,
  });
  const items = rows.slice(0, limit).map((row): OrderSummaryRecord => ({
    ...paymentColumns(row),
    sequence: Number(row["sequence"]),
    id: String(row["id"]),
    number: String(row["number"]),
    state: String(row["state"]) as OrderStatus,
    endReason: row["end_reason"] === null ? null : String(row["end_reason"]) as EndReason,
    market: String(row["market"]),
    placedAt: Number(row["placed_at"]),
    currency: String(row["currency"]),
    totalMinor: Number(row["total_minor"]),
    name: row["name"] === null ? null : String(row["name"]),
    email: row["email"] === null ? null : String(row["email"]),
    units: Number(row["units"]),
  }));
  return { items, next: rows.length > limit ? items.at(-1)!.sequence : null };
}

/** How an order stands, for those who watch it. */
export interface OrderStanding extends PaymentColumns {
  readonly id: string;
  readonly version: number;
  readonly state: OrderStatus;
}

/** How orders stand now; those that do not exist are missing. */
export async function readStandings(client: Client, ids: readonly string[]): Promise<OrderStanding[]> {
  const { rows } = await client.execute({
    sql:
      `SELECT o.id, o.version, o.state, ${payment} FROM json_each(?) j CROSS JOIN orders o ON o.id = j.value`,
    args: [JSON.stringify(ids)],
  });
  return rows.map((row) => ({
    ...paymentColumns(row),
    id: String(row["id"]),
    version: Number(row["version"]),
    state: String(row["state"]) as OrderStatus,
  }));
}

/** Those of the ids that are orders. */
export async function existingOrders(client: Client, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.execute({
    sql: "SELECT o.id FROM json_each(?) j CROSS JOIN orders o ON o.id = j.value",
    args: [JSON.stringify(ids)],
  });
  return new Set(rows.map((row) => String(row["id"])));
}

function paymentColumns(row: Readonly<Record<string, unknown>>): PaymentColumns {
  return {
    paymentState: String(row["payment_state"]) as PaymentState,
    securedMinor: Number(row["secured_minor"]),
    paidMinor: Number(row["paid_minor"]),
    refundedMinor: Number(row["refunded_minor"]),
    isDisputed: Number(row["disputed"]) === 1,
  };
}
