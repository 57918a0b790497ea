/** Bringing a shop to rest: clocks move on until all that waits for a time has had it. */
import { join } from "node:path";
import type { OrderShop } from "../support/order_shop.ts";
import { type Books, openBooks, select } from "./evidence.ts";

/**
 * How much later it gets each time, in seconds. In the first, checkouts end and reconcilers ask Stripe what they were
 * not told; each later one lets them ask again. All together stay within the time that idempotency keys are kept.
 */
const steps = [2.5 * 3_600, 4 * 3_600, 8 * 3_600, 12 * 3_600];
/** How long the shop may take to do what is due at one time. */
const patienceMs = 90_000;
/** Nothing may begin anew for so long. */
const quietMs = 1_500;

/** What still waits, in each database. */
const waiting: Readonly<Record<"inventory" | "orders" | "payments", string>> = {
  inventory: "SELECT count(*) AS reservations FROM reservations WHERE state = 'held'",
  orders: `SELECT (SELECT count(*) FROM outbox) AS events,
    (SELECT count(*) FROM orders WHERE due IS NOT NULL OR checkout = 'open' OR refunding_minor <> refunded_minor
      OR state IN ('pending_payment', 'payment_processing')) AS orders`,
  payments: `SELECT (SELECT count(*) FROM outbox) AS events,
    (SELECT count(*) FROM payments WHERE status IN ('open', 'processing', 'authorized')) AS payments,
    (SELECT count(*) FROM refunds WHERE status IN ('requested', 'pending')) AS refunds`,
};

/**
 * Starts the processes with clocks that are ahead, together with the sandbox's, until nothing waits.
 *
 * @returns What still waits in the end; none: it came to rest.
 */
export async function settle(shop: OrderShop): Promise<string[]> {
  let aheadSeconds = 0;
  let left: string[] = [];
  for (const [step, seconds] of steps.entries()) {
    aheadSeconds += seconds;
    for (const api of shop.apis) await api.stop();
    await shop.control("POST", "clock", { advanceSeconds: seconds });
    const clock = join(shop.folder, `clock_${step}.js`);
    await Deno.writeTextFile(
      clock,
      `const now = Date.now;\nDate.now = () => now.call(Date) + ${aheadSeconds * 1_000};\n`,
    );
    for (const api of shop.apis) await api.start(clock);
    const books = openBooks(shop);
    left = await untilNothingWaits(books);
    books.close();
    if (left.length === 0) return [];
  }
  return left;
}

async function untilNothingWaits(books: Books): Promise<string[]> {
  const until = performance.now() + patienceMs;
  let quietSince = performance.now();
  let left: string[];
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = await whatWaits(books);
    if (left.length > 0) quietSince = performance.now();
    else if (performance.now() - quietSince > quietMs) return [];
  } while (performance.now() < until);
  return left;
}

async function whatWaits(books: Books): Promise<string[]> {
  const counts = await Promise.all(
    (["inventory", "orders", "payments"] as const).map(async (name) => {
      const [row] = await select<Record<string, number>>(books[name], waiting[name]);
      return Object.entries(row!).filter(([, count]) => count > 0)
        .map(([what, count]) => `${name}: ${count} ${what}`);
    }),
  );
  return counts.flat();
}
