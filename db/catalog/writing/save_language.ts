/** Languages are rows: a new one is data, never code. */
import { sql } from "drizzle-orm";
import type { Language } from "../../../commerce/catalog_view.ts";
import { nextId } from "./rows.ts";
import { languages } from "../schema.ts";
import type { Writer } from "./transaction.ts";

/** The search index keys a text by its product and one byte for its language. */
const maxLanguages = 255;

/** Adds a language, or changes the one with this tag. */
export async function saveLanguage(w: Writer, { tag, name, direction }: Language): Promise<number> {
  const known = (await w.directory()).languages.get(tag);
  const id = known ?? await nextId(w.tx, languages);
  if (id > maxLanguages) {
    w.refuse("invalid-value", "tag", `the shop speaks at most ${maxLanguages} languages`);
  }
  await w.tx.run(
    sql`INSERT INTO languages (id, tag, name, direction) VALUES (${id}, ${tag}, ${name}, ${direction})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, direction = excluded.direction`,
  );
  w.forgetDirectory();
  w.touch("markets");
  return id;
}
