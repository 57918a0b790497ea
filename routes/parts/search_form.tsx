import { SearchBox } from "../../islands/search_box.tsx";
import type { SearchBoxProps } from "../../islands/search_props.ts";
import type { PageContext } from "../../edge/page.ts";
import { Island } from "./island.tsx";
import { pagePath } from "./links.ts";

/** The header's search field. */
export function SearchForm({ context, plain }: { context: PageContext; plain: boolean }) {
  const { t, locale } = context;
  const props: SearchBoxProps = {
    id: "search",
    path: pagePath(locale, "search"),
    suggestPath: pagePath(locale, "suggest"),
    text: context.query.get("q") ?? "",
    texts: {
      label: t("search.label"),
      placeholder: t("search.placeholder"),
      submit: t("search.submit"),
      queries: t("search.queries"),
      categories: t("search.categories"),
      products: t("search.products"),
      // The island knows the number and puts it in.
      found: t("search.found", { count: "{count}" }),
    },
  };
  return plain
    ? <SearchBox {...props} />
    : <Island name="search_box" props={props} assets={context.assets} />;
}
