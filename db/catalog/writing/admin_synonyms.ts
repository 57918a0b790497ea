/** Synonyms as merchants read them. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminSynonym } from "../../../commerce/wire/synonyms.ts";
import {
  type AdminPage,
  cutPage,
  type PageRequest,
  type Readable,
  readRecords,
  type Versioned,
} from "./admin_records.ts";

/** Reads a synonym by its public id. */
export async function readAdminSynonym(
  catalog: Readable,
  publicId: string,
): Promise<Versioned<AdminSynonym> | null> {
  return (await readSynonyms(catalog, sql`WHERE s.public_id = ${publicId}`))[0] ?? null;
}

/** Lists synonyms, the oldest first. */
export async function listAdminSynonyms(
  catalog: Readable,
  { after, limit }: PageRequest,
): Promise<AdminPage<AdminSynonym>> {
  const found = await readSynonyms(
    catalog,
    sql`WHERE s.public_id > ${after ?? ""} ORDER BY s.public_id LIMIT ${sql.raw(String(limit + 1))}`,
  );
  return cutPage(found, limit);
}

function readSynonyms(catalog: Readable, rest: SQL): Promise<Versioned<AdminSynonym>[]> {
  return readRecords<AdminSynonym>(
    catalog,
    sql`json_object('id', s.public_id, 'language', l.tag, 'phrases', json(s.phrases), 'means', json(s.means))`,
    sql`s.updated_sequence`,
    sql`FROM synonyms s JOIN languages l ON l.id = s.language_id ${rest}`,
  );
}
