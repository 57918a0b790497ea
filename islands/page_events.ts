/** How islands of one page, each its own tree, hear of each other: events of the document. */
import type { BasketAnswer } from "../commerce/wire/shop.ts";

/** The detail of the event `island:wake`: a request to load an island, whatever its policy. */
export interface Wake {
  readonly name: string;
  /** The runtime hands back when it will be interactive; a failure to load counts as done. */
  readonly waitFor: (ready: Promise<void>) => void;
}

/** Loads the islands of a name. Done when they are interactive, at once when there are none. */
export async function wakeIslands(name: string): Promise<void> {
  const ready: Promise<void>[] = [];
  const detail: Wake = { name, waitFor: (promise) => ready.push(promise) };
  document.dispatchEvent(new CustomEvent("island:wake", { detail }));
  await Promise.all(ready);
}

/** Shows the number of pieces wherever the page shows it, in its digits; none is an empty element. */
export function showBasketCount(count: number): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-basket-count]")) {
    element.textContent = count === 0 ? "" : count.toLocaleString(element.dataset.basketCount || undefined);
  }
}

/** Says that the page may show the basket of an earlier time. */
export const basketStale = "basket:stale";

/** Calls `listener` whenever the basket must be read again, as long as the page lives. */
export function onBasketStale(listener: () => void): void {
  document.addEventListener(basketStale, listener);
}

/** Tells all islands that something was put into the basket. */
export function announceBasket(answer: BasketAnswer): void {
  document.dispatchEvent(new CustomEvent("basket:changed", { detail: answer }));
}

/** Calls `listener` for each {@linkcode announceBasket}, as long as the page lives. */
export function onBasketAnnounced(listener: (answer: BasketAnswer) => void): void {
  document.addEventListener(
    "basket:changed",
    (event) => listener((event as CustomEvent<BasketAnswer>).detail),
  );
}
