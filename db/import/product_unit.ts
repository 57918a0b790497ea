/** Rows that make one product. */
import { shortCode } from "../catalog/writing/attribute_values.ts";
import { columnAttributes } from "./attribute_profile.ts";
import { type FeedRow, type OptionCode, optionCodes } from "./feed_row.ts";

/** An attribute's code and a value as the feed writes it. */
export type NamedText = readonly [code: string, value: string];

/** A product as the feed has it. */
export interface ProductUnit {
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  /** From the top; empty: nobody says. */
  readonly category: readonly string[];
  /** Each once. */
  readonly attributes: readonly NamedText[];
  readonly variants: readonly UnitVariant[];
}

/** A variant with what tells it from the others. */
export interface UnitVariant {
  readonly row: FeedRow;
  readonly options: readonly NamedText[];
}

/** Variants that a product has at most. */
export const maxVariants = 500;

/**
 * Makes a product of the rows of a group, or of one row.
 *
 * Colours, sizes, materials and patterns that are not the same in all rows are options, others attributes. The
 * title is what the rows' titles begin with together, where that is two words at least; details add up.
 *
 * @param codeOf The attribute that a detail's name stands for.
 * @returns The product, and rows that cannot be told from another one.
 */
export function toUnit(
  rows: readonly FeedRow[],
  codeOf: (detail: string) => string,
): {
  readonly unit: ProductUnit;
  readonly refused: readonly { readonly row: FeedRow; readonly reason: string }[];
} {
  const first = rows[0]!;
  const isOption = new Set(
    optionCodes.filter((code) => rows.some((row) => keyOf(row.options[code]) !== keyOf(first.options[code]))),
  );
  const variants: UnitVariant[] = [];
  const refused: { row: FeedRow; reason: string }[] = [];
  const seen = new Map<string, string>();
  for (const row of rows) {
    const options = optionCodes.flatMap((code): NamedText[] =>
      isOption.has(code) && row.options[code] !== undefined ? [[code, row.options[code]]] : []
    );
    const key = options.map(([code, value]) => `${code} ${keyOf(value)}`).join("\n");
    const other = options.length === 0 ? undefined : seen.get(key);
    if (other !== undefined) {
      refused.push({
        row,
        reason: `item_group_id: its colour, size, material and pattern are those of "${other}"`,
      });
    } else if (variants.length >= maxVariants) {
      refused.push({ row, reason: `item_group_id: a product has at most ${maxVariants} variants` });
    } else {
      seen.set(key, row.sku);
      variants.push({ row, options });
    }
  }
  const kept = variants.map(({ row }) => row);
  return {
    refused,
    unit: {
      title: kept.length === 1 ? first.title : commonTitle(kept.map(({ title }) => title)),
      description: kept.find(({ description }) => description !== "")?.description ?? "",
      brand: kept.find(({ brand }) => brand !== null)?.brand ?? null,
      category: kept.find(({ category }) => category.length > 0)?.category ?? [],
      attributes: attributesOf(kept, isOption, codeOf),
      variants,
    },
  };
}

function attributesOf(
  rows: readonly FeedRow[],
  isOption: ReadonlySet<OptionCode>,
  codeOf: (detail: string) => string,
): NamedText[] {
  const found = new Map<string, NamedText>();
  const put = (code: string, value: string) => {
    const key = `${code}\n${value}`;
    if (!found.has(key)) found.set(key, [code, value]);
  };
  for (const row of rows) {
    for (const [code, value] of columnAttributes(row)) put(code, value);
    for (const code of optionCodes) {
      const value = row.options[code];
      if (value === undefined || isOption.has(code)) continue;
      // Several colours of one thing: each finds it.
      for (const one of code === "colour" ? value.split(/[,/]/) : [value]) {
        if (one.trim() !== "") put(code, one.trim());
      }
    }
    for (const [name, value] of row.details) {
      const code = codeOf(name);
      if (!isOption.has(code as OptionCode)) put(code, value);
    }
  }
  return [...found.values()];
}

/** Values that the shop takes for one have one key. */
function keyOf(value: string | undefined): string {
  return value === undefined ? "" : shortCode(value);
}

function commonTitle(titles: readonly string[]): string {
  const first = titles[0]!.split(" ");
  let length = first.length;
  for (const title of titles) {
    const words = title.split(" ");
    let same = 0;
    while (same < length && words[same] === first[same]) same++;
    length = same;
  }
  const common = first.slice(0, length).join(" ").replace(/[\s,;:/|([–-]+$/, "");
  return common.split(" ").length >= 2 ? common : titles[0]!;
}
