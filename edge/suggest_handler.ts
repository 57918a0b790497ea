/** `GET /{locale}/suggest?q=`: what the search box shows while a shopper types. */
import { pictureAddress } from "../commerce/picture_address.ts";
import type { SuggestAnswer } from "../commerce/wire/shop.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";

/** Longer words are no search. */
const maxTextLength = 100;

export async function suggest(
  catalog: KnownCatalog,
  request: Request,
  locale: ServedLocale,
  now: number,
): Promise<Response> {
  const text = (new URL(request.url).searchParams.get("q") ?? "").slice(0, maxTextLength).trim();
  const scope = { locale: locale.locale, priceList: "standard", now };
  const { queries, categories, products } = text === ""
    ? { queries: [], categories: [], products: [] }
    : (await catalog.reader.suggestions(scope, text)).value;
  const answer: SuggestAnswer = {
    queries: queries.map((query) => ({
      text: query,
      href: `/${locale.name}/search?${new URLSearchParams({ q: query })}`,
    })),
    categories: categories.map(({ name, slug }) => ({
      name,
      href: `/${locale.name}/c/${encodeURIComponent(slug)}`,
    })),
    products: products.map((card) => ({
      title: card.title,
      href: `/${locale.name}/p/${encodeURIComponent(card.slug)}`,
      price: locale.format.money(card.price.amountMinor),
      image: card.image && pictureAddress(card.image.key, 160, "webp"),
    })),
  };
  return Response.json(answer, { headers: { "cache-control": "public, max-age=60" } });
}
