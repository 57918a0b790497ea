/** Promotions that only so many orders, or so many orders of one person, may have. */
import type { Client, InStatement } from "@libsql/client";
import type { LimitedPromotion } from "../../commerce/wire/internal_quotes.ts";
import type { Guard } from "../platform/guard.ts";
import { insertAllWhere } from "./statements.ts";

/**
 * Stands for all that is taken off a person's first order, whatever it is called: an order that has something of it
 * takes this beside its limited promotions, so that no two of a person do.
 */
export const firstOrder: LimitedPromotion = { id: "first-order", limitTotal: null, limitPerCustomer: 1 };

/**
 * SQL that holds if a person ever had an order: one that is paid, or is being paid, or was, whatever became of it. Money
 * that came too late and went back made no order of what had expired.
 */
export function hadOrder(emailKey: string): string {
  return `EXISTS (SELECT 1 FROM orders o WHERE o.email_key = ${emailKey}
    AND (o.state NOT IN ('pending_payment', 'canceled', 'expired') OR EXISTS (SELECT 1 FROM order_events e
      WHERE e.order_id = o.id AND e.kind IN ('paid', 'payment-authorized', 'revived'))))`;
}

/** Holds while a promotion has room for one more order of a person. */
export function hasRoom(promotion: LimitedPromotion, emailKey: string): Guard {
  const { id, limitTotal, limitPerCustomer } = promotion;
  const limits: Guard = {
    sql: `coalesce((SELECT used FROM promotion_counts WHERE promotion_id = ?), 0) < ?
      AND (SELECT count(*) FROM redemptions WHERE promotion_id = ? AND email_key = ? AND released = 0) < ?`,
    args: [
      id,
      limitTotal ?? Number.MAX_SAFE_INTEGER,
      id,
      emailKey,
      limitPerCustomer ?? Number.MAX_SAFE_INTEGER,
    ],
  };
  if (id !== firstOrder.id) return limits;
  return { sql: `${limits.sql} AND NOT ${hadOrder("?")}`, args: [...limits.args, emailKey] };
}

/** Those of the promotions that a person cannot have (any more). */
export async function promotionsWithoutRoom(
  client: Client,
  promotions: readonly LimitedPromotion[],
  emailKey: string,
): Promise<string[]> {
  if (promotions.length === 0) return [];
  const rooms = promotions.map((one) => hasRoom(one, emailKey));
  const { rows } = await client.execute({
    sql: `SELECT ${rooms.map(({ sql }, at) => `(${sql}) AS room_${at}`).join(", ")}`,
    args: rooms.flatMap(({ args }) => args.map((value) => typeof value === "number" ? BigInt(value) : value)),
  });
  return promotions.flatMap(({ id }, at) => Number(rows[0]![`room_${at}`]) === 1 ? [] : [id]);
}

/** Gives an order its limited promotions, one or more, where the guard holds. */
export function redeem(
  orderId: string,
  promotions: readonly LimitedPromotion[],
  emailKey: string,
  guard: Guard,
): InStatement {
  const rows = promotions.map(({ id, limitTotal, limitPerCustomer }) => ({
    promotion_id: id,
    order_id: orderId,
    email_key: emailKey,
    limit_total: limitTotal,
    limit_per_customer: limitPerCustomer,
  }));
  return insertAllWhere("redemptions", rows, guard);
}

/** Tells the catalog of the order's promotions whose limit it has just reached, or made room below. */
export function announceLimits(
  orderId: string,
  change: "taken" | "released",
  now: number,
  guard: Guard,
): InStatement {
  const crossed = change === "taken" ? "c.used >= r.limit_total" : "c.used = r.limit_total - 1";
  return {
    sql: `INSERT INTO outbox (id, target, method, path, body, stream, created_at, due_at)
      SELECT 'evt_' || lower(hex(randomblob(16))), 'catalog', 'POST', '/internal/catalog/promotion-limits',
        json_object('promotionId', r.promotion_id, 'exhausted', json(?)), r.promotion_id, ?, ?
      FROM redemptions r JOIN promotion_counts c ON c.promotion_id = r.promotion_id
      WHERE r.order_id = ? AND ${crossed} AND ${guard.sql}`,
    args: [change === "taken" ? "true" : "false", now, now, orderId, ...guard.args],
  };
}
