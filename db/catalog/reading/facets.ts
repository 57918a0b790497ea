/** Facets of a list: the values by which it can be narrowed, each with how many products it would leave. */
import { type Facet, facetCountLimit, type FacetValue } from "../../../commerce/catalog_view.ts";
import type { Choice, Source } from "./listing.ts";
import { holdsAll } from "./overdue.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { type Attribute, type AttributeValue, byPosition, type Vocabulary } from "./vocabulary.ts";

const spoken = `CROSS JOIN product_texts t ON t.product_id = l.product_id AND t.language_id = ?3`;

type CountParams = [marketId: number, categoryId: number, languageId: number, choice: string];
type CountRow = [valueId: number, count: number];

export const facetStatements = {
  valueByCode: statement<[attributeId: number, code: string], [id: number]>(
    `SELECT id FROM attribute_values WHERE attribute_id = ?1 AND code = ?2`,
  ),
  valuesOf: statement<[attributeId: number, limit: number], [id: number]>(
    `SELECT id FROM attribute_values WHERE attribute_id = ?1 ORDER BY position, id LIMIT +?2`,
  ),
  sizeUpTo: statement<[marketId: number, categoryId: number, limit: number], [size: number]>(
    `SELECT count(*) FROM (SELECT 1 FROM listings WHERE market_id = ?1 AND category_id = ?2 LIMIT +?3)`,
  ),
  countAll: statement<CountParams, CountRow>(
    `SELECT f.value_id, count(*) FROM listings l ${spoken}
       CROSS JOIN product_facets f ON f.product_id = l.product_id
     WHERE l.market_id = ?1 AND l.category_id = ?2 AND ${holdsAll("?4")} GROUP BY f.value_id`,
  ),
  countFound: statement<[...CountParams, found: string], CountRow>(
    `SELECT f.value_id, count(*) FROM json_each(?5) j
       CROSS JOIN listings l ON l.market_id = ?1 AND l.category_id = ?2 AND l.product_id = j.value ${spoken}
       CROSS JOIN product_facets f ON f.product_id = l.product_id
     WHERE ${holdsAll("?4")} GROUP BY f.value_id`,
  ),
  countValue: statement<[...CountParams, valueId: number, limit: number], [count: number]>(
    `SELECT count(*) FROM (SELECT 1 FROM product_facets v
       CROSS JOIN listings l ON l.market_id = ?1 AND l.category_id = ?2 AND l.product_id = v.product_id ${spoken}
     WHERE v.value_id = ?5 AND ${holdsAll("?4")} LIMIT +?6)`,
  ),
};
export type FacetRun = Run<typeof facetStatements>;

/** Lists of at most this many products are counted whole, longer ones value by value up to the limit. */
export const wholeCountSize = 5_000;

/** Values of an attribute beyond these are not offered in long lists. */
const maxValuesCounted = 200;

/** No address chooses more: what is beyond is ignored. */
const maxChosenFacets = 12;
const maxChosenValues = 50;

/** The chosen values that exist; unknown facets and values are as if they had not been named. */
export function readChoice(
  run: FacetRun,
  words: Vocabulary,
  asked: Readonly<Record<string, readonly string[]>>,
): Choice {
  const choice = new Map<number, readonly number[]>();
  for (const [name, codes] of Object.entries(asked)) {
    const attribute = words.byCode.get(name);
    if (!attribute?.facet || choice.size >= maxChosenFacets) continue;
    const ids = codes.slice(0, maxChosenValues).flatMap((code) =>
      run.valueByCode(attribute.id, code)[0] ?? []
    );
    if (ids.length > 0) choice.set(attribute.id, [...new Set(ids)]);
  }
  return choice;
}

/**
 * The facets of a list. Each value is counted under the choices made in the *other* facets, since values of one
 * are alternatives. A facet is offered when it has two values in the list, or one that is chosen.
 *
 * @param wholeSize See {@linkcode wholeCountSize}.
 */
export function readFacets(
  run: FacetRun,
  reading: Reading,
  source: Source,
  choice: Choice,
  wholeSize = wholeCountSize,
): Facet[] {
  const { words } = reading;
  const counts = new Map<Attribute, Map<number, number>>();
  const count = counter(run, reading, source, wholeSize);
  const open = Array.from(words.attributes.values()).filter(({ facet }) => facet);
  const unchosen = new Set(open.filter(({ id }) => !choice.has(id)));
  for (const [value, found] of count(choice, unchosen)) put(value, found);
  for (const attribute of open.filter(({ id }) => choice.has(id))) {
    const others = new Map([...choice].filter(([id]) => id !== attribute.id));
    for (const [value, found] of count(others, new Set([attribute]))) put(value, found);
    for (const id of choice.get(attribute.id)!) {
      if (!counts.get(attribute)?.has(id)) put(words.value(id)!, 0);
    }
  }
  return open.flatMap((attribute) => {
    const found = counts.get(attribute);
    const chosen = choice.get(attribute.id) ?? [];
    if (found === undefined || (found.size < 2 && chosen.length === 0)) return [];
    return [{ name: attribute.code, label: attribute.label, values: valuesOf(found, chosen, words) }];
  });

  function put(value: AttributeValue, found: number) {
    if (!counts.has(value.attribute)) counts.set(value.attribute, new Map());
    counts.get(value.attribute)!.set(value.id, Math.min(found, facetCountLimit + 1));
  }
}

/** As the merchant placed them; of one place the more frequent first. */
function valuesOf(
  found: ReadonlyMap<number, number>,
  chosen: readonly number[],
  words: Vocabulary,
): FacetValue[] {
  const values = Array.from(found, ([id, count]) => ({ value: words.value(id)!, count }));
  values.sort((one, other) =>
    one.value.position - other.value.position || other.count - one.count || byPosition(one.value, other.value)
  );
  return values.map(({ value, count }) => ({
    value: value.code,
    label: value.label,
    count,
    hex: value.hex,
    selected: chosen.includes(value.id),
  }));
}

/** Counts the values of some attributes among the products of the source that hold a choice. */
type Counter = (choice: Choice, attributes: ReadonlySet<Attribute>) => [AttributeValue, number][];

function counter(run: FacetRun, reading: Reading, source: Source, wholeSize: number): Counter {
  const { place, words } = reading;
  const params = (choice: Choice): CountParams => [
    place.market.id,
    source.categoryId,
    place.languageId,
    JSON.stringify([...choice.values()]),
  ];
  const named = (rows: readonly CountRow[], attributes: ReadonlySet<Attribute>) =>
    rows.flatMap(([id, count]): [AttributeValue, number][] => {
      const value = words.value(id);
      return value && attributes.has(value.attribute) ? [[value, count]] : [];
    });
  if ("found" in source) {
    const found = JSON.stringify(source.found);
    return (choice, attributes) => named(run.countFound(...params(choice), found), attributes);
  }
  if (run.sizeUpTo(place.market.id, source.categoryId, wholeSize + 1)[0]![0] <= wholeSize) {
    return (choice, attributes) => named(run.countAll(...params(choice)), attributes);
  }
  return (choice, attributes) =>
    Array.from(attributes).flatMap((attribute) => {
      const rows = run.valuesOf(attribute.id, maxValuesCounted).map(([id]): CountRow => {
        const [count] = run.countValue(...params(choice), id, facetCountLimit + 1)[0]!;
        return [id, count];
      });
      return named(rows.filter(([, count]) => count > 0), attributes);
    });
}
