/** Attributes and their values by the words of a feed, found in the catalog or made. */
import { sql } from "drizzle-orm";
import { attributes, attributeTexts, attributeValues, attributeValueTexts } from "../catalog/schema.ts";
import { shortCode } from "../catalog/writing/attribute_values.ts";
import { insertRows, nextId, readRows, type Reads } from "../catalog/writing/rows.ts";
import type { Writer } from "../catalog/writing/transaction.ts";
import { type AttributeDefinition, isBoolean, isNumber } from "./attribute_profile.ts";
import type { NamedText } from "./product_unit.ts";

/** A value that was found, by its keys; null: the catalog has none such. */
export type FoundValue = { readonly attributeId: number; readonly valueId: number } | null;

type Type = AttributeDefinition["type"];
interface Attribute {
  readonly id: number;
  readonly code: string;
  readonly type: Type;
}

/** So many values are remembered: a bound on memory. Keys of values are never given to others. */
const maxKnown = 150_000;

/**
 * Remembers what it has seen in the catalog. What a transaction makes is remembered once {@linkcode keep} says that
 * the transaction came to its end, and forgotten by {@linkcode forget}.
 */
export class AttributeBook {
  readonly #definitions: ReadonlyMap<string, AttributeDefinition>;
  readonly #languageId: number;
  #attributes = new Map<string, Attribute>();
  #known = new ValueMap();
  #made = new ValueMap();

  /** @param definitions What attributes are made as that the catalog lacks. */
  constructor(definitions: ReadonlyMap<string, AttributeDefinition>, languageId: number) {
    this.#definitions = definitions;
    this.#languageId = languageId;
  }

