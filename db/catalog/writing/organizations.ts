/** Makers, EU responsible persons and sellers. */
import { sql } from "drizzle-orm";
import { first } from "./rows.ts";
import type { Organization } from "../../../commerce/catalog_view.ts";
import type { Writer } from "./transaction.ts";

/** The key of the house, the seller of everything that names no other. */
export const houseId = 1;

/** The key of an organization with exactly this name, address and email; made when new. */
export async function saveOrganization(w: Writer, organization: Organization): Promise<number> {
  const { name, address, email } = organization;
  const found = await first<{ id: number }>(
    w.tx,
    sql`SELECT id FROM organizations
    WHERE name = ${name} AND address = ${address} AND email = ${email} AND id <> ${houseId}`,
  );
  if (found) return found.id;
  const made = await first<{ id: number }>(
    w.tx,
    sql`INSERT INTO organizations (id, name, address, email)
    SELECT max(${houseId}, coalesce(max(id), 0)) + 1, ${name}, ${address}, ${email} FROM organizations
    RETURNING id`,
  );
  return made!.id;
}

/** Names the house. */
export async function saveHouse(w: Writer, { name, address, email }: Organization): Promise<void> {
  await w.tx.run(sql`INSERT INTO organizations (id, name, address, email)
    VALUES (${houseId}, ${name}, ${address}, ${email})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, email = excluded.email`);
}

/** Makes sure that there is a house, unnamed until {@linkcode saveHouse}. */
export async function ensureHouse(w: Writer): Promise<void> {
  await w.tx.run(sql`INSERT OR IGNORE INTO organizations (id, name, address, email)
    VALUES (${houseId}, 'Comptoir', '', '')`);
}
