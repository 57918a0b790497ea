/** Choosing slugs: unique within a language, never one that still redirects to another record. */
import { sql } from "drizzle-orm";
import { maxSlugLength, slugify } from "../../../commerce/slug.ts";
import { oldSlugs } from "../schema.ts";
import { insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** The slug that a record's text wants. */
export interface SlugWish {
  readonly ownerId: number;
  readonly languageId: number;
  /** BCP 47 tag. */
  readonly language: string;
  /** What the merchant asked for; it is refused when taken. */
  readonly slug?: string;
  /** What a slug is made from otherwise, with a number behind it when taken. */
  readonly title: string;
  /** Where the slug stands in the input. */
  readonly path: string;
}

type Kind = "product" | "category";
const texts = {
  product: { table: sql`product_texts`, owner: sql`product_id` },
  category: { table: sql`category_texts`, owner: sql`category_id` },
} as const;

/** Room for `-` and a number of up to seven digits behind a slug. */
const rootLength = maxSlugLength - 8;

/** Answers one slug for each wish, in order. Refuses with `slug-taken`. */
export async function chooseSlugs(w: Writer, kind: Kind, wishes: readonly SlugWish[]): Promise<string[]> {
  const roots = wishes.map((wish) => wish.slug ?? slugRoot(wish, kind));
  const taken = await readTaken(w, kind, wishes, roots);
  return wishes.map((wish, i) => {
    const root = roots[i]!;
    const free = (slug: string) => {
      const owner = taken.get(`${wish.languageId} ${slug}`);
      return owner === undefined || owner === wish.ownerId;
    };
    let slug = root;
    for (let n = 2; !free(slug); n++) {
      if (wish.slug !== undefined) {
        w.refuse("slug-taken", wish.path, `the slug "${slug}" belongs to another ${kind}`);
      }
      slug = `${root}-${n}`;
    }
    taken.set(`${wish.languageId} ${slug}`, wish.ownerId);
    return slug;
  });
}

/**
 * Makes a record's former slugs redirect, and frees those that it took up again.
 *
 * @param moves By language; from or to `null` where it has or had no text.
 */
export async function keepOldSlugs(
  w: Writer,
  kind: Kind,
  ownerId: number,
  moves: readonly {
    readonly languageId: number;
    readonly from: string | null;
    readonly to: string | null;
  }[],
): Promise<void> {
  const moved = moves.filter((move) => move.from !== move.to);
  for (const { languageId, to } of moved) {
    if (to === null) continue;
    await w.tx.run(sql`DELETE FROM old_slugs
      WHERE kind = ${kind} AND language_id = ${languageId} AND slug = ${to} AND target_id = ${ownerId}`);
  }
  await insertRows(
    w.tx,
    oldSlugs,
    moved.flatMap(({ languageId, from }) =>
      from === null ? [] : [{ kind, languageId, slug: from, targetId: ownerId }]
    ),
    "replace",
  );
}

function slugRoot(wish: SlugWish, kind: Kind): string {
  const slug = slugify(wish.title, wish.language) || `${kind}-${wish.ownerId}`;
  if (slug.length <= rootLength) return slug;
  let root = "";
  for (const character of slug) {
    if (root.length + character.length > rootLength) break;
    root += character;
  }
  return root.replace(/-+$/, "");
}

/** Who holds the wished slugs and their numbered neighbours, as `{languageId} {slug}` → owner. */
async function readTaken(
  w: Writer,
  kind: Kind,
  wishes: readonly SlugWish[],
  roots: readonly string[],
): Promise<Map<string, number>> {
  const { table, owner } = texts[kind];
  const wanted = JSON.stringify(wishes.map((wish, i) => [wish.languageId, roots[i]]));
  // "." follows "-", so that the range holds what begins with the root and a hyphen.
  const near = sql`(t.slug = w.value ->> 1
    OR (t.slug > (w.value ->> 1) || '-' AND t.slug < (w.value ->> 1) || '.'))`;
  const current = await readRows<[number, string, number]>(
    w.tx,
    sql`t.language_id, t.slug, t.${owner}`,
    sql`FROM json_each(${wanted}) w JOIN ${table} t ON t.language_id = w.value ->> 0 AND ${near}`,
  );
  const former = await readRows<[number, string, number]>(
    w.tx,
    sql`t.language_id, t.slug, t.target_id`,
    sql`FROM json_each(${wanted}) w
      JOIN old_slugs t ON t.kind = ${kind} AND t.language_id = w.value ->> 0 AND ${near}`,
  );
  return new Map(
    [...former, ...current].map(([languageId, slug, ownerId]) => [`${languageId} ${slug}`, ownerId]),
  );
}
