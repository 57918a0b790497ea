/**
 * The search form of the header, with suggestions as one types.
 *
 * Loads on interaction. Without JavaScript it is a GET form to the search page. With it, a combobox as the ARIA
 * Authoring Practices describe it (editable, list autocomplete, manual selection): arrows move through the
 * suggestions, Enter follows the active one or submits, Escape closes.
 *
 * Classes: search (search; `data-open` while suggestions show), search__form, search__label, search__input,
 * search__submit (button), search__list (listbox), search__group, search__heading, search__suggestion (a;
 * `aria-selected="true"` on the active one), search__picture (img), search__title, search__price, icon,
 * visually-hidden.
 */
import { Component, type VNode } from "preact";
import { Icon } from "./icon.tsx";
import type { SearchBoxProps } from "./search_props.ts";
import { Suggester } from "./suggester.ts";
import { SuggestionList } from "./suggestion_list.tsx";
import { nextActive, type Suggestion } from "./suggestions.ts";
import { firstValue } from "./uncontrolled.ts";

interface State {
  readonly items: readonly Suggestion[];
  /** Index of the suggestion that Enter follows. */
  readonly active: number | null;
}

type InputEvents = { currentTarget: HTMLInputElement };

export class SearchBox extends Component<SearchBoxProps, State> {
  override state: State = { items: [], active: null };
  readonly #suggester = new Suggester(
    this.props.suggestPath,
    (items) => this.setState({ items, active: null }),
  );

  override componentDidMount(): void {
    // A page that is shown again from the back-forward cache must not show an open list.
    addEventListener("pagehide", this.#close);
  }

  override componentDidUpdate(): void {
    document.getElementById(this.#optionId())?.scrollIntoView({ block: "nearest" });
  }

  #optionId(): string {
    return `${this.props.id}-${this.state.active}`;
  }

  readonly #close = (): void => {
    this.#suggester.stop();
    this.setState({ items: [], active: null });
  };

  readonly #type = ({ currentTarget }: InputEvents): void => {
    void this.#suggester.ask(currentTarget.value.trim());
  };

  readonly #press = (event: KeyboardEvent & InputEvents): void => {
    const { items, active } = this.state;
    // Keys that an input method takes belong to it, Enter above all.
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (items.length === 0) this.#type(event);
      else this.setState({ active: nextActive(active, items.length, event.key) });
    } else if (event.key === "Escape" && items.length > 0) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && active !== null) {
      event.preventDefault();
      document.getElementById(this.#optionId())!.click();
    }
  };

  readonly #leave = (event: FocusEvent & { currentTarget: HTMLElement }): void => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) this.#close();
  };

  override render({ id, path, text, texts }: SearchBoxProps, { items, active }: State): VNode {
    const open = items.length > 0;
    return (
      <search class="search" data-open={open ? "true" : undefined} onFocusOut={this.#leave}>
        <form class="search__form" action={path}>
          <label class="search__label visually-hidden" for={id}>{texts.label}</label>
          <input
            class="search__input"
            id={id}
            // Not "search": HTML allows that type no other role than its own (ARIA in HTML).
            type="text"
            inputmode="search"
            name="q"
            placeholder={texts.placeholder}
            maxlength={200}
            autocomplete="off"
            autocapitalize="off"
            enterkeyhint="search"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={open ? "true" : "false"}
            aria-controls={open ? `${id}-list` : undefined}
            aria-activedescendant={active === null ? undefined : this.#optionId()}
            onInput={this.#type}
            onKeyDown={this.#press}
            {...firstValue(text)}
          />
          <button class="search__submit" type="submit" aria-label={texts.submit}>
            <Icon name="search" />
          </button>
        </form>
        {open ? <SuggestionList id={id} items={items} active={active} texts={texts} /> : null}
        <p class="visually-hidden" role="status">
          {open ? texts.found.replace("{count}", String(items.length)) : ""}
        </p>
      </search>
    );
  }
}
