/** What the search box is given. */

/** Words of the search box, in the page's language. */
export interface SearchTexts {
  /** Label of the input, e.g. `Search the shop`. */
  readonly label: string;
  readonly placeholder: string;
  /** Name of the button. */
  readonly submit: string;
  /** Headings of the groups of suggestions. */
  readonly queries: string;
  readonly categories: string;
  readonly products: string;
  /** Heard when suggestions appear; `{count}` stands for their number, e.g. `Suggestions: {count}`. */
  readonly found: string;
}

export interface SearchBoxProps {
  /** Id of the input, unlike any other of the page. */
  readonly id: string;
  /** Path of the search page. */
  readonly path: string;
  /** Path of the suggestions, `/{locale}/suggest`. */
  readonly suggestPath: string;
  /** What was searched for, on the search page; else empty. */
  readonly text: string;
  readonly texts: SearchTexts;
}
