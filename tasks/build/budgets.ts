/**
 * What pages may weigh, in bytes after brotli. A build above a budget fails.
 *
 * The reason for the numbers: HTML with its styles fits the first round trip (about 14 kB), and the scripts of a
 * page the second.
 */
export interface Budgets {
  /** By script in the source: the file of its own that the build makes of it, without what it shares with others. */
  readonly scripts: Readonly<Record<string, number>>;
  /** All scripts that a page can ever load, together, with Preact. */
  readonly page: number;
  /** Scripts of which no page has more than one: the heaviest counts. */
  readonly oneOf: readonly string[];
  /** The style sheet, which stands in every page. */
  readonly styles: number;
}

export const budgets: Budgets = {
  scripts: {
    /** In every page with an island: finds them and loads the rest. */
    "islands/runtime.ts": 1_000,
    /** The whole drawer: reading, changing, showing the basket. */
    "islands/basket_drawer.tsx": 1_700,
    /** One request, one live region. */
    "islands/checkout_helper.tsx": 700,
    /** One request and a list of buttons. */
    "islands/market_switcher.tsx": 800,
    /** One stream, one live region. */
    "islands/order_status.tsx": 600,
    /** The combobox and its requests. */
    "islands/search_box.tsx": 1_600,
    /** The choice, the price, adding to the basket. */
    "islands/variant_picker.tsx": 2_100,
  },
  page: 12 * 1024,
  oneOf: ["islands/checkout_helper.tsx", "islands/order_status.tsx", "islands/variant_picker.tsx"],
  styles: 7 * 1024,
};
