/** What the inventory says is available, taken into the catalog. */
import { sql } from "drizzle-orm";
import type { AvailabilityNotice } from "../../../commerce/wire/internal_availability.ts";
import { availabilityVersions } from "../schema.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Sets the availability of variants whose stock is counted. What is older than what is known already, or says the
 * same, changes nothing. What differs holds in every market: what a merchant had set for single markets goes.
 *
 * The products' versions stay: nobody's edit is at odds with it.
 *
 * @returns The SKUs that there are not.
 */
export async function tellAvailability(w: Writer, items: AvailabilityNotice["items"]): Promise<string[]> {
  const known = await readRows<
    [sku: string, id: number, productId: number, availability: string, version: number]
  >(
    w.tx,
    sql`v.sku, v.id, v.product_id, v.availability, coalesce(k.version, 0)`,
    sql`FROM variants v LEFT JOIN availability_versions k ON k.variant_id = v.id
      WHERE ${among(sql`v.sku`, items.map(({ sku }) => sku))}`,
  );
  const bySku = new Map(
    known.map(([sku, id, productId, availability, version]) =>
      [sku, { id, productId, availability, version }] as const
    ),
  );
  const newer = items.flatMap(({ sku, availability, version }) => {
    const variant = bySku.get(sku);
    return variant && version >= variant.version ? [{ variant, availability, version }] : [];
  });
  await insertRows(
    w.tx,
    availabilityVersions,
    newer.filter(({ variant, version }) => version > variant.version)
      .map(({ variant, version }) => ({ variantId: variant.id, version })),
    "replace",
  );
  const changed = newer.filter(({ variant, availability }) => availability !== variant.availability);
  if (changed.length > 0) {
    const ids = changed.map(({ variant }) => variant.id);
    await w.tx.run(sql`UPDATE variants SET availability = c.value ->> 1
      FROM json_each(${
      JSON.stringify(changed.map(({ variant, availability }) => [variant.id, availability]))
    }) c
      WHERE variants.id = c.value ->> 0`);
    await w.tx.run(sql`DELETE FROM variant_availability WHERE ${among(sql`variant_id`, ids)}`);
    const places = await readRows<[number, number]>(
      w.tx,
      sql`product_id, market_id`,
      sql`FROM product_markets WHERE ${
        among(sql`product_id`, new Set(changed.map(({ variant }) => variant.productId)))
      }`,
    );
    for (const [productId, marketId] of places) w.touch(`product:${productId}:${marketId}`);
  }
  return items.flatMap(({ sku }) => bySku.has(sku) ? [] : [sku]);
}
