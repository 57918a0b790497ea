/** The category page. */
import type { Moved, Read } from "../../../commerce/catalog_reader.ts";
import type { CategoryPage, ListQuery } from "../../../commerce/catalog_view.ts";
import { childrenOf, pathTo } from "./category_tree.ts";
import { type FacetRun, readChoice, readFacets } from "./facets.ts";
import { readList } from "./listing.ts";
import { membersOf } from "./listing_members.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

export const categoryStatements = {
  movedCategory: statement<[languageId: number, slug: string], [categoryId: number]>(
    `SELECT target_id FROM old_slugs WHERE kind = 'category' AND language_id = ?1 AND slug = ?2`,
  ),
};

/** @throws {BadCursorError} */
export function readCategory(
  run: Run<typeof categoryStatements> & ListingRun & FacetRun,
  reading: Reading,
  query: ListQuery & { readonly category: string },
): Read<CategoryPage> | Moved | null {
  const { place, memory, words } = reading;
  const node = memory.tree.bySlug(place.languageId, query.category);
  const text = node?.text(place.languageId);
  if (node === undefined || text === undefined) {
    const moved = run.movedCategory(place.languageId, query.category)[0];
    const now = memory.tree.byId.get(moved?.[0] ?? 0)?.text(place.languageId);
    return now ? { movedTo: `c/${now.crumb.slug}` } : null;
  }
  const source = { categoryId: node.id };
  const choice = readChoice(run, words, query.facets);
  const members = membersOf(reading, source, choice);
  return reading.answer({
    frame: reading.frame(),
    name: text.crumb.name,
    description: text.description,
    image: node.image(place.languageId),
    path: pathTo(node, place.languageId),
    children: childrenOf(node.children, place.languageId),
    list: {
      ...readList(run, reading, source, { ...query, choice, members }),
      facets: readFacets(reading, source, choice, members),
    },
  });
}
