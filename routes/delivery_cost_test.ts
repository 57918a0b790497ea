import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { categoryPage } from "./category.tsx";
import { deliveryCost } from "./delivery_cost.ts";
import { homePage } from "./home.tsx";
import { productPage } from "./product.tsx";
import { searchPage } from "./search.tsx";
import { fixtureQuoteView, heavySku } from "./testing/quote_view.ts";
import { render, visit } from "./testing/render.ts";

const at = Date.UTC(2026, 2, 1);

describe("what delivery costs", () => {
  it("is the least of what reaches the home country whole, and of each piece alone", () => {
    const french = fixtureQuoteView({ language: "fr", market: "fr" }, [heavySku]);
    expect(deliveryCost(french, at)).toEqual({ fromMinor: 590, bySku: new Map([[heavySku, 590]]) });
  });

  it("is not known where it depends on the state", () => {
    const american = fixtureQuoteView({ language: "en", market: "us" }, [heavySku]);
    expect(deliveryCost(american, at)).toEqual({ fromMinor: null, bySku: new Map() });
  });

  it("is nothing for what is free, and nobody's for what is not sent", () => {
    const view = fixtureQuoteView({ language: "fr", market: "fr" }, [heavySku]);
    const variant = view.variants.get(heavySku)!;
    const dear = { ...variant, prices: [{ ...variant.prices[0]!, amountMinor: 10_000 }] };
    expect(deliveryCost({ ...view, variants: new Map([[heavySku, dear]]) }, at).bySku.get(heavySku)).toBe(0);
    const digital = { ...variant, kind: "digital" as const };
    expect(deliveryCost({ ...view, variants: new Map([[heavySku, digital]]) }, at).bySku.size).toBe(0);
  });

  it("stands beside the prices of every list and product, which hold until shipping changes", async () => {
    const note = "TTC, hors frais de livraison · Livraison à partir de 5,90 € par commande";
    const spaced = (html: string) => html.replaceAll(/[\u00a0\u202f]/g, " ");
    const plants = { params: { slug: "plants" } };
    for (
      const html of [
        await render(homePage, "fr-fr"),
        await render(categoryPage, "fr-fr", plants),
        await render(searchPage, "fr-fr", { query: "q=lampe" }),
        await render(productPage, "fr-fr", { params: { slug: "maresia-sea-salt-candle" } }),
      ]
    ) {
      expect(spaced(html)).toContain(note);
    }
    const american = await render(categoryPage, "en-us", plants);
    expect(american).toContain('<p class="price-note">Plus sales tax and delivery</p>');
    const loaded = await visit(categoryPage, "fr-fr", plants).loaded;
    expect(loaded.kind === "page" && loaded.read.tags).toEqual(["categories", "shipping:1"]);
  });
});
