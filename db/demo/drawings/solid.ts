import { mix, type Tone } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { d, path, polygon } from "./svg.ts";

/** A point in space: to the right, to the back, upwards. */
export type Point = readonly [x: number, y: number, z: number];

const angle = (27 * Math.PI) / 180;
const tilt = (17 * Math.PI) / 180;
const cos = Math.cos(angle);
const sin = Math.sin(angle);
const up = Math.cos(tilt);
const back = Math.sin(tilt);

/** Where a point in space falls in the picture: seen from the front right and a little above. */
export function project([x, y, z]: Point): [number, number] {
  return [600 + x * cos + y * sin, 1000 - z * up - (y * cos - x * sin) * back];
}

/** A flat face through points in space. */
export function face(points: readonly Point[]): string {
  return polygon(points.map(project));
}

/** How a block is painted. */
export interface BlockStyle {
  readonly tone: Tone;
  /** Stroke which rounds the edges of upholstery. */
  readonly soft?: number;
  /** Lay the product's pattern over the faces. */
  readonly patterned?: boolean;
}

/** An upright block between two corners: lit top, front, shaded right side. */
export function block(pen: Pen, low: Point, high: Point, style: BlockStyle): string {
  const [x0, y0, z0] = low;
  const [x1, y1, z1] = high;
  const { tone, soft = 0, patterned = false } = style;
  const top = mix(tone.base, tone.light, 0.75);
  const side = mix(tone.base, tone.dark, 0.75);
  const draw = (points: Point[], fill: string, edge: string) => {
    const data = face(points);
    const rounding = soft > 0 ? `stroke="${edge}" stroke-width="${soft}"` : "";
    const overlay = patterned ? pen.overlay() : undefined;
    return path(data, fill, rounding) + (overlay ? path(data, overlay) : "");
  };
  return draw([[x1, y0, z0], [x1, y1, z0], [x1, y1, z1], [x1, y0, z1]], pen.shade(tone), side) +
    draw([[x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1]], pen.down(tone), tone.base) +
    draw([[x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1]], top, top);
}

/** A straight leg or rod from one point to another, thinner or thicker at its ends. */
export function rod(pen: Pen, from: Point, to: Point, w0: number, w1: number, tone: Tone): string {
  const [ax, ay] = project(from);
  const [bx, by] = project(to);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const nx = -(by - ay) / length / 2;
  const ny = (bx - ax) / length / 2;
  return path(
    d`M${ax + nx * w0} ${ay + ny * w0}L${bx + nx * w1} ${by + ny * w1}L${bx - nx * w1} ${by - ny * w1}L${
      ax - nx * w0
    } ${ay - ny * w0}Z`,
    pen.across(tone),
  );
}
