/** What the search box suggests, and how one moves in it. Pure. */
import type { SuggestAnswer } from "../commerce/wire/shop.ts";

export interface Suggestion {
  readonly kind: "queries" | "categories" | "products";
  readonly title: string;
  readonly href: string;
  readonly price: string | null;
  readonly image: string | null;
}

/** All suggestions of an answer in the order in which they are shown; without pictures where data is saved. */
export function listSuggestions(answer: SuggestAnswer, pictures: boolean): readonly Suggestion[] {
  return [
    ...answer.queries.map(({ text, href }) => (
      { kind: "queries", title: text, href, price: null, image: null } as const
    )),
    ...answer.categories.map(({ name, href }) => (
      { kind: "categories", title: name, href, price: null, image: null } as const
    )),
    ...answer.products.map(({ title, href, price, image }) => (
      { kind: "products", title, href, price, image: pictures ? image : null } as const
    )),
  ];
}

/** Whether a text is long enough to ask for: two letters, or one of a script whose letters are words. */
export function worthAsking(text: string): boolean {
  return Array.from(text).length >= 2 || /[\p{Script=Han}\p{Script=Hangul}]/u.test(text);
}

/**
 * The active suggestion after an arrow key, of `count`. Between the last and the first one is none: the shopper's
 * own words (APG combobox pattern).
 */
export function nextActive(
  active: number | null,
  count: number,
  key: "ArrowDown" | "ArrowUp",
): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return active === null ? 0 : active + 1 < count ? active + 1 : null;
  return active === null ? count - 1 : active > 0 ? active - 1 : null;
}
