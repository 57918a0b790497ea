import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { languageOf, sayIn, textTemplate } from "./texts.ts";

const texts = {
  en: { order: "Order {number}", total: "Total" },
  de: { order: "Bestellung {number}", total: "Gesamt" },
  "pt-br": { order: "Pedido {number}", total: "Total" },
};

describe("languageOf", () => {
  it("is the language, its first subtag, else English", () => {
    const read = ["de", "de-at", "pt-br", "pt", "sv", "constructor"].map((tag) => languageOf(texts, tag));
    expect(read).toEqual(["de", "de", "pt-br", "en", "en", "en"]);
  });
});

describe("sayIn", () => {
  it("says a text of the language", () => {
    const say = sayIn(texts, "de-at");
    expect([say("total"), say("order", { number: 7 })]).toEqual(["Gesamt", "Bestellung 7"]);
  });
});

describe("textTemplate", () => {
  it("takes values as they are, however often they are named", () => {
    const filled = textTemplate("twice", "{a}: {b}, {a}")({ a: "{b} $&", b: 0 });
    expect(filled).toBe("{b} $&: 0, {b} $&");
    expect(textTemplate("plain", "No values")({})).toBe("No values");
  });

  it("insists on every value", () => {
    const fill = textTemplate("order", "Order {number} of {date}");
    expect(() => fill({ number: "1" })).toThrow('text "order": wanted a value for "date"');
  });
});