  /** The keys of values, in order; null for those that are not there. */
  async find(reads: Reads, named: readonly NamedText[]): Promise<FoundValue[]> {
    await this.#readAttributes(reads, named);
    const found: FoundValue[] = named.map(([code, value]) =>
      this.#known.get(code, value) ?? this.#made.get(code, value) ?? null
    );
    const missing = named.filter((_, i) => found[i] === null);
    if (missing.length === 0) return found;
    const asked: [attribute: Attribute, codes: readonly string[]][] = [];
    const seen = new ValueMap();
    for (const [code, value] of missing) {
      const attribute = this.#attributes.get(code);
      if (attribute === undefined || seen.get(code, value)) continue;
      seen.set(code, value, { attributeId: 0, valueId: 0 });
      asked.push([attribute, codesOf(attribute.type, value)]);
    }
    const rows = await readRows<[number, string, number]>(
      reads,
      sql`v.attribute_id, v.code, v.id`,
      sql`FROM json_each(${
        JSON.stringify(asked.flatMap(([{ id }, codes]) => codes.map((code) => [id, code])))
      }) a CROSS JOIN attribute_values v ON v.attribute_id = a.value ->> 0 AND v.code = a.value ->> 1`,
    );
    const stored = new Map(rows.map(([attributeId, code, id]) => [`${attributeId} ${code}`, id]));
    if (stored.size === 0) return found;
    if (this.#known.size + stored.size > maxKnown) this.#known.clear();
    for (const [attribute, codes] of asked) {
      const code = codes.find((one) => stored.has(`${attribute.id} ${one}`));
      if (code === undefined) continue;
      const valueId = stored.get(`${attribute.id} ${code}`)!;
      // The first code is the value as it is written.
      this.#known.set(attribute.code, codes[0]!, { attributeId: attribute.id, valueId });
    }
    return found.map((one, i) => one ?? this.#known.get(named[i]![0], named[i]![1]) ?? null);
  }

  /** The keys of values, in order; what is not there is made, attributes too, with words in the feed's language. */
  async findOrMake(w: Writer, named: readonly NamedText[]): Promise<NonNullable<FoundValue>[]> {
    await this.#makeAttributes(w, named);
    const found = await this.find(w.tx, named);
    const rows: { id: number; attributeId: number; code: string; position: number; hex: null }[] = [];
    const labels: { valueId: number; languageId: number; label: string }[] = [];
    const fresh = new Map<string, NonNullable<FoundValue>>();
    let id = found.includes(null) ? await nextId(w.tx, attributeValues) : 0;
    const answer = named.map(([code, value], i) => {
      const known = found[i] ?? this.#made.get(code, value);
      if (known) return known;
      const attribute = this.#attributes.get(code)!;
      const valueCode = codesOf(attribute.type, value).at(-1)!;
      const place = `${attribute.id} ${valueCode}`;
      const made = fresh.get(place) ?? { attributeId: attribute.id, valueId: id++ };
      if (!fresh.has(place)) {
        fresh.set(place, made);
        rows.push({
          id: made.valueId,
          attributeId: attribute.id,
          code: valueCode,
          position: positionOf(value),
          hex: null,
        });
        if (attribute.type !== "number") {
          labels.push({ valueId: made.valueId, languageId: this.#languageId, label: value });
        }
      }
      this.#made.set(code, value, made);
      return made;
    });
    await insertRows(w.tx, attributeValues, rows);
    await insertRows(w.tx, attributeValueTexts, labels);
    return answer;
  }

  /** The transaction has come to its end: what it made is there. */
  keep(): void {
    if (this.#known.size + this.#made.size > maxKnown) this.#known.clear();
    this.#known.take(this.#made);
    this.#made.clear();
  }

  /** The transaction was rolled back, or another process may have changed things. */
  forget(): void {
    this.#made.clear();
    this.#known.clear();
    this.#attributes.clear();
  }

  async #readAttributes(reads: Reads, named: readonly NamedText[]): Promise<void> {
    const codes = new Set(named.map(([code]) => code).filter((code) => !this.#attributes.has(code)));
    if (codes.size === 0) return;
    const rows = await readRows<[number, string, Type]>(
      reads,
      sql`id, code, type`,
      sql`FROM attributes WHERE code IN (SELECT value FROM json_each(${JSON.stringify([...codes])}))`,
    );
    for (const [id, code, type] of rows) this.#attributes.set(code, { id, code, type });
  }

  /** Makes attributes that are missing, and lets those hold any text that get what is not of their type. */
  async #makeAttributes(w: Writer, named: readonly NamedText[]): Promise<void> {
    await this.#readAttributes(w.tx, named);
    const codes = new Set(named.map(([code]) => code));
    const missing = [...codes].filter((code) => !this.#attributes.has(code));
    if (missing.length > 0) {
      const first = await nextId(w.tx, attributes);
      const made = missing.map((code, i) => ({
        ...this.#definitions.get(code) ?? plain(code),
        id: first + i,
      }));
      await insertRows(
        w.tx,
        attributes,
        made.map(({ id, code, type, facet, position }) => ({
          id,
          code,
          type,
          unit: null,
          facet: facet ? 1 : 0,
          position,
        })),
      );
      await insertRows(
        w.tx,
        attributeTexts,
        made.map(({ id, label }) => ({ attributeId: id, languageId: this.#languageId, label })),
      );
      for (const { id, code, type } of made) this.#attributes.set(code, { id, code, type });
    }
    const widened = new Set<string>();
    for (const [code, value] of named) {
      const { type } = this.#attributes.get(code)!;
      if ((type === "number" && !isNumber(value)) || (type === "boolean" && !isBoolean(value))) {
        widened.add(code);
      }
    }
    if (widened.size === 0) return;
    await w.tx.run(sql`UPDATE attributes SET type = 'text'
      WHERE code IN (SELECT value FROM json_each(${JSON.stringify([...widened])}))`);
    for (const code of widened) {
      this.#attributes.set(code, { ...this.#attributes.get(code)!, type: "text" });
      this.#known.delete(code);
    }
  }
}

function plain(code: string): AttributeDefinition {
  return { code, label: code.replaceAll("-", " "), type: "text", facet: false, position: 100_000 };
}

/** Values by attribute and text. */
class ValueMap {
  readonly #values = new Map<string, Map<string, NonNullable<FoundValue>>>();
  size = 0;

  get(code: string, value: string): NonNullable<FoundValue> | undefined {
    return this.#values.get(code)?.get(value);
  }

  set(code: string, value: string, found: NonNullable<FoundValue>): void {
    let values = this.#values.get(code);
    if (values === undefined) this.#values.set(code, values = new Map());
    values.set(value, found);
    this.size++;
  }

  /** Takes all of another in. */
  take(other: ValueMap): void {
    for (const [code, values] of other.#values) {
      for (const [value, found] of values) this.set(code, value, found);
    }
  }

  delete(code: string): void {
    this.#values.delete(code);
  }

  clear(): void {
    this.#values.clear();
    this.size = 0;
  }
}

/** The codes by which a value may be known, as it is written first, the last the one that a new value gets. */
function codesOf(type: Type, value: string): readonly string[] {
  if (type === "number" && isNumber(value)) return [value, String(Number(value))];
  if (type === "boolean" && isBoolean(value)) return [value, /^[yt]/i.test(value) ? "yes" : "no"];
  return [value, shortCode(value)];
}

/** Values stand in the order of their numbers; words have one place, where the more frequent comes first. */
function positionOf(value: string): number {
  const number = /^-?\d+(?:\.\d+)?/.exec(value)?.[0];
  return number === undefined ? 0 : Math.max(-1e9, Math.min(1e9, Math.round(Number(number))));
}
