/** `POST /internal/catalog/availability`: inventory tells the catalog what shoppers are to be told. */
import { z } from "zod";
import { availability, sku } from "./common.ts";

/** How many SKUs go into one call. */
export const maxAvailabilityItems = 500;

export const availabilityNotice = z.strictObject({
  items: z.array(z.strictObject({
    sku,
    availability,
    /** Counts the changes of this SKU: whoever knows a later one ignores this. */
    version: z.int().min(1),
  })).min(1).max(maxAvailabilityItems),
});
export type AvailabilityNotice = z.infer<typeof availabilityNotice>;

export const availabilityAnswer = z.strictObject({
  catalogVersion: z.int().min(0),
  /** SKUs that the catalog does not have, or not yet. */
  unknown: z.array(sku),
});
export type AvailabilityAnswer = z.infer<typeof availabilityAnswer>;
