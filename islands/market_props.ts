/** What the market switcher is given. */
export interface MarketSwitcherProps {
  /** Path of the markets page. */
  readonly path: string;
  /** Where the choice is sent, `/choose-market`. */
  readonly choosePath: string;
  /** The current market, e.g. `France`. */
  readonly label: string;
  /** Heading of the choice, and heard before the label, e.g. `Country and language`. */
  readonly title: string;
  /** Name of the button that closes the choice. */
  readonly close: string;
}
