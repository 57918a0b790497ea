/** The texts of the interface: one file per language in `messages/`, in ICU MessageFormat. */
import { IntlMessageFormat } from "intl-messageformat";
import { languageOf, type Texts, textTemplate, type TextValues } from "../commerce/texts.ts";
import type { Translate } from "../edge/page.ts";
import ar from "./messages/ar.json" with { type: "json" };
import de from "./messages/de.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };
import es from "./messages/es.json" with { type: "json" };
import fr from "./messages/fr.json" with { type: "json" };
import it from "./messages/it.json" with { type: "json" };
import ja from "./messages/ja.json" with { type: "json" };
import pt from "./messages/pt.json" with { type: "json" };

/** The name of an interface text, e.g. `basket.subtotal`. */
export type MessageKey = keyof typeof en;

/** Every text, by language and key. */
export const messages: Texts<string> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  pt,
};

/**
 * Makes the lookup of one language. It keeps what it has compiled, so make it once per language.
 *
 * A language without a file of its own (a merchant may add any) reads as its first subtag, else in English.
 *
 * @throws {RangeError} from the lookup, for a key that no file has.
 */
export function translator(language: string): Translate {
  const tag = languageOf(messages, language);
  const texts = messages[tag]!;
  const compiled = new Map<string, string | Compiled>();
  return (key, values) => {
    let known = compiled.get(key);
    if (known === undefined) {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
      if (text === undefined) {
        throw new RangeError(`translate "${key}": wanted a key of messages/${tag}.json`);
      }
      compiled.set(key, known = text.includes("{") ? compile(key, text, tag) : text);
    }
    return typeof known === "string" ? known : known(values ?? {});
  };
}

type Compiled = (values: TextValues) => string;

/** A text that only puts words in: nothing that ICU MessageFormat would have to decide, no quoting. */
const plainText = /^[^'{}<#|]*(?:\{\w+\}[^'{}<#|]*)+$/;

/** Plain texts are joined by ourselves: the library takes ten times as long, and a page has dozens. */
function compile(key: string, text: string, language: string): Compiled {
  if (plainText.test(text)) return textTemplate(key, text);
  const format = new IntlMessageFormat(text, language);
  return (values) => String(format.format(values));
}
