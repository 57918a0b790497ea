/** The words of categories as search compares them. */
import type { Crumb } from "../../../commerce/catalog_view.ts";
import { termsOf } from "../../../commerce/search/terms.ts";
import type { CategoryTree } from "./category_tree.ts";

export interface CategoryTerms {
  readonly crumb: Crumb;
  readonly terms: readonly string[];
}

export function termsOfCategories(tree: CategoryTree, languageId: number, language: string): CategoryTerms[] {
  return Array.from(tree.byId.values()).flatMap(({ text }) => {
    const crumb = text(languageId)?.crumb;
    return crumb === undefined ? [] : [{ crumb, terms: termsOf(crumb.name, language) }];
  });
}
