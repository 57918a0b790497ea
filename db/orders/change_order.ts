/** Changing an order: everything that follows from one decision, in one transaction or not at all. */
import type { InStatement } from "@libsql/client";
import type { Claim } from "../platform/idempotency_keys.ts";
import { finishStatement } from "../platform/idempotency_keys.ts";
import type { Guard } from "../platform/guard.ts";
import { type OutboxEvent, outboxStatement } from "../platform/outbox.ts";
import { isNewEvent } from "../platform/inbox.ts";
import type { Orders } from "./open.ts";
import type {
  DisputeRecord,
  EventRecord,
  NoteRecord,
  OrderRecord,
  PlacedUnits,
  RefundRecord,
  ShipmentRecord,
} from "./records.ts";
import { announceLimits } from "./redemptions.ts";
import { type Columns, insertAllWhere, insertWhere, updateWhere, wrote } from "./statements.ts";

/** Columns of an order that change after it was placed. */
export type OrderSet = Partial<
  Pick<
    OrderRecord,
    | "state"
    | "endReason"
    | "shippingRefundedMinor"
    | "checkout"
    | "payBy"
    | "paymentState"
    | "securedMinor"
    | "paidMinor"
    | "refundingMinor"
    | "refundedMinor"
    | "isDisputed"
    | "stock"
    | "due"
    | "dueAt"
  >
>;

/** What was decided on one version of an order. */
export interface OrderChange {
  readonly set: OrderSet;
  readonly events: readonly EventRecord[];
  readonly outbox: readonly OutboxEvent[];
  readonly lines?: readonly {
    readonly position: number;
    readonly canceled?: number;
    readonly refundedUnits?: number;
    readonly refundedMinor?: number;
    readonly withdrawalUntil?: string;
  }[];
  /** Written, or brought to another status. */
  readonly refunds?: readonly RefundRecord[];
  /** Written, or brought to another outcome. */
  readonly dispute?: DisputeRecord;
  readonly fulfilment?: {
    readonly id: string;
    readonly location: string | null;
    readonly method: string | null;
    readonly createdAt: number;
    readonly lines: readonly PlacedUnits[];
  };
  /** Units that fulfilments have from now on. */
  readonly fulfilmentLines?: readonly (PlacedUnits & { readonly fulfilmentId: string })[];
  readonly cancelFulfilments?: true;
  readonly shipment?: ShipmentRecord & { readonly fulfilmentId: string };
  readonly delivered?: { readonly shipmentId: string; readonly at: number };
  readonly note?: NoteRecord;
  /** Whether the order has its limited promotions. */
  readonly redemptions?: "release" | "reclaim";
}

/** What the change is written together with. */
export interface ChangeContext {
  readonly now: number;
  /** The event that it follows from: a second delivery of it changes nothing. */
  readonly inboxId?: string;
  /** The request whose answer it is. */
  readonly finish?: { readonly claim: Claim; readonly outcome: unknown };
}

/** `stale`: the order was changed meanwhile, or the event is known; nothing was done. */
export type ChangeOutcome = "changed" | "stale";

/** Writes a change, if the order still has the version that it was decided on. */
export async function changeOrder(
  { queue }: Pick<Orders, "queue">,
  { id, version }: Pick<OrderRecord, "id" | "version">,
  change: OrderChange,
  { now, inboxId, finish }: ChangeContext,
): Promise<ChangeOutcome> {
  const token = crypto.randomUUID();
  const statements: InStatement[] = [];
  const conditions: Guard[] = [{ sql: "id = ? AND version = ?", args: [id, version] }];
  if (inboxId !== undefined) {
    statements.push(receiveFor(inboxId, now, token, id, version));
    conditions.push(isNewEvent(inboxId, token));
  }
  if (finish) {
    conditions.push({
      sql: "EXISTS (SELECT 1 FROM idempotency_keys WHERE request_hash = ? AND token = ? AND outcome IS NULL)",
      args: [finish.claim.requestHash, finish.claim.token],
    });
  }
  if (change.redemptions === "reclaim") conditions.push(redemptionsFree(id));
  const deciding = statements.length;
  const set = { ...columnsOf(change.set), version: version + 1, write_token: token };
  statements.push(updateWhere("orders", set, conditions[0]!, all(conditions.slice(1))));
  const guard = wrote(id, token);
  statements.push(...consequences(id, change, guard, now));
  if (finish) statements.push(finishStatement(finish.claim, finish.outcome, now, guard));
  const results = await queue.write(statements);
  return results[deciding]!.rowsAffected === 1 ? "changed" : "stale";
}

/** Notes an event that changes nothing, so that it is known when it comes again. */
export async function ignoreEvent(
  { queue }: Pick<Orders, "queue">,
  inboxId: string,
  now: number,
): Promise<void> {
  await queue.write([{
    sql: "INSERT INTO inbox (id, received_at, token) VALUES (?, ?, '') ON CONFLICT (id) DO NOTHING",
    args: [inboxId, now],
  }]);
}

function receiveFor(inboxId: string, now: number, token: string, id: string, version: number): InStatement {
  return {
    sql: `INSERT INTO inbox (id, received_at, token)
      SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM orders WHERE id = ? AND version = ?) ON CONFLICT (id) DO NOTHING`,
    args: [inboxId, now, token, id, version],
  };
}

/** None of the promotions that the order had, and gave back, is used up: by all others, or by others of its person. */
function redemptionsFree(id: string): Guard {
  return {
    sql: `NOT EXISTS (SELECT 1 FROM redemptions r JOIN promotion_counts c ON c.promotion_id = r.promotion_id
      WHERE r.order_id = ? AND r.released = 1 AND (c.used >= r.limit_total
        OR (SELECT count(*) FROM redemptions o WHERE o.promotion_id = r.promotion_id AND o.email_key = r.email_key
          AND o.released = 0) >= r.limit_per_customer))`,
    args: [id],
  };
}

