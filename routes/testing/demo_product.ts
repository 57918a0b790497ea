/** A demo product as the reader would answer it: enough of it for a page. */
import type { Card, ProductOption, ProductPage, ProductVariant } from "../../commerce/catalog_view.ts";
import { currencyExponent } from "../../commerce/currency.ts";
import type { ProductId, VariantId } from "../../commerce/ids.ts";
import type { Locale } from "../../commerce/locale.ts";
import { demoAttributes, demoFrame, demoPicture, type DemoProduct, demoTexts } from "./demo_data.ts";

const currencies: Readonly<Record<string, { code: string; perEuro: number }>> = {
  fr: { code: "EUR", perEuro: 1 },
  jp: { code: "JPY", perEuro: 160 },
  kw: { code: "KWD", perEuro: 0.33 },
  us: { code: "USD", perEuro: 1.1 },
};

export function cardOf(product: DemoProduct, locale: Locale): Card {
  const page = productOf(product, locale, []);
  const colours = page.options.find((option) => option.name === "colour")?.values ?? [];
  return {
    id: page.id,
    slug: page.slug,
    title: page.title,
    brand: page.brand,
    image: page.images[0]!,
    price: page.variants[0]!.price,
    priceVaries: page.options.length > 1,
    availability: page.variants[0]!.availability,
    skus: page.variants.map((variant) => variant.sku),
    swatches: colours.map(({ label, hex }) => ({ label, hex: hex! })),
  };
}

export function productOf(product: DemoProduct, locale: Locale, related: readonly Card[]): ProductPage {
  const { language } = locale;
  const text = product.texts[language]!;
  const options = optionsOf(product, language);
  return {
    frame: demoFrame(locale),
    id: `prd_${product.key}` as ProductId,
    slug: product.key,
    title: text.title,
    description: text.description,
    brand: product.brand,
    kind: "physical",
    path: [{ slug: "decor", name: demoTexts("decor", language).name }],
    images: (options[0]?.values ?? [null]).map((value) => demoPicture(product.key + (value?.value ?? ""))),
    attributes: [{ name: "material", label: words("material", language), value: "…" }],
    attributeCodes: { material: ["…"] },
    options,
    variants: variantsOf(product, options, locale.market),
    warnings: "Hot </script> surface & more.",
    maker: { name: product.brand, address: "Street 1, Town", email: "hello@maker.example" },
    euResponsible: { name: "Responsible B.V.", address: "Rotterdam", email: "safety@eu.example" },
    dimensionsMm: product.dimensionsMm,
    weightGrams: product.weightGrams,
    originCountry: product.origin,
    related,
  };
}

function optionsOf(product: DemoProduct, language: string): ProductOption[] {
  return Object.entries(product.options).map(([name, values]) => ({
    name,
    label: words(name, language),
    values: values.map((value) => {
      const known = demoAttributes.find((each) => each.code === name)?.values
        ?.find((each) => each.code === value);
      return { value, label: known?.texts[language] ?? value, hex: known?.swatch ?? null };
    }),
  }));
}

function variantsOf(
  product: DemoProduct,
  options: readonly ProductOption[],
  market: string,
): ProductVariant[] {
  const combinations = options.reduce<Record<string, string>[]>(
    (made, option) =>
      made.flatMap((each) => option.values.map(({ value }) => ({ ...each, [option.name]: value }))),
    [{}],
  );
  const { code, perEuro } = currencies[market]!;
  const minor = (eurMinor: number) => Math.round(eurMinor / 100 * perEuro * 10 ** currencyExponent(code));
  const compareAt = product.compareAtEurMinor;
  return combinations.map((chosen, index) => ({
    id: `var_${product.key}-${index}` as VariantId,
    ref: index,
    sku: [product.key, ...Object.values(chosen)].join("-").toUpperCase(),
    gtin: null,
    options: chosen,
    price: {
      amountMinor: minor(product.priceEurMinor),
      compareAtMinor: compareAt ? minor(compareAt) : null,
      lowestPriorMinor: compareAt ? minor(compareAt) : null,
    },
    availability: index === 1 ? "out_of_stock" : index === 2 ? "low_stock" : "in_stock",
    image: Math.max(0, options[0]?.values.findIndex(({ value }) => value === chosen[options[0]!.name]) ?? 0),
    unitMeasure: product.unitMeasure ?? null,
    weightGrams: product.weightGrams,
  }));
}

function words(attribute: string, language: string): string {
  return demoAttributes.find((each) => each.code === attribute)?.texts[language] ?? attribute;
}
