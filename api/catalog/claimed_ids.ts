/** Public ids that follow from the claim of an idempotency key. */
import { createHash } from "node:crypto";
import { type IdPrefix, mintId } from "../../commerce/ids.ts";
import type { Claim } from "../platform/idempotency.ts";

/** Mints public ids; the first of a kind is the same in every try of one request. */
export type Mint = <P extends IdPrefix>(prefix: P) => ReturnType<typeof mintId<P>>;

/**
 * Ids for the records that a request makes, from its first try's time and its hash: a try that finds that an
 * earlier one got as far as the commit knows from them what it made.
 */
export function claimedIds({ requestHash, startedAt }: Claim): Mint {
  const counts = { prd: 0, var: 0, cat: 0, prm: 0, syn: 0 };
  return (prefix) => {
    const seed = `${requestHash} ${prefix} ${counts[prefix]++}`;
    return mintId(prefix, startedAt, createHash("sha256").update(seed).digest());
  };
}
