/** What merchants and warehouse systems send to the admin API's stock calls, and what they get back. */
import { z } from "zod";
import { availability, code, cursor, instant, marketCode, sku, visibleText } from "./common.ts";
import { publicId } from "./public_ids.ts";
import { country } from "./quote.ts";

/** More of one thing in one place is a mistake. */
const maxUnits = 1_000_000_000;
const units = z.int().min(0).max(maxUnits);
const count = z.int();
const limit = z.coerce.number().int().min(1).max(100).default(20);
const nextCursor = cursor.nullable().meta({
  description: "Where the next page begins; null: there is none.",
});

export const locationId = publicId("loc", "location");

// ---------------------------------------------------------------- locations

/** The body of `POST /v1/admin/locations`: a place that sends goods. */
export const locationInput = z.strictObject({
  code,
  name: visibleText(120),
  country,
  /** Lower ones send first. */
  priority: z.int().min(0).max(1_000_000).default(100),
  /** Markets whose orders it sends before other locations do. */
  markets: z.array(marketCode).max(500).default([]),
  /** Whether its stock is for sale. */
  active: z.boolean().default(true),
}).meta({ id: "LocationInput" });
export type LocationInput = z.infer<typeof locationInput>;

/** The body of `PATCH /v1/admin/locations/{id}`: what is left out stays. */
export const locationPatch = z.strictObject({
  name: locationInput.shape.name.optional(),
  country: country.optional(),
  priority: locationInput.shape.priority.unwrap().optional(),
  markets: locationInput.shape.markets.unwrap().optional(),
  active: z.boolean().optional(),
}).meta({ id: "LocationPatch" });
export type LocationPatch = z.infer<typeof locationPatch>;

export const stockLocation = locationInput.extend({
  id: z.string(),
  /** `null` until somebody says it: of the first location, which every shop has. */
  country: country.nullable(),
  priority: z.int(),
  markets: z.array(z.string()),
  active: z.boolean(),
}).meta({ id: "StockLocation" });
export type StockLocation = z.infer<typeof stockLocation>;

export const locationsQuery = z.strictObject({ limit, cursor: cursor.optional() });
export const locationList = z.strictObject({ items: z.array(stockLocation), nextCursor }).meta({
  id: "StockLocationList",
});

// ---------------------------------------------------------------- levels

/** What may be promised beyond the stock: nothing, or units that are expected. */
export const beyondStock = ["none", "backorder", "preorder"] as const;
export type BeyondStock = (typeof beyondStock)[number];

const levelSettings = z.strictObject({
  /** Units that are kept back from the shop. */
  safetyStock: units,
  beyond: z.enum(beyondStock).meta({
    description: "Whether units are sold that are not there yet, and what shoppers are told then.",
  }),
  /** How many of those; left out where `beyond` is set: a billion. */
  beyondLimit: units,
  /** When they are expected. */
  expectedAt: instant.nullable(),
  /** Of the SKU in all locations: up to so many units that can be sold it is `low_stock`. */
  lowStockAt: units,
}).partial();

/** One item of `PUT /v1/admin/stock-levels`; of the settings what is left out stays. */
export const stockLevelItem = levelSettings.extend({
  sku,
  /** The location's code. */
  location: code,
  onHand: units.optional().meta({
    description:
      "What stands on the shelf, units that are reserved or sold and not yet shipped among them. Left out: only settings change.",
  }),
}).superRefine((item, context) => {
  if (item.beyond === "none" && (item.beyondLimit ?? 0) > 0) {
    context.addIssue({ code: "custom", path: ["beyondLimit"], message: 'wanted 0 where beyond is "none"' });
  }
  if (item.beyond === undefined && item.beyondLimit !== undefined) {
    context.addIssue({ code: "custom", path: ["beyond"], message: "wanted with beyondLimit" });
  }
});
export type StockLevelItem = z.infer<typeof stockLevelItem>;

export const stockLevelsInput = z.strictObject({
  items: z.array(stockLevelItem).min(1).max(1000).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach(({ sku, location }, index) => {
      const key = `${sku} ${location}`;
      if (seen.has(key)) {
        context.addIssue({
          code: "custom",
          path: [index],
          message: "this SKU stands here twice for this location",
        });
      }
      seen.add(key);
    });
  }),
}).meta({ id: "StockLevelsInput" });

/** What became of one item: written, or why not. */
export const stockLevelResult = z.discriminatedUnion("status", [
  z.strictObject({ sku, location: code, status: z.literal("written"), available: count }),
  z.strictObject({
    sku,
    location: code,
    status: z.literal("refused"),
    reason: z.enum(["unknown-location"]),
  }),
]);
export type StockLevelResult = z.infer<typeof stockLevelResult>;
export const stockLevelsAnswer = z.strictObject({ items: z.array(stockLevelResult) }).meta({
  id: "StockLevelsAnswer",
});

/** The stock of a SKU in a location. */
export const stockLevel = z.strictObject({
  sku,
  location: z.string(),
  /** What stands on the shelf. */
  onHand: count,
  /** Held for orders that are not paid yet. */
  reserved: count,
  /** Sold and not shipped yet: it still stands on the shelf. */
  toShip: count,
  safetyStock: count,
  /** What can be sold: `onHand` without the three above. Negative: more is promised than is there. */
  available: count,
  beyond: z.enum(beyondStock),
  beyondLimit: count,
  expectedAt: instant.nullable(),
  /** Of the SKU in all locations. */
  lowStockAt: count,
  availability,
}).meta({ id: "StockLevel" });
export type StockLevel = z.infer<typeof stockLevel>;

export const stockLevelsQuery = z.strictObject({
  sku: sku.optional(),
  location: code.optional(),
  limit,
  cursor: cursor.optional(),
});
export const stockLevelList = z.strictObject({ items: z.array(stockLevel), nextCursor }).meta({
  id: "StockLevelList",
});

// ---------------------------------------------------------------- movements

/** The body of `POST /v1/admin/stock-adjustments`. */
export const stockAdjustment = z.strictObject({
  sku,
  location: code,
  delta: z.int().min(-maxUnits).max(maxUnits).refine((delta) => delta !== 0, "wanted a change, not 0"),
  reason: visibleText(200),
}).meta({ id: "StockAdjustment" });
export type StockAdjustment = z.infer<typeof stockAdjustment>;

/**
 * Why counts changed: a count or correction from outside; an order that holds, lets go, buys, ships, cancels, returns.
 */
export const movementKinds = [
  "count",
  "adjustment",
  "hold",
  "release",
  "sale",
  "shipment",
  "cancellation",
  "return",
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** One entry of the ledger; the entries of a SKU in a location sum to its counts. */
export const stockMovement = z.strictObject({
  id: z.string(),
  sku,
  location: z.string(),
  kind: z.enum(movementKinds),
  onHandDelta: count,
  reservedDelta: count,
  toShipDelta: count,
  /** The merchant's words, of an adjustment. */
  reason: z.string().nullable(),
  /** The order's id, or that of a shipment, return or request. */
  reference: z.string().nullable(),
  at: instant,
}).meta({ id: "StockMovement" });
export type StockMovement = z.infer<typeof stockMovement>;

export const movementsQuery = z.strictObject({
  sku,
  location: code.optional(),
  limit,
  cursor: cursor.optional(),
});
export const movementList = z.strictObject({ items: z.array(stockMovement), nextCursor }).meta({
  id: "StockMovementList",
});

/** The answer to an adjustment. */
export const writtenAdjustment = z.strictObject({ movement: stockMovement, level: stockLevel }).meta({
  id: "WrittenAdjustment",
});
