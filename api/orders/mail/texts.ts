/** The texts of mails: one file for each language in `texts/`, with values in braces. */
import { type Say as SayOf, sayIn, type Texts } from "../../../commerce/texts.ts";
import ar from "./texts/ar.json" with { type: "json" };
import de from "./texts/de.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import es from "./texts/es.json" with { type: "json" };
import fr from "./texts/fr.json" with { type: "json" };
import it from "./texts/it.json" with { type: "json" };
import ja from "./texts/ja.json" with { type: "json" };
import pt from "./texts/pt.json" with { type: "json" };

/** The name of a text, e.g. `label.total`. */
export type TextKey = keyof typeof en;

/** Every text, by language and key. */
export const texts: Texts<TextKey> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  pt,
};

export type Say = SayOf<TextKey>;

/** The texts of a language; one without a file of its own reads as its first subtag, else in English. */
export function mailTexts(language: string): Say {
  return sayIn(texts, language);
}

/**
 * Keeps a value from changing the direction of the words around it, and they its (Unicode TR 9, isolates); for texts
 * that are written from right to left.
 */
export function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}
