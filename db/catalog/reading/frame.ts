/** The frame of every page: the top of the category tree, and the links of header and footer. */
import type { Crumb, Frame } from "../../../commerce/catalog_view.ts";
import type { CategoryNode, CategoryTree } from "./category_tree.ts";
import type { Place } from "./shop.ts";
import { type Run, statement } from "./statement.ts";

export const frameStatements = {
  navigation: statement<
    [marketId: number, languageId: number],
    [placement: "header" | "footer", label: string, target: string]
  >(
    `SELECT placement, label, target FROM navigation WHERE market_id = ?1 AND language_id = ?2
     ORDER BY placement DESC, position`,
  ),
};

export function readFrame(run: Run<typeof frameStatements>, tree: CategoryTree, place: Place): Frame {
  const named = (nodes: readonly CategoryNode[]): [CategoryNode, Crumb][] =>
    nodes.flatMap((node) => {
      const text = node.text(place.languageId);
      return text ? [[node, text.crumb]] : [];
    });
  return {
    categories: named(tree.roots).map(([node, crumb]) => ({
      ...crumb,
      children: named(node.children).map(([, child]) => child),
    })),
    links: run.navigation(place.market.id, place.languageId).map(([placement, label, target]) => ({
      placement,
      label,
      target,
    })),
  };
}
