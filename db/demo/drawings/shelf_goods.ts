import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { d, path, rect } from "./svg.ts";

const spines = [
  "#c9a48a",
  "#8d9a85",
  "#e7dcc8",
  "#5d6b74",
  "#b98b5e",
  "#d8b7a6",
  "#3f4854",
  "#efe6d6",
  "#a3b3ba",
];

/** A row of books standing on y, between x0 and x1. */
export function books(pen: Pen, x0: number, x1: number, y: number, tall: number): string {
  const { random } = pen;
  const rows = new Map<string, string>();
  let x = x0;
  while (x < x1 - 20) {
    const w = random.between(18, 36);
    const h = tall * random.between(0.7, 1);
    const colour = spines[random.whole(0, 8)] ?? "#ccc";
    const seen = Math.min(w, x1 - x) - 2;
    rows.set(colour, (rows.get(colour) ?? "") + d`M${x} ${y}v${-h}h${seen}v${h}z`);
    x += w;
  }
  return [...rows].map(([colour, data]) => path(data, colour)).join("");
}

/** A small vessel standing on y. */
export function vessel(pen: Pen, x: number, y: number, size: number, colour: keyof typeof palette): string {
  const fill = pen.across(palette[colour]);
  const r = size / 2;
  return path(
    d`M${x - r * 0.35} ${y - size * 1.1}C${x - r * 0.3} ${y - size * 0.8} ${x - r} ${y - size * 0.75} ${
      x - r
    } ${y - size * 0.4}S${x - r * 0.6} ${y} ${x - r * 0.5} ${y}h${r}C${x + r * 0.6} ${y} ${x + r} ${
      y - size * 0.1
    } ${x + r} ${y - size * 0.4}S${x + r * 0.3} ${y - size * 0.8} ${x + r * 0.35} ${y - size * 1.1}Z`,
    fill,
  );
}

/** A shelf's compartment: books, a vessel, or air. */
export function filling(pen: Pen, x: number, y: number, w: number, h: number): string {
  const { random } = pen;
  const choice = random.pick(["books", "books", "vessel", "stack", "mixed"]);
  if (choice === "books") return books(pen, x + 16, x + w * random.between(0.5, 0.85), y, h * 0.74);
  if (choice === "vessel") {
    return vessel(
      pen,
      x + w * random.between(0.35, 0.65),
      y,
      Math.min(h * 0.6, w * 0.5),
      random.pick(["chalk", "terracotta", "sage", "charcoal"]),
    );
  }
  if (choice === "stack") {
    return [0, 1, 2].map((i) =>
      rect(
        x + w * 0.2 + i * 6,
        y - 22 * (i + 1),
        w * 0.5 - i * 14,
        20,
        3,
        spines[(i * 2 + random.whole(0, 2)) % 9] ?? "#ccc",
      )
    ).join("");
  }
  return books(pen, x + 14, x + w * 0.42, y, h * 0.7) +
    vessel(pen, x + w * 0.7, y, Math.min(h * 0.45, w * 0.3), random.pick(["chalk", "mustard", "stone"]));
}

/** A few books lying on each other, from (x, y) up: the lowest is `width` wide. */
export function bookStack(x: number, y: number, width: number): string {
  return [0, 1, 2].map((k) =>
    rect(x + k * 8, y - 26 * (k + 1), width - k * 22, 24, 3, spines[(k * 3 + 1) % 9] ?? "#ccc")
  ).join("");
}
