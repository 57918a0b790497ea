/** Example props of every island, and the answers they would get. */
import type { BasketAnswer, MarketsAnswer, SuggestAnswer } from "../../commerce/wire/shop.ts";
import type { IslandProps } from "../../islands/table.ts";

const options = [
  {
    name: "colour",
    label: "Colour",
    values: [
      { value: "sage", label: "Sage", hex: "#8a9a5b" },
      { value: "clay", label: "Clay", hex: "#b66a50" },
    ],
  },
  {
    name: "size",
    label: "Size",
    values: [
      { value: "s", label: "Small", hex: null },
      { value: "l", label: "Large", hex: null },
    ],
  },
];

const price = (now: string) => ({ now, before: null, notes: [] });

export const islandProps: IslandProps = {
  checkout_helper: { form: "checkout", texts: { placing: "Sending…" } },
  order_status: { events: "/order/events", shown: "pending_payment unpaid" },
  variant_picker: {
    path: "/p/alba",
    basketPath: "/basket",
    options,
    variants: [
      {
        sku: "ALBA-SAGE-S",
        options: { colour: "sage", size: "s" },
        price: { now: "€49.00", before: "€59.00", notes: ["Lowest price of the last 30 days: €52.00"] },
        availability: "in_stock",
        image: 0,
      },
      {
        sku: "ALBA-CLAY-S",
        options: { colour: "clay", size: "s" },
        price: price("€51.00"),
        availability: "low_stock",
        image: 1,
      },
      {
        sku: "ALBA-CLAY-L",
        options: { colour: "clay", size: "l" },
        price: price("€64.00"),
        availability: "out_of_stock",
        image: 2,
      },
    ],
    selected: "ALBA-SAGE-S",
    texts: {
      price: "Price",
      before: "Before",
      availability: { in_stock: "In stock", low_stock: "Few left", out_of_stock: "Sold out" },
      out: "sold out",
      sku: "Item",
      quantity: "Quantity",
      add: "Add to basket",
      preorder: "Preorder",
      adding: "Adding…",
      added: "Added",
      soldOut: "Sold out",
      failed: "That did not work. Press again.",
    },
  },
  search_box: {
    id: "search",
    path: "/search",
    suggestPath: "/suggest",
    text: "",
    texts: {
      label: "Search the shop",
      placeholder: "Lamps, rugs…",
      submit: "Search",
      queries: "Searches",
      categories: "Categories",
      products: "Products",
      found: "Suggestions: {count}",
    },
  },
  basket_drawer: {
    path: "/basket",
    numbers: "en",
    texts: {
      label: "Basket",
      title: "Your basket",
      close: "Close",
      empty: "Your basket is empty.",
      subtotal: "Subtotal",
      note: "Shipping comes on top.",
      view: "View basket",
      remove: "Remove",
      quantity: "Quantity",
      fewer: "One fewer",
      more: "One more",
      failed: "That did not work.",
    },
  },
  market_switcher: {
    path: "/markets",
    choosePath: "/choose-market",
    label: "France",
    title: "Country and language",
    close: "Close",
  },
};

export const basketOf = (quantity: number, notice: string | null = null): BasketAnswer => ({
  notice,
  count: quantity,
  lines: quantity === 0 ? [] : [{
    sku: "ALBA-SAGE-S",
    title: "Alba",
    href: "/p/alba",
    options: "Sage, Small",
    quantity,
    total: `€${quantity * 49}.00`,
    image: null,
  }],
  subtotal: `€${quantity * 49}.00`,
});

export const suggestAnswer: SuggestAnswer = {
  queries: [],
  categories: [{ name: "Lamps", href: "/c/lamps" }],
  products: [
    { title: "Alba", href: "/p/alba", price: "€49.00", image: null },
    { title: "Luma", href: "/p/luma", price: "€99.00", image: null },
  ],
};

export const marketsAnswer: MarketsAnswer = {
  items: [
    { locale: "fr-fr", market: "France", language: "français", currency: "EUR", current: true },
    { locale: "de-de", market: "Deutschland", language: "Deutsch", currency: "EUR", current: false },
  ],
};
