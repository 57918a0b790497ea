/** A feed's item as the shop understands it. */
import { isGtin } from "../../commerce/gtin.ts";
import { sku as skuShape } from "../../commerce/wire/common.ts";
import { cleanLine, cleanLines, cleanWords, shorten } from "./clean_text.ts";
import { decodeEntities } from "./entities.ts";
import type { Detail, FeedRecord } from "./feed_records.ts";
import {
  type FeedAvailability,
  parseAvailability,
  parsePrice,
  parseSpan,
  parseUnitMeasure,
  parseWeight,
  type UnitMeasure,
} from "./field_values.ts";

/** Columns whose values tell the variants of a product apart, as attributes of the shop. */
export const optionCodes = ["colour", "size", "material", "pattern"] as const;
export type OptionCode = (typeof optionCodes)[number];

/** Columns that are plain attributes. */
export const traitCodes = ["gender", "age-group", "condition"] as const;
type TraitCode = (typeof traitCodes)[number];

/** An item that can be imported. What is null was empty, or its column is not there. */
export interface FeedRow {
  readonly line: number;
  readonly sku: string;
  readonly group: string | null;
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly availability: FeedAvailability;
  readonly priceMinor: number;
  readonly sale: FeedSale | null;
  /** The words of its category from the top; none: nobody says. */
  readonly category: readonly string[];
  readonly weightGrams: number | null;
  readonly unitMeasure: UnitMeasure | null;
  readonly options: Readonly<Partial<Record<OptionCode, string>>>;
  readonly traits: Readonly<Partial<Record<TraitCode, string>>>;
  readonly details: readonly Detail[];
}

/** A reduced price; from and until null: for good. */
export interface FeedSale {
  readonly amountMinor: number;
  readonly from: number | null;
  readonly until: number | null;
}

/** A row, or the reason why it is none; `notes` say what of it is left out. */
export type MappedRow =
  | { readonly row: FeedRow; readonly notes: readonly string[] }
  | { readonly line: number; readonly sku: string | null; readonly reason: string };

/** Bounds of texts, in UTF-16 units: the wire's own, but that of part numbers, which feeds fill with more. */
const titleLength = 200, descriptionLength = 10_000, valueLength = 200, brandLength = 120, mpnLength = 300;

/** No product has more categories above it. */
const maxDepth = 8;

/**
 * Reads an item.
 *
 * @param currency The market's: a price in another is refused, for nobody here knows a rate.
 */
export function toRow({ line, fields, details }: FeedRecord, currency: string): MappedRow {
  const sku = cleanLine(fields.id ?? "");
  const refuse = (reason: string) => ({ line, sku: sku === "" ? null : sku.slice(0, 64), reason });
  const damaged = Object.entries(fields).find(([, value]) => value.includes("\ufffd")) ??
    details.find((detail) => detail.some((part) => part.includes("\ufffd")));
  if (damaged) return refuse(`${damaged[0]}: it holds bytes that are not text of the file's encoding`);
  if (sku === "") return refuse("id: it is empty");
  const shaped = skuShape.safeParse(sku);
  if (!shaped.success) return refuse(`id: "${sku.slice(0, 64)}": ${shaped.error.issues[0]!.message}`);
  const title = cleanWords(fields.title ?? "");
  if (!/[\p{L}\p{N}]/u.test(title)) return refuse("title: it is empty");

  const price = parsePrice(fields.price ?? "");
  if (price === null) {
    return refuse(`price: "${shown(fields.price)}": wanted an amount and a currency, e.g. 19.99 ${currency}`);
  }
  if (price.currency !== currency) {
    return refuse(`price: it is in ${price.currency}, the market's is ${currency}`);
  }
  if (price.amountMinor === 0) return refuse("price: it is 0");
  const availability = fields.availability === undefined
    ? "in_stock"
    : parseAvailability(fields.availability);
  if (availability === null) {
    return refuse(
      `availability: "${shown(fields.availability)}": wanted in_stock, out_of_stock, preorder or backorder`,
    );
  }

  const notes: string[] = [];
  const sale = readSale(fields.sale_price, fields.sale_price_effective_date, price, notes);
  const gtin = (fields.gtin ?? "").replaceAll(/[\s-]/g, "");
  if (gtin !== "" && !isGtin(gtin)) {
    notes.push(`gtin: "${shown(gtin)}" is left out: its check digit or length is wrong`);
  }
  const weightText = fields.shipping_weight ?? fields.product_weight;
  const weightGrams = weightText === undefined ? null : parseWeight(weightText);
  if (weightText !== undefined && weightGrams === null) {
    notes.push(
      `shipping_weight: "${shown(weightText)}" is left out: wanted e.g. 250 g, 1.5 kg, 3 oz or 2 lb`,
    );
  }
  const measureText = fields.unit_pricing_measure;
  const unitMeasure = measureText === undefined ? null : parseUnitMeasure(measureText);
  if (measureText !== undefined && unitMeasure === null) {
    notes.push(`unit_pricing_measure: "${shown(measureText)}" is left out: wanted e.g. 750 ml or 1.5 kg`);
  }
  const description = cleanLines(fields.description ?? "");
  const isLong = title.length > titleLength;
  const mpn = cleanLine(fields.mpn ?? "");
  if (mpn.length > mpnLength) notes.push(`mpn: it is left out: it is longer than ${mpnLength} characters`);
  return {
    notes,
    row: {
      line,
      sku,
      group: cleanLine(fields.item_group_id ?? "").slice(0, 200) || null,
      title: shorten(title, titleLength),
      // Nothing of a title is lost that is too long for one.
      description: shorten(isLong ? `${title}\n\n${description}`.trim() : description, descriptionLength),
      brand: shorten(cleanWords(fields.brand ?? ""), brandLength) || null,
      gtin: isGtin(gtin) ? gtin : null,
      mpn: mpn.length > mpnLength ? null : mpn || null,
      availability,
      priceMinor: price.amountMinor,
      sale,
      category: readCategory(fields.product_type, fields.google_product_category),
      weightGrams,
      unitMeasure,
      options: texts({
        colour: fields.color,
        size: fields.size,
        material: fields.material,
        pattern: fields.pattern,
      }),
      traits: texts({
        "gender": fields.gender?.toLowerCase(),
        "age-group": fields.age_group?.toLowerCase(),
        // Nearly everything is new: only what is not is worth a word.
        "condition": /^\s*new\s*$/i.test(fields.condition ?? "")
          ? undefined
          : fields.condition?.toLowerCase(),
      }),
      details: details.flatMap(readDetail),
    },
  };
}

