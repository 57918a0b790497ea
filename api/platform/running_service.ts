/** A service of the central API, opened: what a process does for it while it runs. */
import type { ServiceName } from "../../commerce/settings.ts";
import type { Api } from "./environment.ts";
import type { OperationTable } from "./operation.ts";
import type { Chore } from "./upkeep.ts";

export interface RunningService {
  readonly name: ServiceName;
  /** What it answers, internal calls too. */
  readonly operations: OperationTable;
  /** Adds its routes. */
  routes(api: Api): void;
  readonly chores: readonly Chore[];
  /**
   * Asks its databases something small: what `/readyz` says of it, e.g. how many events wait in its outbox. Rejects
   * when one is out of reach or not migrated.
   */
  probe(): Promise<Readonly<Record<string, unknown>>>;
  /** Lets waiting writes end, and closes its databases. */
  close(): Promise<void>;
}
