/** The official client of Stripe's HTTP API, set up for this service. */
import Stripe from "stripe";

export interface StripeOptions {
  readonly secretKey: string;
  /** Where the API is; left out: Stripe's own address. */
  readonly apiBase?: string;
  readonly fetch: typeof fetch;
}

/** Two tries of so long fit into the ten seconds that orders waits for an answer. */
const timeoutMs = 4_000;
const retries = 1;

export function createStripe({ secretKey, apiBase, fetch }: StripeOptions): Stripe {
  const base = apiBase === undefined ? null : new URL(apiBase);
  return new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
    ...base && {
      protocol: base.protocol === "http:" ? "http" as const : "https" as const,
      host: base.hostname,
      port: base.port || (base.protocol === "http:" ? 80 : 443),
    },
  });
}
