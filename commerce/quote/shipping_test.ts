import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { type ShippingLine, shippingOptions, type ShippingQuestion } from "./shipping.ts";
import type { ShippingMethod, ShippingZone } from "./view.ts";

const france: ShippingZone = {
  id: 1,
  countries: ["FR"],
  regions: [],
  postalCodes: [],
  exceptPostalCodes: [],
};

const standard: ShippingMethod = {
  id: "standard",
  zoneId: 1,
  name: "Standard",
  basis: "weight",
  rates: [{ upTo: 2000, amountMinor: 490 }, { upTo: 30_000, amountMinor: 990 }],
  freeFromMinor: null,
  surcharges: [],
  excludes: [],
  cutOffMinutes: 840,
  handlingDays: 0,
  transitDays: { earliest: 2, latest: 3 },
  saturdays: false,
};

const lamp: ShippingLine = {
  sku: "LAMP",
  quantity: 1,
  kind: "physical",
  weightGrams: 1500,
  volumeCm3: 0,
  attributes: {},
  valueMinor: 5000,
};

/** Monday morning in Paris. */
function question(more: Partial<ShippingQuestion>): ShippingQuestion {
  return {
    market: { countries: ["FR"], timeZone: "Europe/Paris" },
    lines: [lamp],
    shipTo: { country: "FR", region: null, postalCode: null },
    zones: [france],
    methods: [standard],
    now: Date.parse("2026-06-15T10:00:00+02:00"),
    isHoliday: () => false,
    ...more,
  };
}

