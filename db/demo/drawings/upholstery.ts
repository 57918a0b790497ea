import type { Pen } from "./pen.ts";
import { d, path, puff } from "./svg.ts";

/** A tapered leg seen from the front, leaning outwards by `lean`. */
export function leg(pen: Pen, x: number, top: number, lean: number, w = 26): string {
  return path(d`M${x - w / 2} ${top}h${w}L${x + lean + w * 0.3} 1000h${-w * 0.6}Z`, pen.across(pen.wood));
}

/** An upholstered piece: shape, pattern, and a seam along its lower edge. */
export function upholstery(pen: Pen, x: number, y: number, w: number, h: number, r: number, bow = 8): string {
  return pen.surface(puff(x, y, w, h, r, bow), pen.lit(), 1, 0, [pen.tone.dark, 3, 0.5]);
}

/** The shadow in a fold between two cushions. */
export function crease(pen: Pen, x0: number, x1: number, y: number): string {
  return path(d`M${x0} ${y}Q${(x0 + x1) / 2} ${y + 26} ${x1} ${y}Z`, pen.tone.dark, 'opacity=".4"');
}
