/**
 * The words of attributes and their values. Few, and every card and variant names some, so that they are kept in
 * memory once read. No tag tells of their changes: they are forgotten whenever anything in the catalog changed.
 */
import { type Run, statement } from "./statement.ts";

export const vocabularyStatements = {
  attributes: statement<[languageId: number], AttributeRow>(
    `SELECT a.id, a.code, a.type, a.unit, a.facet, a.position, coalesce(t.label, a.code)
     FROM attributes a LEFT JOIN attribute_texts t ON t.attribute_id = a.id AND t.language_id = ?1
     ORDER BY a.position, a.id`,
  ),
  value: statement<[valueId: number, languageId: number], ValueRow>(
    `SELECT v.id, v.attribute_id, v.code, v.position, v.hex, coalesce(t.label, v.code)
     FROM attribute_values v LEFT JOIN attribute_value_texts t ON t.value_id = v.id AND t.language_id = ?2
     WHERE v.id = ?1`,
  ),
  values: statement<[valueIds: string, languageId: number], ValueRow>(
    `SELECT v.id, v.attribute_id, v.code, v.position, v.hex, coalesce(t.label, v.code)
     FROM json_each(?1) j CROSS JOIN attribute_values v ON v.id = j.value
     LEFT JOIN attribute_value_texts t ON t.value_id = v.id AND t.language_id = ?2`,
  ),
};

type AttributeRow = [
  id: number,
  code: string,
  type: "text" | "number" | "boolean" | "colour",
  unit: string | null,
  facet: 0 | 1,
  position: number,
  label: string,
];
type ValueRow = [
  id: number,
  attributeId: number,
  code: string,
  position: number,
  hex: string | null,
  label: string,
];

export interface Attribute {
  readonly id: number;
  readonly code: string;
  readonly type: "text" | "number" | "boolean" | "colour";
  readonly facet: boolean;
  readonly label: string;
  /** Its place among all attributes. */
  readonly order: number;
}

export interface AttributeValue {
  readonly id: number;
  readonly attribute: Attribute;
  readonly code: string;
  readonly position: number;
  readonly hex: string | null;
  /** In words, with its unit: `40 h`. */
  readonly label: string;
}

/** The vocabulary in one language. */
export interface Vocabulary {
  readonly attributes: ReadonlyMap<number, Attribute>;
  readonly byCode: ReadonlyMap<string, Attribute>;
  /** The attribute whose values are a card's swatches; 0 when the shop has none. */
  readonly colourId: number;
  /** A value that a row names by its key; undefined when there is none. */
  value(id: number): AttributeValue | undefined;
  /** Those of many values that there are, in their order, in one statement. */
  values(ids: readonly number[]): AttributeValue[];
}

/** Values are kept up to this number, then forgotten: a bound on memory, rarely met. */
const maxValues = 20_000;

export function readVocabulary(run: Run<typeof vocabularyStatements>, languageId: number): Vocabulary {
  const units = new Map<number, string>();
  const attributes = new Map<number, Attribute>();
  for (const [id, code, type, unit, facet, , label] of run.attributes(languageId)) {
    attributes.set(id, { id, code, type, facet: facet === 1, label, order: attributes.size });
    if (unit !== null) units.set(id, unit);
  }
  const values = new Map<number, AttributeValue>();
  const remember = ([id, attributeId, code, position, hex, label]: ValueRow): AttributeValue => {
    const unit = units.get(attributeId);
    const value: AttributeValue = {
      id,
      attribute: attributes.get(attributeId)!,
      code,
      position,
      hex,
      label: unit === undefined ? label : `${label}\u00a0${unit}`,
    };
    values.set(id, value);
    return value;
  };
  const forgetMany = () => {
    if (values.size >= maxValues) values.clear();
  };
  return {
    attributes,
    byCode: new Map(Array.from(attributes.values(), (attribute) => [attribute.code, attribute])),
    colourId: Array.from(attributes.values()).find(({ type }) => type === "colour")?.id ?? 0,
    value(id) {
      const known = values.get(id);
      if (known !== undefined) return known;
      const row = run.value(id, languageId)[0];
      if (row === undefined) return undefined;
      forgetMany();
      return remember(row);
    },
    values(ids) {
      const found = ids.map((id) => values.get(id));
      if (!found.includes(undefined)) return found as AttributeValue[];
      const known = new Map(ids.map((id, at) => [id, found[at]]));
      const unknown = ids.filter((id) => known.get(id) === undefined);
      forgetMany();
      for (const row of run.values(JSON.stringify(unknown), languageId)) known.set(row[0], remember(row));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
  };
}

/** Orders values as a shopper expects: as the merchant placed them, then by key. */
export function byPosition(one: AttributeValue, other: AttributeValue): number {
  return one.position - other.position || one.id - other.id;
}

/** Labels as one text, with the list comma of the language. */
export function enumerate(labels: readonly string[], language: string): string {
  return labels.join(
    language.startsWith("ja") || language.startsWith("zh") ? "、" : language.startsWith("ar") ? "، " : ", ",
  );
}
