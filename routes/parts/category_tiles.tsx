import type { Crumb, Image } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { categoryPath } from "./links.ts";
import { Picture } from "./picture.tsx";

/** So many categories without pictures stand side by side; the others unfold. */
const firstChips = 16;

/** Categories to go on to: as pictures where there are any, else as words. */
export function CategoryTiles({ categories, context }: {
  categories: readonly (Crumb & { readonly image: Image | null })[];
  context: PageContext;
}) {
  if (categories.every(({ image }) => image === null)) {
    return <CategoryChips categories={categories} context={context} />;
  }
  return (
    <ul class="tiles">
      {categories.map((category) => (
        <li class="tile">
          <div class="tile__picture">
            {category.image && (
              <Picture image={category.image} sizes="(min-width: 60rem) 14vw, 46vw" largest={640} alt="" />
            )}
          </div>
          <a class="tile__name" href={categoryPath(context.locale, category.slug)}>{category.name}</a>
        </li>
      ))}
    </ul>
  );
}

function CategoryChips({ categories, context }: { categories: readonly Crumb[]; context: PageContext }) {
  const chips = (some: readonly Crumb[]) => (
    <ul class="chips">
      {some.map((category) => (
        <li>
          <a class="chip" href={categoryPath(context.locale, category.slug)}>{category.name}</a>
        </li>
      ))}
    </ul>
  );
  const others = categories.slice(firstChips);
  return (
    <>
      {chips(categories.slice(0, firstChips))}
      {others.length > 0 && (
        <details class="more-chips">
          <summary>{context.t("categories.more", { count: others.length })}</summary>
          {chips(others)}
        </details>
      )}
    </>
  );
}
