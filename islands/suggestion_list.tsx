/** The listbox of suggestions: queries first, then categories and products, each a link that a mouse can use as such. */
import type { VNode } from "preact";
import type { SearchTexts } from "./search_props.ts";
import type { Suggestion } from "./suggestions.ts";

interface SuggestionListProps {
  /** Id of the input; the list's and its options' ids begin with it. */
  readonly id: string;
  readonly items: readonly Suggestion[];
  readonly active: number | null;
  readonly texts: Pick<SearchTexts, "queries" | "categories" | "products">;
}

const kinds = ["queries", "categories", "products"] as const;

export function SuggestionList({ id, items, active, texts }: SuggestionListProps): VNode {
  return (
    // A press must not take the focus from the input, or the list would close before the click.
    <div
      class="search__list"
      id={`${id}-list`}
      role="listbox"
      aria-label={texts.products}
      onMouseDown={(event) => event.preventDefault()}
    >
      {kinds.filter((kind) => items.some((item) => item.kind === kind)).map((kind) => (
        <div key={kind} class="search__group" role="group" aria-label={texts[kind]}>
          <p class="search__heading" role="presentation">{texts[kind]}</p>
          {items.map((item, at) =>
            item.kind !== kind ? null : (
              <a
                key={item.href}
                class="search__suggestion"
                id={`${id}-${at}`}
                href={item.href}
                role="option"
                tabindex={-1}
                aria-selected={at === active ? "true" : "false"}
              >
                {item.image === null
                  ? null
                  : <img class="search__picture" src={item.image} alt="" width={48} height={48} />}
                <span class="search__title">{item.title}</span>{" "}
                {item.price === null ? null : <span class="search__price">{item.price}</span>}
              </a>
            )
          )}
        </div>
      ))}
    </div>
  );
}
