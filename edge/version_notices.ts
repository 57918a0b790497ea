/**
 * Hearing from the centre that there is a new catalog version: a question that the centre leaves open until it has
 * one. Each is a request of its own, so a cut line costs one retry and leaves nothing behind.
 */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";

export interface VersionNotices {
  /** Whether the centre answers: news come by themselves, and there is no need to look for them. */
  readonly isHeard: boolean;
  /** The newest version that the centre told of; null before it did. */
  readonly newest: number | null;
  /** Resolves when a version above this one is known, or when the signal says so. Never rejects. */
  newer(version: number, signal: AbortSignal): Promise<void>;
}

export interface VersionNoticesOptions {
  /** Origin of the central API. */
  readonly apiUrl: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Ends the listening. */
  readonly signal: AbortSignal;
  readonly backoff?: Backoff;
  /** How long the centre may leave a question open; a little more, and the line counts as cut. */
  readonly holdMs?: number;
}

/** Where the centre answers. */
export const versionPath = "/internal/catalog-version";
/** How much later than promised an answer may come, in milliseconds. */
const toleranceMs = 3_000;

/** Begins to listen. */
export function listenForVersions(options: VersionNoticesOptions): VersionNotices {
  const { apiUrl, token, fetch, signal, backoff = { firstMs: 200, ceilingMs: 3_000 }, holdMs = 15_000 } =
    options;
  let newest: number | null = null;
  let isHeard = false;
  let told = Promise.withResolvers<void>();

  async function ask(): Promise<number> {
    const address = `${apiUrl}${versionPath}?after=${newest ?? -1}&hold=${holdMs}`;
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(holdMs + toleranceMs)]),
    });
    const { catalogVersion } = await answer.json() as { catalogVersion?: unknown };
    if (!answer.ok || typeof catalogVersion !== "number") {
      throw new Error(`listen for versions: the centre answered ${answer.status}`);
    }
    return catalogVersion;
  }

  async function listen(): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        const version = await ask();
        failures = 0;
        isHeard = true;
        if (version === newest) continue;
        newest = version;
        told.resolve();
        told = Promise.withResolvers();
      } catch {
        isHeard = false;
        if (!signal.aborted) await pause(pauseMs(++failures, backoff, Math.random()), signal);
      }
    }
  }

  void listen();
  return {
    get isHeard() {
      return isHeard;
    },
    get newest() {
      return newest;
    },
    async newer(version, until) {
      const over = new Promise<void>((resolve) => until.addEventListener("abort", () => resolve()));
      while (!until.aborted && (newest === null || newest <= version)) {
        await Promise.race([told.promise, over]);
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
