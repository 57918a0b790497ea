/**
 * Processes that are killed at random points while shoppers buy, before a Stripe that fails now and then: those of the
 * API, and the databases' servers where there are some, the lines to which lose questions and answers besides. Whatever
 * happened, afterwards every invariant holds. That each check can fail is shown each time: damages.ts does what it is to
 * find to a copy of the records.
 */
import { after, before, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { seededRandom } from "../../sandbox/state/random.ts";
import { addProduct, openOrderShop, type OrderShop } from "../support/order_shop.ts";
import { type LossyLink, openLossyLink } from "../support/sqld_link.ts";
import { damages } from "./damages.ts";
import { type Copy, copyBooks, type Evidence, listCharges, listMails, openBooks } from "./evidence.ts";
import { findFaults, invariants } from "./invariants.ts";
import { killAtRandom, type Killed } from "./killing.ts";
import { settle } from "./settling.ts";
import { askAgain, coupon, skus, startShoppers } from "./shoppers.ts";

export interface Crashes {
  /** How often a process of the API is killed; servers are killed besides. */
  readonly kills: number;
  /** For other chances. */
  readonly seed: number;
  /** The program of libSQL servers; left out: the databases are files. */
  readonly sqld?: string;
}

const atOnce = 32;

/** A bad day at Stripe, and on the way from it. */
const faults = {
  requests: { errorBefore: 0.05, cutAfter: 0.05, errorAfter: 0.02, latencyMs: [0, 40] },
  webhooks: { lose: 0.1, duplicate: 0.15, reorder: 0.2, delay: 0.1, delayMs: [500, 3_000] },
};

/** And on the way to the servers. */
const loss = { questions: 0.01, answers: 0.02 };

/** The tests, within a `describe`. */
export function testCrashes({ kills, seed, sqld }: Crashes): void {
  /** Some sell out, and a coupon is used up, on the way. */
  const stock = new Map<string, number>([[skus.plenty, 1_000_000], [skus.scarce, 6 * kills]]);
  const couponLimit = 3 * kills;
  const links: LossyLink[] = [];
  let isLossy = false;
  let shop: OrderShop;
  let records: Copy;
  let evidence: Evidence;

  before(async () => {
    const chance = seededRandom(seed ^ 0x105e);
    const lineTo = async (to: string) => {
      const link = await openLossyLink({ to, loss, chance: () => isLossy ? chance() : 1 });
      links.push(link);
      return link.url;
    };
    shop = await openOrderShop({ apis: 2, lineTo, ...sqld !== undefined && { sqld } });
    for (const [sku, onHand] of stock) await addProduct(shop, { sku, amountMinor: 2_500, onHand });
    await shop.admin("POST", "/v1/admin/promotions", {
      texts: { en: { name: "Five off" } },
      markets: ["fr"],
      rule: { kind: "fixed-amount", amountMinor: 500 },
      codes: [coupon],
      limits: { total: couponLimit },
    });
    isLossy = true;
    await shop.control("PUT", "faults", { seed, ...faults });
  });
  after(async () => {
    evidence?.books.close();
    await shop?.close();
    for (const link of links) await link.close();
  });

  it(`comes to rest after ${kills} kills`, async () => {
    const shoppers = await startShoppers(shop, { atOnce, seed });
    const killed = await killAtRandom(shop, { kills, chance: seededRandom(seed ^ 0x5eed) });
    await shoppers.stop();
    expect(shoppers.placed.length).toBeGreaterThan(kills);
    await shop.control("PUT", "faults", {});
    isLossy = false;
    expect(await settle(shop)).toEqual([]);
    const told = await askAgain(shop.apis.map(({ url }) => url), shoppers.placed);
    for (const api of shop.apis) await api.stop();
    for (const server of shop.servers) await server.kill();
    records = await copyBooks(shop);
    evidence = {
      books: openBooks(records),
      charges: await listCharges(shop.sandbox.url),
      mails: await listMails(shop.folder),
      told,
      stock,
      couponLimit,
    };
    await say(killed, links, evidence);
  });

  it("has kept every invariant", async () => {
    expect(await findFaults(evidence)).toEqual([]);
  });

  it("would have been found out had it not", async () => {
    const unseen: string[] = [];
    for (const [name, each] of Object.entries(damages)) {
      for (const [what, { change, found }] of Object.entries(each)) {
        const damaged = await change({ ...evidence, books: openBooks(await copyBooks(records)) });
        const faults = await invariants[name]!(damaged);
        if (!faults.some((fault) => found.test(fault))) unseen.push(`${what}: ${faults[0] ?? "nothing"}`);
        damaged.books.close();
      }
    }
    expect(unseen).toEqual([]);
  });
}

async function say(
  killed: Killed,
  links: readonly LossyLink[],
  { books, told, charges, mails }: Evidence,
): Promise<void> {
  const { rows } = await books.orders.execute(
    "SELECT state, count(*) FROM orders GROUP BY state ORDER BY state",
  );
  const orders = rows.map((row) => `${row[1]} ${row[0]}`).join(", ");
  const lost = (what: keyof LossyLink["lost"]) => links.reduce((sum, { lost }) => sum + lost[what], 0);
  const servers = links.length === 0
    ? ""
    : `${killed.servers} kills of servers; ${lost("questions")} questions and ${
      lost("answers")
    } answers lost; `;
  Deno.stdout.writeSync(
    new TextEncoder().encode(
      `${killed.apis} kills; ${servers}${told.length} requests; orders: ${orders}; ${charges.length} charges; ${mails.length} mails\n`,
    ),
  );
}
