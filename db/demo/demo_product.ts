/** From a product of the demo's files to what the catalog's writer takes. */
import type { Availability } from "../../commerce/catalog_view.ts";
import { gtinCheckDigit } from "../../commerce/gtin.ts";
import type { ProductInput, VariantInput } from "../../commerce/wire/admin_catalog.ts";
import { hashOf } from "./chance.ts";
import type { DemoFiles, DemoProduct } from "./demo_files.ts";
import { localPrice } from "./local_price.ts";
import { demoMarkets } from "./markets.ts";

/** A product with everything the loader needs to write it. */
export interface PreparedProduct {
  readonly input: ProductInput;
  /** How long ago it came into the shop, in days. */
  readonly ageDays: number;
  /** For each variant of a reduced product: market code → the reduced price and the one before. */
  readonly reductions: readonly {
    readonly sku: string;
    readonly market: string;
    readonly amountMinor: number;
    readonly compareAtMinor: number;
  }[];
}

/** Pictures of a product: their keys in order, and which shows which value of the option that is seen. */
export interface ProductPictures {
  readonly keys: readonly string[];
  readonly byValue: ReadonlyMap<string, string>;
}

/** Countries of the demo's makers that are in the Union, where no other responsible person is needed. */
const unionCountries = new Set(["SE", "DE", "IT", "PT", "ES", "FR", "NL"]);

/**
 * Prepares a product.
 *
 * @param firstNumber The running number of its first variant in the shop; GTINs are made from it.
 */
export function prepareProduct(
  product: DemoFiles["products"][number],
  files: Pick<DemoFiles, "organizations" | "warnings">,
  pictures: ProductPictures,
  firstNumber: number,
): PreparedProduct {
  const maker = files.organizations.find((one) => one.brand === product.brand);
  if (!maker) throw new Error(`Cannot load "${product.key}": no maker has the brand "${product.brand}"`);
  const responsible = files.organizations.find((one) => one.role === "eu-responsible")!;
  const organization = ({ name, address, email }: typeof maker) => ({ name, address, email });
  const markets = demoMarkets.filter(({ code }) => isSold(product, code));
  const combinations = combine(Object.entries(product.options));
  const former = product.compareAtEurMinor ?? product.priceEurMinor;
  const reductions: PreparedProduct["reductions"][number][] = [];
  const variants = combinations.map((options, i): VariantInput => {
    const sku = skuOf(product.key, options);
    const step = stepOf(product, options);
    const prices: VariantInput["prices"] = {};
    for (const { code, currency } of markets) {
      const reduced = localPrice(product.priceEurMinor + step, currency);
      const amountMinor = former > product.priceEurMinor
        ? localPrice(former + step, currency, reduced)
        : reduced;
      prices[code] = { amountMinor };
      if (amountMinor > reduced) {
        reductions.push({ sku, market: code, amountMinor: reduced, compareAtMinor: amountMinor });
      }
    }
    const seen = Object.values(options).find((value) => pictures.byValue.has(value));
    const unitMeasure = contentOf(product, options);
    return {
      sku,
      gtin: gtinOf(firstNumber + i),
      options,
      weightGrams: product.weightGrams * packOf(options),
      ...(unitMeasure && { unitMeasure }),
      prices,
      ...availabilityOf(sku, markets.map(({ code }) => code)),
      ...(seen && { picture: { key: pictures.byValue.get(seen)! } }),
    };
  });
  const age = 8 + hashOf(`${product.key} age`) % 410;
  return {
    ageDays: reductions.length > 0 ? Math.max(age, 45) : age,
    reductions,
    input: {
      status: "active",
      kind: "physical",
      brand: product.brand,
      taxCategory: product.taxCategory,
      hsCode: product.hsCode,
      origin: product.origin,
      dimensionsMm: product.dimensionsMm,
      maker: organization(maker),
      ...(!unionCountries.has(maker.country) && { euResponsible: organization(responsible) }),
      popularity: product.popularity,
      categories: [product.category],
      texts: textsOf(product, files.warnings),
      attributes: Object.entries(product.attributes).flatMap(([name, value]) =>
        [value].flat().map((one) => ({ name, value: valueText(one) }))
      ),
      markets: markets.map(({ code }) => code),
      pictures: pictures.keys.map((key) => ({ key })),
      variants,
    },
  };
}

