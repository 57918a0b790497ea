import type { CategoryPage } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { categoryQuery } from "./list_query.ts";
import { type WithDelivery, withDelivery } from "./delivery_cost.ts";
import { loadList } from "./loading.ts";
import { breadcrumbList, Breadcrumbs } from "./parts/breadcrumbs.tsx";
import { CategoryTiles } from "./parts/category_tiles.tsx";
import { Layout } from "./parts/layout.tsx";
import { categoryPath } from "./parts/links.ts";
import { ProductList } from "./parts/list.tsx";
import { Picture } from "./parts/picture.tsx";

/** `c/{slug}`: a category with its subcategories and its products. */
export const categoryPage: SharedPage<WithDelivery<CategoryPage>> = {
  cache: "shared",
  pattern: "c/:slug",
  query: categoryQuery,
  load: (context) => {
    const slug = context.params.slug ?? "";
    return loadList(
      context,
      categoryPath(context.locale, slug),
      async (query) =>
        withDelivery(context, await context.reader.category(context.scope, { ...query, category: slug })),
      (data) => data.list.facets,
    );
  },
  view: (data, context) => <Category data={data} context={context} />,
};

function Category({ data, context }: { data: WithDelivery<CategoryPage>; context: PageContext }) {
  const slug = data.path.at(-1)?.slug ?? "";
  // Who filters, orders or pages has read about the category: what answers them comes first.
  const isWhole = context.query.size === 0;
  const isNext = !isWhole && [...context.query.keys()].every((name) => name === "cursor");
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{
        title: data.name,
        description: data.description,
        ...(isWhole ? { canonical: `c/${slug}` } : isNext ? {} : { robots: "noindex, follow" as const }),
        image: data.image,
        things: [breadcrumbList(data.path, context)],
      }}
    >
      <div class="intro">
        <div class="intro__text">
          <Breadcrumbs path={data.path} context={context} current />
          <h1>{data.name}</h1>
          {isWhole && <p class="lead">{data.description}</p>}
        </div>
        {isWhole && data.image && (
          <div class="intro__picture">
            <Picture image={data.image} sizes="(min-width: 60rem) 50vw, 100vw" smallest={320} priority />
          </div>
        )}
      </div>
      {isWhole && data.children.length > 0 && <Subcategories data={data} context={context} />}
      <ProductList
        list={data.list}
        delivery={data.delivery}
        path={categoryPath(context.locale, slug)}
        context={context}
        eager={isWhole && data.image ? 0 : 2}
      />
    </Layout>
  );
}

function Subcategories({ data, context }: { data: CategoryPage; context: PageContext }) {
  return (
    <nav class="subcategories" aria-label={context.t("category.subcategories")}>
      <CategoryTiles categories={data.children} context={context} />
    </nav>
  );
}
