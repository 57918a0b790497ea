/**
 * The category tree with its words and pictures: in the frame of every page, so kept in memory. The words of each
 * language are read when it is first spoken: all at once they would hold up the pages that wait behind.
 */
import type { Crumb, Image } from "../../../commerce/catalog_view.ts";
import { type Run, statement } from "./statement.ts";

export const categoryTreeStatements = {
  categories: statement<[], CategoryRow>(
    `SELECT c.id, c.code, c.parent_id, m.id, m.key, m.width, m.height
     FROM categories c LEFT JOIN media m ON m.id = c.media_id ORDER BY c.position, c.id`,
  ),
  categoryTexts: statement<[languageId: number], TextRow>(
    `SELECT category_id, name, slug, description FROM category_texts WHERE language_id = ?1`,
  ),
  categoryAlts: statement<[languageId: number], [mediaId: number, alt: string]>(
    `SELECT mt.media_id, mt.alt FROM media_texts mt
     WHERE mt.media_id IN (SELECT media_id FROM categories) AND mt.language_id = ?1`,
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
type TextRow = [categoryId: number, name: string, slug: string, description: string];

export interface CategoryText {
  readonly crumb: Crumb;
  readonly description: string;
}

/** What is said of all categories in one language. */
export interface CategoryWords {
  /** By category. */
  readonly texts: ReadonlyMap<number, CategoryText>;
  /** Slug → category. */
  readonly bySlug: ReadonlyMap<string, number>;
  /** Of pictures, by their key. */
  readonly alts: ReadonlyMap<number, string>;
}

/** A category and all that hangs on it. */
export interface CategoryNode {
  readonly id: number;
  readonly code: string;
  readonly parent: CategoryNode | null;
  /** In order. */
  readonly children: readonly CategoryNode[];
  /** Its words in a language; undefined when it has none. */
  readonly text: (languageId: number) => CategoryText | undefined;
  /** Its picture with the alt text of a language. */
  readonly image: (languageId: number) => Image | null;
}

export interface CategoryTree {
  /** Top-level categories, in order. */
  readonly roots: readonly CategoryNode[];
  readonly byId: ReadonlyMap<number, CategoryNode>;
  readonly byCode: ReadonlyMap<string, CategoryNode>;
  /** The category of a slug in a language. */
  readonly bySlug: (languageId: number, slug: string) => CategoryNode | undefined;
}

/** Reads what is said in one language. */
export function readCategoryWords(
  run: Run<typeof categoryTreeStatements>,
  languageId: number,
): CategoryWords {
  const rows = run.categoryTexts(languageId);
  return {
    texts: new Map(rows.map(([id, name, slug, description]) => [id, { crumb: { slug, name }, description }])),
    bySlug: new Map(rows.map(([id, , slug]) => [slug, id])),
    alts: new Map(run.categoryAlts(languageId)),
  };
}

/** Reads the tree. @param words Answers the words of a language; called whenever they are asked for. */
export function readCategoryTree(
  run: Run<typeof categoryTreeStatements>,
  words: (languageId: number) => CategoryWords,
): CategoryTree {
  type Node = { -readonly [K in keyof CategoryNode]: CategoryNode[K] } & { children: CategoryNode[] };
  const nodes = new Map<number, Node & { parentId: number | null }>();
  for (const [id, code, parentId, mediaId, key, width, height] of run.categories()) {
    const text = (languageId: number) => words(languageId).texts.get(id);
    const image = (languageId: number): Image | null =>
      key === null ? null : {
        key,
        alt: words(languageId).alts.get(mediaId!) ?? text(languageId)?.crumb.name ?? "",
        width: width!,
        height: height!,
      };
    nodes.set(id, { id, code, parentId, parent: null, children: [], text, image });
  }
  const roots: CategoryNode[] = [];
  for (const node of nodes.values()) {
    node.parent = nodes.get(node.parentId ?? 0) ?? null;
    (nodes.get(node.parentId ?? 0)?.children ?? roots).push(node);
  }
  return {
    roots,
    byId: nodes,
    byCode: new Map(Array.from(nodes.values(), (node) => [node.code, node])),
    // The words are asked for first: a reader over HTTP fetches them along with the tree.
    bySlug: (languageId, slug) => nodes.get(words(languageId).bySlug.get(slug) ?? 0),
  };
}

/** The way to a category, the top first, itself last; those without words in the language are left out. */
export function pathTo(node: CategoryNode | null | undefined, languageId: number): Crumb[] {
  const path: Crumb[] = [];
  const seen = new Set<CategoryNode>();
  for (let each = node ?? null; each !== null && !seen.has(each); each = each.parent) {
    seen.add(each);
    const text = each.text(languageId);
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
    const text = node.text(languageId);
    return text ? [{ ...text.crumb, image: node.image(languageId) }] : [];
  });
}
