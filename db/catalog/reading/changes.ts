/** The log of changes: the catalog version, and what changed after one. */
import type { Changes, Tag } from "../../../commerce/catalog_reader.ts";
import { type Run, statement } from "./statement.ts";

export const changesStatements = {
  // A log that was emptied still knows its highest sequence: the version never goes down.
  logRange: statement<[], [oldest: number | null, newest: number]>(
    `SELECT (SELECT min(sequence) FROM changes),
       coalesce((SELECT max(sequence) FROM changes), (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)`,
  ),
  tagsAfter: statement<[version: number, limit: number], [tag: Tag]>(
    `SELECT DISTINCT tag FROM changes WHERE sequence > ?1 LIMIT +?2`,
  ),
};

/** More tags than these are not told one by one: dropping everything is cheaper than looking each of them up. */
export const maxTags = 10_000;

/**
 * What changed after a version. Tags are null when the log does not reach back to it (design decision 2), when
 * the version is of another history (a restored backup is behind it), or when nearly everything changed.
 */
export function readChanges(run: Run<typeof changesStatements>, version: number): Changes {
  const [oldest, newest] = run.logRange()[0]!;
  if (version === newest) return { version, tags: [] };
  if (version > newest || oldest === null || oldest > version + 1) return { version: newest, tags: null };
  const tags = run.tagsAfter(version, maxTags + 1);
  return { version: newest, tags: tags.length > maxTags ? null : tags.map(([tag]) => tag) };
}
