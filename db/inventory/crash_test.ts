import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { fileURLToPath } from "node:url";
import { setLevels } from "./levels.ts";
import { findReservation } from "./reservations.ts";
import { inventoryFaults } from "./testing/faults.ts";
import { openSmallInventory } from "./testing/small_inventory.ts";

const program = fileURLToPath(new URL("./testing/busy_seller.ts", import.meta.url));
const kills = 4;
const onHand = 4_000;

/** Two sellers at once on one file; kills both with SIGKILL when they have sold something, and gives what they said. */
async function sellUntilKilled(url: string, round: number): Promise<string[]> {
  const sellers = ["a", "b"].map((name) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--cached-only", "-A", program, url, `${round}${name}`],
      stdout: "piped",
      stderr: "null",
    }).spawn()
  );
  const said: string[] = [];
  const readers = sellers.map(async (seller) => {
    let rest = "";
    for await (const text of seller.stdout.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split("\n");
      rest = parts.pop()!;
      said.push(...parts);
      // In the midst of what follows: wherever that is.
      if (said.length > 20 + round * 7) { for (const one of sellers) kill(one); }
    }
  });
  await Promise.all(readers);
  await Promise.all(sellers.map((seller) => seller.status));
  return said;
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It is dead already.
    if (!(error instanceof TypeError)) throw error;
  }
}

describe("an inventory whose processes are killed", () => {
  it("is whole after each kill, and keeps what it answered", async () => {
    const small = await openSmallInventory();
    await setLevels(small, ["A", "B"].map((sku) => ({ sku, location: "main", onHand })), Date.now());
    for (let round = 0; round < kills; round++) {
      const said = await sellUntilKilled(small.url, round);
      expect(said.length).toBeGreaterThan(20);
      expect(await inventoryFaults(small.client)).toEqual([]);
      for (const line of said) {
        const [what, orderId] = line.split(" ");
        const found = await findReservation(small, orderId!);
        expect([line, found === null, what === "sold" && found?.state !== "committed"]).toEqual([
          line,
          false,
          false,
        ]);
      }
    }
    // The check itself: a unit that is done by halves, as no batch leaves one, is seen.
    await small.queue.write([
      `INSERT INTO reservations (order_id, state, token, lines, held_at, changed_at)
        VALUES ('ord_half', 'held', 'x', '[{"sku":"A","quantity":1}]', 0, 0)`,
      `INSERT INTO allocations (reservation_id, level_id, quantity)
        SELECT id, 1, 1 FROM reservations WHERE order_id = 'ord_half'`,
    ]);
    expect(await inventoryFaults(small.client)).toHaveLength(2);
    await small.remove();
  });
});
