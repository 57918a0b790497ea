/** A product's page. */
import type { ProductId, VariantId } from "../ids.ts";
import type { Availability, Card, Crumb, Image, Price, UnitMeasure } from "./cards.ts";
import type { Frame } from "./shop.ts";

export interface ProductOption {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly hex: string | null }[];
}

export interface ProductVariant {
  readonly id: VariantId;
  /** The integer that the basket cookie holds. */
  readonly ref: number;
  readonly sku: string;
  readonly gtin: string | null;
  /** Option code → value code. */
  readonly options: Readonly<Record<string, string>>;
  readonly price: Price;
  /** Lower prices for more pieces, the fewest first; left out: there are none. */
  readonly tiers?: readonly { readonly minQuantity: number; readonly amountMinor: number }[];
  readonly availability: Availability;
  /** Index into the product's images. */
  readonly image: number;
  /** For unit prices. */
  readonly unitMeasure: UnitMeasure | null;
  /** With its packing; null: not known. */
  readonly weightGrams: number | null;
}

/** A company as the General Product Safety Regulation (EU) 2023/988 wants it named. */
export interface Organization {
  readonly name: string;
  readonly address: string;
  readonly email: string;
}

export interface ProductPage {
  readonly frame: Frame;
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly kind: "physical" | "digital" | "gift_card" | "plan";
  readonly path: readonly Crumb[];
  readonly images: readonly Image[];
  readonly attributes: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  /** Attribute code → value codes, of what is no option: what shipping methods may exclude. */
  readonly attributeCodes: Readonly<Record<string, readonly string[]>>;
  readonly options: readonly ProductOption[];
  readonly variants: readonly ProductVariant[];
  readonly warnings: string | null;
  readonly maker: Organization | null;
  readonly euResponsible: Organization | null;
  readonly dimensionsMm: readonly [number, number, number] | null;
  readonly weightGrams: number | null;
  readonly originCountry: string | null;
  readonly related: readonly Card[];
}

/** Where else a product can be seen. */
export interface ProductAddresses {
  /** Language → slug. */
  readonly slugs: Readonly<Record<string, string>>;
  /** Codes of markets. */
  readonly markets: readonly string[];
}
