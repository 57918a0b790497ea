import { accent, chooseBackdrop, ground, plinth, wall } from "./backdrop.ts";
import type { Backdrop } from "./palette.ts";
import { type Composition, Pen, type Stage } from "./pen.ts";
import { roomAround } from "./room.ts";
import { shapeNamed } from "./shapes.ts";
import { ellipse, path, place, rect } from "./svg.ts";

/** What to draw of a product. */
export interface ProductDrawing {
  readonly shape: string;
  readonly colour: string;
  readonly pattern: string;
  readonly material?: string;
  readonly seed: number;
  /** One of the shape's styles; without it the seed decides. */
  readonly style?: string;
  readonly view: "studio" | "room";
}

function studio(pen: Pen, backdrop: Backdrop, shape: Composition, stage: Stage, object: string): string {
  const { seed } = pen.options;
  const size = 1200;
  const { height, width = 800 } = shape;
  const centred = (scale: number) => place(object, 600 - 600 * scale, 600 - 600 * scale, scale);
  if (stage === "wall") {
    return wall(pen, backdrop, size, size) + centred(Math.min(1.2, 900 / width, 880 / height));
  }
  if (stage === "flat") {
    const [light, dark] = backdrop.floor;
    const table = pen.gradient([[0, backdrop.wall[0]], [50, backdrop.wall[1]], [100, light]], [0, 0], [
      100,
      100,
    ]);
    return rect(0, 0, size, size, 0, table) + path("M0 1200L1200 640V1200Z", dark, 'opacity=".14"') +
      centred(Math.min(1.03, 960 / height));
  }
  if (stage === "ceiling") {
    return wall(pen, backdrop, size, size) + accent(pen, backdrop, seed, 1010) +
      ground(pen, backdrop, 1010, size, size) +
      ellipse(640, 1100, 330, 40, pen.radial([[0, backdrop.shadow, 0.2], [100, backdrop.shadow, 0]])) +
      place(object, 30, 10, 0.95);
  }
  const scale = Math.min(1.16, 930 / width, (stage === "plinth" ? 790 : 900) / height);
  const base = Math.min(1050, 630 + (height * scale) / 2);
  const horizon = base - (stage === "plinth" ? 90 : 120);
  const onPlinth = stage === "plinth" && seed % 3 === 0;
  const stand = onPlinth ? plinth(pen, backdrop, base, 500, size) : "";
  return wall(pen, backdrop, size, size) + accent(pen, backdrop, seed, horizon) +
    ground(pen, backdrop, onPlinth ? base + 60 : horizon, size, size) +
    stand + place(object, 600 - 600 * scale, base - 1000 * scale, scale);
}

/** Draws a product as a complete SVG picture, on a quiet studio backdrop or in a room. Throws for unknown words. */
export function drawProduct(options: ProductDrawing): string {
  const { draw, styles = {}, ...usual } = shapeNamed(options.shape);
  const { style } = options;
  if (style !== undefined && !Object.hasOwn(styles, style)) {
    const known = Object.keys(styles).join(", ") || "no style at all";
    throw new Error(`Unknown style "${style}" of the shape "${options.shape}": expected ${known}`);
  }
  const shape: Composition = { ...usual, ...(style !== undefined && styles[style]) };
  const pen = new Pen(options);
  const stage = typeof shape.stage === "function" ? shape.stage(pen) : shape.stage;
  const object = draw(pen);
  const backdrop = chooseBackdrop(options.seed, pen.tone.base);
  const picture = options.view === "studio"
    ? studio(pen, backdrop, shape, stage, object)
    : roomAround(pen, backdrop, { name: options.shape, height: shape.height, stage }, object);
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1200" stroke-linecap="round" stroke-linejoin="round">' +
    `${pen.definitions}${picture}</svg>`;
}
