/**
 * API processes that are killed at random points while shoppers buy, before a Stripe that fails now and then. Whatever
 * happened, afterwards every invariant holds. That each check can fail is shown each time: damages.ts does what it is to
 * find to a copy of the records.
 *
 * `CRASH_KILLS=200` for the long run; `CRASH_SEED` to have other chances.
 */
import { join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { seededRandom } from "../../sandbox/state/random.ts";
import { addProduct, openOrderShop, type OrderShop, type ShopProcess } from "../support/order_shop.ts";
import { type Evidence, listCharges, listMails, openBooks } from "./evidence.ts";
import { findFaults, invariants } from "./invariants.ts";
import { type Damage, damages } from "./damages.ts";
import { settle } from "./settling.ts";
import { askAgain, coupon, type Shoppers, skus, startShoppers } from "./shoppers.ts";

const kills = Number(Deno.env.get("CRASH_KILLS") ?? 10);
const seed = Number(Deno.env.get("CRASH_SEED") ?? 20_261_120);
const atOnce = 32;

/** Some sell out, and a coupon is used up, on the way. */
const stock = new Map<string, number>([[skus.plenty, 1_000_000], [skus.scarce, 6 * kills]]);
const couponLimit = 3 * kills;

/** A bad day at Stripe, and on the way from it. */
const faults = {
  seed,
  requests: { errorBefore: 0.05, cutAfter: 0.05, errorAfter: 0.02, latencyMs: [0, 40] },
  webhooks: { lose: 0.1, duplicate: 0.15, reorder: 0.2, delay: 0.1, delayMs: [500, 3_000] },
};

describe("a shop whose processes are killed", () => {
  let shop: OrderShop;
  let evidence: Evidence;

  before(async () => {
    shop = await openOrderShop({ apis: 2 });
    for (const [sku, onHand] of stock) await addProduct(shop, { sku, amountMinor: 2_500, onHand });
    await shop.admin("POST", "/v1/admin/promotions", {
      texts: { en: { name: "Five off" } },
      markets: ["fr"],
      rule: { kind: "fixed-amount", amountMinor: 500 },
      codes: [coupon],
      limits: { total: couponLimit },
    });
    await shop.control("PUT", "faults", faults);
  });
  after(async () => {
    evidence?.books.close();
    await shop.close();
  });

  it(`comes to rest after ${kills} kills`, async () => {
    const shoppers = await startShoppers(shop, { atOnce, seed });
    const killed = await killAtRandom(shop.apis, shoppers);
    await shoppers.stop();
    await shop.control("PUT", "faults", {});
    expect(await settle(shop)).toEqual([]);
    const told = await askAgain(shop.apis.map(({ url }) => url), shoppers.placed);
    for (const api of shop.apis) await api.stop();
    evidence = {
      books: openBooks(shop.folder),
      charges: await listCharges(shop.sandbox.url),
      mails: await listMails(shop.folder),
      told,
      stock,
      couponLimit,
    };
    await say(killed, evidence);
  });

  it("has kept every invariant", async () => {
    expect(await findFaults(evidence)).toEqual([]);
  });

  it("would have been found out had it not", async () => {
    const unseen: string[] = [];
    for (const [name, each] of Object.entries(damages)) {
      for (const [what, damage] of Object.entries(each)) {
        const damaged = await withDamage(shop, evidence, damage);
        if ((await invariants[name]!(damaged)).length === 0) unseen.push(what);
        damaged.books.close();
      }
    }
    expect(unseen).toEqual([]);
  });
});

/** Kills a process or all of them, at any time, some while they start again, until it was done often enough. */
async function killAtRandom(apis: readonly ShopProcess[], { placed }: Shoppers): Promise<number> {
  const chance = seededRandom(seed ^ 0x5eed);
  let killed = 0;
  while (killed < kills) {
    await pause(chance() * 2_000);
    const one = apis[Math.floor(chance() * apis.length)]!;
    await Promise.all((chance() < 0.2 ? apis : [one]).map(async (api) => {
      const pauses = chance() < 0.2 ? [chance() * 800] : [];
      await api.kill();
      killed++;
      for (const startingMs of pauses) {
        const started = api.start().catch(() => {});
        await pause(startingMs);
        await api.kill();
        killed++;
        await started;
      }
      await api.start();
    }));
  }
  expect(placed.length).toBeGreaterThan(kills);
  return killed;
}

/** The same evidence, but for something that was done to a copy of it. */
async function withDamage(shop: OrderShop, evidence: Evidence, damage: Damage): Promise<Evidence> {
  const folder = await Deno.makeTempDir({ dir: shop.folder });
  for await (const { name, isFile } of Deno.readDir(shop.folder)) {
    if (isFile && /^(inventory|orders|payments)\.db/.test(name)) {
      await Deno.copyFile(join(shop.folder, name), join(folder, name));
    }
  }
  return await damage({ ...evidence, books: openBooks(folder) });
}

async function say(killed: number, { books, told, charges, mails }: Evidence): Promise<void> {
  const { rows } = await books.orders.execute(
    "SELECT state, count(*) FROM orders GROUP BY state ORDER BY state",
  );
  const orders = rows.map((row) => `${row[1]} ${row[0]}`).join(", ");
  Deno.stdout.writeSync(
    new TextEncoder().encode(
      `${killed} kills; ${told.length} requests; orders: ${orders}; ${charges.length} charges; ${mails.length} mails\n`,
    ),
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