function consequences(id: string, change: OrderChange, guard: Guard, now: number): InStatement[] {
  const statements: InStatement[] = [];
  if (change.events.length > 0) {
    const rows = change.events.map(({ details, ...event }) => ({
      id: event.id,
      order_id: id,
      at: event.at,
      kind: event.kind,
      actor: event.actor,
      details: JSON.stringify(details),
    }));
    statements.push(insertAllWhere("order_events", rows, guard));
  }
  if (change.redemptions) {
    const released = change.redemptions === "release" ? 1 : 0;
    const theirs = { sql: "order_id = ? AND released <> ?", args: [id, released] };
    const crossing = released === 1 ? "released" : "taken";
    statements.push(
      updateWhere("redemptions", { released }, theirs, guard),
      announceLimits(id, crossing, now, guard),
    );
  }
  if (change.note) {
    statements.push(insertWhere("order_notes", { ...change.note, order_id: id }, guard));
  }
  statements.push(
    ...lineStatements(id, change, guard),
    ...fulfilmentStatements(id, change, guard),
    ...(change.refunds ?? []).map((refund) => refundStatement(id, refund, guard)),
    ...change.dispute ? [disputeStatement(id, change.dispute, guard)] : [],
    ...change.outbox.map((event) => outboxStatement(event, now, guard)),
  );
  return statements;
}

function lineStatements(id: string, { lines = [] }: OrderChange, guard: Guard): InStatement[] {
  return lines.map(({ position, canceled, refundedUnits, refundedMinor, withdrawalUntil }) =>
    updateWhere(
      "order_lines",
      {
        ...canceled !== undefined && { canceled },
        ...refundedUnits !== undefined && { refunded_units: refundedUnits },
        ...refundedMinor !== undefined && { refunded_minor: refundedMinor },
        ...withdrawalUntil !== undefined && { withdrawal_until: withdrawalUntil },
      },
      { sql: "order_id = ? AND position = ?", args: [id, position] },
      guard,
    )
  );
}

function fulfilmentStatements(id: string, change: OrderChange, guard: Guard): InStatement[] {
  const statements: InStatement[] = [];
  const { fulfilment, shipment, delivered } = change;
  if (fulfilment) {
    const { id: fulfilmentId, location, method, createdAt, lines } = fulfilment;
    const row = { id: fulfilmentId, order_id: id, location, method, created_at: createdAt };
    statements.push(
      insertWhere("fulfilments", row, guard),
      insertAllWhere(
        "fulfilment_lines",
        lines.map((line) => ({ fulfilment_id: fulfilmentId, ...line })),
        guard,
      ),
    );
  }
  for (const { fulfilmentId, position, quantity } of change.fulfilmentLines ?? []) {
    const line = { sql: "fulfilment_id = ? AND position = ?", args: [fulfilmentId, position] };
    statements.push(updateWhere("fulfilment_lines", { quantity }, line, guard));
  }
  if (change.cancelFulfilments) {
    statements.push(updateWhere("fulfilments", { canceled: 1 }, { sql: "order_id = ?", args: [id] }, guard));
  }
  if (shipment) {
    const row = {
      id: shipment.id,
      fulfilment_id: shipment.fulfilmentId,
      carrier: shipment.carrier,
      tracking_number: shipment.trackingNumber,
      tracking_url: shipment.trackingUrl,
      shipped_at: shipment.shippedAt,
      delivered_at: shipment.deliveredAt,
    };
    const lines = shipment.lines.map((line) => ({ shipment_id: shipment.id, ...line }));
    statements.push(insertWhere("shipments", row, guard), insertAllWhere("shipment_lines", lines, guard));
  }
  if (delivered) {
    const parcel = { sql: "id = ?", args: [delivered.shipmentId] };
    statements.push(updateWhere("shipments", { delivered_at: delivered.at }, parcel, guard));
  }
  return statements;
}

function refundStatement(orderId: string, refund: RefundRecord, guard: Guard): InStatement {
  const { id, amountMinor, status, reason, parts, isVoid, isQuiet, at } = refund;
  return {
    sql: `INSERT INTO refunds (id, order_id, amount_minor, status, reason, parts, void, quiet, at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE ${guard.sql}
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, void = excluded.void
        WHERE order_id = excluded.order_id`,
    args: [
      id,
      orderId,
      amountMinor,
      status,
      reason,
      JSON.stringify(parts),
      isVoid ? 1 : 0,
      isQuiet ? 1 : 0,
      at,
      ...guard.args,
    ],
  };
}

function disputeStatement(orderId: string, dispute: DisputeRecord, guard: Guard): InStatement {
  const { id, outcome, amountMinor, at } = dispute;
  return {
    sql:
      `INSERT INTO disputes (order_id, id, outcome, amount_minor, at) SELECT ?, ?, ?, ?, ? WHERE ${guard.sql}
      ON CONFLICT (order_id, id) DO UPDATE SET outcome = excluded.outcome`,
    args: [orderId, id, outcome, amountMinor, at, ...guard.args],
  };
}

function columnsOf({ isDisputed, ...set }: OrderSet): Columns {
  const columns: Record<string, string | number | null> = {};
  for (const [name, value] of Object.entries(set)) columns[snakeCase(name)] = value;
  if (isDisputed !== undefined) columns["disputed"] = isDisputed ? 1 : 0;
  return columns;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function all(guards: readonly Guard[]): Guard {
  if (guards.length === 0) return { sql: "1", args: [] };
  return { sql: guards.map(({ sql }) => sql).join(" AND "), args: guards.flatMap(({ args }) => args) };
}
