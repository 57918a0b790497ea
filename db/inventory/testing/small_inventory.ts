/** An inventory in a real file or server, for tests. */
import type { Inventory } from "../open.ts";
import { migrateInventory, openInventory } from "../open.ts";

export interface SmallInventory extends Inventory {
  readonly url: string;
  /** Rows of a statement as plain arrays. */
  rows(statement: string): Promise<unknown[][]>;
  /** Opens it once more, as another process would. */
  another(): Promise<Inventory>;
  /** Closes it, and removes its file. */
  remove(): Promise<void>;
}

/**
 * Opens it with the one location that every shop has, `main`.
 *
 * @param server An empty database on a server; left out: a new file.
 */
export async function openSmallInventory(server?: string): Promise<SmallInventory> {
  const folder = await Deno.makeTempDir();
  const url = server ?? `file:${folder}/inventory.db`;
  const inventory = await openInventory({ url });
  await migrateInventory(inventory);
  return {
    ...inventory,
    url,
    async rows(statement) {
      const { rows, columns } = await inventory.client.execute(statement);
      return rows.map((row) => columns.map((_, i) => row[i]));
    },
    another: () => openInventory({ url }),
    async remove() {
      await inventory.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
