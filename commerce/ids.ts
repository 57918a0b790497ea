/** Public ids: a prefix that names the kind, and a UUIDv7 (RFC 9562) that sorts by time. */

declare const brand: unique symbol;

/** A product's public id, `prd_…`. */
export type ProductId = string & { readonly [brand]: "prd" };
/** A variant's public id, `var_…`. */
export type VariantId = string & { readonly [brand]: "var" };
/** A category's public id, `cat_…`. */
export type CategoryId = string & { readonly [brand]: "cat" };
/** A promotion's public id, `prm_…`. */
export type PromotionId = string & { readonly [brand]: "prm" };
/** A synonym's public id, `syn_…`. */
export type SynonymId = string & { readonly [brand]: "syn" };
/** An order's public id, `ord_…`. */
export type OrderId = string & { readonly [brand]: "ord" };
/** A payment's public id, `pay_…`. */
export type PaymentId = string & { readonly [brand]: "pay" };
/** A refund's public id, `rfd_…`. */
export type RefundId = string & { readonly [brand]: "rfd" };
/** A fulfilment's public id, `ful_…`. */
export type FulfilmentId = string & { readonly [brand]: "ful" };
/** A shipment's public id, `shp_…`. */
export type ShipmentId = string & { readonly [brand]: "shp" };
/** A stock location's public id, `loc_…`. */
export type LocationId = string & { readonly [brand]: "loc" };
/** A stock movement's public id, `mov_…`. */
export type MovementId = string & { readonly [brand]: "mov" };
/** The id of an event between services or in a timeline, `evt_…`. */
export type EventId = string & { readonly [brand]: "evt" };

type IdOf = {
  prd: ProductId;
  var: VariantId;
  cat: CategoryId;
  prm: PromotionId;
  syn: SynonymId;
  ord: OrderId;
  pay: PaymentId;
  rfd: RefundId;
  ful: FulfilmentId;
  shp: ShipmentId;
  loc: LocationId;
  mov: MovementId;
  evt: EventId;
};

/** The prefixes of public ids: what kinds there are. */
export type IdPrefix = keyof IdOf;

/**
 * Mints an id, e.g. `mintId("prd", Date.now(), crypto.getRandomValues(new Uint8Array(10)))`.
 *
 * @param prefix What the id names.
 * @param now Milliseconds since the epoch; the first 48 bits.
 * @param random Ten random bytes. Given, not drawn, so that the demo shop and tests are deterministic.
 */
export function mintId<P extends IdPrefix>(prefix: P, now: number, random: Uint8Array): IdOf[P] {
  if (random.length < 10) {
    throw new RangeError(`mint id "${prefix}": wanted 10 random bytes, got ${random.length}`);
  }
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );
  return `${prefix}_${uuid}` as IdOf[P];
}

/** Mints an id from the running machine's clock and random source. */
export function newId<P extends IdPrefix>(prefix: P): IdOf[P] {
  return mintId(prefix, Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
