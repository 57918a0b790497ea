import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { noWishes, type QuoteWishes } from "../commerce/quote_cookie.ts";
import { basketPage } from "./basket.tsx";
import { giftRef } from "./testing/quote_view.ts";
import { fixtureHash } from "./testing/quote_view.ts";
import { translator } from "./messages.ts";
import { render } from "./testing/render.ts";

const basket = [{ ref: 0, quantity: 2 }, { ref: 3, quantity: 1 }];

/** The page as a shopper reads it: text without markup, blanks joined. */
async function read(locale: string, wishes: Partial<QuoteWishes> = {}, lines = basket) {
  const coupons = (wishes.coupons ?? []).map((code) => ({ code, hash: fixtureHash(code) }));
  const more = { basket: lines, wishes: { ...noWishes, ...wishes, coupons } };
  const html = await render(basketPage, locale, { more });
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main"));
  const text = main.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  return { html, main, text };
}

const rows = (main: string) =>
  [...main.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, label, amount]) =>
    [label!, amount!].map((each) => each.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ").trim())
  );

describe("the basket's quote", () => {
  it("shows in France what is contained, rounded to what can be paid in cash", async () => {
    const { main } = await read("fr-fr", { coupons: ["TEN"] });
    expect(rows(main)).toEqual([
      ["Sous-total 3 articles", "67,00 €"],
      ["The ten promotion TEN", "-6,70 €"],
      ["Livraison By standard", "5,90 €"],
      ["Total", "66,20 €"],
      ["Dont TVA 20 %", "11,03 €"],
    ]);
  });

  it("adds taxes in the United States once a ZIP code tells the state", async () => {
    const before = await read("en-us");
    expect(rows(before.main)).toEqual([["Subtotal 3 items", "$73.70"], ["Total so far", "$73.70"]]);
    expect(before.text).toContain("Delivery and taxes are added once you say where to.");
    expect(before.main).toMatch(/<label for="postal-code">ZIP code<\/label><input[^>]*name="postalCode"/);
    expect(before.main).toMatch(/<label for="region">State<\/label><select[^>]*name="region"/);
    expect(before.main).toContain(
      '<option value="CA">California</option><option value="NY">New York</option>',
    );
    const after = await read("en-us", { postalCode: "94103" });
    expect(rows(after.main)).toEqual([
      ["Subtotal 3 items", "$73.70"],
      ["Delivery By standard", "$6.90"],
      ["Sales tax 7.25 %", "$5.84"],
      ["Total", "$86.44"],
    ]);
  });

  it("takes the state where there is no ZIP code, and shows the one that a ZIP code tells", async () => {
    const { main } = await read("en-us", { country: "US", region: "NY" });
    expect(rows(main)).toContainEqual(["Sales tax 4 %", "$3.22"]);
    expect(main).toContain('<option value="NY" selected>');
    const told = await read("en-us", { country: "US", postalCode: "94103" });
    expect(told.main).toContain('<option value="CA" selected>');
  });

  it("asks for a region only where it matters and no postal code tells it, in every language", async () => {
    expect((await read("fr-fr")).main).not.toContain('name="region"');
    expect((await read("es-us")).main).toContain('<label for="region">Estado</label>');
    for (
      const [language, label] of Object.entries({ de: "Bundesstaat", it: "Stato", ja: "州", ar: "الولاية" })
    ) {
      expect(translator(language)("quote.region", { country: "US" })).toBe(label);
    }
    expect(["CA", "PT"].map((country) => translator("fr")("quote.region", { country })))
      .toEqual(["Province", "Région"]);
  });

  it("asks nothing where nothing depends on it", async () => {
    for (const locale of ["ja-jp", "ar-kw"]) {
      const { main } = await read(locale);
      expect([locale, main.includes('name="postalCode"'), main.includes('name="country"')])
        .toEqual([locale, false, false]);
    }
  });

  it("names a wrong postal code beside its field, and computes the rest without it", async () => {
    const { html, main, text } = await read("fr-fr", { country: "FR", postalCode: "75" });
    expect(html).toContain("<title>Erreur : Votre panier · Comptoir</title>");
    expect(main).toMatch(
      /<input[^>]*value="75"[^>]*aria-invalid="true" aria-describedby="postal-code-error"/,
    );
    expect(text).toContain("France : ce code postal n’existe pas.");
    expect(rows(main)).toContainEqual(["Livraison By standard", "5,90 €"]);
  });

  it("says of a ZIP code whose taxes nobody knows that the state must be chosen", async () => {
    const { main, text } = await read("en-us", { postalCode: "09012" });
    expect(text).toContain(
      "We cannot work out the taxes for this postal code. Choose the place from the list.",
    );
    expect(main).toMatch(/<select[^>]*aria-invalid="true" aria-describedby="region-error"/);
    expect(rows(main).at(-1)).toEqual(["Total so far", "$73.70"]);
  });

  it("shows the chosen way of shipping, and the cheapest where the chosen one is not offered", async () => {
    const checked = (main: string) => /value="([^"]+)" checked/.exec(main)?.[1];
    expect(checked((await read("fr-fr", { shippingOption: "express" })).main)).toBe("express");
    expect(checked((await read("fr-fr", { shippingOption: "pigeon" })).main)).toBe("standard");
  });

  it("marks what cannot be sent there, and gives no final total", async () => {
    const { main, text } = await read("fr-fr", { postalCode: "97110" });
    expect(text.match(/Cet article ne peut pas y être livré\./g)).toHaveLength(1);
    expect(text).toContain("Tout votre panier ne peut pas y être livré.");
    expect(rows(main).map(([label]) => label)).toContain("Total provisoire");
  });

  it("says of each coupon what became of it; a mistyped one stays in the field", async () => {
    const { main, text } = await read("en-us", { coupons: ["TEN", "MANY", "OLD", "NOPE"] });
    expect(text).toContain("TEN Applied");
    expect(text).toContain("MANY Your basket has not reached the minimum for this code yet.");
    expect(text).toContain("OLD This code has expired.");
    expect(main).toContain('<input type="hidden" name="instead" value="NOPE">');
    expect(main).toMatch(/<input[^>]*name="coupon" value="NOPE"[^>]*aria-invalid="true"/);
    expect(text).toContain("We do not know this code. Check its spelling.");
  });

  it("takes the tax off for a company of another member state, with the sentence of the law", async () => {
    const wishes = { country: "DE", company: "Müller GmbH", vatNumber: "DE136695976" };
    const { main, text } = await read("fr-fr", wishes);
    expect(text).toContain("Autoliquidation : la TVA est due par le preneur");
    expect(rows(main).map(([label]) => label)).toEqual([
      "Sous-total 3 articles",
      "Livraison By standard",
      "Total",
    ]);
    const wrong = await read("fr-fr", { ...wishes, vatNumber: "DE136695977" });
    expect(wrong.text).toContain("Ce numéro de TVA n’est pas valable.");
    expect(wrong.text).not.toContain("Autoliquidation");
  });

  it("asks for a company only where it changes something", async () => {
    for (const [country, asked] of [["FR", false], ["MC", false], ["DE", true]] as const) {
      expect([country, (await read("fr-fr", { country })).main.includes('name="vatNumber"')])
        .toEqual([country, asked]);
    }
  });

  it("offers a gift until it is in the basket, where it is free", async () => {
    const { text } = await read("fr-fr");
    expect(text).toContain("Un cadeau vous attend avec ce panier :");
    const taken = await read("fr-fr", {}, [...basket, { ref: giftRef, quantity: 1 }]);
    expect(taken.text).not.toContain("Un cadeau vous attend");
    expect(taken.text).toContain("The gift promotion -");
  });

  it("keeps a country of another market to itself", async () => {
    const { main, text } = await read("en-us", { country: "FR", postalCode: "75011" });
    expect(text).toContain("Delivery: United States");
    // 75011 is in Texas, too.
    expect(main).not.toContain("75011");
  });
});
