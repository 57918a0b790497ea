/** What other services ask of inventory (`/internal/inventory/…`). */
import { z } from "zod";
import { availability, cursor, instant, marketCode, sku } from "./common.ts";
import { publicId } from "./public_ids.ts";
import { country, quoteLines } from "./quote.ts";

export const orderId = publicId("ord", "order");

const units = z.int().min(0);
/** A key that its caller chose: the same key again changes nothing. */
const naturalKey = z.string().regex(/^[\x21-\x7e]{1,128}$/, "wanted 1 to 128 visible ASCII characters");

/** How many units of each SKU; each SKU once. */
export const stockLines = quoteLines;
export type StockLines = z.infer<typeof stockLines>;

/** The body of `PUT /internal/inventory/reservations/{orderId}`. */
export const reservationInput = z.strictObject({
  market: marketCode,
  /** Where the order goes, ISO 3166-1; the nearest location sends it. */
  country: country.optional(),
  lines: stockLines,
});
export type ReservationInput = z.infer<typeof reservationInput>;

/**
 * The states of a reservation. `held` stock waits for payment; `committed` stock is sold; `released` stock went back.
 */
export const reservationStates = ["held", "committed", "released"] as const;
export type ReservationState = (typeof reservationStates)[number];

/**
 * What a location gives of a line; a line has several of them where no location alone has enough.
 */
export const allocation = z.strictObject({
  sku,
  quantity: z.int().min(1),
  /** The location's code; null: nobody keeps stock of this SKU, and there is always enough. */
  location: z.string().nullable(),
  /** So many of `quantity` are promised beyond what is there (backorder, preorder). */
  backordered: units,
  /** When those are expected, where that is known. */
  expectedAt: instant.nullable(),
});
export type Allocation = z.infer<typeof allocation>;

/** A reservation, as every call about one answers it. */
export const reservation = z.strictObject({
  orderId,
  state: z.enum(reservationStates),
  lines: z.array(allocation),
});
export type Reservation = z.infer<typeof reservation>;

/** One line of `shortages` in the problem `out-of-stock`. */
export const shortage = z.strictObject({ sku, requested: units, available: units });
export type Shortage = z.infer<typeof shortage>;

/**
 * The body of `POST /internal/inventory/reservations/{orderId}/shipments`: units of a committed reservation left the
 * building. The order's stock counts as on the shelf until this is told.
 */
export const shipmentNotice = z.strictObject({ key: naturalKey, lines: stockLines });
export type ShipmentNotice = z.infer<typeof shipmentNotice>;

/**
 * The body of `POST /internal/inventory/reservations/{orderId}/restock`: units of a committed reservation can be sold
 * again. Units that were not shipped yet stay on the shelf; of those that were, so many came back to it.
 */
export const restockNotice = z.strictObject({
  key: naturalKey,
  lines: stockLines,
  /** `unshipped`: canceled before they left. `returned`: they came back. */
  from: z.enum(["unshipped", "returned"]).default("unshipped"),
});
export type RestockNotice = z.infer<typeof restockNotice>;

/** The query of `GET /internal/inventory/reservations`: what is still held, the oldest first. */
export const reservationsQuery = z.strictObject({
  olderThan: instant,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: cursor.optional(),
});
export const reservationList = z.strictObject({
  items: z.array(z.strictObject({ orderId, heldAt: instant })),
  nextCursor: cursor.nullable(),
});

export const openingKey = naturalKey;

/** The body of `PUT /internal/inventory/openings/{key}`: the first counts of new variants. */
export const openingInput = z.strictObject({
  items: z.array(z.strictObject({ sku, onHand: z.int().min(0).max(1_000_000_000) })).min(1).max(500),
});
export type OpeningInput = z.infer<typeof openingInput>;
/** What shoppers are told of each from now on. */
export const openingAnswer = z.strictObject({ items: z.array(z.strictObject({ sku, availability })) });
