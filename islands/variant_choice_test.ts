import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { keepsOthers, nearestVariant } from "./variant_choice.ts";

const order = ["colour", "size", "fabric"];

const variant = (colour: string, size: string, fabric = "linen", availability = "in_stock") => (
  { options: { colour, size, fabric }, availability }
);

describe("nearestVariant", () => {
  it("keeps all other options where it can", () => {
    const wanted = variant("sage", "m");
    const variants = [variant("sage", "s"), wanted, variant("clay", "m")];
    expect(nearestVariant(variants, order, variant("clay", "m").options, "colour", "sage")).toBe(wanted);
  });

  it("keeps more options rather than earlier ones", () => {
    const two = variant("sage", "m", "wool");
    const variants = [variant("clay", "l", "wool"), two];
    const current = { colour: "sage", size: "m", fabric: "linen" };
    expect(nearestVariant(variants, order, current, "fabric", "wool")).toBe(two);
  });

  it("of variants that keep equally many keeps the earlier option", () => {
    const colour = variant("clay", "s", "wool");
    const variants = [variant("sage", "m", "wool"), colour];
    const current = { colour: "clay", size: "m", fabric: "linen" };
    expect(nearestVariant(variants, order, current, "fabric", "wool")).toBe(colour);
  });

  it("of equally near variants takes one that can be bought, then the first", () => {
    const first = variant("sage", "s");
    const variants = [variant("sage", "l", "linen", "out_of_stock"), first, variant("sage", "xl")];
    expect(nearestVariant(variants, order, { colour: "clay", size: "m", fabric: "wool" }, "colour", "sage"))
      .toBe(first);
  });

  it("rather keeps an option than finds one that can be bought", () => {
    const same = variant("sage", "m", "linen", "out_of_stock");
    const variants = [variant("sage", "s"), same];
    expect(nearestVariant(variants, order, variant("clay", "m").options, "colour", "sage")).toBe(same);
  });

  it("is null when no variant has the value", () => {
    expect(nearestVariant([variant("sage", "m")], order, variant("sage", "m").options, "size", "xs")).toBe(
      null,
    );
  });

  it("always has the wanted value, and the current variant is its own nearest", () => {
    const value = fc.constantFrom("a", "b", "c");
    const any = fc.record({
      options: fc.record({ colour: value, size: value, fabric: value }),
      availability: fc.constantFrom("in_stock", "out_of_stock"),
    });
    fc.assert(fc.property(
      fc.uniqueArray(any, { minLength: 1, selector: ({ options }) => JSON.stringify(options) }),
      fc.constantFrom(...order),
      value,
      (variants, option, wanted) => {
        const current = variants[0]!;
        const found = nearestVariant(variants, order, current.options, option, wanted);
        const exists = variants.some(({ options }) => options[option as "size"] === wanted);
        expect(found?.options[option as "size"]).toBe(exists ? wanted : undefined);
        const own = current.options[option as "size"];
        expect(nearestVariant(variants, order, current.options, option, own)).toBe(current);
      },
    ));
  });
});

describe("keepsOthers", () => {
  it("is about all options but the chosen one", () => {
    const current = variant("sage", "m").options;
    expect(keepsOthers(variant("clay", "m"), current, "colour")).toBe(true);
    expect(keepsOthers(variant("clay", "s"), current, "colour")).toBe(false);
  });
});
