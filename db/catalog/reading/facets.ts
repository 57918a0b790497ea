/** Facets of a list: the values by which it can be narrowed, each with how many products it would leave. */
import type { Facet, FacetValue } from "../../../commerce/catalog_view.ts";
import { type Choice, membersOf, type Source } from "./listing_members.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { type Attribute, type AttributeValue, byPosition, type Vocabulary } from "./vocabulary.ts";

export const facetStatements = {
  valuesByCode: statement<[codes: string], [attributeId: number, valueId: number]>(
    `SELECT v.attribute_id, v.id FROM json_each(?1) j
     CROSS JOIN attribute_values v ON v.attribute_id = j.value ->> 0 AND v.code = j.value ->> 1`,
  ),
  valuesOfProducts: statement<[productIds: string, limit: number], [valueId: number, products: number]>(
    `SELECT f.value_id, count(*) FROM json_each(?1) j
     CROSS JOIN product_facet_values f ON f.product_id = j.value
     GROUP BY f.value_id ORDER BY 2 DESC, 1 DESC LIMIT +?2`,
  ),
};
export type FacetRun = Run<typeof facetStatements>;

/** A shopper is offered at most so many facets, and so many values of one: those that most products have. */
const maxFacets = 30;
const maxValues = 100;
/** What a search offers is what its best products have, up to these many of them. */
const maxLookedAt = 200;
/** Values that products of a search have beyond these, the rarest, are not offered. */
const maxFoundValues = 600;

/** No address chooses more: what is beyond is ignored. */
const maxChosenFacets = 12;
const maxChosenValues = 50;

/** The chosen values that exist; unknown facets and values are as if they had not been named. */
export function readChoice(
  run: FacetRun,
  words: Vocabulary,
  asked: Readonly<Record<string, readonly string[]>>,
): Choice {
  const named = Object.entries(asked).flatMap(([name, codes]) => {
    const attribute = words.byCode.get(name);
    return attribute?.facet ? [{ id: attribute.id, codes: codes.slice(0, maxChosenValues) }] : [];
  });
  if (named.length === 0) return new Map();
  const found = run.valuesByCode(
    JSON.stringify(named.flatMap(({ id, codes }) => codes.map((code) => [id, code]))),
  );
  const choice = new Map<number, readonly number[]>();
  for (const { id } of named) {
    const values = found.flatMap(([attribute, value]) => attribute === id ? [value] : []);
    if (values.length > 0 && choice.size < maxChosenFacets) choice.set(id, [...new Set(values)]);
  }
  return choice;
}

/**
 * The facets of a list. Each value is counted under the choices made in the *other* facets, since values of one
 * are alternatives. A facet is offered when it has two values in the list, or one that is chosen.
 */
export function readFacets(run: FacetRun, reading: Reading, source: Source, choice: Choice): Facet[] {
  const { memory: { lists } } = reading;
  const members = membersOf(reading, source, choice);
  const known = knownCounts(reading, source, choice);
  const offered = offeredValues(run, reading, source, choice);
  const facets: Facet[] = [];
  for (const [attribute, values] of offered) {
    const chosen = choice.get(attribute.id) ?? [];
    const others = chosen.length === 0 ? members : membersOf(reading, source, without(choice, attribute.id));
    const sets = known === null ? lists.sets("facet", values.map(({ id }) => id)) : [];
    const counted = values.map((value, at) => ({
      value,
      count: known === null ? others.countAnd(sets[at]!) : known.get(value.id)!,
    }))
      .filter(({ value, count }) => count > 0 || chosen.includes(value.id));
    if (counted.length < 2 && chosen.length === 0) continue;
    facets.push({ name: attribute.code, label: attribute.label, values: inOrder(counted, chosen) });
  }
  return facets;
}

/** Counts by value that are kept between pages: those of a whole category. */
function knownCounts(
  { memory: { lists }, place }: Reading,
  source: Source,
  choice: Choice,
): ReadonlyMap<number, number> | null {
  if ("found" in source || source.isReduced || choice.size > 0) return null;
  const counts = lists.counts(place, source.categoryId);
  return new Map(lists.offered(source.categoryId).map((value, at) => [value, counts[at]!]));
}

/** Values that a list is likely to have, by attribute, in the order of attributes; the chosen among them. */
function offeredValues(
  run: FacetRun,
  reading: Reading,
  source: Source,
  choice: Choice,
): [Attribute, AttributeValue[]][] {
  const { words } = reading;
  const ids = new Set([...choice.values()].flat());
  for (const id of likelyValues(run, reading, source, choice)) ids.add(id);
  const offered = new Map<Attribute, AttributeValue[]>();
  for (const value of words.values([...ids])) {
    const { attribute } = value;
    if (!attribute.facet) continue;
    const known = offered.get(attribute);
    if (known === undefined) {
      if (offered.size < maxFacets) offered.set(attribute, [value]);
    } else if (known.length < maxValues) known.push(value);
  }
  return [...offered].sort(([one], [other]) => one.order - other.order);
}

/** Keys of values, those of most products first. */
function likelyValues(run: FacetRun, reading: Reading, source: Source, choice: Choice): readonly number[] {
  if (!("found" in source)) return reading.memory.lists.offered(source.categoryId);
  const first = (members: { has(id: number): boolean }) =>
    source.ranked.filter((id) => members.has(id)).slice(0, maxLookedAt);
  const looked = new Set(first(membersOf(reading, source, choice)));
  // The alternatives of what is chosen.
  if (choice.size > 0) { for (const id of first(membersOf(reading, source, new Map()))) looked.add(id); }
  if (looked.size === 0) return [];
  return run.valuesOfProducts(JSON.stringify([...looked]), maxFoundValues).map(([id]) => id);
}

function without(choice: Choice, attributeId: number): Choice {
  return new Map([...choice].filter(([id]) => id !== attributeId));
}

/** As the merchant placed them; of one place the more frequent first. */
function inOrder(
  counted: { readonly value: AttributeValue; readonly count: number }[],
  chosen: readonly number[],
): FacetValue[] {
  counted.sort((one, other) =>
    one.value.position - other.value.position || other.count - one.count || byPosition(one.value, other.value)
  );
  return counted.map(({ value, count }) => ({
    value: value.code,
    label: value.label,
    count,
    hex: value.hex,
    selected: chosen.includes(value.id),
  }));
}
