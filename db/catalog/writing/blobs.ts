/** Blobs by integer keys, many in one statement: read as hexadecimal in JSON, written as cuts of one long blob. */
import { type SQL, sql } from "drizzle-orm";
import { readRows, type Reads, type Tx } from "./rows.ts";

/** A table with an integer key `id` and one column of blobs. */
export interface BlobTable {
  readonly name: SQL;
  readonly column: SQL;
}

/** As many blobs as make no answer too long for a libSQL server: 10 MB, at up to 2.3 kB a blob. */
const blobsAtOnce = 1_500;

/** The blobs that are there of those asked for. */
export async function readBlobs(
  tx: Reads,
  { name, column }: BlobTable,
  ids: readonly number[],
): Promise<Map<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  for (let from = 0; from < ids.length; from += blobsAtOnce) {
    const rows = await readRows<[number, string]>(
      tx,
      sql`t.id, hex(t.${column})`,
      sql`FROM json_each(${JSON.stringify(ids.slice(from, from + blobsAtOnce))}) j
        CROSS JOIN ${name} t ON t.id = j.value`,
    );
    for (const [id, hex] of rows) found.set(id, Uint8Array.fromHex(hex));
  }
  return found;
}

/** Writes blobs; an empty one is taken away. */
export async function writeBlobs(
  tx: Tx,
  { name, column }: BlobTable,
  blobs: Iterable<readonly [id: number, bytes: Uint8Array]>,
): Promise<void> {
  const gone: number[] = [];
  const cuts: [id: number, start: number, length: number][] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const [id, bytes] of blobs) {
    if (bytes.length === 0) {
      gone.push(id);
      continue;
    }
    // SQLite counts from 1.
    cuts.push([id, length + 1, bytes.length]);
    parts.push(bytes);
    length += bytes.length;
  }
  if (gone.length > 0) {
    await tx.run(sql`DELETE FROM ${name} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(gone)}))`);
  }
  if (cuts.length === 0) return;
  const all = new Uint8Array(length);
  for (const [i, part] of parts.entries()) all.set(part, cuts[i]![1] - 1);
  await tx.run(sql`INSERT OR REPLACE INTO ${name} (id, ${column})
    SELECT value ->> 0, substr(${all}, value ->> 1, value ->> 2) FROM json_each(${JSON.stringify(cuts)})`);
}
