/** A colour in three steps of light. */
export interface Tone {
  readonly base: string;
  readonly light: string;
  readonly dark: string;
}

/** The colour codes of the shop's vocabulary. */
export type ColourCode =
  | "chalk"
  | "sand"
  | "stone"
  | "charcoal"
  | "ink"
  | "terracotta"
  | "mustard"
  | "olive"
  | "sage"
  | "forest"
  | "sky"
  | "navy"
  | "plum"
  | "blush"
  | "oak"
  | "walnut"
  | "brass"
  | "clear";

/** What each colour code looks like: body, lit side, shaded side. */
export const palette: Record<ColourCode, { base: string; light: string; dark: string }> = {
  chalk: { base: "#efe8db", light: "#fdfaf4", dark: "#cbc0ad" },
  sand: { base: "#d8c19c", light: "#ebdabb", dark: "#b1966e" },
  stone: { base: "#aea69a", light: "#cbc4b9", dark: "#857d72" },
  charcoal: { base: "#4b4a4b", light: "#6f6d6c", dark: "#2d2c2e" },
  ink: { base: "#2b303d", light: "#505769", dark: "#161a24" },
  terracotta: { base: "#bf6a4b", light: "#da8f70", dark: "#934a31" },
  mustard: { base: "#d09d3a", light: "#e7bf6b", dark: "#a47722" },
  olive: { base: "#7c7b48", light: "#9f9e69", dark: "#56562e" },
  sage: { base: "#98ab90", light: "#bccab4", dark: "#70856a" },
  forest: { base: "#34533f", light: "#577a64", dark: "#1f3529" },
  sky: { base: "#9dbdce", light: "#c6dce7", dark: "#7095aa" },
  navy: { base: "#2e4364", light: "#546d90", dark: "#1a2944" },
  plum: { base: "#6c4056", light: "#92657b", dark: "#472739" },
  blush: { base: "#dfb1a4", light: "#f1d2c8", dark: "#b98576" },
  oak: { base: "#c89e6b", light: "#e0bf93", dark: "#9e7545" },
  walnut: { base: "#7b5339", light: "#9f7555", dark: "#523521" },
  brass: { base: "#c1984b", light: "#ecd391", dark: "#886728" },
  clear: { base: "#d9e5e4", light: "#f6fbfa", dark: "#a5bbbc" },
};

/** Tones of things which are never the product's own colour: other woods, metals, leaves, paper. */
export const materials = {
  ash: { base: "#dcc6a2", light: "#eedfc3", dark: "#b59b73" },
  pine: { base: "#ddb984", light: "#efd5a9", dark: "#b48d57" },
  bamboo: { base: "#d4b577", light: "#e8d09c", dark: "#a88a4d" },
  rattan: { base: "#cda56d", light: "#e3c494", dark: "#9c7541" },
  steel: { base: "#b4b8b9", light: "#e3e6e6", dark: "#7d8386" },
  iron: { base: "#3b3a3a", light: "#5f5d5b", dark: "#222122" },
  copper: { base: "#bb7550", light: "#e0a382", dark: "#864a2d" },
  linen: { base: "#efe4d0", light: "#fcf6e9", dark: "#d1bf9f" },
  leaf: { base: "#5f7f5b", light: "#86a37e", dark: "#3f5c40" },
  eucalyptus: { base: "#7e9a8b", light: "#a8bdb0", dark: "#587465" },
  straw: { base: "#c9a468", light: "#e3c793", dark: "#9a763f" },
  wax: { base: "#f3e7d0", light: "#fffaf0", dark: "#d9c6a3" },
  paper: { base: "#f4efe6", light: "#fffdf8", dark: "#d8cfc0" },
} as const satisfies Record<string, Tone>;

/** One backdrop of the family: wall from lit to shaded, floor from lit to shaded, a quiet accent. */
export interface Backdrop {
  readonly wall: readonly [string, string];
  readonly floor: readonly [string, string];
  readonly accent: string;
  readonly shadow: string;
}

/** Warm off-whites, pale clay, pale sage and pale blue-grey: every picture stands on one of them. */
export const backdrops: Record<"linen" | "oat" | "clay" | "sage" | "mist", Backdrop> = {
  linen: {
    wall: ["#f7f1e7", "#eaded0"],
    floor: ["#e7dbca", "#d8c7b1"],
    accent: "#e0d2bd",
    shadow: "#5c4630",
  },
  oat: { wall: ["#f5f0e8", "#e6ddd1"], floor: ["#e0d6c8", "#cfc2b0"], accent: "#dacebd", shadow: "#54443a" },
  clay: { wall: ["#f4e8de", "#e8d6c7"], floor: ["#e2cfbf", "#d1b8a3"], accent: "#dec8b7", shadow: "#5e3826" },
  sage: { wall: ["#eceee5", "#dadecf"], floor: ["#d3d8c7", "#bec5b1"], accent: "#c9cfbb", shadow: "#38432f" },
  mist: { wall: ["#eaeeee", "#d6dee0"], floor: ["#cfd8da", "#b8c4c8"], accent: "#c3ced2", shadow: "#2f3f48" },
};

/** Tells whether a word is one of the shop's colour codes. */
export function isColour(code: string): code is ColourCode {
  return Object.hasOwn(palette, code);
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Mixes two hex colours: 0 gives the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const hex = a.map((v, i) => Math.round(v + ((b[i] ?? v) - v) * share).toString(16).padStart(2, "0"));
  return `#${hex.join("")}`;
}

/** Perceived lightness of a hex colour, 0 (black) to 1 (white). */
export function lightness(hex: string): number {
  const [r, g, b] = channels(hex);
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}

/** How far two hex colours are apart, 0 to about 1. */
export function distance(one: string, other: string): number {
  const a = channels(one);
  const b = channels(other);
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 441;
}
