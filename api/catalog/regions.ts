/** Where an edit is live: the catalog version that each region serves. */
import type { EdgeReport } from "../../db/backoffice/edge_reports.ts";
import { readCatalogVersion } from "../../db/catalog/writing/admin_lookups.ts";
import type { RegionStatus } from "../../commerce/wire/admin_regions.ts";
import type { Handlers } from "../platform/operation.ts";
import type { catalogOperations } from "./operations.ts";
import type { CatalogService } from "./service.ts";

/** Milliseconds after which a machine that says nothing any more is gone: they report every ten seconds. */
export const goneAfterMs = 60_000;

export function regionHandlers(
  { catalog, reports, now }: CatalogService,
): Pick<Handlers<typeof catalogOperations>, "listRegions"> {
  return {
    async listRegions() {
      const [newest, said] = await Promise.all([
        readCatalogVersion(catalog),
        reports.since(now() - goneAfterMs),
      ]);
      return { status: 200, body: { items: toRegions(said, newest), nextCursor: null } };
    },
  };
}

/** A region serves what the slowest of its machines serves. */
export function toRegions(reports: readonly EdgeReport[], newest: number): RegionStatus[] {
  return [...Map.groupBy(reports, ({ region }) => region)].map(([region, machines]) => {
    const slowest = machines.reduce((a, b) => b.catalogVersion < a.catalogVersion ? b : a);
    return {
      region,
      catalogVersion: slowest.catalogVersion,
      lagVersions: Math.max(0, newest - slowest.catalogVersion),
      reportedAt: new Date(slowest.at).toISOString(),
      machines: machines.length,
    };
  });
}
