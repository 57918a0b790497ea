/** Categories as merchants read them. */
import { sql } from "drizzle-orm";
import type { AdminCategory } from "../../../commerce/wire/admin_catalog.ts";
import { type AdminRecords, adminRecords } from "./admin_records.ts";

export const adminCategories: AdminRecords<AdminCategory> = adminRecords(
  sql`categories r`,
  sql`json_object('id', r.public_id, 'code', r.code, 'position', r.position,
    'parent', (SELECT above.code FROM categories above WHERE above.id = r.parent_id),
    'texts', (SELECT json_group_object(l.tag,
        json_object('name', t.name, 'slug', t.slug, 'description', t.description))
      FROM category_texts t JOIN languages l ON l.id = t.language_id WHERE t.category_id = r.id))`,
  (stored: AdminCategory) => stored,
);
