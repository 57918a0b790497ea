/** Asks for suggestions while the shopper types: one question at a time, after a rest, and none twice. */
import type { SuggestAnswer } from "../commerce/wire/shop.ts";
import { savesData } from "./saves_data.ts";
import { listSuggestions, type Suggestion, worthAsking } from "./suggestions.ts";

/** Milliseconds of rest before the server is asked. */
const restMs = 120;
const restWhereDataIsSavedMs = 500;

export class Suggester {
  readonly #path: string;
  readonly #show: (items: readonly Suggestion[]) => void;
  readonly #known = new Map<string, readonly Suggestion[]>();
  #running: AbortController | null = null;

  /**
   * @param path Where suggestions are, `/{locale}/suggest`.
   * @param show Takes the suggestions for the newest text.
   */
  constructor(path: string, show: (items: readonly Suggestion[]) => void) {
    this.#path = path;
    this.#show = show;
  }

  /** Forgets the question under way, if there is one. */
  stop(): void {
    this.#running?.abort();
  }

  async ask(text: string): Promise<void> {
    this.stop();
    const { signal } = this.#running = new AbortController();
    const items = !worthAsking(text) ? [] : this.#known.get(text) ?? await this.#fetch(text, signal);
    if (signal.aborted) return;
    this.#show(items);
  }

  /** Suggestions are an extra: when they cannot be had there are none, and the form still searches. */
  async #fetch(text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
    await new Promise((done) => setTimeout(done, savesData() ? restWhereDataIsSavedMs : restMs));
    if (signal.aborted) return [];
    try {
      const response = await fetch(`${this.#path}?${new URLSearchParams({ q: text })}`, {
        signal,
        headers: { accept: "application/json" },
      });
      if (!response.ok) return [];
      const items = listSuggestions(await response.json() as SuggestAnswer, !savesData());
      this.#known.set(text, items);
      return items;
    } catch {
      return [];
    }
  }
}
