/** The basket as the drawer shows it: ahead of the shop while a change is under way, else as it last answered. */
import type { BasketAnswer } from "../commerce/wire/shop.ts";
import { type BasketOutcome, changeBasket, readBasket } from "./basket_client.ts";
import { expectedBasket } from "./expected_basket.ts";
import { showBasketCount } from "./page_events.ts";

export interface BasketState {
  /** Null until it was read. */
  readonly answer: BasketAnswer | null;
  readonly open: boolean;
  /** Whether a change is under way. */
  readonly busy: boolean;
  /** Whether the last request went unanswered: shown is the basket of the last answer. */
  readonly failed: boolean;
}

export const unread: BasketState = { answer: null, open: false, busy: false, failed: false };

/**
 * Reads and changes the basket at `path`, the basket page. What cannot be read or understood leads to that page; a
 * change without an answer is taken back and told.
 */
export class BasketModel {
  readonly #path: string;
  readonly #update: (change: Partial<BasketState>) => void;
  #answered: BasketAnswer | null = null;
  /** What is shown: the last answer and the changes that are under way. */
  #expected: BasketAnswer | null = null;
  #requests = 0;
  /** SKU → number of the newest request to change it: older ones need not be sent any more. */
  readonly #newest = new Map<string, number>();

  /** @param update Takes what changes in the state. */
  constructor(path: string, update: (change: Partial<BasketState>) => void) {
    this.#path = path;
    this.#update = update;
  }

  /** Reads the basket; with `open`, shows it then. */
  async read(open: boolean): Promise<void> {
    this.#settle(++this.#requests, await readBasket(this.#path), open);
  }

  /** Sets the pieces of a line; 0 removes it. */
  async setQuantity(sku: string, quantity: number): Promise<void> {
    if (this.#expected === null) return;
    const request = ++this.#requests;
    this.#newest.set(sku, request);
    this.#show(expectedBasket(this.#expected, sku, quantity), { busy: true, failed: false });
    const outcome = await changeBasket(
      this.#path,
      quantity === 0 ? { action: "remove", sku } : { action: "update", sku, quantity: String(quantity) },
      () => this.#newest.get(sku) !== request,
    );
    this.#settle(request, outcome, false);
  }

  /** Takes what another request was answered. */
  accept(answer: BasketAnswer, change: Partial<BasketState> = {}): void {
    this.#answered = answer;
    this.#show(answer, { busy: false, failed: false, ...change });
  }

  /** Shows the outcome of a request, unless a later one is under way and will show more. */
  #settle(request: number, outcome: BasketOutcome, open: boolean): void {
    if (outcome.kind === "answered" || outcome.kind === "refused") this.#answered = outcome.answer;
    else if (outcome.kind === "unreadable" || this.#answered === null) return location.assign(this.#path);
    if (request !== this.#requests) return;
    this.accept(this.#answered, { failed: outcome.kind === "unreachable", ...(open ? { open } : {}) });
  }

  #show(answer: BasketAnswer, change: Partial<BasketState>): void {
    this.#expected = answer;
    showBasketCount(answer.count);
    this.#update({ ...change, answer });
  }
}
