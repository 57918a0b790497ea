/** The texts of the payment pages, in the languages of the shop. */
import { type Say as SayOf, sayIn, type Texts } from "../../commerce/texts.ts";
import ar from "./messages/ar.json" with { type: "json" };
import de from "./messages/de.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };
import es from "./messages/es.json" with { type: "json" };
import fr from "./messages/fr.json" with { type: "json" };
import it from "./messages/it.json" with { type: "json" };
import ja from "./messages/ja.json" with { type: "json" };
import pt from "./messages/pt.json" with { type: "json" };

export type MessageKey = keyof typeof en;

/** Every text, by language. */
export const messages: Texts<MessageKey> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  pt,
};

export type Say = SayOf<MessageKey>;

/** The texts of a language. */
export function messagesIn(language: string): Say {
  return sayIn(messages, language);
}

/**
 * The language of a page: that of the session, where it says `auto` or nothing the browser's first that we have.
 *
 * @param accepted The header `Accept-Language`.
 */
export function pageLanguage(locale: string | null, accepted: string | null): string {
  const wanted = locale === null || locale === "auto"
    ? (accepted ?? "").split(",").map((tag) => tag.split(";")[0]!.trim())
    : [locale];
  const known = wanted.map((tag) => tag.split("-")[0]!.toLowerCase()).find((tag) =>
    Object.hasOwn(messages, tag)
  );
  return known ?? "en";
}
