/**
 * What must hold of a shop when everything has come to rest, whatever happened to its processes. Each check gives a
 * sentence for every thing that is not so.
 */
import { auditBooks } from "../../db/payments/books.ts";
import type { Payments } from "../../db/payments/open.ts";
import { inventoryFaults } from "../../db/inventory/testing/faults.ts";
import { type Evidence, select } from "./evidence.ts";

/** The invariants by their names. */
export const invariants: Readonly<Record<string, (evidence: Evidence) => Promise<string[]>>> = {
  "units sold are at most the stock, and the ledger sums to the counts": stockHolds,
  "each charge stands for one order, and each paid order for one charge": chargesStand,
  "the books of payments sum to zero and say what Stripe and the orders say": booksBalance,
  "each idempotency key has one outcome": keysHaveOneOutcome,
  "no reservation outlives its order": reservationsEnd,
  "each mail was sent exactly once": mailsAreSentOnce,
  "a coupon is had by as many orders as may have it": couponsAreLimited,
};

/** Everything that is not so. */
export async function findFaults(evidence: Evidence): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(invariants).map(async ([name, check]) =>
      (await check(evidence)).map((fault) => `${name}: ${fault}`)
    ),
  );
  return found.flat();
}

async function stockHolds({ books, stock }: Evidence): Promise<string[]> {
  const sold = await select<{ sku: string; units: number }>(
    books.orders,
    `SELECT l.sku, sum(l.quantity - l.canceled) AS units FROM order_lines l JOIN orders o ON o.id = l.order_id
      WHERE o.stock = 'committed' GROUP BY l.sku`,
  );
  const promised = await select<{ sku: string; units: number }>(
    books.inventory,
    "SELECT sku, sum(to_ship) AS units FROM stock_levels GROUP BY sku",
  );
  const toShip = new Map(promised.map(({ sku, units }) => [sku, units]));
  const soldOf = new Map(sold.map(({ sku, units }) => [sku, units]));
  return [
    ...await inventoryFaults(books.inventory),
    ...[...stock].flatMap(([sku, units]) => {
      const orders = soldOf.get(sku) ?? 0;
      const inventory = toShip.get(sku) ?? 0;
      return [
        ...orders > units ? [`${orders} units of ${sku} are sold, there were ${units}`] : [],
        ...orders !== inventory ? [`orders sold ${orders} of ${sku}, inventory sends ${inventory}`] : [],
      ];
    }),
  ];
}

interface OrderMoney {
  readonly id: string;
  readonly state: string;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
}

async function chargesStand({ books, charges }: Evidence): Promise<string[]> {
  const orders = await select<OrderMoney>(
    books.orders,
    "SELECT id, state, total_minor, paid_minor, refunded_minor FROM orders",
  );
  const byOrder = Map.groupBy(charges, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...charges.filter(({ orderId }) => !known.has(orderId)).map(({ id, orderId }) =>
      `charge ${id} is for ${orderId}, which there is not`
    ),
    ...orders.flatMap(({ id, state, total_minor, paid_minor, refunded_minor }) => {
      const of = byOrder.get(id) ?? [];
      const amounts = of.map(({ amountMinor }) => amountMinor);
      const back = of.reduce((sum, { refundedMinor }) => sum + refundedMinor, 0);
      const isPaid = ["paid", "in_fulfillment", "shipped", "delivered"].includes(state);
      return [
        ...isPaid && (of.length !== 1 || amounts[0] !== total_minor)
          ? [`${id} of ${total_minor} is ${state} by charges of [${amounts}]`]
          : [],
        ...of.length > 1 ? [`${id} was charged ${of.length} times`] : [],
        ...(amounts[0] ?? 0) !== paid_minor
          ? [`${id} knows of ${paid_minor}, charged were [${amounts}]`]
          : [],
        ...back !== refunded_minor ? [`${id} gave back ${refunded_minor}, Stripe ${back}`] : [],
        ...!isPaid && back !== (amounts[0] ?? 0)
          ? [`${id} is ${state}, and of its charge of [${amounts}] ${back} went back`]
          : [],
      ];
    }),
  ];
}

async function booksBalance({ books, charges }: Evidence): Promise<string[]> {
  const [sums] = await select<{ entries: number; taken: number; back: number }>(
    books.payments,
    `SELECT coalesce(sum(amount_minor), 0) AS entries,
      coalesce(-sum(CASE WHEN account LIKE 'sales:%' THEN amount_minor END), 0) AS taken,
      coalesce(sum(CASE WHEN account LIKE 'refunds:%' THEN amount_minor END), 0) AS back FROM ledger_entries`,
  );
  const taken = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const back = charges.reduce((sum, { refundedMinor }) => sum + refundedMinor, 0);
  const { entries, taken: booked, back: bookedBack } = sums!;
  return [
    ...await auditBooks({ client: books.payments } satisfies Pick<Payments, "client">),
    ...entries !== 0 ? [`all entries sum to ${entries}`] : [],
    ...booked !== taken ? [`sales of ${booked} are booked, Stripe took ${taken}`] : [],
    ...bookedBack !== back ? [`refunds of ${bookedBack} are booked, Stripe gave back ${back}`] : [],
  ];
}

