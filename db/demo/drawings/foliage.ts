import { materials, type Tone } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { d, line, path } from "./svg.ts";

const rad = Math.PI / 180;

/** Outline of a leaf from its stem (x, y) pointing along an angle (0 is up, positive to the right). */
export function leafOutline(x: number, y: number, length: number, width: number, degrees: number): string {
  const ux = Math.sin(degrees * rad) * length;
  const uy = -Math.cos(degrees * rad) * length;
  const wx = (-uy / length) * width;
  const wy = (ux / length) * width;
  const out = 0.25;
  const tip = 0.8;
  return d`M${x} ${y}c${ux * out - wx * 0.75} ${uy * out - wy * 0.75} ${ux * tip - wx * 0.55} ${
    uy * tip - wy * 0.55
  } ${ux} ${uy}c${ux * (tip - 1) + wx * 0.55} ${uy * (tip - 1) + wy * 0.55} ${ux * (out - 1) + wx * 0.75} ${
    uy * (out - 1) + wy * 0.75
  } ${-ux} ${-uy}z`;
}

/** A leaf from its stem (x, y) pointing along an angle. */
export function leaf(
  x: number,
  y: number,
  length: number,
  width: number,
  degrees: number,
  fill: string,
): string {
  return path(leafOutline(x, y, length, width, degrees), fill);
}

/** A point on a quadratic curve. */
function along(p: readonly number[], t: number): [number, number, number] {
  const [x0 = 0, y0 = 0, cx = 0, cy = 0, x1 = 0, y1 = 0] = p;
  const s = 1 - t;
  const dx = 2 * s * (cx - x0) + 2 * t * (x1 - cx);
  const dy = 2 * s * (cy - y0) + 2 * t * (y1 - cy);
  return [
    s * s * x0 + 2 * s * t * cx + t * t * x1,
    s * s * y0 + 2 * s * t * cy + t * t * y1,
    Math.atan2(dx, -dy) / rad,
  ];
}

/** A bent branch with leaves left and right. */
export function branch(
  from: readonly [number, number],
  bend: readonly [number, number],
  to: readonly [number, number],
  leaves: { count: number; length: number; width: number; tone: Tone; stem?: string; spread?: number },
): string {
  const curve = [...from, ...bend, ...to];
  const { count, length, width, tone, stem = tone.dark, spread = 52 } = leaves;
  let lit = "";
  let shaded = "";
  for (let i = 0; i < count; i++) {
    const [x, y, angle] = along(curve, 0.3 + (0.66 * i) / Math.max(1, count - 1));
    const left = i % 2 === 0;
    const size = 1 - (0.35 * i) / count;
    const outline = leafOutline(x, y, length * size, width * size, angle + (left ? -spread : spread));
    if (left) lit += outline;
    else shaded += outline;
  }
  const [x, y, angle] = along(curve, 1);
  return line(d`M${from[0]} ${from[1]}Q${bend[0]} ${bend[1]} ${to[0]} ${to[1]}`, stem, 5) +
    path(shaded, tone.base) +
    path(lit + leafOutline(x, y, length * 0.7, width * 0.7, angle), tone.light);
}

/** The kinds of plant a pot may hold. */
export type PlantKind = "rubber" | "snake" | "palm" | "olive";

/** A plant growing from (x, y): its spread is about `size` wide and tall. */
export function plant(pen: Pen, kind: PlantKind, x: number, y: number, size: number): string {
  const { random } = pen;
  const tone = materials.leaf;
  let out = "";
  if (kind === "snake") {
    const blades = random.whole(6, 8);
    for (let i = 0; i < blades; i++) {
      const t = i / (blades - 1) - 0.5;
      const tall = size * random.between(0.72, 1) * (1 - Math.abs(t) * 0.5);
      const fill = pen.gradient(
        [[0, tone.dark], [45, i % 2 === 0 ? tone.base : tone.light], [100, tone.dark]],
        [0, 0],
        [100, 0],
      );
      out += leaf(x + t * size * 0.3, y, tall, size * 0.075, t * 44, fill);
    }
    return out;
  }
  const sides = ["", ""];
  if (kind === "palm") {
    const fronds = 9;
    for (let i = 0; i < fronds; i++) {
      const t = ((i * 5) % fronds) / (fronds - 1) - 0.5;
      const reach = t * size * 1.05;
      const tipY = y - size * (0.92 - Math.abs(t) * 1.05) + random.between(-20, 20);
      const w = size * 0.11;
      const mx = x + reach * 0.45;
      const my = y - size * (1.02 - Math.abs(t) * 0.5);
      out += path(
        d`M${x} ${y}Q${mx - w * 0.5} ${my} ${x + reach} ${tipY}Q${mx + w * 0.9} ${my + w * 2} ${x} ${y}Z`,
        i % 2 === 0 ? pen.lit(tone) : pen.shade(tone),
      );
    }
    return out;
  }
  if (kind === "olive") {
    for (
      const [dx, dy, bend] of [[-0.4, 0.72, -0.1], [0.42, 0.66, 0.1], [-0.14, 0.98, -0.16], [
        0.2,
        0.92,
        0.2,
      ]] as const
    ) {
      out += branch([x, y], [x + bend * size, y - size * 0.5], [x + dx * size, y - dy * size], {
        count: 10,
        length: size * 0.18,
        width: size * 0.055,
        tone: materials.eucalyptus,
        stem: "#7a6248",
      });
    }
    return out;
  }
  for (const [dx, dy] of [[-0.24, 0.66], [0.26, 0.74], [0, 0.96]] as const) {
    const tx = x + dx * size;
    const ty = y - dy * size;
    out += line(
      d`M${x} ${y}Q${x + dx * size * 0.2} ${y - dy * size * 0.5} ${tx} ${ty}`,
      "#6b5a41",
      size * 0.014,
    );
    for (let i = 0; i < 5; i++) {
      const t = 0.42 + i * 0.14;
      const side = i % 2;
      const lean = (side === 0 ? -1 : 1) * random.between(48, 68);
      sides[side] += leafOutline(x + (tx - x) * t * t, y + (ty - y) * t, size * 0.27, size * 0.11, lean);
    }
    sides[0] += leafOutline(tx, ty, size * 0.22, size * 0.085, dx * 40);
  }
  return out + path(sides[1] ?? "", pen.shade(tone)) + path(sides[0] ?? "", pen.lit(tone));
}