describe("shipping", () => {
  it("offers a method with its cost and its promise", () => {
    expect(shippingOptions(question({}))).toEqual({
      options: [{
        id: "standard",
        name: "Standard",
        amountMinor: 490,
        surchargesMinor: 0,
        promise: { earliest: "2026-06-17", latest: "2026-06-18" },
      }],
      unshippable: [],
    });
  });

  it("offers nothing, and misses nothing, without a destination or without goods", () => {
    const none = { options: [], unshippable: [] };
    expect(shippingOptions(question({ shipTo: null }))).toEqual(none);
    expect(shippingOptions(question({ lines: [] }))).toEqual(none);
    for (const kind of ["digital", "gift_card", "plan"] as const) {
      expect(shippingOptions(question({ lines: [{ ...lamp, kind }] }))).toEqual(none);
    }
  });

  it("orders by cost, then by the sooner end, then by the sooner beginning, then by id", () => {
    const to = (id: string, amountMinor: number, earliest: number, latest: number): ShippingMethod => ({
      ...standard,
      id,
      rates: [{ upTo: null, amountMinor }],
      transitDays: { earliest, latest },
    });
    const methods = [
      to("e", 900, 1, 1),
      to("d", 500, 2, 4),
      to("b", 500, 2, 3),
      to("c", 500, 1, 4),
      to("a", 500, 2, 4),
    ];
    expect(shippingOptions(question({ methods })).options.map(({ id }) => id)).toEqual([
      "b",
      "c",
      "a",
      "d",
      "e",
    ]);
  });

  it("does not offer what costs more than an amount may be", () => {
    const bulky = { attribute: "size", value: "xl", amountMinor: 10 ** 9, name: "Bulky" };
    const line = { ...lamp, weightGrams: 0, attributes: { size: ["xl"] } };
    const methods = [{ ...standard, rates: [{ upTo: null, amountMinor: 0 }], surcharges: [bulky] }];
    expect(
      shippingOptions(question({ methods, lines: [{ ...line, quantity: 999 }] })).options[0]?.amountMinor,
    )
      .toBe(999 * 10 ** 9);
    expect(shippingOptions(question({ methods, lines: [{ ...line, quantity: 1001 }] })))
      .toEqual({ options: [], unshippable: ["LAMP"] });
  });

  it("does not take names of Object for attributes", () => {
    const excludes = [{ attribute: "constructor", value: "name" }];
    expect(shippingOptions(question({ methods: [{ ...standard, excludes }] })).unshippable).toEqual([]);
  });

  const anyPair = fc.record({
    attribute: fc.constantFrom("size", "hazard"),
    value: fc.constantFrom("a", "b"),
  });
  const anyLine = fc.record({
    quantity: fc.integer({ min: 1, max: 999 }),
    kind: fc.constantFrom("physical", "physical", "digital"),
    weightGrams: fc.nat(3000),
    volumeCm3: fc.nat(3000),
    attributes: fc.dictionary(fc.constantFrom("size", "hazard"), fc.subarray(["a", "b"])),
    valueMinor: fc.nat(1_000_000),
  }) as fc.Arbitrary<Omit<ShippingLine, "sku">>;
  const anyMethod = fc.record({
    id: fc.constantFrom("pickup", "standard", "express"),
    zoneId: fc.integer({ min: 1, max: 3 }),
    basis: fc.constantFrom("weight", "volume", "value"),
    rates: fc.uniqueArray(fc.nat(400_000), { maxLength: 3 }).chain((steps) =>
      fc.record({ open: fc.boolean() }).map(({ open }) => [
        ...steps.sort((one, other) => one - other).map((upTo, at) => ({ upTo, amountMinor: 100 * (at + 1) })),
        ...(open ? [{ upTo: null, amountMinor: 2000 }] : []),
      ])
    ),
    freeFromMinor: fc.option(fc.nat(1_000_000)),
    surcharges: fc.array(anyPair.map((pair) => ({ ...pair, amountMinor: 300, name: "Bulky" })), {
      maxLength: 1,
    }),
    excludes: fc.array(anyPair, { maxLength: 1 }),
  }).map((row) => ({ ...standard, ...row }) as ShippingMethod);
  const anyQuestion = fc.record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }).map((lines) =>
      lines.map((line, at) => ({ ...line, sku: `S${at}` }))
    ),
    methods: fc.array(anyMethod, { maxLength: 5 }),
    zones: fc.constant([
      france,
      { ...france, id: 2, postalCodes: ["20*"] },
      { ...france, id: 3, exceptPostalCodes: ["20*"] },
    ]),
    shipTo: fc.record({
      country: fc.constantFrom("FR", "DE"),
      region: fc.constant(null),
      postalCode: fc.option(fc.constantFrom("20000", "75001", "nonsense")),
    }),
  }).map(question);

  it("either offers or names, never neither, each id and each SKU once", () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { options, unshippable } = shippingOptions(asked);
        const goods = asked.lines.filter(({ kind }) => kind === "physical").map(({ sku }) => sku);
        expect(goods.length === 0 || options.length > 0 || unshippable.length === goods.length).toBe(true);
        expect(goods).toEqual(expect.arrayContaining([...unshippable]));
        expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
        expect(new Set(unshippable).size).toBe(unshippable.length);
        for (const { amountMinor } of options) {
          expect(Number.isSafeInteger(amountMinor) && amountMinor >= 0).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("answers the same whatever the order of lines, methods with different ids and zones", () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const one = shippingOptions(asked);
        const other = shippingOptions({
          ...asked,
          lines: asked.lines.toReversed(),
          zones: asked.zones.toReversed(),
        });
        expect(other.options).toEqual(one.options);
        expect(other.unshippable.toReversed()).toEqual(one.unshippable);
      }),
      { numRuns: 1000 },
    );
  });

  it("carries what is left when the unshippable is taken out, at the same cost", () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const one = shippingOptions(asked);
        fc.pre(one.options.length > 0);
        const lines = asked.lines.filter(({ sku }) => !one.unshippable.includes(sku));
        expect(shippingOptions({ ...asked, lines })).toEqual({ options: one.options, unshippable: [] });
      }),
      { numRuns: 1000 },
    );
  });
});
