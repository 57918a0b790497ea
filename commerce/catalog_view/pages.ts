/** The home page, information pages, and the sitemap of all. */
import type { Card, Crumb, Image } from "./cards.ts";
import type { Frame } from "./shop.ts";

export type HomeBlock =
  | {
    readonly kind: "hero";
    readonly kicker: string;
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly category: Crumb | null;
    readonly image: Image | null;
  }
  | {
    readonly kind: "products";
    readonly title: string;
    readonly text: string;
    readonly cards: readonly Card[];
    readonly more: Crumb | null;
  }
  | {
    readonly kind: "categories";
    readonly title: string;
    readonly categories: readonly (Crumb & { readonly image: Image | null })[];
  }
  | {
    readonly kind: "editorial";
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly category: Crumb | null;
    readonly image: Image | null;
  }
  | {
    readonly kind: "assurances";
    readonly items: readonly { readonly title: string; readonly text: string }[];
  };

export interface HomePage {
  readonly frame: Frame;
  readonly blocks: readonly HomeBlock[];
}

export interface InformationPage {
  readonly frame: Frame;
  readonly title: string;
  readonly slug: string;
  /** Markdown (CommonMark), no raw HTML. */
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

/** One address of the sitemap: the path after the locale for each language. */
export interface SitemapEntry {
  /** Language → path after `/{locale}/`, e.g. `p/lampe-alba`. */
  readonly paths: Readonly<Record<string, string>>;
  /** Codes of the markets in which it can be seen. */
  readonly markets: readonly string[];
}
