import { num } from "./svg.ts";

/** A repeating tile: its size and its content. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

type Weave = (ink: string) => Tile;

const fill = (data: string, ink: string, opacity: number) =>
  `<path d="${data}" fill="${ink}" opacity="${num(opacity * 10) === "0" ? 0 : opacity}"/>`;

const thread = (data: string, ink: string, width: number, opacity: number) =>
  `<path d="${data}" fill="none" stroke="${ink}" stroke-width="${width}" opacity="${opacity}"/>`;

const leaf = "c14-12 16-30 0-46c-16 16-14 34 0 46z";

const weaves: Record<string, Weave> = {
  stripe: (ink) => ({ width: 64, height: 64, content: fill("M8 0h20v64h-20zM42 0h5v64h-5z", ink, 0.55) }),
  check: (ink) => ({
    width: 72,
    height: 72,
    content: fill("M0 0h36v72h-36z", ink, 0.3) + fill("M0 0h72v36h-72z", ink, 0.3),
  }),
  dot: (ink) => ({
    width: 64,
    height: 64,
    content:
      `<g fill="${ink}" opacity=".6"><circle cx="16" cy="16" r="8"/><circle cx="48" cy="48" r="8"/></g>`,
  }),
  herringbone: (ink) => ({
    width: 48,
    height: 24,
    content: thread("M0 0l24 24l24-24M0 12l12 12M48 12l-12 12M12 0l12 12l12-12", ink, 4, 0.5),
  }),
  grid: (ink) => ({ width: 66, height: 66, content: thread("M33 0v66M0 33h66", ink, 4, 0.6) }),
  wave: (ink) => ({
    width: 96,
    height: 44,
    content: thread("M0 22q24-26 48 0t48 0", ink, 6, 0.55),
  }),
  leaf: (ink) => ({
    width: 110,
    height: 110,
    content: `<g fill="${ink}" opacity=".55"><path d="M28 58${leaf}" transform="rotate(32 28 35)"/>` +
      `<path d="M82 112${leaf}" transform="rotate(-32 82 90)"/></g>`,
  }),
};

const textures: Record<string, Weave> = {
  weave: (ink) => ({ width: 12, height: 12, content: thread("M0 3h12M3 0v12M0 9h6", ink, 1.2, 0.22) }),
  loop: (ink) => ({
    width: 30,
    height: 26,
    content: thread("M4 8q4-8 8 0M18 5q4-7 8 1M11 20q4-8 8 0M24 22q4-6 7 0M0 22q3-6 5-2", ink, 3, 0.28),
  }),
  plait: (ink) => ({
    width: 36,
    height: 24,
    content: thread("M0 6h16M20 18h16M0 0v12M18 12v12M18 0v4M36 16v8", ink, 4, 0.3),
  }),
  speckle: (ink) => ({
    width: 90,
    height: 90,
    content:
      `<path d="M12 20h0M50 8h0M76 34h0M30 58h0M62 72h0M84 82h0M8 80h0M46 40h0" stroke="${ink}" stroke-width="4" opacity=".35"/>`,
  }),
  vein: (ink) => ({
    width: 420,
    height: 360,
    content: thread("M0 60q90 30 150 120t270 120M150 180q60-50 200-60M40 360q40-90 110-180", ink, 4, 0.25),
  }),
  grain: (ink) => ({
    width: 420,
    height: 56,
    content: thread("M0 9q110-7 210 0t210 0M0 27q120 6 240 0t180 0M0 45q100-8 200 0t220 0", ink, 2.5, 0.28),
  }),
};

const textureOf: Record<string, string> = {
  linen: "weave",
  cotton: "weave",
  hemp: "weave",
  wool: "loop",
  boucle: "loop",
  jute: "plait",
  rattan: "plait",
  stoneware: "speckle",
  concrete: "speckle",
  cork: "speckle",
  terracotta: "speckle",
  marble: "vein",
};

/** The pattern names of the vocabulary. */
export const patternNames: readonly string[] = ["plain", ...Object.keys(weaves)];

/** The tile of a pattern in the given ink, or undefined for "plain". Throws for an unknown pattern. */
export function patternTile(pattern: string, ink: string): Tile | undefined {
  if (pattern === "plain") return undefined;
  const weave = Object.hasOwn(weaves, pattern) ? weaves[pattern] : undefined;
  if (!weave) throw new Error(`Unknown pattern "${pattern}": expected one of ${patternNames.join(", ")}`);
  return weave(ink);
}

/** The quiet surface of a material (weave, loops, speckles, veins), if it has one. */
export function materialTile(material: string, ink: string): Tile | undefined {
  const name = Object.hasOwn(textureOf, material) ? textureOf[material] : undefined;
  return name === undefined ? undefined : textures[name]?.(ink);
}

/** The grain of a wooden surface. */
export function grainTile(ink: string): Tile {
  return textures.grain?.(ink) ?? { width: 1, height: 1, content: "" };
}
