/** Synonyms as merchants read them. */
import { sql } from "drizzle-orm";
import type { AdminSynonym } from "../../../commerce/wire/synonyms.ts";
import { type AdminRecords, adminRecords } from "./admin_records.ts";

export const adminSynonyms: AdminRecords<AdminSynonym> = adminRecords(
  sql`synonyms r JOIN languages l ON l.id = r.language_id`,
  sql`json_object('id', r.public_id, 'language', l.tag, 'phrases', json(r.phrases), 'means', json(r.means))`,
  (stored: AdminSynonym) => stored,
);
