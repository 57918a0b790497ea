import type { Backdrop } from "../palette.ts";
import { backdrops } from "../palette.ts";
import { Pen, type PenOptions } from "../pen.ts";
import { shapeNamed } from "../shapes.ts";
import { mix } from "../palette.ts";
import { d, line, path, place, rect } from "../svg.ts";

/** The area every scene is composed in. */
export const stageWidth = 1920;
export const stageHeight = 1080;

/** How far walls and skies reach above the stage, for square pictures. */
export const headroom = 420;

/** Colours which belong together in one scene. */
export interface Scheme {
  readonly backdrop: Backdrop;
  readonly main: string;
  readonly second: string;
  readonly accent: string;
  readonly quiet: string;
}

const schemes: readonly [Scheme, ...Scheme[]] = [
  { backdrop: backdrops.linen, main: "sage", second: "terracotta", accent: "mustard", quiet: "chalk" },
  { backdrop: backdrops.clay, main: "forest", second: "blush", accent: "brass", quiet: "chalk" },
  { backdrop: backdrops.sage, main: "sand", second: "olive", accent: "terracotta", quiet: "chalk" },
  { backdrop: backdrops.mist, main: "navy", second: "sand", accent: "mustard", quiet: "chalk" },
];

/** A set under construction: a pen, a scheme, and shapes put where they stand. */
export class SceneSet {
  readonly pen: Pen;
  readonly scheme: Scheme;

  constructor(readonly seed: number) {
    this.pen = new Pen({ colour: "chalk", pattern: "plain", seed });
    this.scheme = schemes[Math.abs(Math.trunc(seed)) % schemes.length] ?? schemes[0];
  }

  /** A shape of the shop with its foot on (x, y). */
  put(
    shape: string,
    options: Partial<PenOptions>,
    x: number,
    y: number,
    scale: number,
    mirrored = false,
  ): string {
    const object = shapeNamed(shape).draw(this.pen.like({ seed: 1, ...options }));
    return place(object, x - (mirrored ? -600 : 600) * scale, y - 1000 * scale, scale, mirrored);
  }

  /** A shape seen from above, laid on the floor around (x, y). */
  lay(shape: string, options: Partial<PenOptions>, x: number, y: number, scale: number, flat = 0.26): string {
    const object = shapeNamed(shape).draw(this.pen.like({ seed: 1, ...options }));
    const height = scale * flat;
    return `<g transform="matrix(${scale} 0 0 ${Math.round(height * 1000) / 1000} ${
      Math.round(x - 600 * scale)
    } ${Math.round(y - 600 * height)})">${object}</g>`;
  }

  /** A rug in perspective: its far edge on `y0`, its near edge on `y1`, centred on x. */
  carpet(look: Partial<PenOptions>, x: number, y0: number, y1: number, width: number): string {
    const pen = this.pen.like({ seed: 1, ...look });
    const { tone } = pen;
    const lean = (y1 - y0) * 0.55;
    const edge = (inset: number) => {
      const k = inset * 0.35;
      const left = x - width / 2 + inset;
      const right = x + width / 2 - inset;
      return d`M${left} ${y0 + k}H${right}L${right + lean} ${y1 - k}H${left - lean}Z`;
    };
    let fringe = "";
    const count = Math.round((y1 - y0) / 7);
    for (let i = 0; i <= count; i++) {
      const t = i / count;
      const y = y0 + (y1 - y0) * t;
      const reach = width / 2 + lean * t;
      fringe += d`M${x - reach} ${y}h-24M${x + reach} ${y}h24`;
    }
    const ink = mix(tone.dark, tone.base, 0.3);
    return path(edge(-4), "#3b2a1c", 'opacity=".2" transform="translate(6 9)"') +
      line(fringe, tone.light, 4) +
      pen.surface(edge(0), pen.gradient([[0, tone.base], [100, tone.light]], [0, 0], [20, 100])) +
      line(edge(46), ink, 9, 'opacity=".5"') + line(edge(78), ink, 3, 'opacity=".5"');
  }

  /** Broad slanted daylight over the whole scene. */
  daylight(x: number, opacity = 0.3): string {
    const fill = this.pen.gradient([[0, "#fffaf0", 0.9], [100, "#fffaf0", 0]], [0, 0], [50, 100]);
    return path(`M${x} 0H${x + 300}L${x + 820} 1080H${x + 420}Z`, fill, `opacity="${opacity}"`) +
      path(`M${x + 350} 0H${x + 470}L${x + 1010} 1080H${x + 880}Z`, fill, `opacity="${opacity}"`);
  }

  /** A curtain falling from the top, between x and x + w. */
  curtain(x: number, w: number, bottom: number): string {
    const [light, dark] = this.scheme.backdrop.wall;
    const cloth = {
      base: mix(light, "#ffffff", 0.35),
      light: "#fffdf8",
      dark: mix(dark, this.scheme.backdrop.floor[1], 0.45),
    };
    const folds = 5;
    return Array.from(
      { length: folds },
      (_, i) =>
        rect(x + (i * w) / folds, -headroom, w / folds + 1, bottom + headroom, 0, this.pen.across(cloth)),
    ).join("");
  }
}
