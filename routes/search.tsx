import type { SearchPage } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { searchQuery } from "./list_query.ts";
import { type WithDelivery, withDelivery } from "./delivery_cost.ts";
import { loadList } from "./loading.ts";
import { Cards } from "./parts/card.tsx";
import { Layout } from "./parts/layout.tsx";
import { categoriesPath, categoryPath, pagePath, withQuery } from "./parts/links.ts";
import { ProductList } from "./parts/list.tsx";
import { PriceNote } from "./parts/price_note.tsx";

/** Categories that are offered where nothing was found. */
const nothingChips = 12;

/** `search?q=`: what the words find, or, without words, the whole shop. */
export const searchPage: SharedPage<WithDelivery<SearchPage>> = {
  cache: "shared",
  pattern: "search",
  query: searchQuery,
  load: (context) =>
    loadList(
      context,
      pagePath(context.locale, "search"),
      async (query) =>
        withDelivery(context, await context.reader.search(context.scope, { ...query, category: null })),
      (data) => data.list.facets,
    ),
  view: (data, context) => <Search data={data} context={context} />,
};

function Search({ data, context }: { data: WithDelivery<SearchPage>; context: PageContext }) {
  const { t, query } = context;
  const text = query.get("q");
  const isFiltered = [...query.keys()].some((name) => name.startsWith("facet."));
  const isEmpty = data.list.cards.length === 0 && !isFiltered;
  const title = text === null
    ? t("search.everything")
    : t(isEmpty ? "search.nothing_title" : "search.title", { text });
  return (
    <Layout context={context} frame={data.frame} head={{ title, robots: "noindex, follow" }}>
      <div class="intro">
        <div class="intro__text">
          <h1>{title}</h1>
          {isEmpty && <p class="lead">{t("search.nothing_hint")}</p>}
          {text !== null && <Interpretation data={data} context={context} text={text} />}
        </div>
      </div>
      {isEmpty ? <Nothing data={data} context={context} /> : (
        <ProductList
          list={data.list}
          delivery={data.delivery}
          path={pagePath(context.locale, "search")}
          context={context}
          eager={2}
        />
      )}
    </Layout>
  );
}

/** What was sought, where that is not just what was typed. */
function Interpretation({ data, context, text }: { data: SearchPage; context: PageContext; text: string }) {
  const { t, locale } = context;
  const { correction, without } = data;
  return (
    <>
      {correction?.isApplied && <p class="lead">{t("search.corrected", { text, meant: correction.text })}</p>}
      {correction && !correction.isApplied && (
        <p class="lead">
          <a href={withQuery(pagePath(locale, "search"), new URLSearchParams({ q: correction.text }))}>
            {t("search.did_you_mean", { meant: correction.text })}
          </a>
        </p>
      )}
      {without.length > 0 && data.list.cards.length > 0 && (
        <p class="lead">{t("search.without", { words: without.join(", ") })}</p>
      )}
    </>
  );
}

/** What helps when nothing was found: the categories, and what others like. */
function Nothing({ data, context }: { data: WithDelivery<SearchPage>; context: PageContext }) {
  const { t } = context;
  return (
    <>
      <ul class="chips">
        {data.frame.categories.slice(0, nothingChips).map((category) => (
          <li>
            <a class="chip" href={categoryPath(context.locale, category.slug)}>{category.name}</a>
          </li>
        ))}
        {data.frame.categories.length > nothingChips && (
          <li>
            <a class="chip" href={categoriesPath(context.locale)}>{t("categories.all")}</a>
          </li>
        )}
      </ul>
      {data.fallback.length > 0 && (
        <section class="block">
          <div class="block__head">
            <h2>{t("search.popular")}</h2>
          </div>
          <PriceNote delivery={data.delivery} context={context} />
          <Cards cards={data.fallback} context={context} eager={2} />
        </section>
      )}
    </>
  );
}
