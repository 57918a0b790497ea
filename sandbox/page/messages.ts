/** The texts of the payment pages, in the languages of the shop. */
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
export const messages: Readonly<Record<string, Readonly<Record<MessageKey, string>>>> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  pt,
};

/** A text with its `{places}` filled. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

export function sayIn(language: string): Say {
  const texts = messages[language] ?? en;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
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
