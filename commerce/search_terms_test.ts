import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { indexTerms, matchExpression, maxQueryLength } from "./search_terms.ts";

const texts = fc.string({ unit: "binary", maxLength: 300 });
const languages = fc.constantFrom("en", "fr", "de", "es", "it", "pt", "ja", "ar", "zh-hant", "pt-br", "xx");

describe("indexTerms", () => {
  const examples: [string, string, string][] = [
    ["en", "Candles & Cushions", "en_candl en_cushion"],
    ["fr", "Chaises longues d’été", "fr_chais fr_longu fr_ete"],
    ["fr", "L'armoire", "fr_armoir"],
    ["de", "Stühle, weiß", "de_stuhl de_weiss"],
    ["de", "Stuehle", "de_stuhl"],
    [
      "de",
      "Esszimmerstühle",
      "de_esszimmerstuhl de__zimmerstuhl de__immerstuhl de__mmerstuhl de__merstuhl " +
      "de__erstuhl de__rstuhl de__stuhl de__tuhl",
    ],
    ["de", "praktisch", "de_praktisch"],
    ["it", "tappeti dell’ingresso", "it_tappet it_ingress"],
    ["pt", "almofadas", "pt_almof"],
    ["ar", "طاولة", "ar_طاول"],
    ["ar", "الطَّاوله", "ar_طاول"],
    ["ja", "照明", "ja_照明 ja_明"],
    ["ja", "ﾗﾝﾌﾟ", "ja_ラン ja_ンプ ja_プ"],
    ["ja", "灯", "ja_灯"],
    ["zh-hant", "Lamp", "zhhant_lamp"],
    ["en", 'ALB-FL-17"', "en_alb en_fl en_17 en_albfl17"],
    ["en", "140x200 1,5", "en_140x200 en_1 en_5 en_15"],
    ["en", "T-shirts", "en_t en_shirt en_tshirt"],
    ["en", ' \u0000 ()*" ', ""],
  ];
  for (const [language, text, terms] of examples) {
    it(`makes "${terms}" of "${text}" (${language})`, () => expect(indexTerms(text, language)).toBe(terms));
  }

  it("makes nothing that FTS5's ascii tokenizer would split", () => {
    fc.assert(fc.property(texts, languages, (text, language) => {
      for (const term of indexTerms(text, language).split(" ")) {
        expect(term).toMatch(/^$|^[a-z]+__?[a-z0-9\u0080-\u{10ffff}]+$/u);
      }
    }));
  });
});

describe("matchExpression", () => {
  it("leaves out words that say nothing, and takes the last word as a prefix", () => {
    expect(matchExpression("lampe de table", "fr", "all")).toBe('"fr_lamp" AND "fr_tabl"*');
    expect(matchExpression("lampe de table", "fr", "any")).toBe('"fr_lamp" OR "fr_tabl"*');
  });
  it("keeps words that say nothing when there are no others", () => {
    expect(matchExpression("the", "en", "all")).toBe('"en_the"*');
  });
  it("finds joined parts however they are written", () => {
    expect(matchExpression("ALB-FL", "en", "all")).toBe('("en_alb en_fl"* OR "en_albfl"*)');
  });
  it("makes a phrase of a Japanese word and parts two nouns at their particle", () => {
    expect(matchExpression("フロアランプ", "ja", "all")).toBe('"ja_フロ ja_ロア ja_アラ ja_ラン ja_ンプ"');
    expect(matchExpression("木の椅子", "ja", "all")).toBe('"ja_木"* AND "ja_椅子"');
    expect(matchExpression("椅子木", "ja", "any")).toBe('"ja_椅子 ja_子木" OR "ja_椅子" OR "ja_子木"');
  });
  it("seeks German words at the ends of compounds too", () => {
    expect(matchExpression("Tisch Eiche 17", "de", "all")).toBe(
      '("de_tisch" OR "de__tisch") AND ("de_eich" OR "de__eich") AND "de_17"*',
    );
    expect(matchExpression("Stuhl", "de", "all")).toBe('("de_stuhl"* OR "de__stuhl")');
  });
  it("answers null for a query without words", () => {
    for (const text of ["", "   ", '"" * ( ) : ^ - +', "\u0000\u0007", "'"]) {
      expect(matchExpression(text, "en", "all")).toBeNull();
    }
  });
  it("quotes FTS5's operators like any word", () => {
    expect(matchExpression('title: NEAR("oak" NOT ash)', "en", "all")).toBe(
      '"en_titl" AND "en_near" AND "en_oak" AND "en_not" AND "en_ash"*',
    );
  });
  it("reads no more than the limit", () => {
    expect(matchExpression(`${" ".repeat(maxQueryLength)}oak`, "en", "all")).toBeNull();
    const long = matchExpression("oak ".repeat(2500), "en", "all")!;
    expect(long.split(" AND ").length).toBe(16);
  });
  it("is made of quoted words and operators only, whatever the input", () => {
    fc.assert(
      fc.property(
        texts,
        languages,
        fc.constantFrom("all" as const, "any" as const),
        (text, language, mode) => {
          const expression = matchExpression(text, language, mode) ?? '"a"';
          expect(expression.replace(/"[^"*(): ^]+( [^"*(): ^]+)*"\*?/g, "w")).toMatch(
            /^(w|\(w OR w\))( (AND|OR) (w|\(w OR w\)))*$/,
          );
        },
      ),
    );
  });
  it("seeks only words that the same text would be indexed by", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
        languages,
        (text, language) => {
          const indexed = indexTerms(text, language).split(" ");
          const expression = matchExpression(text, language, "all");
          const first = expression?.match(/"([^" ]+)/)?.[1];
          if (first) expect(indexed.some((term) => term.startsWith(first))).toBe(true);
        },
      ),
    );
  });
});
