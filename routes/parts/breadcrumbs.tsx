import type { Crumb } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import type { Thing } from "./json_ld.tsx";
import { absolute, categoryPath, pagePath } from "./links.ts";

/** The way from the front page to here. On a category's own page its name, the last, is no link. */
export function Breadcrumbs({ path, context, current = false }: {
  path: readonly Crumb[];
  context: PageContext;
  /** Whether the last crumb is the page itself. */
  current?: boolean;
}) {
  const { t, locale } = context;
  return (
    <nav class="crumbs" aria-label={t("breadcrumbs.label")}>
      <ol>
        <li>
          <a href={pagePath(locale, "")}>{t("breadcrumbs.home")}</a>
        </li>
        {path.map((crumb, index) => (
          <li>
            {current && index === path.length - 1
              ? <span aria-current="page">{crumb.name}</span>
              : <a href={categoryPath(locale, crumb.slug)}>{crumb.name}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The same way for search engines; `last` is a page that stands below the path. */
export function breadcrumbList(
  path: readonly Crumb[],
  context: PageContext,
  last?: { readonly name: string; readonly path: string },
): Thing {
  const { locale, publicUrl, t } = context;
  const steps = [
    { name: t("breadcrumbs.home"), path: pagePath(locale, "") },
    ...path.map((crumb) => ({ name: crumb.name, path: categoryPath(locale, crumb.slug) })),
    ...(last ? [last] : []),
  ];
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map((step, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: step.name,
      item: absolute(publicUrl, step.path),
    })),
  };
}