/** A GTIN-13 from the range kept for use inside a shop (GS1 General Specifications, prefixes 200 to 299). */
export function gtinOf(number: number): string {
  const digits = `210${String(number).padStart(9, "0")}`;
  return digits + gtinCheckDigit(digits);
}

/** E.g. `ALBA-FLOOR-LAMP-SAND-M`. */
function skuOf(key: string, options: Readonly<Record<string, string>>): string {
  return [key, ...Object.values(options)].join("-").toUpperCase();
}

/** Every choice of one value for each option, in order. */
function combine(options: readonly (readonly [string, readonly string[]])[]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** What the options add to the price, in euro cents. */
function stepOf(product: DemoProduct, options: Readonly<Record<string, string>>): number {
  return Object.entries(options).reduce(
    (sum, [name, value]) => sum + (product.optionPriceEurMinor[name]?.[value] ?? 0),
    0,
  );
}

/** How many pieces a pack holds: `set-4` 4, anything else 1. */
function packOf(options: Readonly<Record<string, string>>): number {
  return Number(/^set-(\d+)$/.exec(options.pack ?? "")?.[1] ?? 1);
}

/** What a variant holds: `1-5-l` is 1,500 ml, `220-g` is 220 g, times the pieces of its pack. */
function contentOf(
  product: DemoProduct,
  options: Readonly<Record<string, string>>,
): VariantInput["unitMeasure"] {
  if (!product.unitMeasure) return undefined;
  const match = /^([\d-]+)-(ml|l|g)$/.exec(options.volume ?? options.weight ?? "");
  const single = match
    ? Math.round(Number(match[1]!.replace("-", ".")) * (match[2] === "l" ? 1000 : 1))
    : product.unitMeasure.amount;
  return { amount: single * packOf(options), unit: product.unitMeasure.unit };
}

/** What fits no plug or no post there: about one product in thirty is not sold in a market. */
function isSold(product: DemoProduct, market: string): boolean {
  if (market === "fr") return true;
  const odds = product.warnings.includes("electric") && ["us", "jp", "br"].includes(market) ? 6 : 40;
  return hashOf(`${product.key} sold in ${market}`) % odds !== 0;
}

/** The SKUs of a product's variants, in their order. */
export function demoSkus(product: DemoProduct): string[] {
  return combine(Object.entries(product.options)).map((options) => skuOf(product.key, options));
}

/** How available a variant is: most are in stock. */
export function demoAvailability(sku: string): Availability {
  const lot = hashOf(`${sku} stock`) % 100;
  if (lot < 4) return "out_of_stock";
  if (lot < 12) return "low_stock";
  if (lot < 14) return "preorder";
  return lot < 15 ? "backorder" : "in_stock";
}

/** Most things are in stock; some are not, and a few are short in one market only. */
function availabilityOf(
  sku: string,
  markets: readonly string[],
): Pick<VariantInput, "availability" | "availabilityByMarket"> {
  const availability = demoAvailability(sku);
  const short = availability === "in_stock"
    ? markets.filter((market) => hashOf(`${sku} stock in ${market}`) % 50 === 0)
    : [];
  return {
    availability,
    availabilityByMarket: Object.fromEntries(short.map((market) => [market, "low_stock"])),
  };
}

function valueText(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function textsOf(product: DemoProduct, warnings: DemoFiles["warnings"]): ProductInput["texts"] {
  return Object.fromEntries(
    Object.entries(product.texts).map(([language, text]) => {
      const warned = product.warnings.map((code) => {
        const words = warnings[code]?.[language];
        if (!words) throw new Error(`Cannot load "${product.key}": no warning "${code}" in "${language}"`);
        return words;
      }).join("\n");
      return [language, { ...text, ...(warned && { warnings: warned }) }];
    }),
  );
}
