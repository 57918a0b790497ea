/** What `GET /v1/admin/catalog/regions` tells. */
import { z } from "zod";
import { instant } from "./common.ts";

export const regionStatus = z.strictObject({
  region: z.string(),
  catalogVersion: z.int().min(0).meta({
    description: "The version that every machine of the region serves, or a later one.",
  }),
  lagVersions: z.int().min(0).meta({ description: "How many versions that is behind the catalog." }),
  reportedAt: instant.meta({ description: "When its slowest machine said so." }),
  machines: z.int().min(1),
}).meta({ id: "RegionStatus" });
export type RegionStatus = z.infer<typeof regionStatus>;

export const regionList = z.strictObject({ items: z.array(regionStatus), nextCursor: z.null() }).meta({
  id: "RegionList",
});
