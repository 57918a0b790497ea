import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { ProductPage } from "../commerce/catalog_view.ts";
import type { ShippingLine } from "../commerce/quote/shipping.ts";
import { categoryPage } from "./category.tsx";
import { deliveryCost, piecesOf } from "./delivery_cost.ts";
import { homePage } from "./home.tsx";
import { productPage } from "./product.tsx";
import { searchPage } from "./search.tsx";
import { fixtureQuoteView } from "./testing/quote_view.ts";
import { demoProducts } from "./testing/demo_data.ts";
import { productOf } from "./testing/demo_product.ts";
import { render, visit } from "./testing/render.ts";

const shopOf = (market: "fr" | "us") =>
  fixtureQuoteView({ language: market === "fr" ? "fr" : "en", market }, []);

const piece: ShippingLine = {
  sku: "HEAVY",
  quantity: 1,
  kind: "physical",
  weightGrams: 500,
  volumeCm3: 0,
  attributes: {},
  valueMinor: 1500,
};

describe("what delivery costs", () => {
  it("is the least of what reaches the home country whole, and of each piece alone", () => {
    expect(deliveryCost(shopOf("fr"), [piece])).toEqual({
      fromMinor: 590,
      bySku: new Map([["HEAVY", 590]]),
    });
  });

  it("is not known where it depends on the state", () => {
    expect(deliveryCost(shopOf("us"), [piece])).toEqual({ fromMinor: null, bySku: new Map() });
  });

  it("is nothing for what is free, and nobody's for what is not sent", () => {
    const costOf = (line: ShippingLine) => deliveryCost(shopOf("fr"), [line]).bySku.get("HEAVY");
    expect(costOf({ ...piece, valueMinor: 10_000 })).toBe(0);
    expect(costOf({ ...piece, kind: "digital" })).toBeUndefined();
  });

  it("is asked for each variant with its own weight, size and attributes", () => {
    const lamp = productOf(demoProducts[0]!, { language: "fr", market: "fr" }, []);
    const [one] = lamp.variants;
    const page: ProductPage = {
      ...lamp,
      dimensionsMm: [101, 100, 100],
      attributeCodes: { material: ["oak"], size: ["s"] },
      variants: [{ ...one!, sku: "A", weightGrams: 700, options: { size: "m" } }, {
        ...one!,
        sku: "B",
        weightGrams: null,
        options: {},
      }],
    };
    const same = {
      quantity: 1,
      kind: "physical",
      volumeCm3: 1010,
      valueMinor: one!.price.amountMinor,
    } as const;
    expect(piecesOf(page)).toEqual([
      { ...same, sku: "A", weightGrams: 700, attributes: { material: ["oak"], size: ["s", "m"] } },
      { ...same, sku: "B", weightGrams: 0, attributes: { material: ["oak"], size: ["s"] } },
    ]);
    expect(piecesOf({ ...page, dimensionsMm: null })[0]!.volumeCm3).toBe(0);
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