/** What an answer comes down to: the order, or why there is none. */
const outcomeOf = ({ status, body }: Evidence["told"][number]["replies"][number]): string =>
  status === 201 ? `201 ${body.id}` : `${status} ${body.type}`;

async function keysHaveOneOutcome({ books, told }: Evidence): Promise<string[]> {
  const placed = await select<{ id: string }>(books.orders, "SELECT id FROM orders");
  const unfinished = await select<{ request_hash: string }>(
    books.orders,
    "SELECT request_hash FROM idempotency_keys WHERE outcome IS NULL",
  );
  const keysOf = new Map<string, string>();
  const faults: string[] = [];
  for (const { key, replies } of told) {
    const outcomes = new Set(replies.map(outcomeOf));
    if (outcomes.size !== 1) faults.push(`${key} was told ${[...outcomes].join(", ") || "nothing"}`);
    for (const { status, body } of replies) {
      if (status !== 201) continue;
      const before = keysOf.get(body.id);
      if (before !== undefined && before !== key) {
        faults.push(`${body.id} is told under ${before} and ${key}`);
      }
      keysOf.set(body.id, key);
    }
  }
  const ids = new Set(placed.map(({ id }) => id));
  return [
    ...faults,
    ...[...ids].filter((id) => !keysOf.has(id)).map((id) => `nobody was told of ${id}`),
    ...[...keysOf.keys()].filter((id) => !ids.has(id)).map((id) =>
      `${id} was told, and there is no such order`
    ),
    ...unfinished.map(({ request_hash }) => `the request ${request_hash} has no outcome`),
  ];
}

async function reservationsEnd({ books }: Evidence): Promise<string[]> {
  const reservations = await select<{ order_id: string; state: string; allocated: number }>(
    books.inventory,
    `SELECT r.order_id, r.state, (SELECT total(a.quantity - a.canceled) FROM allocations a
      WHERE a.reservation_id = r.id AND a.released = 0) AS allocated FROM reservations r`,
  );
  const orders = await select<{ id: string; state: string; stock: string }>(
    books.orders,
    "SELECT id, state, stock FROM orders",
  );
  const reserved = new Map(reservations.map((one) => [one.order_id, one]));
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  return [
    ...reservations.flatMap(({ order_id, state, allocated }) => {
      const order = orderOf.get(order_id);
      if (state === "held") return [`${order_id} is held still`];
      return allocated > 0 && order?.stock !== "committed"
        ? [`${order_id} has ${allocated} units, its order is ${order?.state ?? "none"}`]
        : [];
    }),
    ...orders.filter(({ id, stock }) => stock === "committed" && reserved.get(id)?.state !== "committed")
      .map(({ id, state }) => `${id} is ${state}, its reservation ${reserved.get(id)?.state ?? "none"}`),
    ...orders.filter(({ state }) => state === "pending_payment" || state === "payment_processing")
      .map(({ id, state }) => `${id} is ${state} still`),
  ];
}

/** The mail that follows from an entry of the timeline. */
const mailOf: Readonly<Record<string, string>> = {
  "placed": "received",
  "paid": "paid",
  "revived": "paid",
  "payment-failed": "payment-failed",
  "expired": "expired",
  "canceled": "canceled",
  "refunded": "refunded",
};

/** Of mails in a folder, whose names are their keys. Through a mail server one may come twice (docs/mails.md). */
async function mailsAreSentOnce({ books, mails }: Evidence): Promise<string[]> {
  const events = await select<{ order_id: string; kind: string; refund: string | null }>(
    books.orders,
    "SELECT order_id, kind, details ->> 'refundId' AS refund FROM order_events",
  );
  const wanted = new Set(
    events.filter(({ kind }) => mailOf[kind] !== undefined).map(({ order_id, kind, refund }) =>
      [order_id, mailOf[kind], ...kind === "refunded" ? [refund] : []].join(".")
    ),
  );
  const sent = new Set<string>();
  const twice = mails.filter((id) => sent.has(id) || !sent.add(id));
  return [
    ...[...wanted].filter((id) => !sent.has(id)).map((id) => `${id} was not sent`),
    ...[...sent].filter((id) => !wanted.has(id)).map((id) => `${id} was sent for no reason`),
    ...twice.map((id) => `${id} was sent twice`),
  ];
}

async function couponsAreLimited({ books, couponLimit }: Evidence): Promise<string[]> {
  const counts = await select<{ promotion_id: string; used: number; standing: number }>(
    books.orders,
    `SELECT promotion_id, used, (SELECT count(*) FROM redemptions r JOIN orders o ON o.id = r.order_id
      WHERE r.promotion_id = c.promotion_id AND o.state NOT IN ('canceled', 'expired')) AS standing
      FROM promotion_counts c`,
  );
  return counts.flatMap(({ promotion_id, used, standing }) => [
    ...standing > couponLimit ? [`${standing} orders have ${promotion_id}, ${couponLimit} may`] : [],
    ...used !== standing ? [`${promotion_id} counts ${used}, had by ${standing}`] : [],
  ]);
}
