/** Optimistic locking of records without a version of their own: what they say is their version. */
import { createHash } from "node:crypto";
import type { Writer } from "./transaction.ts";

/** A record as it is read, and the version for its `ETag`. */
export interface Described<T> {
  readonly value: T;
  /** 24 hexadecimal digits. */
  readonly version: string;
}

/** A record with its version. Records that say the same have the same one. */
export function described<T extends object>(value: T): Described<T> {
  const hash = createHash("sha256").update(JSON.stringify(value)).digest("hex");
  return { value, version: hash.slice(0, 24) };
}

/** Refuses with `stale-version` when the record is another than its writer saw. */
export function checkDescribed(w: Writer, { version }: Described<unknown>, expected: string): void {
  if (version !== expected) w.refuse("stale-version", "", "the record is another than it was");
}
