/** Public ids that follow from the claim of an idempotency key. */
import { createHash } from "node:crypto";
import { type IdPrefix, mintId } from "../../commerce/ids.ts";
import type { Claim } from "./idempotency.ts";

/** Mints public ids; the first of a kind is the same in every try of one request. */
export type Mint = <P extends IdPrefix>(prefix: P) => ReturnType<typeof mintId<P>>;

/**
 * Ids for the records that a request makes, from its first try's time and its hash: a try that finds that an
 * earlier one got as far as the commit knows from them what it made.
 */
export function claimedIds({ requestHash, startedAt }: Claim): Mint {
  const counts = new Map<IdPrefix, number>();
  return (prefix) => {
    const count = counts.get(prefix) ?? 0;
    counts.set(prefix, count + 1);
    const seed = `${requestHash} ${prefix} ${count}`;
    return mintId(prefix, startedAt, createHash("sha256").update(seed).digest());
  };
}
