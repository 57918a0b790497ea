/** What the process gives each service that it opens. */
import type { Platform } from "./environment.ts";
import type { CallService } from "./internal_calls.ts";
import type { LimitRate } from "../../commerce/rate_limits.ts";
import type { RunningService } from "./running_service.ts";

export interface Shared {
  readonly platform: Omit<Platform, "idempotency">;
  /** Calls other services, wherever they run. */
  readonly call: CallService;
  /** Lets the chores of a name come round at once; none that is not known. */
  readonly wake: (chore: string) => void;
  /** Makes rate limiters, as `LIMITS` says. */
  readonly limitRate: LimitRate;
  /** Aborts when the process is told to stop: answers that would never end, such as event streams, end then. */
  readonly stopping: AbortSignal;
  /** A variable of the environment. A secret that was read is kept out of the log from then on. */
  readonly environment: (name: string) => string | undefined;
}

/** Opens a service: its databases, migrated where they are files. */
export type OpenService = (shared: Shared) => Promise<RunningService>;
