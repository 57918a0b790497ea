/**
 * What the checks of invariants are to find: for each something wrong, done to a copy of the records. Triggers and
 * checks that would not allow it are put aside first.
 */
import type { Client } from "@libsql/client";
import { type Evidence, select } from "./evidence.ts";
import type { invariants } from "./invariants.ts";

/** Does something wrong to the copy that it is given. */
export type Damage = (copy: Evidence) => Promise<Evidence>;

type Name = keyof typeof invariants;

/** By the invariant that each breaks. */
export const damages: Readonly<Record<Name, Readonly<Record<string, Damage>>>> = {
  "units sold are at most the stock, and the ledger sums to the counts": {
    "a unit that left the counts without a movement": sql(
      "inventory",
      "UPDATE stock_levels SET on_hand = on_hand - 1 WHERE sku LIKE 'CRASH-%'",
    ),
    "more units sold than there were": otherwise((copy) => ({
      ...copy,
      stock: new Map([...copy.stock].map(([sku]) => [sku, 0])),
    })),
    "an order that inventory knows nothing of": sql(
      "orders",
      "UPDATE order_lines SET quantity = quantity + 1 WHERE order_id IN (SELECT id FROM orders WHERE state = 'paid')",
    ),
  },
  "each charge stands for one order, and each paid order for one charge": {
    "a paid order without a charge": otherwise((copy) => ({ ...copy, charges: copy.charges.slice(1) })),
    "a charge without an order": otherwise((copy) => ({
      ...copy,
      charges: [...copy.charges, { ...copy.charges[0]!, id: "ch_lost", orderId: "ord_lost" }],
    })),
    "an order charged twice": otherwise((copy) => ({
      ...copy,
      charges: [...copy.charges, copy.charges[0]!],
    })),
    "an ended order that keeps the money": sql(
      "orders",
      "UPDATE orders SET state = 'canceled', end_reason = 'shopper' WHERE state = 'paid'",
    ),
  },
  "the books of payments sum to zero and say what Stripe and the orders say": {
    "half a transfer": sql("payments", "DELETE FROM ledger_entries WHERE account LIKE 'sales:%'"),
    "a transfer too few": sql("payments", "DELETE FROM ledger_transfers WHERE id LIKE 'sold:%'"),
    "money at Stripe that is not booked": otherwise((copy) => ({
      ...copy,
      charges: [...copy.charges, copy.charges[0]!],
    })),
  },
  "each idempotency key has one outcome": {
    "a key with two outcomes": otherwise((copy) => ({
      ...copy,
      told: copy.told.map((one, at) =>
        at === 0 ? { ...one, replies: [...one.replies, { status: 409, body: { type: "another" } }] } : one
      ),
    })),
    "an order of which nobody was told": otherwise((copy) => ({
      ...copy,
      told: copy.told.filter(({ replies }) => replies[0]?.status !== 201),
    })),
    "two keys with one order": otherwise((copy) => ({
      ...copy,
      told: [...copy.told, { ...copy.told.find(({ replies }) => replies[0]?.status === 201)!, key: "other" }],
    })),
    "an answer for an order that was lost": sql("orders", "DELETE FROM orders WHERE sequence = 1"),
  },
  "no reservation outlives its order": {
    "a reservation that is held still": sql(
      "inventory",
      "UPDATE reservations SET state = 'held' WHERE id = (SELECT min(id) FROM reservations WHERE state = 'released')",
    ),
    "units of an order that was never written": sql("orders", "DELETE FROM orders WHERE state = 'paid'"),
    "a paid order whose stock went back": sql("inventory", "UPDATE reservations SET state = 'released'"),
  },
  "each mail was sent exactly once": {
    "a mail that was not sent": otherwise((copy) => ({ ...copy, mails: copy.mails.slice(1) })),
    "a mail that was sent twice": otherwise((copy) => ({ ...copy, mails: [...copy.mails, copy.mails[0]!] })),
    "a mail without a reason": sql("orders", "DELETE FROM order_events WHERE kind = 'placed'"),
  },
  "a coupon is had by as many orders as may have it": {
    "more orders than may have it": otherwise((copy) => ({ ...copy, couponLimit: 0 })),
    "a count that is too low": sql("orders", "UPDATE promotion_counts SET used = used - 1"),
  },
};

/** What others say is another. */
function otherwise(change: (copy: Evidence) => Evidence): Damage {
  return (copy) => Promise.resolve(change(copy));
}

function sql(database: "inventory" | "orders" | "payments", statement: string): Damage {
  return async (copy) => {
    const client = copy.books[database];
    await allowAnything(client);
    const { rowsAffected } = await client.execute(statement);
    if (rowsAffected === 0) throw new Error(`nothing was damaged by: ${statement}`);
    return copy;
  };
}

async function allowAnything(client: Client): Promise<void> {
  await client.execute("PRAGMA foreign_keys = OFF");
  await client.execute("PRAGMA ignore_check_constraints = ON");
  const triggers = await select<{ name: string }>(
    client,
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
  );
  for (const { name } of triggers) await client.execute(`DROP TRIGGER "${name}"`);
}
