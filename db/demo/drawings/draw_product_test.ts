import { expect } from "@std/expect";
import { describe, it } from "@std/testing/bdd";
import { drawProduct } from "./draw_product.ts";
import { drawScene, type SceneName } from "./draw_scene.ts";
import { shapes } from "./shapes.ts";

const looks = [
  { colour: "terracotta", pattern: "plain", material: "linen", seed: 1 },
  { colour: "navy", pattern: "check", seed: 42 },
  { colour: "oak", pattern: "plain", material: "oak", seed: 7 },
  { colour: "clear", pattern: "plain", material: "glass", seed: 1234567 },
  { colour: "chalk", pattern: "leaf", material: "boucle", seed: 90 },
];

const scenes: SceneName[] = ["living", "bedroom", "table", "kitchen", "bath", "garden", "studio", "hall"];

/** Checks that every element of a text is closed in order, and that every gradient or pattern it uses exists. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  for (
    const [, closing, name = "", attributes = "", empty] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*?)(\/?)>/g)
  ) {
    expect(attributes.replaceAll(/ [a-zA-Z][\w:-]*="[^"<>]*"/g, "")).toBe("");
    if (closing) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg.startsWith("<svg xmlns=")).toBe(true);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
}

describe("drawProduct", () => {
  for (const shape of Object.keys(shapes)) {
    it(`draws ${shape} in every look: well formed, small, always the same`, () => {
      for (const look of looks) {
        for (const view of ["studio", "room"] as const) {
          const svg = drawProduct({ shape, view, ...look });
          expectWellFormed(svg);
          expect(svg.length).toBeLessThan(12_000);
          expect(drawProduct({ shape, view, ...look })).toBe(svg);
        }
      }
    });
  }

  for (const [shape, { styles = {} }] of Object.entries(shapes)) {
    for (const style of Object.keys(styles)) {
      it(`draws ${shape} as ${style}: well formed, and unlike its other styles`, () => {
        const draw = (view: "studio" | "room", style: string) =>
          looks.map((look) => drawProduct({ shape, view, style, ...look }));
        for (const svg of [...draw("studio", style), ...draw("room", style)]) {
          expectWellFormed(svg);
          expect(svg.length).toBeLessThan(20_000);
        }
        for (const other of Object.keys(styles).filter((one) => one !== style)) {
          expect(draw("studio", other)).not.toEqual(draw("studio", style));
        }
      });
    }
  }

  it("varies with the seed", () => {
    const draw = (seed: number) =>
      drawProduct({ shape: "vase", colour: "sage", pattern: "plain", seed, view: "studio" });
    expect(draw(1)).not.toBe(draw(2));
  });

  it("refuses unknown words", () => {
    const known = { shape: "vase", colour: "sage", pattern: "plain", seed: 1, view: "studio" } as const;
    expect(() => drawProduct({ ...known, shape: "spaceship" })).toThrow('Unknown shape "spaceship"');
    expect(() => drawProduct({ ...known, shape: "constructor" })).toThrow("Unknown shape");
    expect(() => drawProduct({ ...known, colour: "infrared" })).toThrow('Unknown colour "infrared"');
    expect(() => drawProduct({ ...known, pattern: "tartan" })).toThrow('Unknown pattern "tartan"');
    expect(() => drawProduct({ ...known, style: "tripod" })).toThrow(
      'Unknown style "tripod" of the shape "vase": expected bottle, ball, amphora, cylinder, ring, jug, drop',
    );
    expect(() => drawProduct({ ...known, style: "constructor" })).toThrow("Unknown style");
    expect(() => drawProduct({ ...known, shape: "robe", style: "tripod" })).toThrow("expected shawl");
    expect(() => drawProduct({ ...known, shape: "room-spray", style: "x" })).toThrow(
      "expected no style at all",
    );
  });
});

describe("drawScene", () => {
  for (const scene of scenes) {
    it(`composes ${scene} in both formats`, () => {
      for (const format of ["wide", "square"] as const) {
        for (const seed of [0, 1, 2, 3]) {
          const svg = drawScene({ scene, seed, format });
          expectWellFormed(svg);
          expect(svg.length).toBeLessThan(40_000);
          expect(drawScene({ scene, seed, format })).toBe(svg);
        }
      }
    });
  }
});
