/** Faults on demand, by chance that can be repeated: what a network, a busy Stripe and webhooks do to a shop. */
import { z } from "zod";
import { seededRandom } from "./state/random.ts";

const probability = z.number().min(0).max(1).default(0);
const milliseconds = z.tuple([z.number().int().min(0), z.number().int().min(0).max(3_600_000)])
  .refine(([least, most]) => least <= most, "wanted the least before the most");

/** Which faults happen how often. Everything left out does not happen. */
export const faultsSchema = z.strictObject({
  /** The same seed meets the same requests and events, in the same order, with the same faults. */
  seed: z.number().int().min(0).default(1),
  requests: z.strictObject({
    /** Answered 500, nothing was done; a retry is carried out. */
    errorBefore: probability,
    /** Done, and answered 500; as at Stripe, the same idempotency key gets the same 500 again. */
    errorAfter: probability,
    /** Done, and the connection is cut before the answer is whole; the same key gets the true answer. */
    cutAfter: probability,
    /** Each answer takes this long, at least and at most. */
    latencyMs: milliseconds.default([0, 0]),
  }).prefault({}),
  webhooks: z.strictObject({
    /** Never sent. */
    lose: probability,
    /** Sent twice. */
    duplicate: probability,
    /** Overtaken by what comes after it. */
    reorder: probability,
    reorderMs: milliseconds.default([50, 500]),
    /** Sent much later. */
    delay: probability,
    delayMs: milliseconds.default([1000, 5000]),
  }).prefault({}),
});

export type FaultRates = z.infer<typeof faultsSchema>;

/** What happens to one request. */
export interface RequestFault {
  readonly kind: "none" | "error-before" | "error-after" | "cut-after";
  readonly latencyMs: number;
}

/** What happens to one event: after how many milliseconds each copy of it is sent. */
export type WebhookFault = readonly number[];

export interface Faults {
  rates(): FaultRates;
  /** Sets the rates and begins the seed's sequence anew. */
  set(rates: FaultRates): void;
  request(): RequestFault;
  webhook(): WebhookFault;
}

export function createFaults(): Faults {
  let rates = faultsSchema.parse({});
  // Two sequences, so that more requests do not change what happens to events.
  let requestChance = seededRandom(rates.seed);
  let webhookChance = seededRandom(~rates.seed);
  return {
    rates: () => rates,
    set(next) {
      rates = next;
      requestChance = seededRandom(next.seed);
      webhookChance = seededRandom(~next.seed);
    },
    request() {
      const { errorBefore, errorAfter, cutAfter, latencyMs } = rates.requests;
      const latency = between(latencyMs, requestChance());
      const drawn = requestChance();
      const kind = drawn < errorBefore
        ? "error-before"
        : drawn < errorBefore + errorAfter
        ? "error-after"
        : drawn < errorBefore + errorAfter + cutAfter
        ? "cut-after"
        : "none";
      return { kind, latencyMs: latency };
    },
    webhook() {
      const { lose, duplicate, reorder, reorderMs, delay, delayMs } = rates.webhooks;
      // As many draws for each event, whatever happens to it: faults do not shift each other.
      const [lost, twice, overtaken, held, late, waited] = [
        webhookChance(),
        webhookChance(),
        webhookChance(),
        webhookChance(),
        webhookChance(),
        webhookChance(),
      ];
      if (lost < lose) return [];
      const after = (overtaken < reorder ? between(reorderMs, held) : 0) +
        (late < delay ? between(delayMs, waited) : 0);
      return twice < duplicate ? [after, after] : [after];
    },
  };
}

function between([least, most]: readonly [number, number], chance: number): number {
  return least + Math.floor(chance * (most - least + 1));
}
