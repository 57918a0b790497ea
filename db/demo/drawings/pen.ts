import { isColour, lightness, materials, mix, palette, type Tone } from "./palette.ts";
import { grainTile, materialTile, patternTile, type Tile } from "./patterns.ts";
import { createRandom, type Random } from "./random.ts";
import { ellipse, num, path } from "./svg.ts";

/** What a pen draws with. */
export interface PenOptions {
  readonly colour: string;
  readonly pattern: string;
  readonly material?: string;
  readonly seed: number;
  /** Which kind of its shape is drawn; without it the lot decides. */
  readonly style?: string;
}

/** A gradient stop: offset in percent, colour, opacity. */
export type Stop = readonly [number, string, number?];

/** An outline: colour, width, opacity. */
export type Edge = readonly [string, number, number];

/** Gathers gradients and patterns; equal ones are kept once. */
class Definitions {
  readonly #ids = new Map<string, string>();

  use(tag: string, attributes: string, content: string): string {
    const key = `${tag} ${attributes}>${content}</${tag}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = `a${this.#ids.size.toString(36)}`;
      this.#ids.set(key, id);
    }
    return `url(#${id})`;
  }

  toString(): string {
    const all = [...this.#ids].map(([key, id]) => `<${key.replace(" ", ` id="${id}" `)}>`);
    return all.length === 0 ? "" : `<defs>${all.join("")}</defs>`;
  }
}

const woods: Record<string, Tone> = {
  oak: palette.oak,
  walnut: palette.walnut,
  ash: materials.ash,
  beech: materials.ash,
  pine: materials.pine,
  bamboo: materials.bamboo,
  rattan: materials.rattan,
};

const metals: Record<string, Tone> = {
  brass: palette.brass,
  steel: materials.steel,
  aluminium: materials.steel,
  copper: materials.copper,
  "cast-iron": materials.iron,
};

const shiny = new Set(["brass", "steel", "aluminium", "copper", "glass", "porcelain"]);

/** Colours, gradients, patterns and chance for one object of a picture. */
export class Pen {
  readonly random: Random;
  readonly tone: Tone;
  readonly wood: Tone;
  readonly metal: Tone;
  readonly clear: boolean;
  readonly glossy: boolean;
  readonly dark: boolean;
  readonly options: PenOptions;
  readonly #definitions: Definitions;

  constructor(options: PenOptions, sharedWith?: Pen) {
    if (!isColour(options.colour)) {
      throw new Error(
        `Unknown colour "${options.colour}": expected one of ${Object.keys(palette).join(", ")}`,
      );
    }
    const { colour, material = "" } = options;
    this.options = options;
    this.#definitions = sharedWith ? sharedWith.#definitions : new Definitions();
    this.random = createRandom(options.seed);
    this.tone = palette[colour];
    const chosen = this.random.pick([palette.oak, palette.oak, palette.walnut, materials.ash]);
    this.wood = colour === "oak" || colour === "walnut" ? this.tone : woods[material] ?? chosen;
    const metal = this.random.pick([palette.brass, materials.iron]);
    this.metal = colour === "brass" ? this.tone : metals[material] ?? metal;
    this.clear = colour === "clear";
    this.glossy = shiny.has(material) || colour === "brass" || this.clear;
    this.dark = lightness(this.tone.base) < 0.42;
  }

  /** Another pen for the same picture, with other colours or chance. */
  like(options: Partial<PenOptions>): Pen {
    return new Pen({ ...this.options, pattern: "plain", material: "", style: undefined, ...options }, this);
  }

  /** The style asked for if it is one of these, else the one that fell by lot. */
  style<const T extends string>(styles: readonly T[], lot: NoInfer<T>): T {
    return styles.find((one) => one === this.options.style) ?? lot;
  }

  /** The gradients and patterns used so far. */
  get definitions(): string {
    return this.#definitions.toString();
  }

  /** A linear gradient from one point of the shape's box to another (in percent). */
  gradient(stops: readonly Stop[], from: readonly [number, number], to: readonly [number, number]): string {
    const line = `x1="${from[0]}%" y1="${from[1]}%" x2="${to[0]}%" y2="${to[1]}%"`;
    return this.#definitions.use("linearGradient", line, this.#stops(stops));
  }

  /** A radial gradient in the shape's box. */
  radial(stops: readonly Stop[], cx = 50, cy = 50, r = 50): string {
    const circle = `cx="${cx}%" cy="${cy}%" r="${r}%"`;
    return this.#definitions.use("radialGradient", circle, this.#stops(stops));
  }

  #stops(stops: readonly Stop[]): string {
    return stops.map(([offset, colour, opacity]) =>
      `<stop offset="${num(offset)}%" stop-color="${colour}"${
        opacity === undefined ? "" : ` stop-opacity="${opacity}"`
      }/>`
    ).join("");
  }

  /** Round upright things: light on the left, shade on the right. */
  across(tone: Tone = this.tone): string {
    const { base, light, dark } = tone;
    if (this.clear && tone === this.tone) {
      return this.gradient(
        [[0, dark, 0.55], [14, light, 0.5], [50, base, 0.28], [84, light, 0.45], [
          100,
          dark,
          0.6,
        ]],
        [0, 0],
        [100, 0],
      );
    }
    const crest = this.glossy ? mix(light, "#ffffff", 0.35) : light;
    return this.gradient([[0, mix(base, light, 0.35)], [26, crest], [58, base], [100, dark]], [0, 0], [
      100,
      0,
    ]);
  }

