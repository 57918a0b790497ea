import type { Frame } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { pageOf } from "./loading.ts";
import { Layout } from "./parts/layout.tsx";
import { categoryPath } from "./parts/links.ts";

/** `c`: every category of the shop, those at the top with what is directly below them. */
export const categoriesPage: SharedPage<Frame> = {
  cache: "shared",
  pattern: "c",
  load: async (context) => pageOf(await context.reader.frame(context.scope)),
  view: (frame, context) => <Categories frame={frame} context={context} />,
};

function Categories({ frame, context }: { frame: Frame; context: PageContext }) {
  const { t, locale } = context;
  const title = t("categories.all");
  return (
    <Layout context={context} frame={frame} head={{ title, canonical: "c" }}>
      <div class="intro">
        <div class="intro__text">
          <h1>{title}</h1>
        </div>
      </div>
      <ul class="category-index">
        {frame.categories.map((category) => (
          <li>
            <a class="category-index__top" href={categoryPath(locale, category.slug)}>{category.name}</a>
            {category.children.length > 0 && (
              <ul>
                {category.children.map((child) => (
                  <li>
                    <a href={categoryPath(locale, child.slug)}>{child.name}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Layout>
  );
}
