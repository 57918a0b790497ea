import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { gtinSpellings, plainIdentifier } from "./identifiers.ts";
import { longestPhrase, maxQueryLength, parseQuery, phraseKey } from "./query.ts";
import { termsOf } from "./terms.ts";

const texts = fc.string({ unit: "binary", maxLength: 300 });
const languages = fc.constantFrom("en", "fr", "de", "es", "it", "pt", "ja", "ar", "zh-hant", "pt-br", "xx");
const words = (text: string, language = "en") => parseQuery(text, language).words.map((word) => word.text);

describe("parseQuery", () => {
  it("leaves out words that say nothing, unless there are no others", () => {
    expect(words("the lamp for a desk")).toEqual(["lamp", "desk"]);
    expect(words("the")).toEqual(["the"]);
  });
  it("joins neighbours, and parts letters from numbers", () => {
    const [note, book] = parseQuery("note book", "en").words;
    expect(note!.alternatives).toEqual([{ terms: ["note"], weight: 1 }, { terms: ["notebook"], weight: 1 }]);
    expect(book!.alternatives).toEqual([{ terms: ["book"], weight: 1 }, { terms: ["notebook"], weight: 1 }]);
    expect(parseQuery("rtx2060", "en").words[0]!.alternatives).toContainEqual({
      terms: ["rtx", "2060"],
      weight: 0.9,
    });
    expect(parseQuery("T-shirt", "en").words[0]!.alternatives).toEqual([
      { terms: ["t", "shirt"], weight: 1 },
      { terms: ["tshirt"], weight: 1 },
    ]);
  });
  it("takes a measure as one word", () => {
    expect(words('17" monitor')).toEqual(['17"', "monitor"]);
    expect(parseQuery("43 cm", "en").words[0]!.alternatives).toEqual([
      { terms: ["=430mm"], weight: 1 },
      { terms: ["~17in"], weight: 0.9 },
      { terms: ["43"], weight: 0.4 },
    ]);
  });
  it("parts two Japanese nouns at their particle", () => {
    expect(words("木の椅子", "ja")).toEqual(["木", "椅子"]);
  });
  it("knows what may be an identifier, or mistyped, or still being typed", () => {
    const [brand, toner] = parseQuery("brother tn-2110", "en").words;
    expect([brand!.identifier, brand!.doubtable, brand!.beginning]).toEqual([null, "brother", null]);
    expect([toner!.identifier, toner!.doubtable, toner!.beginning]).toEqual(["TN2110", null, "2110"]);
    expect(parseQuery("alb fl-17", "en").identifier).toBe("ALBFL17");
  });
  it("takes a letter between numbers for a sign", () => {
    expect(words("140x200")).toEqual(["140", "200"]);
    expect(words("140 X 200 cm")).toEqual(["140", "200 cm"]);
    expect(words("tn-12x34")).toEqual(["tn-12x34"]);
    expect(words("4x4x4")).toEqual(["4", "4", "4"]);
  });
  it("seeks nouns of four letters at the ends of compounds, by more than their stem", () => {
    const [vase] = parseQuery("Vase", "de").words;
    expect([vase!.ending, vase!.spokenEnding]).toEqual(["vas", "vase"]);
    const [lamp] = parseQuery("Lampe", "de").words;
    expect([lamp!.ending, lamp!.spokenEnding]).toEqual(["lamp", null]);
    expect(parseQuery("Tür", "de").words[0]!.ending).toBeNull();
  });
  it("seeks a few shorter ones, in any number, in their language alone", () => {
    const ends = (text: string, language: string) => {
      const { ending, spokenEnding } = parseQuery(text, language).words[0]!;
      return [ending, spokenEnding];
    };
    expect(ends("Uhr", "de")).toEqual(["uhr", null]);
    expect(ends("Uhren", "de-AT")).toEqual(["uhr", null]);
    expect(ends("Hüte", "de")).toEqual(["hut", null]);
    expect(ends("Box", "en")).toEqual([null, null]);
    for (const word of ["Eis", "Rad", "Ohr", "Tor", "Bar", "Gel"]) {
      expect(ends(word, "de")).toEqual([null, null]);
    }
  });
  it("reads no more than its limits", () => {
    expect(words(`${" ".repeat(maxQueryLength)}oak`)).toEqual([]);
    expect(words("oak ".repeat(2_500))).toHaveLength(12);
  });
  it("has no words for what has none", () => {
    for (const text of ["", "   ", '"" * ( ) : ^ - +', "\u0000\u0007", "'"]) expect(words(text)).toEqual([]);
  });
  it("seeks what the same text would be found by", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
        languages,
        (text, language) => {
          const terms = new Set(termsOf(text, language));
          for (const word of parseQuery(text, language).words) {
            const met = word.alternatives.some((each) => each.terms.every((term) => terms.has(term)));
            const begun = word.beginning !== null &&
              [...terms].some((term) => term.startsWith(word.beginning!));
            expect(met || begun).toBe(true);
          }
        },
      ),
    );
  });
  it("is quiet, whatever is typed", () => {
    fc.assert(fc.property(texts, languages, (text, language) => {
      for (const { phrase, from, until } of parseQuery(text, language).phrases) {
        expect(until - from).toBeLessThanOrEqual(longestPhrase);
        expect(phrase.split(" ")).toHaveLength(until - from);
      }
    }));
  });
});

describe("phraseKey", () => {
  it("is the same for forms of one word", () => {
    expect(phraseKey("Love Seats", "en")).toBe(phraseKey("love seat", "en"));
    expect(phraseKey("T-shirt", "en")).toBe("t-shirt");
    expect(phraseKey("!!!", "en")).toBe("");
  });
  it("has no words that say nothing, as queries have none", () => {
    const { phrases } = parseQuery("truc de zork", "fr");
    expect(phrases.map(({ phrase }) => phrase)).toContain(phraseKey("truc de zork", "fr"));
    expect(phraseKey("cans for ears", "en")).toBe("can ear");
    expect(phraseKey("the of", "en")).toBe("");
  });
});

describe("identifiers", () => {
  it("are plain without signs and case", () => {
    expect(plainIdentifier("alb-fl 17.b/2_c")).toBe("ALBFL17B2C");
  });
  it("are GTINs in every length that they have, leading zeros or not", () => {
    expect(gtinSpellings("095205603217")).toEqual(["095205603217", "0095205603217", "00095205603217"]);
    expect(gtinSpellings("95205603217")).toEqual(["095205603217", "0095205603217", "00095205603217"]);
    expect(gtinSpellings("96385074")).toEqual([
      "96385074",
      "000096385074",
      "0000096385074",
      "00000096385074",
    ]);
    for (const no of ["1234567", "123456789012345", "12345678a"]) expect(gtinSpellings(no)).toEqual([]);
  });
});
