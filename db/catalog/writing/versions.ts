/** Optimistic locking: a record is written only as the version that its writer saw. */
import { sql } from "drizzle-orm";
import { first } from "./rows.ts";
import type { Versioned, Writer } from "./transaction.ts";

/**
 * The key of a record by its public id. Refuses with `not-found`, or with `stale-version` when it was written
 * since.
 *
 * @param expectedVersion The version that the caller saw; left out: any.
 */
export async function findVersioned(
  w: Writer,
  table: Versioned,
  publicId: string,
  expectedVersion?: number,
): Promise<number> {
  const row = await first<{ id: number; version: number }>(
    w.tx,
    sql`SELECT id, updated_sequence AS version FROM ${sql.identifier(table)} WHERE public_id = ${publicId}`,
  );
  if (!row) return w.refuse("not-found", "", `there is no record "${publicId}"`);
  checkVersion(w, row.version, expectedVersion);
  return row.id;
}

/** A variant's keys by its public id; its version is its product's. Refuses as {@linkcode findVersioned} does. */
export async function findVariant(
  w: Writer,
  publicId: string,
  expectedVersion?: number,
): Promise<{ readonly id: number; readonly productId: number }> {
  const row = await first<{ id: number; productId: number; version: number }>(
    w.tx,
    sql`SELECT v.id, v.product_id AS "productId", p.updated_sequence AS version
      FROM variants v JOIN products p ON p.id = v.product_id WHERE v.public_id = ${publicId}`,
  );
  if (!row) return w.refuse("not-found", "", `there is no record "${publicId}"`);
  checkVersion(w, row.version, expectedVersion);
  return { id: row.id, productId: row.productId };
}

function checkVersion(w: Writer, version: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) {
    w.refuse("stale-version", "", `the record is at version ${version}, not ${expected}`);
  }
}
