/** Facets of a list: the values by which it can be narrowed, each with how many products it would leave. */
import type { Facet, FacetValue } from "../../../commerce/catalog_view.ts";
import { type Choice, membersOf, type Source } from "./listing_members.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import type { ValueCounts } from "./value_counts.ts";
import { type Attribute, type AttributeValue, byPosition, type Vocabulary } from "./vocabulary.ts";

export const facetStatements = {
  valuesByCode: statement<[codes: string], [attributeId: number, valueId: number]>(
    `SELECT v.attribute_id, v.id FROM json_each(?1) j
     CROSS JOIN attribute_values v ON v.attribute_id = j.value ->> 0 AND v.code = j.value ->> 1`,
  ),
};
export type FacetRun = Run<typeof facetStatements>;

/**
 * A shopper is offered at most so many facets, those that most of the products have, and so many values of one, the
 * most frequent; what is chosen always. A list of hundreds of values narrows nothing for a person.
 */
const maxFacets = 12;
const maxValues = 20;

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
export function readFacets(reading: Reading, source: Source, choice: Choice): Facet[] {
  const counted = new Map<Attribute, Tally>();
  const plain = countsOf(reading, source, choice);
  for (const { value, count } of valuesOf(reading, plain)) {
    if (!choice.has(value.attribute.id)) tallyOf(counted, value.attribute).take(value, count);
  }
  for (const [attributeId, chosen] of choice) {
    const own = new Set(chosen);
    const others = without(choice, attributeId);
    const counts = countsOf(reading, source, others);
    for (const { value, count } of valuesOf(reading, counts, chosenCounts(reading, source, others, chosen))) {
      if (value.attribute.id !== attributeId) continue;
      tallyOf(counted, value.attribute).take(value, count, own.has(value.id));
    }
  }
  return [...counted].filter(([{ id }, { values }]) => values.length >= 2 || choice.has(id))
    .sort(([one, { total }], [other, { total: otherTotal }]) =>
      Number(choice.has(other.id)) - Number(choice.has(one.id)) || otherTotal - total ||
      one.order - other.order
    )
    .slice(0, maxFacets)
    .sort(([one], [other]) => one.order - other.order)
    .map(([attribute, { values }]) => ({
      name: attribute.code,
      label: attribute.label,
      values: inOrder(values, choice.get(attribute.id) ?? []),
    }));
}

interface Counted {
  readonly value: AttributeValue;
  readonly count: number;
}

/** The values of one facet as they come: those of most products first. */
class Tally {
  readonly values: Counted[] = [];
  /** How many products have any, those with two of them twice. */
  total = 0;

  take(value: AttributeValue, count: number, isChosen = false): void {
    this.total += count;
    if (isChosen || this.values.length < maxValues) this.values.push({ value, count });
  }
}

function tallyOf(tallies: Map<Attribute, Tally>, attribute: Attribute): Tally {
  const known = tallies.get(attribute);
  if (known !== undefined) return known;
  const tally = new Tally();
  tallies.set(attribute, tally);
  return tally;
}

function countsOf(reading: Reading, source: Source, choice: Choice): ValueCounts {
  const { memory: { lists }, place } = reading;
  const isWhole = !("found" in source) && !source.isReduced && choice.size === 0;
  return isWhole
    ? lists.counts(place, source.categoryId)
    : lists.countsAmong(membersOf(reading, source, choice));
}

/** The counts of chosen values, which may be too rare to be counted with the others. */
function chosenCounts(
  reading: Reading,
  source: Source,
  others: Choice,
  chosen: readonly number[],
): ReadonlyMap<number, number> {
  const members = membersOf(reading, source, others);
  const sets = reading.memory.lists.sets("facet", chosen);
  return new Map(chosen.map((id, at) => [id, members.countAnd(sets[at]!)]));
}

/** The values of facets that were counted, those of most products first. */
function valuesOf(
  { words }: Reading,
  counts: ValueCounts,
  chosen: ReadonlyMap<number, number> = new Map(),
): Counted[] {
  const byId = new Map<number, number>();
  for (let at = 0; at < counts.length; at += 2) byId.set(counts[at]!, counts[at + 1]!);
  for (const [id, count] of chosen) byId.set(id, count);
  return words.values([...byId.keys()]).filter(({ attribute }) => attribute.facet)
    .map((value) => ({ value, count: byId.get(value.id)! }));
}

function without(choice: Choice, attributeId: number): Choice {
  return new Map([...choice].filter(([id]) => id !== attributeId));
}

/** As the merchant placed them; of one place the more frequent first. */
function inOrder(counted: Counted[], chosen: readonly number[]): FacetValue[] {
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
