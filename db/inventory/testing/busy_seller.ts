/**
 * A process that sells without end, until it is killed: `busy_seller.ts URL NAME`. It prints `held ID` and `sold ID`
 * for what was answered to it.
 */
import { takeNotice } from "../notices.ts";
import { openInventory } from "../open.ts";
import { commitReservation, releaseReservation, reserve } from "../reservations.ts";

const [url, name] = Deno.args;
const inventory = await openInventory({ url: url! });
const encoder = new TextEncoder();
const print = (line: string) => void Deno.stdout.writeSync(encoder.encode(`${line}\n`));
const lines = [{ sku: "A", quantity: 2 }, { sku: "B", quantity: 1 }];

async function sell(orderId: string, fate: number): Promise<void> {
  const held = await reserve(inventory, orderId, { market: "us", lines }, Date.now());
  if (held.kind !== "done") return;
  print(`held ${orderId}`);
  if (fate === 0) return;
  if (fate === 1) return void await releaseReservation(inventory, orderId, Date.now());
  await commitReservation(inventory, orderId, Date.now());
  print(`sold ${orderId}`);
  if (fate === 2) await takeNotice(inventory, { orderId, fate: "shipment", key: "1", lines }, Date.now());
}

for (let round = 0;; round++) {
  await Promise.all(Array.from({ length: 12 }, (_, i) => sell(`ord_${name}_${round}_${i}`, i % 4)));
}
