/** Which catalog version each machine of the edge serves, as the machines say. */
import type { Client } from "@libsql/client";

/** What a machine said last. */
export interface EdgeReport {
  readonly region: string;
  readonly machine: string;
  readonly catalogVersion: number;
  /** When, in milliseconds since the epoch, by the centre's clock. */
  readonly at: number;
}

export type EdgeReports = ReturnType<typeof edgeReports>;

/** The reports kept in an open, migrated backoffice. */
export function edgeReports(backoffice: Client) {
  return {
    /** Keeps what a machine says in the place of what it said before. */
    async put({ region, machine, catalogVersion, at }: EdgeReport): Promise<void> {
      await backoffice.execute({
        sql: `INSERT INTO edge_reports (machine, region, catalog_version, at) VALUES (?, ?, ?, ?)
          ON CONFLICT (machine) DO UPDATE
          SET region = excluded.region, catalog_version = excluded.catalog_version, at = excluded.at`,
        args: [machine, region, BigInt(catalogVersion), BigInt(at)],
      });
    },

    /** What was said at this time or later, by region and machine. */
    async since(at: number): Promise<EdgeReport[]> {
      const { rows } = await backoffice.execute({
        sql: `SELECT region, machine, catalog_version, at FROM edge_reports
          WHERE at >= ? ORDER BY region, machine`,
        args: [BigInt(at)],
      });
      return rows.map((row) => ({
        region: String(row["region"]),
        machine: String(row["machine"]),
        catalogVersion: Number(row["catalog_version"]),
        at: Number(row["at"]),
      }));
    },

    /** Forgets what was said before this time. */
    async prune(before: number): Promise<void> {
      await backoffice.execute({ sql: "DELETE FROM edge_reports WHERE at < ?", args: [BigInt(before)] });
    },
  };
}
