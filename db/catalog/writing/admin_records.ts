/** What merchants read: whole records as they are written, each made by one statement, with their versions. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminProduct, AdminVariant } from "../../../commerce/wire/admin_catalog.ts";
import type { Reads } from "./rows.ts";

/** Where records are read from: the catalog, or a write of it, as `{ db: w.tx }`. */
export interface Readable {
  readonly db: Reads;
}

/** A record, and its version for `ETag` and `If-Match`. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}

/** A page of a list; `next` is the public id after which the next page begins, null on the last one. */
export interface AdminPage<T> {
  readonly items: readonly Versioned<T>[];
  readonly next: string | null;
}

/** Which page of a list. */
export interface PageRequest {
  /** The public id that the page before ended with; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * Runs a statement whose rows are a record as JSON and its version.
 *
 * @param record The record as an SQL expression.
 * @param version Its version as an SQL expression.
 * @param from The rest of the statement, from `FROM` on.
 */
export async function readRecords<T>(
  catalog: Readable,
  record: SQL,
  version: SQL,
  from: SQL,
): Promise<Versioned<T>[]> {
  const rows = await catalog.db.all<{ record: string; version: number }>(
    sql`SELECT ${record} AS record, ${version} AS version ${from}`,
  );
  return rows.map((row) => ({ value: JSON.parse(row.record), version: row.version }));
}

/** Cuts a page from a list that was read one record too far. */
export function cutPage<T extends { id: string }>(
  items: readonly Versioned<T>[],
  limit: number,
): AdminPage<T> {
  const page = items.slice(0, limit);
  return { items: page, next: items.length > limit ? page.at(-1)!.value.id : null };
}

/** How records of one kind are read. */
export interface AdminRecords<T> {
  /** Reads one by its public id. */
  read(catalog: Readable, publicId: string): Promise<Versioned<T> | null>;
  /** Lists them, the oldest first. */
  list(catalog: Readable, page: PageRequest): Promise<AdminPage<T>>;
}

/**
 * Makes the reading of records that have a table of their own, each with its public id and its version.
 *
 * @param table The table as an SQL expression that calls it `r`, with what every record is joined to.
 * @param record The record as an SQL expression.
 * @param toRecord From what the database tells to what goes over the wire.
 */
export function adminRecords<Stored, T extends { id: string }>(
  table: SQL,
  record: SQL,
  toRecord: (stored: Stored) => T,
): AdminRecords<T> {
  const read = async (catalog: Readable, which: SQL): Promise<Versioned<T>[]> => {
    const stored = await readRecords<Stored>(
      catalog,
      record,
      sql`r.updated_sequence`,
      sql`FROM ${table} WHERE ${which}`,
    );
    return stored.map(({ value, version }) => ({ value: toRecord(value), version }));
  };
  return {
    async read(catalog, publicId) {
      return (await read(catalog, sql`r.public_id = ${publicId}`))[0] ?? null;
    },
    async list(catalog, { after, limit }) {
      const limited = sql.raw(String(limit + 1));
      const found = await read(
        catalog,
        sql`r.public_id > ${after ?? ""} ORDER BY r.public_id LIMIT ${limited}`,
      );
      return cutPage(found, limit);
    },
  };
}

/** A price as the database tells it: times in milliseconds. */
type StoredPrice = Omit<AdminVariant["prices"][string][number], "validFrom" | "validUntil"> & {
  readonly validFrom: number;
  readonly validUntil: number | null;
};

/** A variant as the database tells it: what it lacks is null. */
export type StoredVariant =
  & Omit<AdminVariant, "prices" | "gtin" | "mpn" | "weightGrams" | "unitMeasure" | "picture">
  & {
    readonly prices: Readonly<Record<string, readonly StoredPrice[]>>;
    readonly gtin: string | null;
    readonly mpn: string | null;
    readonly weightGrams: number | null;
    readonly unitMeasure: AdminVariant["unitMeasure"] | null;
    readonly picture: AdminVariant["picture"] | null;
  };

/** A variant (`v`, of the product `p`) as JSON; its prices are those in force at `now` or to come. */
export function variantJson(now: number): SQL {
  return sql`json_object(
    'id', v.public_id, 'productId', p.public_id, 'sku', v.sku, 'gtin', v.gtin, 'mpn', v.mpn,
    'weightGrams', v.weight_grams,
    'unitMeasure', iif(v.unit IS NULL, NULL, json_object('amount', v.unit_amount, 'unit', v.unit)),
    'availability', v.availability,
    'options', (SELECT json_group_object(a.code, o.code) FROM variant_options vo
      JOIN attributes a ON a.id = vo.attribute_id JOIN attribute_values o ON o.id = vo.value_id
      WHERE vo.variant_id = v.id),
    'availabilityByMarket', (SELECT json_group_object(m.code, va.availability) FROM variant_availability va
      JOIN markets m ON m.id = va.market_id WHERE va.variant_id = v.id),
    'picture', (SELECT json_object('key', i.key) FROM variant_media vm JOIN media i ON i.id = vm.media_id
      WHERE vm.variant_id = v.id),
    'prices', (SELECT json_group_object(code, json(list)) FROM (
      SELECT code, json_group_array(json(price)) AS list FROM (
        SELECT m.id AS market, m.code, json_object('amountMinor', pr.amount_minor, 'currency', m.currency,
          'compareAtMinor', pr.compare_at_minor, 'lowestPriorMinor', pr.lowest_prior_minor,
          'validFrom', pr.valid_from, 'validUntil', pr.valid_until, 'minQuantity', pr.min_quantity,
          'priceList', pl.code) AS price
        FROM prices pr JOIN markets m ON m.id = pr.market_id JOIN price_lists pl ON pl.id = pr.price_list_id
        WHERE pr.variant_id = v.id AND (pr.valid_until IS NULL OR pr.valid_until > ${now})
        ORDER BY m.id, pr.price_list_id, pr.min_quantity, pr.valid_from)
      GROUP BY market)))`;
}

/**
 * A product (`p`) as JSON. Lists are ordered in a subquery: libSQL's server does not parse ORDER BY inside an
 * aggregate, although SQLite does.
 */
export function productJson(now: number): SQL {
  const organization = (key: SQL) =>
    sql`(SELECT json_object('name', g.name, 'address', g.address, 'email', g.email)
      FROM organizations g WHERE g.id = ${key})`;
  return sql`json_object(
    'id', p.public_id,
    'status', 'active', 'brand', p.brand, 'kind', p.kind, 'taxCategory', p.tax_category, 'hsCode', p.hs_code, 'origin', p.origin,
    'dimensionsMm', iif(p.width_mm IS NULL, NULL, json_array(p.width_mm, p.depth_mm, p.height_mm)),
    'maker', ${organization(sql`p.maker_id`)}, 'euResponsible', ${organization(sql`p.eu_responsible_id`)},
    'popularity', p.popularity, 'createdAt', p.created_at,
    'categories', (SELECT json_group_array(code) FROM (SELECT c.code, c.id IS NOT p.category_id AS other
      FROM product_categories pc JOIN categories c ON c.id = pc.category_id WHERE pc.product_id = p.id
      ORDER BY other, c.id)),
    'texts', (SELECT json_group_object(l.tag, json_object('title', t.title, 'slug', t.slug,
        'description', t.description, 'warnings', t.warnings))
      FROM product_texts t JOIN languages l ON l.id = t.language_id WHERE t.product_id = p.id),
    'attributes', (SELECT json_group_array(json(one)) FROM (SELECT
        json_object('name', a.code, 'value', av.code) AS one
      FROM product_attributes pa JOIN attribute_values av ON av.id = pa.value_id
      JOIN attributes a ON a.id = av.attribute_id WHERE pa.product_id = p.id
      ORDER BY a.position, a.id, av.position, av.id)),
    'markets', (SELECT json_group_array(code) FROM (SELECT m.code
      FROM product_markets pm JOIN markets m ON m.id = pm.market_id WHERE pm.product_id = p.id
      ORDER BY m.position, m.id)),
    'marketsChosen', json(iif(p.markets_chosen, 'true', 'false')),
    'pictures', (SELECT json_group_array(json(one)) FROM (SELECT json_object('key', i.key) AS one
      FROM product_media pi JOIN media i ON i.id = pi.media_id WHERE pi.product_id = p.id
      ORDER BY pi.position)),
    'variants', (SELECT json_group_array(json(one)) FROM (SELECT ${variantJson(now)} AS one
      FROM variants v WHERE v.product_id = p.id ORDER BY v.position, v.id)))`;
}

/** A product as the database tells it. */
export type StoredProduct = Omit<AdminProduct, "variants" | "createdAt"> & {
  readonly variants: readonly StoredVariant[];
  readonly createdAt: number;
};

/** From what the database tells to what goes over the wire. */
export function toAdminProduct(stored: StoredProduct): AdminProduct {
  return {
    ...stored,
    variants: stored.variants.map(toAdminVariant),
    createdAt: new Date(stored.createdAt).toISOString(),
  };
}

/** Likewise; what a variant lacks is left out, as in the input. */
export function toAdminVariant(stored: StoredVariant): AdminVariant {
  const { gtin, mpn, weightGrams, unitMeasure, picture, prices, ...rest } = stored;
  return {
    ...rest,
    ...(gtin !== null && { gtin }),
    ...(mpn !== null && { mpn }),
    ...(weightGrams !== null && { weightGrams }),
    ...(unitMeasure !== null && { unitMeasure }),
    ...(picture !== null && { picture }),
    prices: Object.fromEntries(
      Object.entries(prices).map(([market, list]) => [
        market,
        list.map(({ validFrom, validUntil, ...price }) => ({
          ...price,
          validFrom: validFrom === 0 ? null : new Date(validFrom).toISOString(),
          validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
        })),
      ]),
    ),
  };
}
