/** The catalog service's calls about where its content is served. */
import { regionList } from "../../commerce/wire/admin_regions.ts";
import type { OperationTable } from "../platform/operation.ts";

export const regionOperations = {
  listRegions: {
    method: "get",
    path: "/v1/admin/catalog/regions",
    tag: "Regions",
    summary: "Where an edit is live",
    description:
      "The catalog version that each region serves, and its lag. A write is live in a region from the `catalogVersion` on that the write answered. A region that was not heard for a minute is not listed.",
    access: "admin",
    answer: { status: 200, description: "The regions.", content: regionList },
  },
} as const satisfies OperationTable;
