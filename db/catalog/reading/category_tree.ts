/** The category tree with its words and pictures: in the frame of every page, so kept in memory. */
import type { Crumb, Image } from "../../../commerce/catalog_view.ts";
import { type Run, statement } from "./statement.ts";

export const categoryTreeStatements = {
  categories: statement<[], CategoryRow>(
    `SELECT c.id, c.code, c.parent_id, m.id, m.key, m.width, m.height
     FROM categories c LEFT JOIN media m ON m.id = c.media_id ORDER BY c.position, c.id`,
  ),
  categoryTexts: statement<[], TextRow>(
    `SELECT category_id, language_id, name, slug, description FROM category_texts`,
  ),
  categoryAlts: statement<[], [mediaId: number, languageId: number, alt: string]>(
    `SELECT mt.media_id, mt.language_id, mt.alt FROM media_texts mt
     WHERE mt.media_id IN (SELECT media_id FROM categories)`,
  ),
};

type CategoryRow = [
  id: number,
  code: string,
  parentId: number | null,
  mediaId: number | null,
  key: string | null,
  width: number | null,
  height: number | null,
];
type TextRow = [categoryId: number, languageId: number, name: string, slug: string, description: string];

/** A category and all that hangs on it. */
export interface CategoryNode {
  readonly id: number;
  readonly code: string;
  readonly parent: CategoryNode | null;
  /** In order. */
  readonly children: readonly CategoryNode[];
  /** Language key → words. */
  readonly texts: ReadonlyMap<number, { readonly crumb: Crumb; readonly description: string }>;
  /** Language key → picture with its alt text there. */
  readonly image: (languageId: number) => Image | null;
}

export interface CategoryTree {
  /** Top-level categories, in order. */
  readonly roots: readonly CategoryNode[];
  readonly byId: ReadonlyMap<number, CategoryNode>;
  readonly byCode: ReadonlyMap<string, CategoryNode>;
  /** Language key → slug → category. */
  readonly bySlug: ReadonlyMap<number, ReadonlyMap<string, CategoryNode>>;
}

export function readCategoryTree(run: Run<typeof categoryTreeStatements>): CategoryTree {
  const alts = new Map(
    run.categoryAlts().map(([mediaId, languageId, alt]) => [`${mediaId}:${languageId}`, alt]),
  );
  const texts = Map.groupBy(run.categoryTexts(), ([categoryId]) => categoryId);
  type Node = { -readonly [K in keyof CategoryNode]: CategoryNode[K] } & { children: CategoryNode[] };
  const nodes = new Map<number, Node & { parentId: number | null }>();
  for (const [id, code, parentId, mediaId, key, width, height] of run.categories()) {
    const words = new Map(
      (texts.get(id) ?? []).map((
        [, languageId, name, slug, description],
      ) => [languageId, { crumb: { slug, name }, description }]),
    );
    const image = (languageId: number): Image | null =>
      key === null ? null : {
        key,
        alt: alts.get(`${mediaId}:${languageId}`) ?? words.get(languageId)?.crumb.name ?? "",
        width: width!,
        height: height!,
      };
    nodes.set(id, { id, code, parentId, parent: null, children: [], texts: words, image });
  }
  const roots: CategoryNode[] = [];
  const bySlug = new Map<number, Map<string, CategoryNode>>();
  for (const node of nodes.values()) {
    node.parent = nodes.get(node.parentId ?? 0) ?? null;
    (nodes.get(node.parentId ?? 0)?.children ?? roots).push(node);
    for (const [languageId, { crumb }] of node.texts) {
      if (!bySlug.has(languageId)) bySlug.set(languageId, new Map());
      bySlug.get(languageId)!.set(crumb.slug, node);
    }
  }
  return {
    roots,
    byId: nodes,
    byCode: new Map(Array.from(nodes.values(), (node) => [node.code, node])),
    bySlug,
  };
}

/** The way to a category, the top first, itself last; those without words in the language are left out. */
export function pathTo(node: CategoryNode | null | undefined, languageId: number): Crumb[] {
  const path: Crumb[] = [];
  const seen = new Set<CategoryNode>();
  for (let each = node ?? null; each !== null && !seen.has(each); each = each.parent) {
    seen.add(each);
    const text = each.texts.get(languageId);
    if (text) path.unshift(text.crumb);
  }
  return path;
}

/** The children that have words in the language, with their pictures. */
export function childrenOf(
  nodes: readonly CategoryNode[],
  languageId: number,
): (Crumb & { readonly image: Image | null })[] {
  return nodes.flatMap((node) => {
    const text = node.texts.get(languageId);
    return text ? [{ ...text.crumb, image: node.image(languageId) }] : [];
  });
}
