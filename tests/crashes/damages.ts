/**
 * What the checks of invariants are to find: for each sentence that they may say something wrong, done to a copy of the
 * records. Triggers and checks that would not allow it are put aside first.
 */
import type { Client } from "@libsql/client";
import { type Evidence, select } from "./evidence.ts";
import type { invariants } from "./invariants.ts";

/** Does something wrong to the copy that it is given. */
type Change = (copy: Evidence) => Promise<Evidence>;

export interface Damage {
  readonly change: Change;
  /** What the check is to say. */
  readonly found: RegExp;
}

type Name = keyof typeof invariants;

/** By the invariant that each breaks. */
export const damages: Readonly<Record<Name, Readonly<Record<string, Damage>>>> = {
  "units sold are at most the stock, and the ledger sums to the counts": {
    "a unit that left the counts without a movement": {
      change: sql("inventory", "UPDATE stock_levels SET on_hand = on_hand - 1 WHERE sku LIKE 'CRASH-%'"),
      found: /^not so: /,
    },
    "more units sold than there were": {
      change: otherwise((copy) => ({ ...copy, stock: new Map([...copy.stock].map(([sku]) => [sku, 0])) })),
      found: / are sold, there were 0$/,
    },
    "an order that inventory knows nothing of": {
      change: sql(
        "orders",
        "UPDATE order_lines SET quantity = quantity + 1 WHERE order_id IN (SELECT id FROM orders WHERE state = 'paid')",
      ),
      found: /^orders sold \d+ of .+, inventory sends /,
    },
  },
  "each charge stands for one order, and each paid order for one charge": {
    "a paid order without a charge": {
      change: otherwise((copy) => ({ ...copy, charges: [] })),
      found: / is paid by charges of \[\]$/,
    },
    "a charge without an order": {
      change: otherwise((copy) => ({
        ...copy,
        charges: [...copy.charges, { ...copy.charges[0]!, id: "ch_lost", orderId: "ord_lost" }],
      })),
      found: /^charge ch_lost is for ord_lost, which there is not$/,
    },
    "an order charged twice": {
      change: otherwise((copy) => ({ ...copy, charges: [...copy.charges, copy.charges[0]!] })),
      found: / was charged 2 times$/,
    },
    "an order that knows of less than was charged": {
      change: sql("orders", "UPDATE orders SET paid_minor = paid_minor - 1 WHERE state = 'paid'"),
      found: / knows of \d+, charged were /,
    },
    "a refund that Stripe did not make": {
      change: otherwise((copy) => ({
        ...copy,
        charges: copy.charges.map((charge) => ({ ...charge, refundedMinor: 0 })),
      })),
      found: / gave back \d+, Stripe 0$/,
    },
    "an ended order that keeps the money": {
      change: sql(
        "orders",
        "UPDATE orders SET state = 'canceled', end_reason = 'shopper' WHERE state = 'paid'",
      ),
      found: / is canceled, and of its charge of \[\d+\] 0 went back$/,
    },
  },
  "the books of payments sum to zero and say what Stripe and the orders say": {
    "half a transfer": {
      change: sql("payments", "DELETE FROM ledger_entries WHERE account LIKE 'sales:%'"),
      found: /^all entries sum to /,
    },
    "a transfer too few": {
      change: sql("payments", "DELETE FROM ledger_transfers WHERE id LIKE 'sold:%'"),
      found: /^a record is not in the books: sold:/,
    },
    "money at Stripe that is not booked": {
      change: otherwise((copy) => ({ ...copy, charges: [...copy.charges, copy.charges[0]!] })),
      found: /^sales of \d+ are booked, Stripe took /,
    },
    "money that Stripe gave back and that is not booked": {
      change: otherwise((copy) => ({
        ...copy,
        charges: copy.charges.map((charge) => ({ ...charge, refundedMinor: charge.amountMinor })),
      })),
      found: /^refunds of \d+ are booked, Stripe gave back /,
    },
  },
  "each idempotency key has one outcome": {
    "a key with two outcomes": {
      change: otherwise((copy) => ({
        ...copy,
        told: copy.told.map((one, at) =>
          at === 0 ? { ...one, replies: [...one.replies, { status: 409, body: { type: "another" } }] } : one
        ),
      })),
      found: / was told .+, 409 another$/,
    },
    "an order of which nobody was told": {
      change: otherwise((copy) => ({
        ...copy,
        told: copy.told.filter(({ replies }) => replies[0]?.status !== 201),
      })),
      found: /^nobody was told of ord_/,
    },
    "two keys with one order": {
      change: otherwise((copy) => ({
        ...copy,
        told: [...copy.told, {
          ...copy.told.find(({ replies }) => replies[0]?.status === 201)!,
          key: "other",
        }],
      })),
      found: / is told under .+ and other$/,
    },
    "an answer for an order that was lost": {
      change: sql("orders", "DELETE FROM orders WHERE sequence = 1"),
      found: / was told, and there is no such order$/,
    },
    "a request that never had an outcome": {
      change: sql("orders", "UPDATE idempotency_keys SET outcome = NULL"),
      found: /^the request .+ has no outcome$/,
    },
  },
  "no reservation outlives its order": {
    "a reservation that is held still": {
      change: sql(
        "inventory",
        "UPDATE reservations SET state = 'held' WHERE id = (SELECT min(id) FROM reservations WHERE state = 'released')",
      ),
      found: / is held still$/,
    },
    "units of an order that was never written": {
      change: sql("orders", "DELETE FROM orders WHERE state = 'paid'"),
      found: / has \d+ units, its order is none$/,
    },
    "a paid order whose stock went back": {
      change: sql("inventory", "UPDATE reservations SET state = 'released'"),
      found: / is paid, its reservation released$/,
    },
    "an order that waits for its money still": {
      change: sql("orders", "UPDATE orders SET state = 'pending_payment' WHERE state = 'paid'"),
      found: / is pending_payment still$/,
    },
  },
  "each mail was sent exactly once": {
    "a mail that was not sent": {
      change: otherwise((copy) => ({ ...copy, mails: copy.mails.slice(1) })),
      found: / was not sent$/,
    },
    "a mail that was sent twice": {
      change: otherwise((copy) => ({ ...copy, mails: [...copy.mails, copy.mails[0]!] })),
      found: / was sent twice$/,
    },
    "a mail without a reason": {
      change: sql("orders", "DELETE FROM order_events WHERE kind = 'placed'"),
      found: / was sent for no reason$/,
    },
  },
  "a coupon is had by as many orders as may have it": {
    "more orders than may have it": {
      change: otherwise((copy) => ({ ...copy, couponLimit: 0 })),
      found: /^\d+ orders have .+, 0 may$/,
    },
    "a count that is too low": {
      change: sql("orders", "UPDATE promotion_counts SET used = used - 1"),
      found: / counts \d+, had by /,
    },
  },
};

/** What others say is another. */
function otherwise(change: (copy: Evidence) => Evidence): Change {
  return (copy) => Promise.resolve(change(copy));
}

function sql(database: "inventory" | "orders" | "payments", statement: string): Change {
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