function readSale(
  text: string | undefined,
  span: string | undefined,
  price: { readonly amountMinor: number; readonly currency: string },
  notes: string[],
): FeedSale | null {
  if (text === undefined) return null;
  const sale = parsePrice(text);
  if (sale === null || sale.currency !== price.currency || sale.amountMinor === 0) {
    notes.push(`sale_price: "${shown(text)}" is left out: wanted an amount in ${price.currency}`);
    return null;
  }
  if (sale.amountMinor === price.amountMinor) return null;
  if (sale.amountMinor > price.amountMinor) {
    notes.push(`sale_price: "${shown(text)}" is left out: it is not below the price`);
    return null;
  }
  if (span === undefined) return { amountMinor: sale.amountMinor, from: null, until: null };
  const when = parseSpan(span);
  if (when === null) {
    notes.push(
      `sale_price_effective_date: "${shown(span)}" is not two times with a slash between them: no sale`,
    );
    return null;
  }
  return { amountMinor: sale.amountMinor, ...when };
}

/** The first path of `product_type`, else Google's own where it is in words; `>` stands between its steps. */
function readCategory(own: string | undefined, google: string | undefined): string[] {
  for (const text of [own, google]) {
    if (text === undefined) continue;
    // Several paths stand in quotes with commas between them.
    const first = decodeEntities(/^\s*"((?:[^"]|"")*)"/.exec(text)?.[1] ?? text);
    const steps = first.split(/>|›|»/).map((step) => shorten(cleanLine(step), 120)).filter((step) =>
      /\p{L}/u.test(step)
    );
    if (steps.length > 0) return steps.slice(0, maxDepth);
  }
  return [];
}

/** A detail may hold several values, a line break between them (feeds write it as `\n`, too). */
function readDetail([name, value]: Detail): Detail[] {
  const clean = shorten(cleanWords(name), valueLength);
  if (!/[\p{L}\p{N}]/u.test(clean)) return [];
  const lines = cleanLines(value);
  const values = lines.includes("\n") ? lines.split("\n") : [lines];
  return values.filter((one) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(one)).map((one) =>
    [clean, shorten(one, valueLength)] as const
  );
}

function texts<Code extends string>(values: Record<Code, string | undefined>): Partial<Record<Code, string>> {
  const found: Partial<Record<Code, string>> = {};
  for (const [code, value] of Object.entries(values) as [Code, string | undefined][]) {
    const clean = value === undefined ? "" : shorten(cleanWords(value), valueLength - 80);
    if (/[\p{L}\p{N}]/u.test(clean)) found[code] = clean;
  }
  return found;
}

function shown(text: string | undefined): string {
  return cleanLine(text ?? "").slice(0, 60);
}
