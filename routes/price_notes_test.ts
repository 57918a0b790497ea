import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { demoMarkets } from "../db/demo/markets.ts";
import type { Market } from "../commerce/catalog_view.ts";
import { translator } from "./messages.ts";
import { deliveryNote, taxNote, unitPriceNote } from "./price_notes.ts";

/**
 * What each market's law wants, in each of its languages: beside a price, in the footer, below the drawer's subtotal.
 * Tax that is in the price: Directive 98/6/EC, article 2; Code de la consommation L112-1; PAngV §§ 3, 6; PBV (SR
 * 942.211) article 4; Price Marking Order 2004; Consumption Tax Act of Japan, article 63; Federal Decree-Law 8/2017 of
 * the Emirates. Kuwait levies none.
 */
const wording: Readonly<Record<string, readonly [price: string, footer: string, drawer: string]>> = {
  "fr-fr": [
    "TTC, hors frais de livraison",
    "Prix TTC, hors frais de livraison",
    "TTC. La livraison est estimée dans le panier.",
  ],
  "de-de": [
    "inkl. MwSt., zzgl. Versandkosten",
    "Alle Preise inkl. MwSt., zzgl. Versandkosten",
    "Inkl. MwSt. Die Versandkosten stehen im Warenkorb.",
  ],
  "es-es": [
    "IVA incluido, gastos de envío aparte",
    "Precios con IVA incluido, sin gastos de envío",
    "IVA incluido. El envío se calcula en la cesta.",
  ],
  "it-it": [
    "IVA inclusa, spese di spedizione escluse",
    "Prezzi IVA inclusa, spedizione esclusa",
    "IVA inclusa. La spedizione si calcola nel carrello.",
  ],
  "en-eu": [
    "VAT included, plus delivery",
    "Prices include VAT and exclude delivery",
    "VAT included. Delivery is worked out in the basket.",
  ],
  "pt-eu": [
    "IVA incluído, portes não incluídos",
    "Preços com IVA incluído, portes não incluídos",
    "IVA incluído. A entrega é calculada no carrinho.",
  ],
  "de-ch": [
    "inkl. MwSt., zzgl. Versandkosten",
    "Alle Preise inkl. MwSt., zzgl. Versandkosten",
    "Inkl. MwSt. Die Versandkosten stehen im Warenkorb.",
  ],
  "fr-ch": [
    "TVA incluse, frais de livraison en sus",
    "Prix TVA incluse, frais de livraison en sus",
    "TVA incluse. La livraison est estimée dans le panier.",
  ],
  "en-gb": [
    "VAT included, plus delivery",
    "Prices include VAT and exclude delivery",
    "VAT included. Delivery is worked out in the basket.",
  ],
  "en-us": [
    "Plus sales tax and delivery",
    "Prices exclude sales tax and delivery",
    "Delivery and taxes are worked out in the basket.",
  ],
  "pt-br": [
    "Impostos incluídos, frete à parte",
    "Preços com impostos incluídos, frete à parte",
    "Impostos incluídos. O frete é calculado no carrinho.",
  ],
  "ja-jp": ["税込・送料別", "価格は税込です。送料は含まれません", "税込。送料はカートで計算されます。"],
  "ar-kw": ["التوصيل غير مشمول", "الأسعار لا تشمل التوصيل", "تُحسب كلفة التوصيل في صفحة السلة."],
  "en-kw": ["Delivery not included", "Prices exclude delivery", "Delivery is worked out in the basket."],
  "ar-ae": [
    "شامل ضريبة القيمة المضافة، والتوصيل غير مشمول",
    "الأسعار شاملة ضريبة القيمة المضافة ولا تشمل التوصيل",
    "شامل ضريبة القيمة المضافة، وتُحسب كلفة التوصيل في صفحة السلة.",
  ],
  "en-ae": [
    "VAT included, plus delivery",
    "Prices include VAT and exclude delivery",
    "VAT included. Delivery is worked out in the basket.",
  ],
};

const format = {
  money: (amountMinor: number) => `${amountMinor}¤`,
  number: String,
  date: String,
  days: (earliest: string, latest: string) => `${earliest} ${latest}`,
  percent: String,
};

describe("what is said beside prices", () => {
  const locales = demoMarkets.flatMap((one) =>
    one.languages.map(({ tag }) => {
      const market: Market = { ...one, id: 1, languages: [tag], names: {} };
      return { name: `${tag}-${one.code}`, t: translator(tag), market };
    })
  );

  it("is known of every market in each of its languages", () => {
    expect(locales.map(({ name }) => name)).toEqual(Object.keys(wording));
  });

  for (const { name, t, market } of locales) {
    it(`is right in ${name}`, () => {
      const values = { country: market.countries[0]! };
      const kind = market.pricesIncludeTax ? "with" : "without";
      const footer = t(`footer.prices_${kind}_tax`, values);
      const drawer = t(`basket.note_${kind}_tax`, values);
      expect([taxNote({ t, market }), footer, drawer]).toEqual(wording[name]);
    });
  }

  it("says nothing of delivery where nothing is sent", () => {
    const said = Object.fromEntries(
      locales.map(({ name, t, market }) => [name, taxNote({ t, market }, false)]),
    );
    expect(said).toMatchObject({
      ...{ "fr-fr": "TTC", "fr-ch": "TVA incluse", "de-de": "inkl. MwSt.", "en-gb": "VAT included" },
      ...{
        "en-us": "Plus sales tax",
        "ja-jp": "税込",
        "en-kw": "Nothing is added",
        "pt-br": "Impostos incluídos",
      },
    });
  });

  it("names the least that delivery costs, in every language", () => {
    const said = (name: string, amount: number | null) =>
      deliveryNote(amount, { ...locales.find((one) => one.name === name)!, format });
    expect(said("en-gb", 299)).toBe("Delivery from 299¤ per order");
    expect(said("de-de", 490)).toBe("Versand ab 490¤ je Bestellung");
    expect(said("ja-jp", 700)).toBe("送料は1回のご注文につき700¤から");
    expect([said("fr-fr", 0), said("en-us", null)]).toEqual(["Livraison offerte", null]);
  });

  it("tells a unit price where tax is in the price", () => {
    const said = (name: string) =>
      unitPriceNote(2900, { amount: 250, unit: "ml" }, {
        ...locales.find((one) => one.name === name)!,
        format,
      });
    expect(["en-gb", "de-de", "fr-fr", "en-us"].map(said)).toEqual([
      "11600¤ per litre",
      "11600¤ pro Liter",
      "11600¤ le litre",
      null,
    ]);
  });
});
