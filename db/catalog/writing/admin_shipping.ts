/** Shipping zones as merchants read them. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminShippingZone } from "../../../commerce/wire/shipping.ts";
import { type Readable, readRecords } from "./admin_records.ts";
import { type Described, described } from "./content_version.ts";

/** Names a zone: the market's code and its own. */
export interface ZoneName {
  readonly market: string;
  readonly code: string;
}

/** Reads a zone with its methods. */
export async function readAdminZone(
  catalog: Readable,
  { market, code }: ZoneName,
): Promise<Described<AdminShippingZone> | null> {
  const [found] = await readZones(catalog, sql`WHERE m.code = ${market} AND z.code = ${code}`);
  return found ? described(found.value) : null;
}

/**
 * Lists zones, the oldest first.
 *
 * @param after The key of the zone that the page before ended with; null for the first page.
 * @returns `next`: the key after which the next page begins, null on the last one.
 */
export async function listAdminZones(
  catalog: Readable,
  { market, after, limit }: {
    readonly market: string | null;
    readonly after: number | null;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly AdminShippingZone[]; readonly next: number | null }> {
  const ofMarket = market === null ? sql`` : sql`AND m.code = ${market}`;
  const found = await readZones(
    catalog,
    sql`WHERE z.id > ${after ?? 0} ${ofMarket} ORDER BY z.id LIMIT ${sql.raw(String(limit + 1))}`,
  );
  const page = found.slice(0, limit);
  return {
    items: page.map(({ value }) => value),
    next: found.length > limit ? page.at(-1)!.version : null,
  };
}

/** Zones with their keys for versions. */
function readZones(catalog: Readable, rest: SQL) {
  return readRecords<AdminShippingZone>(
    catalog,
    sql`json_object('market', m.code, 'code', z.code, 'countries', json(z.countries),
      'regions', json(z.regions), 'postalCodes', json(z.postal_codes),
      'exceptPostalCodes', json(z.except_postal_codes),
      'methods', (SELECT json_group_array(json(one)) FROM (SELECT
          json_object('id', s.code, 'names', (SELECT json_group_object(tag, name) FROM
              (SELECT l.tag, t.name FROM shipping_method_texts t JOIN languages l ON l.id = t.language_id
                WHERE t.method_id = s.id ORDER BY l.id)),
            'basis', s.basis, 'rates', json(s.rates), 'freeFromMinor', s.free_from_minor,
            'surcharges', json(s.surcharges), 'excludes', json(s.excludes),
            'cutOffMinutes', s.cut_off_minutes, 'handlingDays', s.handling_days,
            'transitDays', json_object('earliest', s.earliest_days, 'latest', s.latest_days),
            'saturdays', json(iif(s.saturdays, 'true', 'false'))) AS one
        FROM shipping_methods s WHERE s.zone_id = z.id ORDER BY s.position, s.id)))`,
    sql`z.id`,
    sql`FROM shipping_zones z JOIN markets m ON m.id = z.market_id ${rest}`,
  );
}
