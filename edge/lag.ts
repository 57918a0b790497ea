/** How far an edge is behind the primary, asked when somebody wants to know. */

export interface LagOptions {
  /** Origin of the central API; null: there is none to ask. */
  readonly apiUrl: string | null;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** An answer is good for this long, in milliseconds: health checks ask every few seconds. */
const rememberMs = 1_000;
/** Milliseconds after which the centre counts as out of reach. */
const patienceMs = 500;

/**
 * Answers how many catalog versions the edge is behind; null when the centre cannot be asked, which says nothing of
 * whether the edge can serve.
 */
export function lagMeter({ apiUrl, fetch, now }: LagOptions): (version: number) => Promise<number | null> {
  let asked: { readonly at: number; readonly primary: Promise<number | null> } | null = null;
  const ask = async (): Promise<number | null> => {
    if (apiUrl === null) return null;
    try {
      const answer = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(patienceMs) });
      const { catalogVersion } = await answer.json() as { catalogVersion?: unknown };
      return answer.ok && typeof catalogVersion === "number" ? catalogVersion : null;
    } catch {
      return null;
    }
  };
  return async (version) => {
    if (asked === null || now() - asked.at >= rememberMs) asked = { at: now(), primary: ask() };
    const primary = await asked.primary;
    return primary === null ? null : Math.max(0, primary - version);
  };
}
