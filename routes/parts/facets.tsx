import type { Facet, SortOrder } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { changedQuery, defaultSort, queryWithoutFacet } from "../list_query.ts";
import { Icon } from "./icons.tsx";
import { withQuery } from "./links.ts";

/** The colour of a facet's or option's value, as a dot. */
function Dot({ hex }: { hex: string }) {
  return (
    <svg class="dot" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="8" fill={hex} />
    </svg>
  );
}

/** So many facets stand in the row before the others are put behind one button, where those are two at least. */
const firstFacets = 8;

/**
 * The filters of a list as one form: a button per facet that opens its values, and below them what is chosen, each
 * with a link that takes it back. On a phone the values open as a sheet from the bottom. Browsers are told not to
 * restore what was ticked when a shopper goes back: the list beside it would be another.
 *
 * @param path The list's path without a query.
 */
export function Facets({ facets, path, context }: {
  facets: readonly Facet[];
  path: string;
  context: PageContext;
}) {
  const { t, query } = context;
  const text = query.get("q");
  const sort = query.get("sort");
  const first = facets.length <= firstFacets + 1 ? facets : facets.slice(0, firstFacets);
  const others = facets.slice(first.length);
  return (
    <form class="facets" action={path} aria-label={t("list.filters")} autocomplete="off">
      {text !== null && <input type="hidden" name="q" value={text} />}
      {sort !== null && <input type="hidden" name="sort" value={sort} />}
      {first.map((facet) => <FacetValues key={facet.name} facet={facet} context={context} />)}
      {others.length > 0 && (
        <details
          class="facets__others"
          open={others.some(({ values }) => values.some(({ selected }) => selected))}
        >
          <summary class="pill">
            {t("list.more_filters")}
            <Icon name="down" />
          </summary>
          <div class="facets__more">
            {others.map((facet) => <FacetValues key={facet.name} facet={facet} context={context} />)}
          </div>
        </details>
      )}
    </form>
  );
}

function FacetValues({ facet, context }: { facet: Facet; context: PageContext }) {
  const { t, format } = context;
  const chosen = facet.values.filter((value) => value.selected).length;
  return (
    <details class="facet" name="list-tools">
      <summary class="pill">
        {facet.label}
        {chosen > 0 && <span class="pill__count">{format.number(chosen)}</span>}
        <Icon name="down" />
      </summary>
      <div class="sheet">
        <fieldset>
          <legend class="sheet__title">{facet.label}</legend>
          {facet.values.map((value) => (
            <label>
              <input
                type="checkbox"
                name={`facet.${facet.name}`}
                value={value.value}
                checked={value.selected}
              />
              {value.hex && <Dot hex={value.hex} />}
              <span>{value.label}</span>
              <small>{context.format.number(value.count)}</small>
            </label>
          ))}
        </fieldset>
        <button class="button button--primary" type="submit">{t("list.apply")}</button>
      </div>
    </details>
  );
}

/** The chosen facet values, each a link to the list without it. Nothing when none is chosen. */
export function ChosenFacets({ facets, path, context }: {
  facets: readonly Facet[];
  path: string;
  context: PageContext;
}) {
  const { t, query } = context;
  const chosen = facets.flatMap((facet) =>
    facet.values.filter((value) => value.selected).map((value) => ({ facet, value }))
  );
  if (chosen.length === 0) return null;
  return (
    <ul class="chips" aria-label={t("list.chosen")}>
      {chosen.map(({ facet, value }) => (
        <li>
          <a class="chip" href={withQuery(path, queryWithoutFacet(query, facet.name, value.value))}>
            {value.hex && <Dot hex={value.hex} />}
            <span class="visually-hidden">{t("list.remove", { facet: facet.label })}</span> {value.label}
            <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a class="chips__clear" href={withQuery(path, queryWithoutFacet(query))}>{t("list.clear")}</a>
      </li>
    </ul>
  );
}

/** The orders a list can have, each a link. */
export function SortMenu({ path, context }: { path: string; context: PageContext }) {
  const { t, query } = context;
  const text = query.get("q");
  const usual = defaultSort(text);
  const current = query.get("sort") ?? usual;
  const orders: readonly SortOrder[] = [
    ...(text === null ? [] : ["relevance"] as const),
    "popular",
    "newest",
    "price-asc",
    "price-desc",
  ];
  return (
    <details class="facet facet--sort" name="list-tools">
      <summary class="pill">
        <span class="pill__lead">{t("list.sort")}</span>{" "}
        <span class="pill__value">{t(`list.sort.${current}`)}</span>
        <Icon name="down" />
      </summary>
      <div class="sheet">
        <p class="sheet__title">{t("list.sort")}</p>
        <ul>
          {orders.map((order) => (
            <li>
              <a
                href={withQuery(path, changedQuery(query, "sort", order === usual ? null : order))}
                aria-current={order === current ? "true" : undefined}
              >
                {t(`list.sort.${order}`)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
