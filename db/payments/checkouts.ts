/** The payment of an order, from before Stripe hears of it. */
import type { InStatement, ResultSet } from "@libsql/client";
import { eq, getTableColumns } from "drizzle-orm";
import { newId } from "../../commerce/ids.ts";
import type { CheckoutInput } from "../../commerce/wire/internal_payments.ts";
import { consequences } from "./consequences.ts";
import type { Payments } from "./open.ts";
import { payments } from "./schema.ts";

export type Payment = typeof payments.$inferSelect;

/** The payment of an order, if there is one. */
export async function findPayment({ db }: Payments, orderId: string): Promise<Payment | undefined> {
  return (await db.select().from(payments).where(eq(payments.orderId, orderId)))[0];
}

const columns = Object.entries(getTableColumns(payments));

/** Reads the payment in the unit that changes it, which saves a read of its own. */
function selectPayment(orderId: string): InStatement {
  const names = columns.map(([, { name }]) => name).join(", ");
  return { sql: `SELECT ${names} FROM payments WHERE order_id = ?`, args: [orderId] };
}

function paymentOf({ rows: [row] }: ResultSet): Payment {
  return Object.fromEntries(columns.map(([field, column]) => {
    const value = row![column.name];
    return [field, value === null ? null : column.mapFromDriverValue(value)];
  })) as Payment;
}

/** The order whose payment has the intent, if that is known. */
export async function findOrderOfIntent({ db }: Payments, intentId: string): Promise<string | undefined> {
  const rows = await db.select({ orderId: payments.orderId }).from(payments).where(
    eq(payments.intentId, intentId),
  );
  return rows[0]?.orderId;
}

/** A payment that is to get a checkout, as stored: what Stripe is asked for follows from it. */
export interface StartedPayment {
  readonly payment: Payment;
  /** Stripe's names of the methods that the market offers; null: what the account's settings say. */
  readonly methods: readonly string[] | null;
}

/**
 * Makes the order's payment, unless there is one already.
 *
 * @param times.expiresAt When the checkout is to close.
 * @param times.soonest The soonest time at which Stripe would close one: a payment that never got that far is moved.
 * @param times.margin Milliseconds that it may take to ask Stripe.
 */
export async function startPayment(
  database: Payments,
  orderId: string,
  input: Pick<CheckoutInput, "orderNumber" | "market" | "amountMinor" | "currency" | "capture">,
  times: {
    readonly now: number;
    readonly expiresAt: number;
    readonly soonest: number;
    readonly margin: number;
  },
): Promise<StartedPayment> {
  const { now, expiresAt, soonest, margin } = times;
  const [, , methods, found] = await database.queue.write([
    {
      sql:
        `INSERT INTO payments (id, order_id, order_number, market, amount_minor, currency, capture, expires_at,
          created_at, updated_at, check_at)
        VALUES (:id, :orderId, :number, :market, :amount, :currency, :capture, :expiresAt, :now, :now, :checkAt)
        ON CONFLICT (order_id) DO NOTHING`,
      args: {
        id: newId("pay"),
        orderId,
        number: input.orderNumber,
        market: input.market,
        amount: input.amountMinor,
        currency: input.currency,
        capture: input.capture,
        expiresAt,
        now,
        checkAt: expiresAt + expiryGraceMs,
      },
    },
    {
      sql:
        `UPDATE payments SET expires_at = :expiresAt, check_at = :checkAt, session_tries = session_tries + 1
        WHERE order_id = :orderId AND session_id IS NULL AND status = 'open' AND expires_at < :latest`,
      args: {
        orderId,
        expiresAt: soonest,
        checkAt: soonest + expiryGraceMs,
        latest: soonest - margin,
      },
    },
    { sql: "SELECT methods FROM payment_methods WHERE market = ?", args: [input.market] },
    selectPayment(orderId),
  ]);
  const chosen = JSON.parse(String(methods!.rows[0]?.["methods"] ?? "[]")) as string[];
  return {
    payment: paymentOf(found!),
    methods: chosen.length === 0 ? null : chosen,
  };
}

/** After a session's end Stripe has so long to tell, before it is asked. */
const expiryGraceMs = 120_000;

/** Notes the session that Stripe opened; answers the payment as it is then, which may have ended meanwhile. */
export async function storeSession(
  { queue }: Payments,
  orderId: string,
  sessionId: string,
  now: number,
): Promise<Payment> {
  const [, found] = await queue.write([
    {
      sql: "UPDATE payments SET session_id = ?, updated_at = ? WHERE order_id = ? AND session_id IS NULL",
      args: [sessionId, now, orderId],
    },
    selectPayment(orderId),
  ]);
  return paymentOf(found!);
}

/** Lets the next try ask under another idempotency key: Stripe would repeat its fault under this one. */
export async function useAnotherSessionKey(
  { queue }: Payments,
  orderId: string,
  tries: number,
): Promise<void> {
  await queue.write([{
    sql:
      "UPDATE payments SET session_tries = ? WHERE order_id = ? AND session_id IS NULL AND session_tries < ?",
    args: [tries, orderId, tries],
  }]);
}

/**
 * Ends a payment whose checkout was never shown to anyone: no session is known, so none can be paid. A session that
 * Stripe opens all the same goes unseen, and expires.
 */
export async function expireUnopened(database: Payments, orderId: string, now: number): Promise<void> {
  await database.queue.write([
    {
      sql: `UPDATE payments SET session_status = 'expired', updated_at = ?
        WHERE order_id = ? AND session_id IS NULL AND status = 'open'`,
      args: [now, orderId],
    },
    ...consequences(orderId, now),
  ]);
}
