/** The catalog's data in the shapes of the public API (commerce/wire/catalog.ts). */
import {
  bestAvailability,
  type Card,
  type Image,
  type Market,
  type Price,
  type ProductAddresses,
  type ProductPage,
} from "../commerce/catalog_view.ts";
import { pictureAddress } from "../commerce/picture_address.ts";
import type { ProductDetail, ProductItem } from "../commerce/wire/catalog.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";

/** A product as `GET /v1/products/{slug}` answers it. */
export function productDetail(
  page: ProductPage,
  addresses: ProductAddresses | null,
  locale: ServedLocale,
  { catalog, publicUrl }: { readonly catalog: KnownCatalog; readonly publicUrl: string },
): ProductDetail {
  const cheapest = page.variants.reduce((a, b) => b.price.amountMinor < a.price.amountMinor ? b : a);
  const images = page.images.map((each) => picture(each, publicUrl));
  return {
    id: page.id,
    slug: page.slug,
    title: page.title,
    brand: page.brand,
    image: images[0] ?? null,
    ...prices(cheapest.price, locale),
    priceIncludesTax: locale.market.pricesIncludeTax,
    availability: bestAvailability(page.variants.map((variant) => variant.availability)),
    skus: page.variants.map((variant) => variant.sku),
    description: page.description,
    categories: page.path.map(({ slug, name }) => ({ slug, name })),
    attributes: page.attributes.map(({ name, label, value }) => ({ name, label, value })),
    options: page.options.map(({ name, label, values }) => ({
      name,
      label,
      values: values.map(({ value, label }) => ({ value, label })),
    })),
    variants: page.variants.map((variant) => ({
      id: variant.id,
      sku: variant.sku,
      ...(variant.gtin ? { gtin: variant.gtin } : {}),
      options: { ...variant.options },
      ...prices(variant.price, locale),
      availability: variant.availability,
      ...(images[variant.image] ? { image: images[variant.image] } : {}),
    })),
    images,
    alternates: alternatesOf(addresses, catalog.directory.markets, publicUrl),
  };
}

function alternatesOf(
  addresses: ProductAddresses | null,
  markets: readonly Market[],
  publicUrl: string,
): ProductDetail["alternates"] {
  if (!addresses) return [];
  return markets.filter(({ code }) => addresses.markets.includes(code)).flatMap(({ code, languages }) =>
    languages.flatMap((language) => {
      const slug = addresses.slugs[language];
      if (slug === undefined) return [];
      return [{
        market: code,
        language,
        url: `${publicUrl}/${language}-${code}/p/${encodeURIComponent(slug)}`,
      }];
    })
  );
}

/** A product as a list of the API has it. */
export function productItem(card: Card, locale: ServedLocale, publicUrl: string): ProductItem {
  return {
    id: card.id,
    slug: card.slug,
    title: card.title,
    brand: card.brand,
    image: card.image && picture(card.image, publicUrl),
    ...prices(card.price, locale),
    priceIncludesTax: locale.market.pricesIncludeTax,
    availability: card.availability,
    skus: [...card.skus],
  };
}

function prices(
  price: Price,
  { market: { currency } }: ServedLocale,
): Pick<ProductItem, "price" | "compareAt"> {
  return {
    price: { amountMinor: price.amountMinor, currency },
    ...(price.compareAtMinor === null ? {} : { compareAt: { amountMinor: price.compareAtMinor, currency } }),
  };
}

function picture({ key, alt, width, height }: Image, publicUrl: string) {
  return { url: publicUrl + pictureAddress(key, 1280, "webp"), alt, width, height };
}
