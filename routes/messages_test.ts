import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { IntlMessageFormat } from "intl-messageformat";
import { toldEventKinds } from "../commerce/wire/order.ts";
import { messages, translator } from "./messages.ts";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The kind of a plural in a parsed message (`TYPE.plural` of the parser, which it does not export here). */
const plural = 6;

const languages = Object.keys(messages);
const english = messages.en!;

describe("messages", () => {
  for (const language of languages) {
    it(`${language} has every text and no other`, () => {
      expect(Object.keys(messages[language]!)).toEqual(Object.keys(english));
      expect(Object.entries(messages[language]!).filter(([, text]) => text.trim() !== text || text === ""))
        .toEqual([]);
    });

    it(`${language} has the placeholders of English in every text`, () => {
      for (const [key, text] of Object.entries(messages[language]!)) {
        expect([key, placeholders(text, language)]).toEqual([key, placeholders(english[key]!, "en")]);
      }
    });

    it(`${language} has each plural form of its grammar once`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const [key, text] of Object.entries(messages[language]!)) {
        for (const element of elements(parse(text, language))) {
          if (element.type === plural) {
            expect([key, Object.keys(optionsOf(element)).toSorted()]).toEqual([key, forms]);
          }
        }
      }
    });
  }

  it("have curly apostrophes in French and Italian", () => {
    const texts = [messages.fr!, messages.it!].flatMap((each) => Object.entries(each));
    expect(texts.filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  it("tell of just those events of an order that shoppers are told of", () => {
    const told = Object.keys(english).filter((key) => key.startsWith("order.event."));
    expect(told.toSorted()).toEqual([...toldEventKinds].map((kind) => `order.event.${kind}`).toSorted());
  });

  it("are all used, and all that is used is there", async () => {
    const sources = await readSources(["../routes", "../edge"]);
    const named = (key: string) => sources.includes(`"${key}"`) || sources.includes("`" + key + "`");
    const built = [...sources.matchAll(/`((?:[a-z_]+\.)+[a-z_]*)\$\{/g)].map((match) => match[1]!);
    const unused = Object.keys(english).filter((key) =>
      !named(key) && !built.some((head) => key.startsWith(head))
    );
    expect(unused).toEqual([]);
    const asked = [...sources.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]!);
    expect(asked.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
  });
});

describe("translator", () => {
  it("answers a text without placeholders as it stands", () => {
    expect(translator("fr")("product.add")).toBe("Ajouter au panier");
  });

  it("fills placeholders, and takes no markup in them for its own", () => {
    expect(translator("en")("search.title", { text: "<b>{lamp}" })).toBe("Results for “<b>{lamp}”");
  });

  it("chooses among the six forms of Arabic", () => {
    const t = translator("ar");
    const said = [0, 1, 2, 3, 11, 100].map((count) => t("basket.pieces", { count, shown: String(count) }));
    expect(said).toEqual(["لا قطع", "قطعة واحدة", "قطعتان", "3 قطع", "11 قطعة", "100 قطعة"]);
  });

  it("reads a regional tag by its language, and a language without texts in English", () => {
    expect(translator("pt-br")("basket.remove")).toBe("Remover");
    expect(translator("nl")("basket.remove")).toBe("Remove");
  });

  it("refuses a key that there is not", () => {
    expect(() => translator("fr")("product.sell")).toThrow('translate "product.sell"');
    expect(() => translator("fr")("toString")).toThrow('translate "toString"');
  });
});

function parse(text: string, language: string): Element[] {
  return new IntlMessageFormat(text, language).getAst();
}

/** Every element of a message, those inside plural forms included. */
function elements(ast: readonly Element[]): Element[] {
  return ast.flatMap((element) => [
    element,
    ...Object.values(optionsOf(element)).flatMap((option) => elements(option.value)),
  ]);
}

function optionsOf(element: Element): Record<string, { value: Element[] }> {
  return "options" in element ? element.options : {};
}

/** Names of a message's arguments, sorted; literals (type 0) and the `#` of plurals (type 7) have none. */
function placeholders(text: string, language: string): string[] {
  const named = elements(parse(text, language)).filter(({ type }) => type !== 0 && type !== 7);
  return [...new Set(named.map((element) => "value" in element ? String(element.value) : ""))].sort();
}

async function readSources(folders: readonly string[]): Promise<string> {
  let text = "";
  for (const folder of folders) {
    const address = new URL(`${folder}/`, import.meta.url);
    for await (const entry of Deno.readDir(address)) {
      if (entry.isDirectory) text += await readSources([`${folder}/${entry.name}`]);
      else if (/(?<!_test)\.tsx?$/.test(entry.name)) {
        text += await Deno.readTextFile(new URL(entry.name, address));
      }
    }
  }
  return text;
}
