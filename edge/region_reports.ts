/** Telling the centre which catalog version this machine serves, so that a merchant can see where an edit is live. */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";

export interface RegionReportsOptions {
  /** Origin of the central API. */
  readonly apiUrl: string;
  readonly token: string;
  readonly region: string;
  /** Tells this machine from the others of its region. */
  readonly machine: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Even when nothing changed, this often, in milliseconds. */
  readonly everyMs?: number;
  readonly backoff?: Backoff;
}

/** Where the centre takes them: the region and the machine follow. */
export const regionsPath = "/internal/regions";
const patienceMs = 5_000;

/** Makes the function that tells a version when it is news, and else now and then. It never rejects. */
export function regionReports(options: RegionReportsOptions): (version: number) => Promise<void> {
  const { apiUrl, token, region, machine, fetch, now } = options;
  const { everyMs = 10_000, backoff = { firstMs: 500, ceilingMs: 10_000 } } = options;
  let told: number | null = null;
  let notBefore = -Infinity;
  let dueAt = -Infinity;
  let failures = 0;
  let isTelling = false;
  return async (version) => {
    if (isTelling || now() < notBefore || version === told && now() < dueAt) return;
    isTelling = true;
    try {
      const answer = await fetch(`${apiUrl}${regionsPath}/${region}/${machine}`, {
        method: "PUT",
        headers: { "authorization": `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ catalogVersion: version }),
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`report version: the centre answered ${answer.status}`);
      told = version;
      failures = 0;
      dueAt = now() + everyMs;
    } catch {
      notBefore = now() + pauseMs(++failures, backoff, Math.random());
    } finally {
      isTelling = false;
    }
  };
}
