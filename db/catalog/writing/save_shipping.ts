/** Shipping: the zones of a market and the ways into each. */
import { sql } from "drizzle-orm";
import { isPostalPattern } from "../../../commerce/quote/postal_codes.ts";
import type { ShippingMethod, ShippingZone } from "../../../commerce/quote/view.ts";
import { shippingMethods, shippingMethodTexts, shippingZones } from "../schema.ts";
import { findLanguage, findMarket } from "./lookups.ts";
import { first, insertRows, nextId } from "./rows.ts";
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

/** Adds a zone, or replaces the one with this code and all its methods. */
export async function saveShippingZone(w: Writer, input: ShippingZoneInput): Promise<void> {
  const { market, code, countries, regions, postalCodes, exceptPostalCodes } = input;
  for (const [name, patterns] of Object.entries({ postalCodes, exceptPostalCodes })) {
    const wrong = patterns.findIndex((pattern) => !isPostalPattern(pattern));
    if (wrong >= 0) {
      w.refuse("invalid-value", `${name}.${wrong}`, `"${patterns[wrong]}" is no pattern of postal codes`);
    }
  }
  const marketId = await findMarket(w, market, "market");
  await removeZone(w, marketId, code);
  const zoneId = await nextId(w.tx, shippingZones);
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
  w.touch(`shipping:${marketId}`);
}

async function removeZone(w: Writer, marketId: number, code: string): Promise<void> {
  const zone = await first<{ id: number }>(
    w.tx,
    sql`SELECT id FROM shipping_zones WHERE market_id = ${marketId} AND code = ${code}`,
  );
  if (!zone) return;
  const methods = sql`SELECT id FROM shipping_methods WHERE zone_id = ${zone.id}`;
  await w.tx.run(sql`DELETE FROM shipping_method_texts WHERE method_id IN (${methods})`);
  await w.tx.run(sql`DELETE FROM shipping_methods WHERE zone_id = ${zone.id}`);
  await w.tx.run(sql`DELETE FROM shipping_zones WHERE id = ${zone.id}`);
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
    texts.push({ methodId, languageId: await findLanguage(w, language, `names.${language}`), name });
  }
  await insertRows(w.tx, shippingMethodTexts, texts);
}
