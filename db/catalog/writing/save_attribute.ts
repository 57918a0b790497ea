/** Typed attributes with their values, in words of every language. */
import { sql } from "drizzle-orm";
import { attributes, attributeTexts, attributeValues, attributeValueTexts } from "../schema.ts";
import { deriveFacets } from "./derive_facets.ts";
import { touchLists } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import { findLanguage } from "./lookups.ts";
import { first, insertRows, nextId, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** An attribute as it is written. */
export interface AttributeInput {
  readonly code: string;
  readonly type: "text" | "number" | "boolean" | "colour";
  /** UCUM unit of a number, e.g. `h`. */
  readonly unit?: string;
  /** Whether it filters lists. */
  readonly facet: boolean;
  readonly position: number;
  /** Its name by language. */
  readonly texts: Readonly<Record<string, string>>;
  /** Values in order; those left out stay. */
  readonly values: readonly {
    readonly code: string;
    /** `#rrggbb` of a colour. */
    readonly hex?: string;
    readonly texts: Readonly<Record<string, string>>;
  }[];
}

/**
 * Adds an attribute, or changes the one with this code. Refuses another type for one that has values. Products
 * that carry it are indexed anew.
 */
export async function saveAttribute(w: Writer, input: AttributeInput): Promise<number> {
  const known = await first<{ id: number; type: string }>(
    w.tx,
    sql`SELECT id, type FROM attributes WHERE code = ${input.code}`,
  );
  const id = known?.id ?? await nextId(w.tx, attributes);
  const old = new Map(
    await readRows<[string, number]>(
      w.tx,
      sql`code, id`,
      sql`FROM attribute_values WHERE attribute_id = ${id}`,
    ),
  );
  if (known && known.type !== input.type && old.size > 0) {
    w.refuse("type-fixed", "type", `the attribute "${input.code}" has values of type ${known.type}`);
  }
  const { code, type, unit = null, position } = input;
  await w.tx.run(sql`INSERT INTO attributes (id, code, type, unit, facet, position)
    VALUES (${id}, ${code}, ${type}, ${unit}, ${input.facet ? 1 : 0}, ${position})
    ON CONFLICT (id) DO UPDATE SET type = excluded.type, unit = excluded.unit, facet = excluded.facet,
      position = excluded.position`);
  const texts = [];
  for (const [language, label] of Object.entries(input.texts)) {
    texts.push({ attributeId: id, languageId: await findLanguage(w, language, `texts.${language}`), label });
  }
  await insertRows(w.tx, attributeTexts, texts, "replace");
  await saveValues(w, id, input.values, old);
  if (known) await refreshCarriers(w, id);
  return id;
}

async function saveValues(
  w: Writer,
  attributeId: number,
  values: AttributeInput["values"],
  old: ReadonlyMap<string, number>,
): Promise<void> {
  let next = await nextId(w.tx, attributeValues);
  const rows = values.map(({ code, hex = null }, i) => ({
    id: old.get(code) ?? next++,
    attributeId,
    code,
    position: i + 1,
    hex,
  }));
  const fresh = rows.filter((row) => !old.has(row.code));
  await insertRows(w.tx, attributeValues, fresh);
  for (const { id, position, hex } of rows.filter((row) => old.has(row.code))) {
    await w.tx.run(sql`UPDATE attribute_values SET position = ${position}, hex = ${hex} WHERE id = ${id}`);
  }
  const texts = [];
  for (const [i, value] of values.entries()) {
    for (const [language, label] of Object.entries(value.texts)) {
      const languageId = await findLanguage(w, language, `values.${i}.texts.${language}`);
      texts.push({ valueId: rows[i]!.id, languageId, label });
    }
  }
  await insertRows(w.tx, attributeValueTexts, texts, "replace");
}

/** Brings what is derived from an attribute's words up to date. */
async function refreshCarriers(w: Writer, attributeId: number): Promise<void> {
  const rows = await readRows<[number]>(
    w.tx,
    sql`product_id`,
    sql`FROM (
      SELECT p.product_id FROM product_attributes p JOIN attribute_values a ON a.id = p.value_id
      WHERE a.attribute_id = ${attributeId}
      UNION
      SELECT v.product_id FROM variants v JOIN variant_options o ON o.variant_id = v.id
      WHERE o.attribute_id = ${attributeId})`,
  );
  const ids = rows.map(([id]) => id);
  for (const id of ids) w.touch(`product:${id}`);
  await deriveFacets(w, ids);
  await indexProducts(w, ids);
  await touchLists(w, ids, "all");
}