  /** Upright faces: light above, shade below. */
  down(tone: Tone = this.tone): string {
    return this.gradient([[0, mix(tone.base, tone.light, 0.45)], [100, mix(tone.base, tone.dark, 0.3)]], [
      0,
      0,
    ], [
      20,
      100,
    ]);
  }

  /** Large faces: from the lit upper left to the shaded lower right. */
  lit(tone: Tone = this.tone): string {
    if (this.clear && tone === this.tone) {
      return this.gradient([[0, tone.light, 0.75], [50, tone.base, 0.4], [100, tone.dark, 0.6]], [0, 0], [
        100,
        100,
      ]);
    }
    return this.gradient([[0, tone.light], [45, tone.base], [100, mix(tone.base, tone.dark, 0.75)]], [0, 0], [
      100,
      100,
    ]);
  }

  /** Shaded faces. */
  shade(tone: Tone = this.tone): string {
    return this.gradient([[0, mix(tone.base, tone.dark, 0.6)], [100, tone.dark]], [0, 0], [30, 100]);
  }

  /** Stuffed or spherical things: lit from the upper left. */
  ball(tone: Tone = this.tone): string {
    if (this.clear && tone === this.tone) {
      return this.radial([[0, tone.light, 0.35], [70, tone.base, 0.35], [100, tone.dark, 0.75]], 42, 40, 62);
    }
    return this.radial([[0, tone.light], [45, tone.base], [100, mix(tone.base, tone.dark, 0.9)]], 34, 26, 85);
  }

  /** The tile of pattern or material laid over the product's own surfaces. */
  overlay(scale = 1, degrees = 0): string | undefined {
    const { tone, options: { pattern, material = "", colour } } = this;
    const ink = this.dark ? mix(tone.light, "#f7efe0", 0.6) : mix(tone.dark, "#2b2018", 0.12);
    const tile = patternTile(pattern, ink) ??
      (colour === "oak" || colour === "walnut"
        ? grainTile(tone.dark)
        : materialTile(material, this.dark ? tone.light : tone.dark));
    return tile && this.#tile(tile, scale, degrees);
  }

  /** Wood grain in a tone. */
  grain(tone: Tone = this.wood, scale = 1, degrees = 0): string {
    return this.#tile(grainTile(tone.dark), scale, degrees);
  }

  #tile(tile: Tile, scale: number, degrees: number): string {
    const moves = [degrees === 0 ? "" : `rotate(${num(degrees)})`, scale === 1 ? "" : `scale(${num(scale)})`]
      .filter(Boolean).join(" ");
    const transform = moves === "" ? "" : ` patternTransform="${moves}"`;
    return this.#definitions.use(
      "pattern",
      `width="${tile.width}" height="${tile.height}" patternUnits="userSpaceOnUse"${transform}`,
      tile.content,
    );
  }

  /** A filled path with the product's pattern laid over it, and a soft outline if an edge is given. */
  surface(data: string, fill: string, scale = 1, degrees = 0, edge?: Edge): string {
    const overlay = this.overlay(scale, degrees);
    const outline = edge
      ? `stroke="${edge[0]}" stroke-width="${num(edge[1])}" stroke-opacity="${edge[2]}"`
      : "";
    return overlay ? path(data, fill) + path(data, overlay, outline) : path(data, fill, outline);
  }

  /** A wooden path: tone with grain. */
  timber(data: string, fill: string, degrees = 0, tone: Tone = this.wood): string {
    return path(data, fill) + path(data, this.grain(tone, 1, degrees));
  }

  /** A soft shadow lying on the ground. */
  shadow(cx: number, cy: number, rx: number, ry: number, opacity = 0.34): string {
    const fill = this.radial([[0, "#3b2a1c", 1], [45, "#3b2a1c", 0.62], [100, "#3b2a1c", 0]]);
    return ellipse(cx, cy, rx, ry, fill, `opacity="${opacity}"`);
  }

  /** A pale cloud, as of a spray. */
  cloud(cx: number, cy: number, r: number): string {
    return ellipse(cx, cy, r, r * 0.6, this.radial([[0, "#ffffff", 0.75], [100, "#ffffff", 0]]));
  }

  /** Warm light around a lamp or a flame. */
  glow(cx: number, cy: number, r: number, opacity = 0.7): string {
    const fill = this.radial([[0, "#fff1c9", 0.95], [40, "#ffe6ae", 0.4], [100, "#ffe2a4", 0]]);
    return ellipse(cx, cy, r, r, fill, `opacity="${opacity}"`);
  }
}

/** How a shape stands in its picture. */
export type Stage = "floor" | "plinth" | "wall" | "ceiling" | "flat";

/** A drawable thing: standing shapes rest on y = 1000, centred on x = 600. */
export interface Shape extends Composition {
  readonly draw: (pen: Pen) => string;
  /** The styles that can be asked for, each with what it composes otherwise than the shape. */
  readonly styles?: Readonly<Record<string, Partial<Composition>>>;
}

/** How a shape stands in its picture, and how much room it takes. */
export interface Composition {
  readonly stage: Stage | ((pen: Pen) => Stage);
  /** Rough height above the ground, for composition. */
  readonly height: number;
  /** Rough width of a standing shape, for composition. */
  readonly width?: number;
}

/** The shapes of one category by name. */
export type ShapeTable = Record<string, Shape>;
