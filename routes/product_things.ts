/** A product as search engines read it (schema.org; Google's product variants). */
import type { Availability, ProductPage, ProductVariant } from "../commerce/catalog_view.ts";
import { decimalAmount } from "../commerce/currency.ts";
import { pictureAddress } from "../commerce/picture_address.ts";
import type { PageContext } from "../edge/page.ts";
import type { WithDelivery } from "./delivery_cost.ts";
import type { Thing } from "./parts/json_ld.tsx";
import { absolute, productPath } from "./parts/links.ts";

const availabilities: Readonly<Record<Availability, string>> = {
  in_stock: "https://schema.org/InStock",
  low_stock: "https://schema.org/LimitedAvailability",
  backorder: "https://schema.org/BackOrder",
  preorder: "https://schema.org/PreOrder",
  out_of_stock: "https://schema.org/OutOfStock",
};

/** Options that schema.org has a property for; variants may only be told to vary by these. */
const optionProperties: ReadonlyMap<string, string> = new Map([
  ["colour", "color"],
  ["size", "size"],
  ["material", "material"],
  ["pattern", "pattern"],
]);

/**
 * The product's things: one `Product` with its `Offer` when there is one variant; else a `ProductGroup` and a
 * `Product` with its `Offer` for each variant, the chosen one first.
 */
export function productThings(
  product: WithDelivery<ProductPage>,
  selected: ProductVariant,
  context: PageContext,
): readonly Thing[] {
  const page = absolute(context.publicUrl, productPath(context.locale, product.slug));
  const shared = {
    description: product.description,
    ...(product.brand && { brand: { "@type": "Brand", name: product.brand } }),
  };
  if (product.variants.length === 1) {
    return [{ ...variantThing(product, selected, page, context), ...shared }];
  }
  const group = `${page}#product`;
  const variesBy = product.options.flatMap(({ name }) => optionProperties.get(name) ?? []);
  const others = product.variants.filter((variant) => variant !== selected);
  return [
    ...[selected, ...others].map((variant) => ({
      ...variantThing(product, variant, page, context),
      isVariantOf: { "@id": group },
    })),
    {
      "@type": "ProductGroup",
      "@id": group,
      name: product.title,
      ...shared,
      url: page,
      productGroupID: product.id,
      ...(variesBy.length > 0 && { variesBy: variesBy.map((property) => `https://schema.org/${property}`) }),
    },
  ];
}

function variantThing(
  product: WithDelivery<ProductPage>,
  variant: ProductVariant,
  page: string,
  { publicUrl, market }: PageContext,
): Thing {
  const image = product.images[variant.image] ?? product.images[0];
  const costMinor = product.delivery.bySku.get(variant.sku);
  const chosen: Record<string, string> = {};
  const words: string[] = [];
  for (const option of product.options) {
    const value = option.values.find((each) => each.value === variant.options[option.name]);
    if (!value) continue;
    words.push(value.label);
    const property = optionProperties.get(option.name);
    if (property !== undefined) chosen[property] = value.label;
  }
  const name = words.length > 0 && product.variants.length > 1
    ? `${product.title}, ${words.join(", ")}`
    : product.title;
  const url = product.variants.length > 1 ? `${page}?sku=${encodeURIComponent(variant.sku)}` : page;
  return {
    "@type": "Product",
    name,
    sku: variant.sku,
    ...(variant.gtin && { gtin: variant.gtin }),
    ...(image && { image: publicUrl + pictureAddress(image.key, 1280, "webp") }),
    ...chosen,
    offers: {
      "@type": "Offer",
      url,
      price: decimalAmount(variant.price.amountMinor, market.currency),
      priceCurrency: market.currency,
      priceSpecification: priceSpecification(variant, market),
      ...(costMinor !== undefined && { shippingDetails: shippingDetails(costMinor, market) }),
      availability: availabilities[variant.availability],
      itemCondition: "https://schema.org/NewCondition",
    },
  };
}

/** Codes of UN/CEFACT for measures, and how many of each make the unit that unit prices are told for. */
const unitCodes: Readonly<Record<string, readonly [code: string, reference: string]>> = {
  ml: ["MLT", "LTR"],
  g: ["GRM", "KGM"],
  mm: ["MMT", "MTR"],
  cm2: ["CMK", "MTK"],
  piece: ["C62", "C62"],
};

/** Whether tax is in the price, and of how much content it is the price. */
function priceSpecification({ price, unitMeasure }: ProductVariant, market: PageContext["market"]): Thing {
  const codes = unitMeasure && Object.hasOwn(unitCodes, unitMeasure.unit)
    ? unitCodes[unitMeasure.unit]!
    : null;
  return {
    "@type": "UnitPriceSpecification",
    price: decimalAmount(price.amountMinor, market.currency),
    priceCurrency: market.currency,
    valueAddedTaxIncluded: market.pricesIncludeTax,
    ...(codes && market.pricesIncludeTax && {
      referenceQuantity: {
        "@type": "QuantitativeValue",
        value: unitMeasure!.amount,
        unitCode: codes[0],
        valueReference: { "@type": "QuantitativeValue", value: 1, unitCode: codes[1] },
      },
    }),
  };
}

/** What one piece alone costs to be sent, within the market's home country. */
function shippingDetails(amountMinor: number, { currency, countries }: PageContext["market"]): Thing {
  return {
    "@type": "OfferShippingDetails",
    shippingRate: { "@type": "MonetaryAmount", value: decimalAmount(amountMinor, currency), currency },
    shippingDestination: { "@type": "DefinedRegion", addressCountry: countries[0] },
  };
}
