/** HTML that stands in many pages, rendered and encoded once for the data that it shows. */
import { renderToString } from "preact-render-to-string";
import type { PageContext } from "./page.ts";
import type { PageEncoder } from "./page_encoder.ts";

/** The fragments of every locale. */
export class Fragments {
  readonly #encoder: PageEncoder;
  readonly #made = new Map<string, { readonly of: object; readonly marker: string }>();

  constructor(encoder: PageEncoder) {
    this.#encoder = encoder;
  }

  /** The fragments of one locale, by its name. New data is a new object: what was made of the old one is forgotten. */
  in(locale: string): PageContext["fragment"] {
    return (of, name, make) => {
      const key = `${locale} ${name}`;
      const made = this.#made.get(key);
      if (made?.of === of) return made.marker;
      if (made) this.#encoder.forget(made.marker);
      const marker = this.#encoder.share(renderToString(make()));
      this.#made.set(key, { of, marker });
      return marker;
    };
  }

  /** Forgets all: the locales themselves have changed. */
  clear(): void {
    for (const { marker } of this.#made.values()) this.#encoder.forget(marker);
    this.#made.clear();
  }
}
