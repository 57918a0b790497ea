/** Facets of a list: the values by which it can be narrowed, each with how many products it would leave. */
import type { Facet, FacetValue } from "../../../commerce/catalog_view.ts";
import type { ProductSet } from "../product_set.ts";
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
 *
 * @param members The products of the list under all choices.
 */
export function readFacets(
  reading: Reading,
  source: Source,
  choice: Choice,
  members: ProductSet = membersOf(reading, source, choice),
): readonly Facet[] {
  const { words, memory: { lists } } = reading;
  const plain = countsOf(reading, source, choice, members);
  if (choice.size > 0) return facetsOf(choice, tallies(reading, source, choice, plain));
  return lists.offered(plain, words, () => facetsOf(choice, tallies(reading, source, choice, plain)));
}

function tallies(
  reading: Reading,
  source: Source,
  choice: Choice,
  plain: ValueCounts,
): ReadonlyMap<Attribute, Tally> {
  const counted = new Map<Attribute, Tally>();
  const take = (value: AttributeValue, count: number, isChosen: boolean) => {
    let tally = counted.get(value.attribute);
    if (tally === undefined) counted.set(value.attribute, tally = new Tally());
    tally.take(value, count, isChosen);
  };
  forEachValue(reading.words, plain, (value, count) => {
    if (!choice.has(value.attribute.id)) take(value, count, false);
  });
  for (const [attributeId, chosen] of choice) {
    const own = new Set(chosen);
    const others = without(choice, attributeId);
    const members = membersOf(reading, source, others);
    const counts = countsOf(reading, source, others, members);
    forEachValue(reading.words, withChosen(reading, counts, members, chosen), (value, count) => {
      if (value.attribute.id === attributeId) take(value, count, own.has(value.id));
    });
  }
  return counted;
}

function facetsOf(choice: Choice, counted: ReadonlyMap<Attribute, Tally>): Facet[] {
  return Array.from(counted, ([attribute, { total, values }]) => ({ attribute, total, values }))
    .filter(({ attribute: { id }, values }) => values.length >= 2 || choice.has(id))
    .sort(({ attribute: one, total }, { attribute: other, total: otherTotal }) =>
      Number(choice.has(other.id)) - Number(choice.has(one.id)) || otherTotal - total ||
      one.order - other.order
    )
    .slice(0, maxFacets)
    .sort(({ attribute: one }, { attribute: other }) => one.order - other.order)
    .map(({ attribute, values }) => ({
      name: attribute.code,
      label: attribute.label,
      values: inOrder(values, choice.get(attribute.id) ?? []),
    }));
}

interface Counted {
  readonly value: AttributeValue;
  readonly count: number;
}

/** The values of one facet, taken in any order. */
class Tally {
  /** How many products have any, those with two of them twice. */
  total = 0;
  /** Those of most products, in order; of equal ones the later. */
  readonly #most: Counted[] = [];
  readonly #chosen: Counted[] = [];

  take(value: AttributeValue, count: number, isChosen: boolean): void {
    this.total += count;
    if (isChosen) this.#chosen.push({ value, count });
    const most = this.#most;
    const isBehind = (other: Counted) =>
      count < other.count || (count === other.count && value.id < other.value.id);
    if (most.length === maxValues) {
      if (isBehind(most[maxValues - 1]!)) return;
      most.pop();
    }
    let at = most.length;
    while (at > 0 && !isBehind(most[at - 1]!)) at--;
    most.splice(at, 0, { value, count });
  }

  /** The most frequent and, beyond their number, those that are chosen. */
  get values(): Counted[] {
    const rarer = this.#chosen.filter(({ value }) => this.#most.every((other) => other.value !== value));
    return [...this.#most, ...rarer];
  }
}

function countsOf(
  { memory: { lists }, place }: Reading,
  source: Source,
  choice: Choice,
  members: ProductSet,
): ValueCounts {
  const isWhole = !("found" in source) && !source.isReduced && choice.size === 0;
  return isWhole ? lists.counts(place, source.categoryId) : lists.countsAmong(members);
}

/** Counts with those of chosen values, which may be too rare to be counted with the others. */
function withChosen(
  { memory: { lists } }: Reading,
  counts: ValueCounts,
  members: ProductSet,
  chosen: readonly number[],
): ValueCounts {
  const missing = chosen.filter((id) => {
    for (let at = 0; at < counts.length; at += 2) if (counts[at] === id) return false;
    return true;
  });
  if (missing.length === 0) return counts;
  const sets = lists.sets("facet", missing);
  return Uint32Array.of(...counts, ...missing.flatMap((id, at) => [id, members.countAnd(sets[at]!)]));
}

/** The values of facets that were counted. A thousand of them, so none is copied. */
function forEachValue(
  words: Vocabulary,
  counts: ValueCounts,
  take: (value: AttributeValue, count: number) => void,
): void {
  const ids = new Array<number>(counts.length / 2);
  for (let at = 0; at < ids.length; at++) ids[at] = counts[at * 2]!;
  let at = 0;
  // In the same order; one that there is no more is left out.
  for (const value of words.values(ids)) {
    while (ids[at] !== value.id) at++;
    if (value.attribute.facet) take(value, counts[at * 2 + 1]!);
  }
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
