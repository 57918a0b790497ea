/**
 * `bench orders`: orders placed by shoppers of which each waits for its answer before the next, with the databases as
 * files and behind libSQL servers, one each. The sandbox answers at once; `LIMITS=off`.
 */
import { addProduct, openOrderShop, type OrderShopOptions } from "../tests/support/order_shop.ts";
import { orderBody } from "../tests/support/order_shopper.ts";
import { findSqld } from "../tests/support/sqld.ts";
import type { Bench, Row } from "./table.ts";

const shoppers = [1, 8, 32, 128];
const warmUpSeconds = 2;
const secondsEach = 5;
/** The shop's products are bought evenly, as on most days. */
const products = 20;

/** What is wanted at 32 at once: orders a second. */
const wanted = { files: 400, servers: 200 } as const;

export async function orders(): Promise<Bench> {
  const rows = await measure("files", { apis: 1 });
  const sqld = await findSqld();
  if ("path" in sqld) rows.push(...await measure("servers", { apis: 1, sqld: sqld.path }));
  return { bench: "orders", rows };
}

async function measure(place: keyof typeof wanted, options: OrderShopOptions): Promise<Row[]> {
  const shop = await openOrderShop(options);
  try {
    const url = shop.apis[0]!.url;
    const bodies: Record<string, unknown>[] = [];
    for (let at = 0; at < products; at++) {
      const sku = `BENCH-${at}`;
      await addProduct(shop, { sku, amountMinor: 2_500, onHand: 1_000_000 });
      bodies.push(
        await orderBody(url, { lines: [{ sku, quantity: 1 }], email: "bench@example.com" }),
      );
    }
    await placeOrders(url, bodies, 8, warmUpSeconds);
    const rows: Row[] = [];
    for (const count of shoppers) {
      const name = `${place}: ${count} at once`;
      const measured = await placeOrders(url, bodies, count, secondsEach);
      rows.push({
        name,
        value: measured.perSecond,
        unit: "orders/s",
        ...count === 32 && { target: `>= ${wanted[place]}` },
      });
      rows.push({ name: `${name}: p50`, value: measured.p50Ms, unit: "ms" });
      rows.push({
        name: `${name}: p99`,
        value: measured.p99Ms,
        unit: "ms",
        ...count === 32 && { target: "< 300" },
      });
      rows.push({ name: `${name}: errors`, value: measured.errors, unit: "answers", target: "<= 0" });
    }
    const [few, many] = [32, 128].map((count) =>
      rows.find(({ name }) => name === `${place}: ${count} at once`)!
    );
    rows.push({
      name: `${many!.name}: ratio`,
      value: many!.value / few!.value,
      unit: "of it",
      target: ">= 1",
      ratioTo: few!.name,
    });
    return rows;
  } finally {
    await shop.close();
  }
}

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were no order with a payment: they count as nothing else. */
  readonly errors: number;
}

/** Lets so many shoppers order for some time. */
async function placeOrders(
  url: string,
  bodies: readonly Record<string, unknown>[],
  count: number,
  seconds: number,
): Promise<Measured> {
  const times: number[] = [];
  let errors = 0;
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(Array.from({ length: count }, async (_, shopper) => {
    for (let turn = shopper; performance.now() < until; turn++) {
      const sentAt = performance.now();
      const answer = await fetch(`${url}/v1/orders`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: JSON.stringify({
          ...bodies[turn % bodies.length],
          email: `${crypto.randomUUID()}@example.com`,
        }),
      });
      const text = await answer.text();
      if (answer.status !== 201 || JSON.parse(text).payment === null) errors++;
      else times.push(performance.now() - sentAt);
    }
  }));
  const elapsed = (performance.now() - started) / 1_000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { perSecond: times.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), errors };
}
