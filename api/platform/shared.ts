/** What the process gives each service that it opens. */
import type { Platform } from "./environment.ts";
import type { CallService } from "./internal_calls.ts";
import type { RunningService } from "./running_service.ts";

export interface Shared {
  readonly platform: Omit<Platform, "idempotency">;
  /** Calls other services, wherever they run. */
  readonly call: CallService;
  /** Lets a chore come round at once; one that is not known is let be. */
  readonly wake: (chore: string) => void;
  /** A variable of the environment. */
  readonly environment: (name: string) => string | undefined;
}

/** Opens a service: its databases, migrated where they are files. */
export type OpenService = (shared: Shared) => Promise<RunningService>;
