/** Shoppers who buy, pay, hesitate and cancel, whatever happens to the processes that serve them. */
import { seededRandom } from "../../sandbox/state/random.ts";
import type { OrderShop } from "../support/order_shop.ts";
import { orderBody, type Reply, retried, sessionOf } from "../support/order_shopper.ts";
import type { Told } from "./evidence.ts";

/** What the shop sells: how many there are follows from how long the test goes on. */
export const skus = { plenty: "CRASH-PLENTY", scarce: "CRASH-SCARCE" } as const;
export const coupon = "CRASH5";

/** What a shopper does after the order was placed. */
type Manner = "pay" | "decline-then-pay" | "debit" | "failing-debit" | "leave" | "pay-then-cancel" | "cancel";

const manners: readonly (readonly [Manner, number])[] = [
  ["pay", 0.42],
  ["decline-then-pay", 0.1],
  ["debit", 0.1],
  ["failing-debit", 0.06],
  ["leave", 0.1],
  ["pay-then-cancel", 0.14],
  ["cancel", 0.08],
];

const debits = { settling: "DE89370400440532013000", failing: "DE62370400440532013001" } as const;

/** A request as it was sent, to be sent once more at the end. */
export interface Placed {
  readonly key: string;
  readonly body: Record<string, unknown>;
  readonly replies: Reply[];
}

export interface Shoppers {
  /** What each was told so far. */
  readonly placed: readonly Placed[];
  /** Resolves when everybody is done: those who are at it when it is called, and nobody after them. */
  stop(): Promise<void>;
}

/** Lets so many shoppers at once buy one order after the other. */
export async function startShoppers(
  shop: Pick<OrderShop, "apis" | "control">,
  { atOnce, seed }: { atOnce: number; seed: number },
): Promise<Shoppers> {
  const chance = seededRandom(seed);
  const urls = shop.apis.map(({ url }) => url);
  const bodies = await Promise.all([
    [{ sku: skus.plenty, quantity: 1 }],
    [{ sku: skus.plenty, quantity: 2 }, { sku: skus.scarce, quantity: 1 }],
  ].map((lines) => orderBody(urls[0]!, { lines, email: "first@example.com" })));
  const reduced = await orderBody(urls[0]!, {
    lines: [{ sku: skus.plenty, quantity: 1 }],
    email: "first@example.com",
    coupons: [coupon],
  });
  const placed: Placed[] = [];
  let isOver = false;

  async function buy(): Promise<void> {
    const at = placed.length;
    const drawn = chance();
    const chosen = drawn < 0.2 ? reduced : drawn < 0.6 ? bodies[1]! : bodies[0]!;
    const one: Placed = {
      key: `crash-${seed}-${at}`,
      body: { ...chosen, email: `shopper${at}@example.com` },
      replies: [],
    };
    placed.push(one);
    const nearest = chance() < 0.5 ? urls : urls.toReversed();
    // Some have the checkout open in two tabs.
    const tabs = chance() < 0.1 ? [nearest, nearest.toReversed()] : [nearest];
    const manner = drawManner(chance());
    const pauses = [chance() * 300, chance() * 300];
    one.replies.push(
      ...await Promise.all(tabs.map((from) => retried(from, "POST", "/v1/orders", one.body, one.key))),
    );
    const reply = one.replies[0]!;
    if (reply.status !== 201) return;
    await pause(pauses[0]!);
    await act(manner, reply.body, pauses[1]!, nearest);
  }

  async function act(manner: Manner, order: Reply["body"], pauseMs: number, from: string[]): Promise<void> {
    const pay = async (how: Record<string, string>) => {
      if (order.payment === null) return;
      await shop.control("POST", `sessions/${sessionOf(order.payment.url)}/pay`, how);
    };
    const cancel = async () => {
      const path = `/v1/orders/${order.id}/cancellations?token=${order.token}`;
      const { status, body } = await retried(from, "POST", path, {});
      if (status !== 200) throw new Error(`cancel: answered ${status}: ${body.type}`);
    };
    switch (manner) {
      case "pay":
        return await pay({});
      case "decline-then-pay":
        await pay({ card: "4000000000000002" });
        await pause(pauseMs);
        return await pay({});
      case "debit":
        return await pay({ iban: debits.settling });
      case "failing-debit":
        return await pay({ iban: debits.failing });
      case "leave":
        return;
      case "pay-then-cancel":
        await pay({});
        await pause(pauseMs);
        return await cancel();
      case "cancel":
        return await cancel();
    }
  }

  const everybody = Array.from({ length: atOnce }, async () => {
    while (!isOver) await buy();
  });
  return {
    placed,
    async stop() {
      isOver = true;
      await Promise.all(everybody);
    },
  };
}

/** Asks once more under every key, when all is over. */
export async function askAgain(urls: readonly string[], placed: readonly Placed[]): Promise<Told[]> {
  const told: Told[] = [];
  for (let at = 0; at < placed.length; at += 16) {
    const group = placed.slice(at, at + 16);
    told.push(
      ...await Promise.all(group.map(async ({ key, body, replies }) => ({
        key,
        replies: [...replies, await retried(urls, "POST", "/v1/orders", body, key)],
      }))),
    );
  }
  return told;
}

function drawManner(drawn: number): Manner {
  let left = drawn;
  return manners.find(([, share]) => (left -= share) < 0)?.[0] ?? "pay";
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
