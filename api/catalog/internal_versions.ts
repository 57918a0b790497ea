/** What edges ask of the catalog and tell it: new versions as they come, and what each machine serves. */
import { machinePlace, versionNotice, versionQuery } from "../../commerce/wire/internal_versions.ts";
import { DatabaseUnavailableError } from "../../db/platform/failure.ts";
import type { Handlers, OperationTable } from "../platform/operation.ts";
import type { CatalogService } from "./service.ts";
import type { VersionWatch } from "./version_watch.ts";

export const internalVersionOperations = {
  awaitCatalogVersion: {
    method: "get",
    path: "/internal/catalog-version",
    tag: "Internal",
    summary: "The catalog version as soon as it is not the one that is known, or when the time is over",
    access: "service",
    query: versionQuery,
    answer: { status: 200, description: "The version.", content: versionNotice },
  },
  reportRegion: {
    method: "put",
    path: "/internal/regions/{region}/{machine}",
    tag: "Internal",
    summary: "Tells which catalog version a machine of the edge serves",
    access: "service",
    params: machinePlace,
    body: versionNotice,
    answer: { status: 200, description: "It is known.", content: versionNotice },
  },
} as const satisfies OperationTable;

export function internalVersionHandlers(
  { reports, now }: Pick<CatalogService, "reports" | "now">,
  watch: Pick<VersionWatch, "above">,
): Handlers<typeof internalVersionOperations> {
  return {
    async awaitCatalogVersion({ query: { after, hold }, from }) {
      try {
        return { status: 200, body: { catalogVersion: await watch.above(after, hold, from.signal) } };
      } catch (error) {
        throw new DatabaseUnavailableError("ask the catalog for its version", { cause: error });
      }
    },

    async reportRegion({ params, body }) {
      await reports.put({ ...params, ...body, at: now() });
      return { status: 200, body };
    },
  };
}
