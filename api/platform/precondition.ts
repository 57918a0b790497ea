/** Optimistic locking over HTTP: entity tags and `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1). */
import type { Refusal } from "./answer.ts";

/** Names one version of one record, e.g. `1042`, or `draft-3`; the ETag is this in quotes. */
export type RecordVersion = string;

/** The `ETag` of a record's version. */
export function etag(version: RecordVersion): string {
  return `"${version}"`;
}

/**
 * The version that an `If-Match` header names: exactly one strong tag.
 *
 * What else the header may hold (`*`, a list, a weak tag) is refused as a version that does not match: it would
 * write over a record that its sender has not seen.
 */
export function readIfMatch(header: string | undefined): RecordVersion | Refusal {
  if (header === undefined || header.trim() === "") {
    return { problem: "precondition-required", detail: "Read the record and send its ETag as If-Match." };
  }
  const version = /^"([A-Za-z0-9-]{1,40})"$/.exec(header.trim())?.[1];
  return version ?? staleVersion("If-Match must be the one strong ETag of the record as it was read.");
}

/** The refusal of a write to a record that was changed after its sender read it. */
export function staleVersion(detail = "Read the record again and repeat the change on it."): Refusal {
  return { problem: "version-mismatch", detail };
}
