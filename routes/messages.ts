/** The texts of the interface: one file per language in `messages/`, in ICU MessageFormat. */
import { IntlMessageFormat } from "intl-messageformat";
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
export const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
  const tag = [language, language.split("-")[0]!].find((each) => Object.hasOwn(messages, each)) ?? "en";
  const texts = messages[tag]!;
  const compiled = new Map<string, string | Compiled>();
  return (key, values) => {
    let known = compiled.get(key);
    if (known === undefined) {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
      if (text === undefined) {
        throw new RangeError(`translate "${key}": wanted a key of messages/${tag}.json`);
      }
      compiled.set(key, known = text.includes("{") ? compile(text, tag) : text);
    }
    return typeof known === "string" ? known : known(values ?? {});
  };
}

type Compiled = (values: Readonly<Record<string, string | number>>) => string;

/** A text that only puts words in: nothing that ICU MessageFormat would have to decide, no quoting. */
const plainText = /^[^'{}<#|]*(?:\{\w+\}[^'{}<#|]*)+$/;

/** Plain texts are joined here: the library takes ten times as long, and a page has dozens. */
function compile(text: string, language: string): Compiled {
  if (!plainText.test(text)) {
    const format = new IntlMessageFormat(text, language);
    return (values) => String(format.format(values));
  }
  // Words and names by turns.
  const parts = text.split(/[{}]/);
  return (values) => {
    let joined = parts[0]!;
    for (let i = 1; i < parts.length; i += 2) {
      const value = values[parts[i]!];
      if (value === undefined) throw new RangeError(`translate "${text}": wanted a value for "${parts[i]}"`);
      joined += value + parts[i + 1]!;
    }
    return joined;
  };
}
