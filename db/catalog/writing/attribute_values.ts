/** Finding the attributes and values that merchants name, making those that are new. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { slugify } from "../../../commerce/slug.ts";
import { attributes, attributeTexts, attributeValues, attributeValueTexts } from "../schema.ts";
import { among, insertRows, nextId, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** An attribute and a value as a merchant wrote them. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  /** Where it stands in the input. */
  readonly path: string;
}

export interface FoundValue {
  readonly attributeId: number;
  readonly valueId: number;
}

type Type = "text" | "number" | "boolean" | "colour";

/**
 * Answers the keys of each named value, in order. A value is found by its code or by the slug of its text. An
 * unknown attribute becomes a facet of type text, an unknown value is made; both get the given words as their
 * label in every language, for a merchant to translate later. Refuses with `invalid-value` what is not of the
 * attribute's type.
 */
export async function findValues(w: Writer, named: readonly NamedValue[]): Promise<FoundValue[]> {
  if (named.length === 0) return [];
  const known = await findAttributes(w, new Set(named.map((one) => one.name)));
  const wanted = named.map((one) => {
    const attribute = known.get(one.name)!;
    return { attribute, text: one.value, codes: codesOf(w, attribute.type, one) };
  });
  const found = await readValues(w, wanted.map((one) => one.attribute.id));
  const made: { id: number; attributeId: number; code: string; position: number; label: string | null }[] =
    [];
  let id = await nextId(w.tx, attributeValues);
  const positions = new Map<number, number>();
  for (const { attributeId, position } of found.values()) {
    positions.set(attributeId, Math.max(positions.get(attributeId) ?? 0, position));
  }
  const answer = wanted.map(({ attribute, text, codes }): FoundValue => {
    for (const code of codes) {
      const value = found.get(`${attribute.id} ${code}`);
      if (value) return { attributeId: attribute.id, valueId: value.id };
    }
    const code = codes.at(-1)!;
    const number = attribute.type === "number";
    const position = number
      ? Math.max(-1e9, Math.min(1e9, Math.round(Number(code))))
      : (positions.get(attribute.id) ?? 0) + 1;
    positions.set(attribute.id, position);
    const value = { id: id++, attributeId: attribute.id, code, position, label: number ? null : text };
    made.push(value);
    found.set(`${attribute.id} ${code}`, value);
    return { attributeId: attribute.id, valueId: value.id };
  });
  await insertRows(w.tx, attributeValues, made.map((value) => ({ ...value, hex: null })));
  const { languages } = await w.directory();
  await insertRows(
    w.tx,
    attributeValueTexts,
    made.flatMap((value) => {
      const { label } = value;
      if (label === null) return [];
      return [...languages.values()].map((languageId) => ({ valueId: value.id, languageId, label }));
    }),
  );
  return answer;
}

/** The codes by which a value may be known, the last the one that a new value gets. */
function codesOf(w: Writer, type: Type, { name, value, path }: NamedValue): string[] {
  const text = value.trim();
  if (type === "number") {
    const number = /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(number)) {
      w.refuse("invalid-value", path, `the attribute "${name}" wants a decimal number, not "${value}"`);
    }
    return [String(number)];
  }
  if (type === "boolean") {
    const truth = { yes: "yes", true: "yes", no: "no", false: "no" }[text.toLowerCase()];
    if (truth === undefined) {
      w.refuse("invalid-value", path, `the attribute "${name}" wants "yes" or "no", not "${value}"`);
    }
    return [truth];
  }
  return [text, shortCode(text)];
}

/** No code is longer, in UTF-16 units: those who choose a value by it send no longer one. */
const maxCodeLength = 64;

/** A text's code: its slug; of a longer one the beginning, and a hash of the whole text to tell it from others. */
export function shortCode(text: string): string {
  const code = slugify(text, "en") || text;
  const folded = text.normalize("NFC").toLowerCase();
  // Slugs are cut, too: the length of the text tells.
  if (Math.max(code.length, folded.length) <= maxCodeLength) return code;
  const hash = createHash("sha256").update(folded).digest("hex").slice(0, 8);
  let head = "";
  for (const character of code) {
    if (head.length + character.length > maxCodeLength - hash.length - 1) break;
    head += character;
  }
  return `${head.replace(/-+$/, "")}-${hash}`;
}

async function findAttributes(
  w: Writer,
  codes: ReadonlySet<string>,
): Promise<Map<string, { id: number; type: Type }>> {
  const rows = await w.tx.all<{ id: number; code: string; type: Type }>(
    sql`SELECT id, code, type FROM attributes WHERE ${among(sql`code`, codes)}`,
  );
  const known = new Map(rows.map(({ id, code, type }) => [code, { id, type }]));
  const missing = [...codes].filter((code) => !known.has(code));
  if (missing.length === 0) return known;
  const first = await nextId(w.tx, attributes);
  const made = missing.map((code, i) => ({ id: first + i, code, type: "text" as const }));
  await insertRows(
    w.tx,
    attributes,
    made.map((one) => ({ ...one, unit: null, facet: 1, position: 1000 + one.id })),
  );
  const { languages } = await w.directory();
  await insertRows(
    w.tx,
    attributeTexts,
    made.flatMap(({ id, code }) =>
      [...languages.values()].map((languageId) => ({ attributeId: id, languageId, label: wordsOf(code) }))
    ),
  );
  for (const { id, code, type } of made) known.set(code, { id, type });
  return known;
}

/** A code as words: `burning-hours` → `Burning hours`. */
function wordsOf(code: string): string {
  const words = code.replaceAll(/[._-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function readValues(
  w: Writer,
  attributeIds: readonly number[],
): Promise<Map<string, { id: number; attributeId: number; position: number }>> {
  const rows = await readRows<[number, number, string, number]>(
    w.tx,
    sql`id, attribute_id, code, position`,
    sql`FROM attribute_values WHERE ${among(sql`attribute_id`, new Set(attributeIds))}`,
  );
  return new Map(
    rows.map((
      [id, attributeId, code, position],
    ) => [`${attributeId} ${code}`, { id, attributeId, position }]),
  );
}
