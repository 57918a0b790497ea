/** One page being read: where, when, and what of it must be remembered beside its data. */
import type { Read, Tag } from "../../../commerce/catalog_reader.ts";
import type { Frame, Price } from "../../../commerce/catalog_view.ts";
import {
  choosePrice,
  earlier,
  nextPriceBoundary,
  type PriceQuestion,
  type PriceRow,
} from "../../../commerce/price_choice.ts";
import type { Memory } from "./memory.ts";
import type { Place } from "./shop.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Collects the tags of what is read, and the nearest boundary of a price window. */
export class Reading {
  /** Milliseconds since the epoch. */
  validUntil: number | null = null;
  readonly words: Vocabulary;
  readonly #tags = new Set<Tag>();
  readonly #one: PriceQuestion;

  constructor(readonly memory: Memory, readonly place: Place, readonly now: number) {
    this.words = memory.vocabulary(place.languageId);
    this.#one = { priceListId: place.priceListId, quantity: 1, now };
  }

  tag(tag: Tag): void {
    this.#tags.add(tag);
  }

  /** A product is shown: its words, and its price and availability here. */
  tagProduct(id: number): void {
    this.#tags.add(`product:${id}`);
    this.#tags.add(`product:${id}:${this.place.market.id}`);
  }

  /** A list is shown: what could add, remove or reorder its rows. Category 0 is the whole shop. */
  tagList(categoryId: number): void {
    this.#tags.add(`category:${categoryId}:${this.place.market.id}`);
  }

  /** What is shown may be otherwise from this moment on. */
  holdsUntil(at: number): void {
    this.validUntil = earlier(this.validUntil, at);
  }

  frame(): Frame {
    this.#tags.add("categories");
    this.#tags.add(`navigation:${this.place.market.id}`);
    return this.memory.frame(this.place);
  }

  /** The price in force among a variant's rows, null when it is not sold; remembers until when that holds. */
  price(rows: readonly PriceRow[], quantity = 1): Price | null {
    const question = quantity === 1 ? this.#one : { ...this.#one, quantity };
    this.validUntil = earlier(this.validUntil, nextPriceBoundary(rows, question));
    const row = choosePrice(rows, question);
    return row && {
      amountMinor: row.amountMinor,
      compareAtMinor: row.compareAtMinor,
      lowestPriorMinor: row.lowestPriorMinor,
    };
  }

  answer<T>(value: T): Read<T> {
    return { value, tags: [...this.#tags], validUntil: this.validUntil, version: this.memory.version };
  }
}
