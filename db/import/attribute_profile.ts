/** What a whole feed shows of its attributes: which there are, of what type, and which of them make good filters. */
import { createHash } from "node:crypto";
import { slugify } from "../../commerce/slug.ts";
import type { FeedColumn } from "./feed_columns.ts";
import { detached } from "./feed_records.ts";
import { type FeedRow, optionCodes, traitCodes } from "./feed_row.ts";

/** An attribute as a catalog gets it that does not have it yet. */
export interface AttributeDefinition {
  readonly code: string;
  readonly label: string;
  readonly type: "text" | "number" | "boolean" | "colour";
  readonly facet: boolean;
  readonly position: number;
}

/** An attribute filters lists when at least this share of the feed's rows has it, and at least two rows … */
export const facetShare = 0.02;
/** … and when it has from two to this many values. */
export const facetValues = 40;

/** No more attributes are looked at; those beyond are text, and no filters. */
const maxAttributes = 20_000;

/** What every feed may have, in the order in which shoppers are shown it: filters all of them. */
const standard: readonly AttributeDefinition[] = [
  { code: "brand", label: "Brand", type: "text", facet: true, position: 900 },
  { code: "colour", label: "Colour", type: "colour", facet: true, position: 901 },
  { code: "size", label: "Size", type: "text", facet: true, position: 902 },
  { code: "material", label: "Material", type: "text", facet: true, position: 903 },
  { code: "pattern", label: "Pattern", type: "text", facet: true, position: 904 },
  { code: "gender", label: "Gender", type: "text", facet: true, position: 905 },
  { code: "age-group", label: "Age group", type: "text", facet: true, position: 906 },
  { code: "condition", label: "Condition", type: "text", facet: true, position: 907 },
];
const reserved = new Map(standard.map((one) => [one.code, one]));
/** Columns under other names than the attributes'. */
const columnOfCode: Readonly<Record<string, FeedColumn>> = { "colour": "color", "age-group": "age_group" };
/** Names of details that mean an attribute of the shop. */
const synonyms: Readonly<Record<string, string>> = {
  "color": "colour",
  "product-colour": "colour",
  "product-color": "colour",
};

interface Seen {
  readonly label: string;
  rows: number;
  lastLine: number;
  isNumber: boolean;
  isBoolean: boolean;
  readonly values: Set<number>;
}

/** Looks at every row of a feed once. */
export class AttributeProfile {
  readonly #columns: ReadonlySet<FeedColumn>;
  readonly #codes = new Map<string, string>();
  readonly #seen = new Map<string, Seen>();
  #rows = 0;

  /** @param columns The feed's, whole when {@linkcode finish} is called. */
  constructor(columns: ReadonlySet<FeedColumn>) {
    this.#columns = columns;
  }

  /** Takes a row in. */
  add(row: FeedRow): void {
    this.#rows++;
    for (const [name, value] of row.details) {
      const code = this.codeOf(name);
      let seen = this.#seen.get(code);
      if (seen === undefined) {
        if (this.#seen.size >= maxAttributes) continue;
        seen = {
          label: detached(name),
          rows: 0,
          lastLine: 0,
          isNumber: true,
          isBoolean: true,
          values: new Set(),
        };
        this.#seen.set(detached(code), seen);
      }
      if (seen.lastLine !== row.line) seen.rows++;
      seen.lastLine = row.line;
      seen.isNumber &&= isNumber(value);
      seen.isBoolean &&= isBoolean(value);
      if (seen.values.size <= facetValues) seen.values.add(hash(value.toLowerCase()));
    }
  }

  /**
   * The code of the attribute that a detail's name stands for. One that names what the feed has a column for is an
   * attribute of its own: the column's is the column's.
   */
  codeOf(name: string): string {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const plain = attributeCode(name);
    const own = synonyms[plain] ?? plain;
    const column = (columnOfCode[own] ?? own) as FeedColumn;
    const code = !reserved.has(own) ? plain : this.#columns.has(column) ? `detail-${plain}` : own;
    if (this.#codes.size < maxAttributes) this.#codes.set(detached(name), code);
    return code;
  }

  /** The definitions of all attributes of the feed, by code. */
  finish(): Map<string, AttributeDefinition> {
    const found = new Map(reserved);
    const ranked = [...this.#seen].filter(([code]) => !reserved.has(code)).sort(([a, one], [b, other]) =>
      other.rows - one.rows || (a < b ? -1 : 1)
    );
    for (const [rank, [code, { label, rows, isNumber, isBoolean, values }]] of ranked.entries()) {
      found.set(code, {
        code,
        label,
        type: isNumber ? "number" : isBoolean ? "boolean" : "text",
        facet: rows >= 2 && rows >= facetShare * this.#rows && values.size >= 2 && values.size <= facetValues,
        position: 1000 + rank,
      });
    }
    return found;
  }
}

/** Attributes of a row that are not details: code and value. */
export function columnAttributes(row: FeedRow): [code: string, value: string][] {
  const found: [string, string][] = row.brand === null ? [] : [["brand", row.brand]];
  for (const code of traitCodes) if (row.traits[code] !== undefined) found.push([code, row.traits[code]]);
  return found;
}

/** Attributes that the columns of a feed speak of. */
export function attributesOfColumns(columns: ReadonlySet<FeedColumn>): Set<string> {
  const codes = ["brand", ...optionCodes, ...traitCodes];
  return new Set(codes.filter((code) => columns.has((columnOfCode[code] ?? code) as FeedColumn)));
}

/** Whether a text is a number as the shop keeps numbers. */
export function isNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text);
}

/** Whether a text is yes or no. */
export function isBoolean(text: string): boolean {
  return /^(yes|no|true|false)$/i.test(text);
}

/** A name as a code: lowercase Latin letters and digits joined by hyphens; of what has none of these, a hash. */
export function attributeCode(name: string): string {
  const slug = slugify(name, "en");
  if (/^[a-z0-9-]{1,64}$/.test(slug)) return slug;
  const digest = createHash("sha256").update(slug || name).digest("hex").slice(0, 12);
  const head = slug.replaceAll(/[^a-z0-9-]+/g, "").slice(0, 40).replaceAll(/-+/g, "-").replace(/^-|-$/g, "");
  return `${head || "attribute"}-${digest}`;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
