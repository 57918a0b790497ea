/** Products and variants as merchants read them. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { isTooLarge } from "../../platform/failure.ts";
import type { AdminProduct, AdminVariant } from "../../../commerce/wire/admin_catalog.ts";
import {
  type AdminPage,
  cutPage,
  type PageRequest,
  productJson,
  type Readable,
  readRecords,
  type StoredProduct,
  type StoredVariant,
  toAdminProduct,
  toAdminVariant,
  variantJson,
  type Versioned,
} from "./admin_records.ts";

/**
 * Reads a product by its public id.
 *
 * @param now Milliseconds since the epoch: prices that ended before are left out.
 */
export async function readAdminProduct(
  catalog: Readable,
  publicId: string,
  now: number,
): Promise<Versioned<AdminProduct> | null> {
  return (await readProducts(catalog, now, sql`WHERE p.public_id = ${publicId}`))[0] ?? null;
}

/** Lists products, the newest first; fewer than asked for where a server would not answer so much at once. */
export async function listAdminProducts(
  catalog: Readable,
  page: PageRequest,
  now: number,
): Promise<AdminPage<AdminProduct>> {
  try {
    return await readPage(catalog, page, now);
  } catch (error) {
    if (page.limit === 1 || !isTooLarge(error)) throw error;
    return await listAdminProducts(catalog, { ...page, limit: Math.ceil(page.limit / 4) }, now);
  }
}

async function readPage(
  catalog: Readable,
  { after, limit }: PageRequest,
  now: number,
): Promise<AdminPage<AdminProduct>> {
  const start = after === null ? sql`WHERE p.public_id > ''` : sql`WHERE p.public_id < ${after}`;
  const products = await readProducts(
    catalog,
    now,
    sql`${start} ORDER BY p.public_id DESC LIMIT ${sql.raw(String(limit + 1))}`,
  );
  return cutPage(products, limit);
}

/** Reads a variant by its public id; its version is its product's. */
export async function readAdminVariant(
  catalog: Readable,
  publicId: string,
  now: number,
): Promise<Versioned<AdminVariant> | null> {
  return await readVariant(catalog, now, sql`v.public_id = ${publicId}`);
}

/** Reads the variant that has a SKU. */
export async function readAdminVariantBySku(
  catalog: Readable,
  sku: string,
  now: number,
): Promise<Versioned<AdminVariant> | null> {
  return await readVariant(catalog, now, sql`v.sku = ${sku}`);
}

async function readProducts(catalog: Readable, now: number, rest: SQL): Promise<Versioned<AdminProduct>[]> {
  const stored = await readRecords<StoredProduct>(
    catalog,
    productJson(now),
    sql`p.updated_sequence`,
    sql`FROM products p ${rest}`,
  );
  return stored.map(({ value, version }) => ({ value: toAdminProduct(value), version }));
}

async function readVariant(
  catalog: Readable,
  now: number,
  which: SQL,
): Promise<Versioned<AdminVariant> | null> {
  const [stored] = await readRecords<StoredVariant>(
    catalog,
    variantJson(now),
    sql`p.updated_sequence`,
    sql`FROM variants v JOIN products p ON p.id = v.product_id WHERE ${which}`,
  );
  return stored ? { value: toAdminVariant(stored.value), version: stored.version } : null;
}
