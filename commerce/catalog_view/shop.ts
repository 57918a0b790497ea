/** Markets, languages, and what every page has around it. */
import type { Crumb } from "./cards.ts";

/** A language of the shop. */
export interface Language {
  /** BCP 47 tag, e.g. `fr`. */
  readonly tag: string;
  /** The language's own name for itself, e.g. `Français`. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
}

/** A market: where prices, currency, tax display and availability come from. */
export interface Market {
  readonly id: number;
  /** Lowercase code in addresses, e.g. `fr`, `eu`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2 codes; the first is the reference country. */
  readonly countries: readonly string[];
  /** ISO 4217. */
  readonly currency: string;
  /** Tags, the default first. */
  readonly languages: readonly string[];
  /** The market's name in each of its languages. */
  readonly names: Readonly<Record<string, string>>;
  readonly pricesIncludeTax: boolean;
  /** IANA time zone, e.g. `Europe/Paris`. */
  readonly timeZone: string;
}

/** Markets and languages: small, read once and kept until the tag `markets` changes. */
export interface Directory {
  readonly markets: readonly Market[];
  readonly languages: readonly Language[];
}

/** Navigation and what every page's frame needs. */
export interface Frame {
  /** Top-level categories with their children, in order. */
  readonly categories: readonly (Crumb & { readonly children: readonly Crumb[] })[];
  /** Rows of the footer and header navigation, per market and language. */
  readonly links: readonly {
    readonly placement: "header" | "footer";
    readonly label: string;
    readonly target: string;
  }[];
}
