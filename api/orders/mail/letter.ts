/** A mail before it is HTML or plain text: the same paragraphs for both. All texts are plain. */

export interface Letter {
  readonly subject: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The shop's name. */
  readonly shop: string;
  readonly body: readonly Paragraph[];
  /** In small print. */
  readonly foot: readonly Paragraph[];
  readonly enclosures: readonly Enclosure[];
}

export type Paragraph =
  | { readonly kind: "title" | "heading" | "text" | "fine"; readonly text: string }
  | { readonly kind: "button"; readonly link: Link }
  | { readonly kind: "links"; readonly links: readonly Link[] }
  /** Lines that belong together, e.g. an address. */
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "rows"; readonly rows: readonly Row[] };

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A line of a bill. */
export interface Row {
  readonly label: string;
  readonly notes: readonly string[];
  readonly amount: string;
  /** The total; or what the total contains. */
  readonly weight?: "strong" | "weak";
}

/** A document that goes with it. */
export interface Enclosure {
  readonly filename: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}
