/** Shipping: the zones of a market and the ways into each. */
import { sql } from "drizzle-orm";
import { isPostalPattern } from "../../../commerce/quote/postal_codes.ts";
import type { ShippingMethod, ShippingZone } from "../../../commerce/quote/view.ts";
import type { AdminShippingZone } from "../../../commerce/wire/shipping.ts";
import { shippingMethods, shippingMethodTexts, shippingZones } from "../schema.ts";
import { readAdminZone, type ZoneName } from "./admin_shipping.ts";
import { checkDescribed, type Described } from "./content_version.ts";
import { findLanguage, findMarket } from "./lookups.ts";
import { first, insertRows, nextId, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A zone as it is written, with its methods in the order in which they are offered at the same price. */
export interface ShippingZoneInput extends Omit<ShippingZone, "id"> {
  /** The market's code. */
  readonly market: string;
  /** Names the zone among the market's. */
  readonly code: string;
  readonly methods: readonly ShippingMethodInput[];
}

export interface ShippingMethodInput extends Omit<ShippingMethod, "zoneId" | "name"> {
  /** By language. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Adds a zone, or replaces the one with this code and all its methods; its place among the zones stays. Refuses an
 * unknown market, countries that it does not sell to, and languages that the shop does not speak.
 */
export async function saveShippingZone(w: Writer, input: ShippingZoneInput): Promise<void> {
  w.touch(`shipping:${await writeZone(w, input)}`);
}

/** Adds a zone. Refuses as {@linkcode saveShippingZone} does, and a code that a zone of the market has. */
export async function createShippingZone(w: Writer, input: ShippingZoneInput): Promise<void> {
  const marketId = await findMarket(w, input.market, "market");
  if (await keyOfZone(w, marketId, input.code) !== null) {
    w.refuse("code-taken", "code", `market "${input.market}" has a zone "${input.code}" already`);
  }
  await saveShippingZone(w, input);
}

/**
 * Replaces a zone and all its methods. Refuses as {@linkcode saveShippingZone} does, with `not-found`, and with
 * `stale-version` when the zone is another than the caller saw. The same zone again changes nothing.
 *
 * @returns the zone as it is now.
 */
export async function replaceShippingZone(
  w: Writer,
  input: ShippingZoneInput,
  expectedVersion: string,
): Promise<Described<AdminShippingZone>> {
  const before = await readExpected(w, input, expectedVersion);
  const marketId = await writeZone(w, input);
  const after = (await readAdminZone({ db: w.tx }, input))!;
  if (after.version !== before.version) w.touch(`shipping:${marketId}`);
  return after;
}

/** Deletes a zone with its methods. Refuses with `not-found` and `stale-version`. */
export async function deleteShippingZone(w: Writer, name: ZoneName, expectedVersion: string): Promise<void> {
  await readExpected(w, name, expectedVersion);
  const marketId = await findMarket(w, name.market, "market");
  await removeZone(w, (await keyOfZone(w, marketId, name.code))!);
  w.touch(`shipping:${marketId}`);
}

/** @returns the market's key. */
async function writeZone(w: Writer, input: ShippingZoneInput): Promise<number> {
  const { market, code, countries, regions, postalCodes, exceptPostalCodes } = input;
  refuseNoPatterns(w, { postalCodes, exceptPostalCodes });
  const marketId = await findMarket(w, market, "market");
  await refuseOtherCountries(w, marketId, input);
  const known = await keyOfZone(w, marketId, code);
  if (known !== null) await removeZone(w, known);
  const zoneId = known ?? await nextId(w.tx, shippingZones);
  await insertRows(w.tx, shippingZones, [{
    id: zoneId,
    marketId,
    code,
    countries: JSON.stringify(countries),
    regions: JSON.stringify(regions),
    postalCodes: JSON.stringify(postalCodes),
    exceptPostalCodes: JSON.stringify(exceptPostalCodes),
  }]);
  for (const [position, method] of input.methods.entries()) await insertMethod(w, zoneId, position, method);
  return marketId;
}

async function readExpected(w: Writer, name: ZoneName, expected: string) {
  const found = await readAdminZone({ db: w.tx }, name) ??
    w.refuse("not-found", "", `market "${name.market}" has no zone "${name.code}"`);
  checkDescribed(w, found, expected);
  return found;
}

function refuseNoPatterns(w: Writer, lists: Pick<ShippingZone, "postalCodes" | "exceptPostalCodes">): void {
  for (const [name, patterns] of Object.entries(lists)) {
    const wrong = patterns.findIndex((pattern) => !isPostalPattern(pattern));
    if (wrong < 0) continue;
    w.refuse("invalid-value", `${name}.${wrong}`, `"${patterns[wrong]}" is no pattern of postal codes`);
  }
}

async function refuseOtherCountries(
  w: Writer,
  marketId: number,
  { market, countries }: ShippingZoneInput,
): Promise<void> {
  const sold = new Set(
    (await readRows<[string]>(w.tx, sql`country`, sql`FROM market_countries WHERE market_id = ${marketId}`))
      .map(([country]) => country),
  );
  const wrong = countries.findIndex((country) => !sold.has(country));
  if (wrong < 0) return;
  const where = [...sold].join(", ");
  w.refuse(
    "invalid-value",
    `countries.${wrong}`,
    `market "${market}" does not sell to ${countries[wrong]}, but to ${where}`,
  );
}

async function keyOfZone(w: Writer, marketId: number, code: string): Promise<number | null> {
  const zone = await first<{ id: number }>(
    w.tx,
    sql`SELECT id FROM shipping_zones WHERE market_id = ${marketId} AND code = ${code}`,
  );
  return zone?.id ?? null;
}

async function removeZone(w: Writer, zoneId: number): Promise<void> {
  const methods = sql`SELECT id FROM shipping_methods WHERE zone_id = ${zoneId}`;
  await w.tx.run(sql`DELETE FROM shipping_method_texts WHERE method_id IN (${methods})`);
  await w.tx.run(sql`DELETE FROM shipping_methods WHERE zone_id = ${zoneId}`);
  await w.tx.run(sql`DELETE FROM shipping_zones WHERE id = ${zoneId}`);
}

async function insertMethod(
  w: Writer,
  zoneId: number,
  position: number,
  method: ShippingMethodInput,
): Promise<void> {
  const { id: code, basis, freeFromMinor, cutOffMinutes, handlingDays, transitDays } = method;
  const methodId = await nextId(w.tx, shippingMethods);
  await insertRows(w.tx, shippingMethods, [{
    id: methodId,
    zoneId,
    code,
    position,
    basis,
    rates: JSON.stringify(method.rates),
    freeFromMinor,
    surcharges: JSON.stringify(method.surcharges),
    excludes: JSON.stringify(method.excludes),
    cutOffMinutes,
    handlingDays,
    earliestDays: transitDays.earliest,
    latestDays: transitDays.latest,
    saturdays: method.saturdays ? 1 : 0,
  }]);
  const texts = [];
  for (const [language, name] of Object.entries(method.names)) {
    texts.push({
      methodId,
      languageId: await findLanguage(w, language, `methods.${position}.names.${language}`),
      name,
    });
  }
  await insertRows(w.tx, shippingMethodTexts, texts);
}
