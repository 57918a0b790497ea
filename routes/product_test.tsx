import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { categoryPage } from "./category.tsx";
import { homePage } from "./home.tsx";
import { priceWords } from "./parts/product_picker.tsx";
import { productPage } from "./product.tsx";
import { demoProducts } from "./testing/demo_data.ts";
import { fixtureContext } from "./testing/fixtures.ts";
import { render, visit } from "./testing/render.ts";

const reduced = demoProducts.find((each) => each.compareAtEurMinor && each.unitMeasure)!;
const first = demoProducts[0]!;

/** The structured data of a page, by type. */
function things(html: string): Record<string, Record<string, unknown>[]> {
  const text = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!;
  const graph: Record<string, unknown>[] = JSON.parse(text)["@graph"];
  return Object.groupBy(graph, (thing) => String(thing["@type"])) as ReturnType<typeof things>;
}

describe("the product page", () => {
  it("tells search engines each variant with its offer, the chosen one first", async () => {
    const { loaded } = visit(productPage, "ja-jp", { params: { slug: first.key } });
    const answer = await loaded;
    if (answer.kind !== "page") throw new Error("wanted a page");
    const chosen = answer.data.variants.at(-1)!;
    const html = await render(productPage, "ja-jp", {
      params: { slug: first.key },
      query: `sku=${chosen.sku}`,
    });
    const { Product, ProductGroup, BreadcrumbList } = things(html);
    expect(Product).toHaveLength(answer.data.variants.length);
    expect(Product![0]).toMatchObject({
      sku: chosen.sku,
      isVariantOf: { "@id": `https://shop.example/ja-jp/p/${first.key}#product` },
      offers: {
        "@type": "Offer",
        price: String(chosen.price.amountMinor),
        priceCurrency: "JPY",
        availability: "https://schema.org/InStock",
        url: `https://shop.example/ja-jp/p/${first.key}?sku=${chosen.sku}`,
      },
    });
    expect(ProductGroup![0]).toMatchObject({
      productGroupID: `prd_${first.key}`,
      name: first.texts.ja!.title,
    });
    expect(BreadcrumbList![0]!.itemListElement).toHaveLength(3);
  });

  it("writes prices for machines with the currency's decimals", async () => {
    const html = await render(productPage, "ar-kw", { params: { slug: first.key } });
    const offer = things(html).Product![0]!.offers as Record<string, string>;
    expect(offer.price).toMatch(/^\d+\.\d{3}$/);
    expect(offer.priceCurrency).toBe("KWD");
  });

  it("tells machines whether tax is in the price, of how much it is the price, and what sending it costs", async () => {
    const offer = async (locale: string) => {
      const html = await render(productPage, locale, { params: { slug: reduced.key } });
      return things(html).Product![0]!.offers as Record<string, Record<string, unknown>>;
    };
    const { priceSpecification, shippingDetails } = await offer("fr-fr");
    expect(priceSpecification).toMatchObject({
      "@type": "UnitPriceSpecification",
      valueAddedTaxIncluded: true,
      referenceQuantity: { unitCode: "GRM", valueReference: { value: 1, unitCode: "KGM" } },
    });
    expect(shippingDetails).toEqual({
      "@type": "OfferShippingDetails",
      shippingRate: { "@type": "MonetaryAmount", value: "5.90", currency: "EUR" },
      shippingDestination: { "@type": "DefinedRegion", addressCountry: "FR" },
    });
    const american = await offer("en-us");
    expect(american.priceSpecification).toMatchObject({ valueAddedTaxIncluded: false });
    expect(american.priceSpecification!.referenceQuantity).toBeUndefined();
    expect(american.shippingDetails).toBeUndefined();
  });

  it("names the lower prices of more pieces", () => {
    const price = { amountMinor: 1990, compareAtMinor: null, lowestPriorMinor: null };
    const tiers = [{ minQuantity: 10, amountMinor: 1790 }, { minQuantity: 50, amountMinor: 1590 }];
    const delivery = { fromMinor: null, bySku: new Map([["A", 590]]) };
    const { notes } = priceWords(
      { sku: "A", price, tiers, unitMeasure: null },
      { kind: "physical", delivery },
      fixtureContext("fr-fr"),
    );
    expect(notes.map((note) => note.replaceAll("\u00a0", " "))).toEqual([
      "Dès 10 pièces : 17,90 € l’unité",
      "Dès 50 pièces : 15,90 € l’unité",
      "TTC, hors frais de livraison",
      "Livraison à partir de 5,90 € par commande",
    ]);
  });

  it("says what the law wants beside a reduced price, a unit price where tax is included", async () => {
    const french = await render(productPage, "fr-fr", { params: { slug: reduced.key } });
    expect(french).toMatch(/Prix le plus bas des 30 jours précédant la réduction/);
    expect(french).toMatch(/€ le (kilo|litre)</);
    expect(french).toContain("TTC, hors frais de livraison");
    const american = await render(productPage, "en-us", { params: { slug: reduced.key } });
    expect(american).not.toMatch(/per (kilogram|litre)</);
    expect(american).toContain("Plus sales tax and delivery");
  });

  it("begins with the picture of the chosen variant, fetched first; no other is", async () => {
    const { loaded } = visit(productPage, "fr-fr", { params: { slug: first.key } });
    const answer = await loaded;
    if (answer.kind !== "page") throw new Error("wanted a page");
    const chosen = answer.data.variants.find((variant) => variant.image > 0)!;
    const html = await render(productPage, "fr-fr", {
      params: { slug: first.key },
      query: `sku=${chosen.sku}`,
    });
    const urgent = html.match(/<img[^>]*fetchpriority="high"[^>]*>/g);
    expect(urgent).toHaveLength(1);
    expect(urgent![0]).toContain(answer.data.images[chosen.image]!.key);
    expect(urgent![0]).toContain('loading="eager"');
    expect(html.indexOf(urgent![0]!)).toBe(html.indexOf("<img"));
  });

  it("names maker, EU responsible person and warnings", async () => {
    const html = await render(productPage, "fr-fr", { params: { slug: first.key } });
    expect(html).toContain("Hot &lt;/script> surface &amp; more.");
    expect(html).toContain("Responsible B.V.");
    expect(html).toContain("mailto:hello@maker.example");
  });

  it("moves to where a renamed product is, and away from an unknown variant", async () => {
    const moved = await visit(productPage, "fr-fr", { params: { slug: "old" } }).loaded;
    expect(moved).toEqual({ kind: "redirect", to: `/fr-fr/p/${first.key}`, status: 301 });
    const unknown = await visit(productPage, "fr-fr", { params: { slug: first.key }, query: "sku=NO" })
      .loaded;
    expect(unknown).toEqual({ kind: "redirect", to: `/fr-fr/p/${first.key}`, status: 302 });
    expect(await visit(productPage, "fr-fr", { params: { slug: "none" } }).loaded).toEqual({
      kind: "not-found",
    });
  });

  it("is cached by what it was made of", async () => {
    const answer = await visit(productPage, "fr-fr", { params: { slug: first.key } }).loaded;
    expect(answer).toMatchObject({
      read: { tags: ["categories", "shipping:1"], validUntil: null, version: 7 },
    });
    expect("value" in (answer as { read: object }).read).toBe(false);
  });
});

describe("structured data of the home page and of categories", () => {
  it("names the shop and how it is searched", async () => {
    const { Organization, WebSite } = things(await render(homePage, "fr-fr"));
    expect(Organization![0]).toMatchObject({ name: "Comptoir", url: "https://shop.example/" });
    expect(WebSite![0]!.potentialAction).toMatchObject({
      "@type": "SearchAction",
      target: { urlTemplate: "https://shop.example/fr-fr/search?q={search_term_string}" },
    });
  });

  it("names the way to a category", async () => {
    const html = await render(categoryPage, "fr-fr", { params: { slug: "plants" } });
    expect(things(html).BreadcrumbList![0]!.itemListElement).toEqual([
      { "@type": "ListItem", position: 1, name: "Accueil", item: "https://shop.example/fr-fr/" },
      { "@type": "ListItem", position: 2, name: "Décoration", item: "https://shop.example/fr-fr/c/decor" },
      {
        "@type": "ListItem",
        position: 3,
        name: "Plantes et pots",
        item: "https://shop.example/fr-fr/c/plants",
      },
    ]);
  });
});
