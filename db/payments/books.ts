/** Reading the books, and checking them. */
import { asc, eq } from "drizzle-orm";
import type { Payments } from "./open.ts";
import { disputes, ledgerTransfers, paymentEvents, refunds, stripeEvents } from "./schema.ts";

/** Everything that is recorded of an order's payment, the oldest first. */
export async function readRecords({ db }: Payments, orderId: string) {
  const [events, given, disputed, received, transfers] = await Promise.all([
    db.select().from(paymentEvents).where(eq(paymentEvents.orderId, orderId)).orderBy(
      asc(paymentEvents.sequence),
    ),
    db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.id)),
    db.select().from(disputes).where(eq(disputes.orderId, orderId)).orderBy(asc(disputes.createdAt)),
    db.select().from(stripeEvents).where(eq(stripeEvents.orderId, orderId)).orderBy(
      asc(stripeEvents.createdAt),
    ),
    db.select().from(ledgerTransfers).where(eq(ledgerTransfers.orderId, orderId))
      .orderBy(asc(ledgerTransfers.at), asc(ledgerTransfers.id)),
  ]);
  return { events, refunds: given, disputes: disputed, stripeEvents: received, transfers };
}

/**
 * Everything that is wrong with the books, a sentence each: transfers that do not sum to zero, a currency that does
 * not, records that are not booked, bookings without a record, payments whose account of the customer is not settled.
 */
export async function auditBooks({ client }: Pick<Payments, "client">): Promise<string[]> {
  const faults = await Promise.all(audits.map(async ([sentence, sql]) => {
    const { rows } = await client.execute(sql);
    return rows.map((row) => `${sentence}: ${row["subject"]}`);
  }));
  return faults.flat();
}

const audits: readonly (readonly [string, string])[] = [
  [
    "a transfer does not sum to zero",
    `SELECT t.id AS subject FROM ledger_transfers t LEFT JOIN ledger_entries e ON e.transfer_id = t.id
      GROUP BY t.id HAVING coalesce(sum(e.amount_minor), 1) <> 0 OR count(e.account) <> 2`,
  ],
  [
    "a currency does not sum to zero",
    "SELECT currency AS subject FROM ledger_entries GROUP BY currency HAVING sum(amount_minor) <> 0",
  ],
  [
    "a record is not in the books",
    `SELECT b.id AS subject FROM bookings b LEFT JOIN ledger_transfers t USING (id)
      WHERE t.id IS NULL OR t.amount_minor <> b.amount_minor OR t.source <> b.source
        OR t.destination <> b.destination OR t.currency <> b.currency`,
  ],
  [
    "the books have what is not on record",
    "SELECT id AS subject FROM ledger_transfers WHERE id NOT LIKE 'fee:%' AND id NOT IN (SELECT id FROM bookings)",
  ],
  [
    "more was refunded than captured",
    `SELECT order_id AS subject FROM refundable WHERE amount_minor < 0
      AND order_id NOT IN (SELECT order_id FROM refunds WHERE kind = 'outside')`,
  ],
  [
    "a customer's account is not settled",
    `SELECT e.account AS subject FROM ledger_entries e WHERE e.account LIKE 'customer:%'
      GROUP BY e.account HAVING -sum(e.amount_minor) <> (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r
        WHERE r.order_id = substr(e.account, 10) AND r.status = 'pending' AND r.kind <> 'void')`,
  ],
];
