/** What of a product is not as its feed has it. */
import type { Availability } from "../../commerce/catalog_view.ts";
import type { FoundValue } from "./attribute_book.ts";
import type { CatalogState, ProductState, VariantState } from "./catalog_state.ts";
import type { FeedColumn } from "./feed_columns.ts";
import type { FeedRow } from "./feed_row.ts";
import { planPrices, type PricePlan } from "./price_plan.ts";
import type { ProductUnit, UnitVariant } from "./product_unit.ts";

/** A unit with the keys of what it names. Null: the catalog has none such yet. */
export interface KeyedUnit {
  readonly unit: ProductUnit;
  /** Of its attributes, in order. */
  readonly values: readonly FoundValue[];
  /** Of its variants' options, in order. */
  readonly options: readonly (readonly FoundValue[])[];
  /** Of the category it names; it may name none. */
  readonly categoryId: number | null;
}

/** What is to be written of a product. What is left out stays. */
export interface UnitChange {
  readonly keyed: KeyedUnit;
  /** Null: it is new. */
  readonly product: ProductState | null;
  readonly brand: boolean;
  readonly text: boolean;
  readonly category: boolean;
  readonly values: boolean;
  readonly variants: readonly VariantChange[];
}

/** What is to be written of a variant. */
export interface VariantChange {
  readonly variant: UnitVariant;
  readonly optionValues: readonly FoundValue[];
  /** Null: it is new. */
  readonly state: VariantState | null;
  readonly columns: boolean;
  readonly options: boolean;
  readonly availability: boolean;
  readonly prices: PricePlan | null;
}

/** What a feed speaks of: columns that it does not have leave the catalog as it is. */
export interface FeedScope {
  readonly columns: ReadonlySet<FeedColumn>;
  /** Codes of attributes that its columns are. */
  readonly columnAttributes: ReadonlySet<string>;
  /** Key of an attribute → whether the feed's columns are it. */
  readonly isColumnAttribute: (attributeId: number) => boolean;
  /** Whether the feed has a SKU. */
  readonly hasSku: (sku: string) => boolean;
}

/**
 * The changes that bring the catalog to a unit: one for its product; and one for each product in which some of its
 * variants stand already, for a variant never moves to another.
 *
 * @param now Milliseconds since the epoch.
 */
export function compareUnit(
  keyed: KeyedUnit,
  state: CatalogState,
  scope: FeedScope,
  now: number,
): UnitChange[] {
  const { variants } = keyed.unit;
  const states = variants.map(({ row }) => state.variants.get(row.sku) ?? null);
  const home = states.find((one) => one !== null)?.productId;
  const groups = Map.groupBy(
    variants.map((variant, i) => ({ variant, state: states[i]!, optionValues: keyed.options[i]! })),
    ({ state }) => state?.productId ?? home ?? 0,
  );
  return [...groups].flatMap(([productId, members]) => {
    const product = state.products.get(productId) ?? null;
    // Of several units in one product, that of its first variant speaks for it.
    const leader = product?.skus.find(scope.hasSku);
    const isHome = product === null || members.some(({ variant }) => variant.row.sku === leader);
    const changes = members.map((member) => compareVariant(member, scope, isHome, now)).filter((one) =>
      one !== null
    );
    const change = {
      keyed,
      product,
      ...compareProduct(keyed, isHome ? product : "foreign", scope),
      variants: changes,
    };
    const isNothing = changes.length === 0 && !change.brand && !change.text && !change.category &&
      !change.values;
    return isNothing ? [] : [change];
  });
}

/** @param product Null: it is new; "foreign": another that a variant of the unit stands in. */
function compareProduct(
  { unit, values, categoryId }: KeyedUnit,
  product: ProductState | null | "foreign",
  scope: FeedScope,
): Pick<UnitChange, "brand" | "text" | "category" | "values"> {
  if (product === "foreign") return { brand: false, text: false, category: false, values: false };
  if (product === null) return { brand: true, text: true, category: true, values: true };
  const { columns } = scope;
  const { text } = product;
  return {
    brand: columns.has("brand") && product.brand !== unit.brand,
    text: text === null || text.title !== unit.title ||
      (columns.has("description") && text.description !== unit.description),
    category: unit.category.length > 0 && product.categoryId !== categoryId,
    values: values.includes(null) || !hasValues(product, values, scope),
  };
}

/** Whether a product has exactly these values, those of attributes aside that the feed does not speak of. */
function hasValues(product: ProductState, values: readonly FoundValue[], scope: FeedScope): boolean {
  const wanted = new Set(values.map((value) => value!.valueId));
  for (const id of wanted) if (!product.values.has(id)) return false;
  return keptValues(product, scope).every((id) => !wanted.has(id)) &&
    product.values.size - keptValues(product, scope).length === wanted.size;
}

/** The values of a product that its feed does not speak of. */
export function keptValues(product: ProductState, scope: FeedScope): number[] {
  if (scope.columns.has("product_detail")) return [];
  return [...product.values].filter(([, attribute]) => !scope.isColumnAttribute(attribute)).map(([id]) => id);
}

function compareVariant(
  { variant, state, optionValues }: {
    readonly variant: UnitVariant;
    readonly state: VariantState | null;
    readonly optionValues: readonly FoundValue[];
  },
  { columns }: FeedScope,
  isHome: boolean,
  now: number,
): VariantChange | null {
  const { row } = variant;
  if (state === null) {
    const prices = planPrices(row, [], [], now);
    return { variant, optionValues, state, columns: true, options: true, availability: true, prices };
  }
  const change: VariantChange = {
    variant,
    optionValues,
    state,
    columns: !hasColumns(row, state, columns),
    // One that stands in another product is told from that one's variants by what it has there.
    options: isHome && !(optionValues.length === state.options.size &&
      optionValues.every((value) => value !== null && state.options.has(value.valueId))),
    availability: columns.has("availability") && !isAvailable(row.availability, state),
    prices: planPrices(row, state.windows, state.history, now),
  };
  return change.columns || change.options || change.availability || change.prices ? change : null;
}

/** Low stock is in stock: feeds have no word for it. */
function isAvailable(
  wanted: FeedRow["availability"],
  { availability, marketAvailability }: VariantState,
): boolean {
  const there: Availability = marketAvailability ?? availability;
  return there === wanted || (wanted === "in_stock" && there === "low_stock");
}

function hasColumns(row: FeedRow, state: VariantState, columns: ReadonlySet<FeedColumn>): boolean {
  const wanted = columnsOf(row, state, columns);
  return wanted.gtin === state.gtin && wanted.mpn === state.mpn && wanted.weightGrams === state.weightGrams &&
    wanted.unitAmount === state.unitAmount && wanted.unit === state.unit;
}

/** A variant's columns as they are to be: those that the feed has no column for stay. */
export function columnsOf(
  row: FeedRow,
  state: VariantState | null,
  columns: ReadonlySet<FeedColumn>,
): Pick<VariantState, "gtin" | "mpn" | "weightGrams" | "unitAmount" | "unit"> {
  const weighs = columns.has("shipping_weight") || columns.has("product_weight");
  const measures = columns.has("unit_pricing_measure");
  return {
    gtin: columns.has("gtin") || !state ? row.gtin : state.gtin,
    mpn: columns.has("mpn") || !state ? row.mpn : state.mpn,
    weightGrams: weighs || !state ? row.weightGrams : state.weightGrams,
    unitAmount: measures || !state ? row.unitMeasure?.amount ?? null : state.unitAmount,
    unit: measures || !state ? row.unitMeasure?.unit ?? null : state.unit,
  };
}
