/** Titles and descriptions in a language, made of its words. */
import { slugify } from "../../commerce/slug.ts";
import { type Chance, Zipf } from "./chance.ts";
import { rareWords } from "./rare_words.ts";
import type { Words } from "./words/words.ts";

/** How many words a description has. */
export const descriptionWords = 120;

/** How many words of a language are rarer than the common ones. */
const rareCount = 6_000;

/** What a text tells of a product. */
export interface Told {
  /** Place of the type of thing. */
  readonly kind: number;
  readonly brand: string;
  readonly model: string;
  /** Place of the word that praises. */
  readonly praise: number;
  readonly material: string;
  readonly measure: string;
}

export interface ProductText {
  readonly title: string;
  readonly slug: string;
  readonly description: string;
}

/** Writes texts in one language. */
export class Writing {
  readonly words: Words;
  readonly #open: readonly string[];
  readonly #openDraw: Zipf;
  readonly #glueDraw: Zipf;

  constructor(words: Words) {
    this.words = words;
    this.#open = [...words.common, ...rareWords(words, rareCount)];
    this.#openDraw = new Zipf(this.#open.length, 1.05);
    this.#glueDraw = new Zipf(words.glue.length);
  }

  text(told: Told, chance: Chance): ProductText {
    const { words } = this;
    const kind = words.kinds[told.kind]![0];
    const parts: Readonly<Record<string, string>> = { ...told, kind, praise: words.praise[told.praise]! };
    const title = words.title.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]!);
    return {
      title: title[0]!.toUpperCase() + title.slice(1),
      slug: slugify(title, words.tag),
      description: this.#describe([told.brand, told.model, told.material, kind], chance),
    };
  }

  /** Sentences of six to fifteen words, small ones between the others; what is described stands in the first. */
  #describe(named: readonly string[], chance: Chance): string {
    const { space, stop, glue } = this.words;
    let text = "";
    let left = descriptionWords;
    let first = named;
    while (left > 0) {
      const length = Math.min(left, chance.between(6, 15));
      for (let i = 0; i < length; i++) {
        const word = i % 2 === 1 && i / 2 < first.length
          ? first[(i - 1) / 2]!
          : chance.percent(40)
          ? glue[this.#glueDraw.draw(chance)]!
          : this.#open[this.#openDraw.draw(chance)]!;
        text += i === 0 ? word[0]!.toUpperCase() + word.slice(1) : space + word;
      }
      text += stop;
      left -= length;
      first = [];
    }
    return text.trimEnd();
  }
}
