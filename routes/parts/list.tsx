import type { List } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { changedQuery, queryWithoutFacet } from "../list_query.ts";
import { Cards } from "./card.tsx";
import { ChosenFacets, Facets, SortMenu } from "./facets.tsx";
import type { DeliveryCost } from "../delivery_cost.ts";
import { withQuery } from "./links.ts";
import { PriceNote } from "./price_note.tsx";

/** A list of products with its filters, its order and the way to the next page. */
export function ProductList({ list, delivery, path, context, eager }: {
  list: List;
  delivery: DeliveryCost;
  /** The list's path without a query. */
  path: string;
  context: PageContext;
  /** How many pictures are above the fold. */
  eager: number;
}) {
  const { t } = context;
  return (
    <section class="list" aria-label={t("list.label")}>
      <div class="list__tools">
        {list.facets.length > 0 && <Facets facets={list.facets} path={path} context={context} />}
        <SortMenu path={path} context={context} />
      </div>
      <ChosenFacets facets={list.facets} path={path} context={context} />
      {list.cards.length > 0 && <PriceNote delivery={delivery} context={context} />}
      {list.cards.length > 0
        ? <Cards cards={list.cards} context={context} heading={2} eager={eager} />
        : <NothingMatches path={path} context={context} />}
      <Pager list={list} path={path} context={context} />
    </section>
  );
}

function NothingMatches({ path, context }: { path: string; context: PageContext }) {
  const { t, query } = context;
  const isFiltered = [...query.keys()].some((name) => name.startsWith("facet."));
  return (
    <div class="empty">
      <p>{t(isFiltered ? "list.nothing_matches" : "list.nothing_here")}</p>
      {isFiltered && <a class="button" href={withQuery(path, queryWithoutFacet(query))}>{t("list.clear")}</a>}
    </div>
  );
}

function Pager({ list, path, context }: { list: List; path: string; context: PageContext }) {
  const { t, query } = context;
  const isFirst = !query.has("cursor");
  if (isFirst && list.nextCursor === null) return null;
  return (
    <nav class="pager" aria-label={t("list.pages")}>
      {!isFirst && (
        <a class="button" href={withQuery(path, changedQuery(query, "cursor", null))}>
          {t("list.first_page")}
        </a>
      )}
      {list.nextCursor !== null && (
        <a
          class="button"
          rel="next"
          href={withQuery(path, changedQuery(query, "cursor", list.nextCursor))}
        >
          {t("list.next_page")}
        </a>
      )}
    </nav>
  );
}
