/** Categories as merchants read them. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminCategory } from "../../../commerce/wire/admin_catalog.ts";
import {
  type AdminPage,
  cutPage,
  type PageRequest,
  type Readable,
  readRecords,
  type Versioned,
} from "./admin_records.ts";

/** Reads a category by its public id. */
export async function readAdminCategory(
  catalog: Readable,
  publicId: string,
): Promise<Versioned<AdminCategory> | null> {
  return (await readCategories(catalog, sql`WHERE c.public_id = ${publicId}`))[0] ?? null;
}

/** Lists categories, the oldest first. */
export async function listAdminCategories(
  catalog: Readable,
  { after, limit }: PageRequest,
): Promise<AdminPage<AdminCategory>> {
  const categories = await readCategories(
    catalog,
    sql`WHERE c.public_id > ${after ?? ""} ORDER BY c.public_id LIMIT ${sql.raw(String(limit + 1))}`,
  );
  return cutPage(categories, limit);
}

function readCategories(catalog: Readable, rest: SQL): Promise<Versioned<AdminCategory>[]> {
  return readRecords<AdminCategory>(
    catalog,
    sql`json_object('id', c.public_id, 'code', c.code, 'position', c.position,
      'parent', (SELECT above.code FROM categories above WHERE above.id = c.parent_id),
      'texts', (SELECT json_group_object(l.tag,
          json_object('name', t.name, 'slug', t.slug, 'description', t.description))
        FROM category_texts t JOIN languages l ON l.id = t.language_id WHERE t.category_id = c.id))`,
    sql`c.updated_sequence`,
    sql`FROM categories c ${rest}`,
  );
}
