/** What a tax is called in a language, and how the law states its rate. */
import { wholePpm } from "../money.ts";

/** Value added tax, by language: also for countries that have another word of their own for it. */
const valueAddedTax: Readonly<Record<string, string>> = {
  ar: "ضريبة القيمة المضافة",
  de: "MwSt.",
  en: "VAT",
  es: "IVA",
  fr: "TVA",
  it: "IVA",
  ja: "付加価値税",
  nl: "btw",
  pt: "IVA",
};

/** Names of it on invoices, each with the languages that it is of. */
const valueAddedTaxNames: Readonly<Record<string, readonly string[]>> = {
  ...{ "MwSt.": ["de"], "MWST": ["de"], "USt.": ["de"], "TVA": ["fr", "ro"], "IVA": ["es", "it", "pt"] },
  ...{ "VAT": ["en", "mt"], "btw": ["nl"], "BTW/TVA": [], "moms": ["da", "sv"], "MVA": ["nb", "nn", "no"] },
  ...{ "ALV": ["fi"], "DPH": ["cs", "sk"], "DDV": ["sl"], "PDV": ["hr"], "PVM": ["lt"], "PVN": ["lv"] },
  ...{ "km": ["et"], "ÁFA": ["hu"], "ΦΠΑ": ["el"], "ДДС": ["bg"] },
};

/** Other taxes, by country and name, in the languages that have another name for them. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "CA GST": { fr: "TPS" },
  "CA HST": { fr: "TVH" },
  "CA PST": { fr: "TVP" },
  "CA QST": { fr: "TVQ" },
  "CA RST": { fr: "TVD" },
  "JP 消費税": { en: "Consumption tax" },
};

/** Taxes that are part of their own base (Brazil's Complementary Law 87/1996, article 13): 18 % of the price with it. */
const partOfTheirBase: ReadonlySet<string> = new Set(["BR ICMS"]);

/**
 * The name of a tax in a language; as the rate's row has it where that is of the language, or no other is known.
 *
 * @param country ISO 3166-1 alpha-2.
 * @param language BCP 47.
 */
export function taxName(country: string, name: string, language: string): string {
  const [spoken = ""] = language.split("-");
  if (Object.hasOwn(valueAddedTaxNames, name)) {
    const isOwn = valueAddedTaxNames[name]!.includes(spoken);
    return isOwn || !Object.hasOwn(valueAddedTax, spoken) ? name : valueAddedTax[spoken]!;
  }
  const known = Object.hasOwn(others, `${country} ${name}`) ? others[`${country} ${name}`]! : {};
  return Object.hasOwn(known, spoken) ? known[spoken]! : name;
}

/** The rate as the law states it, in parts per million; `ratePpm` is that on the price without the tax. */
export function statedRate(country: string, name: string, ratePpm: number): number {
  if (!partOfTheirBase.has(`${country} ${name}`)) return ratePpm;
  // Laws state such rates in hundredths of a per cent at most, which the row's rate is the nearest millionth to.
  return Math.round(ratePpm * wholePpm / (wholePpm + ratePpm) / 100) * 100;
}
