import { branch, leafOutline } from "./foliage.ts";
import { materials, mix } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { d, line, path } from "./svg.ts";

const bark = { base: "#8a7258", light: "#ab9477", dark: "#645039" };

/** A young olive tree: a straight stem under a crown of silver leaves. */
export function oliveTree(pen: Pen, x: number, y: number, size: number): string {
  const fork = y - size * 0.5;
  let crown = "";
  for (
    const [dx, dy] of [[-0.36, 0.1], [0.36, 0.12], [-0.42, 0.3], [0.42, 0.32], [-0.24, 0.48], [0.26, 0.46], [
      0,
      0.54,
    ], [
      -0.1,
      0.3,
    ], [0.14, 0.28]] as const
  ) {
    crown += branch([x, fork], [x + dx * size * 0.4, fork - dy * size * 0.8], [
      x + dx * size,
      fork - dy * size,
    ], {
      count: 11,
      length: size * 0.13,
      width: size * 0.036,
      tone: materials.eucalyptus,
      stem: bark.base,
      spread: 56,
    });
  }
  return path(
    d`M${x - 13} ${y}Q${x - 4} ${y - size * 0.3} ${x - 9} ${fork}h18Q${x + 12} ${y - size * 0.3} ${
      x + 15
    } ${y}Z`,
    pen.across(bark),
  ) +
    crown;
}

/** Outline of a monstera's leaf around (0, 0), stem below, with slits from its edge. */
function splitLeaf(size: number): string {
  const p = (x: number, y: number) => d`${x * size} ${y * size}`;
  const side = (s: number) =>
    [[0.3, 0.16, 0.5, 0.02], [0.18, -0.02, 0.5, -0.18], [0.16, -0.2, 0.42, -0.4], [0.12, -0.38, 0.26, -0.58]]
      .map((
        [ix = 0, iy = 0, ox = 0, oy = 0],
      ) => [
        `Q${p(s * (ox + 0.06), iy + 0.12)} ${p(s * ox, oy + 0.05)}`,
        `L${p(s * ix, iy - 0.06)}L${p(s * ox * 0.96, oy - 0.01)}`,
      ]);
  const right = side(1).flat().join("");
  const left = side(-1).flat().join("");
  const half = (text: string) => `M${p(0, 0.3)}${text}L${p(0, -0.74)}Z`;
  return half(`L${p(right ? 0.26 : 0, 0.4)}${right}`) + half(`L${p(-0.26, 0.4)}${left}`);
}

/** A monstera: a few large split leaves on long stems. */
export function monstera(pen: Pen, x: number, y: number, size: number): string {
  const tone = materials.leaf;
  const leaves = [[-0.34, 0.52, -62, 0.36], [0.36, 0.5, 60, 0.36], [-0.2, 0.86, -26, 0.4], [
    0.22,
    0.9,
    24,
    0.4,
  ], [
    0.02,
    0.56,
    6,
    0.42,
  ]] as const;
  const outline = (scale: number) => splitLeaf(size * scale);
  return leaves.map(([dx, dy, degrees, scale], i) => {
    const cx = x + dx * size;
    const cy = y - dy * size;
    return line(d`M${x} ${y}Q${x + dx * size * 0.2} ${y - dy * size * 0.7} ${cx} ${cy}`, tone.dark, 9) +
      `<g transform="translate(${Math.round(cx)} ${Math.round(cy)}) rotate(${degrees})">${
        path(
          outline(scale),
          i % 2 ? pen.lit(tone) : pen.lit({ ...tone, light: mix(tone.light, tone.base, 0.5) }),
        )
      }${line(d`M0 ${size * scale * 0.34}V${-size * scale * 0.62}`, tone.light, 5, 'opacity=".7"')}</g>`;
  }).join("");
}

/** A fern: arching fronds with fine leaflets. */
export function fern(x: number, y: number, size: number): string {
  const tone = materials.leaf;
  const fronds = [-0.64, 0.64, -0.56, 0.56, -0.42, 0.42, -0.27, 0.27, -0.1, 0.12];
  return fronds.map((reach, i) => {
    const tall = size * (0.98 - Math.abs(reach) * 0.6);
    const tipX = x + reach * size;
    const tipY = y - tall + Math.abs(reach) * size * 0.62;
    return branch([x, y], [x + reach * size * 0.42, y - tall], [tipX, tipY], {
      count: 18,
      length: size * 0.11,
      width: size * 0.035,
      tone: i % 4 < 2
        ? { ...tone, light: mix(tone.light, tone.base, 0.4) }
        : { ...tone, base: tone.light, light: mix(tone.light, "#d4e2b4", 0.4) },
      spread: 74,
    });
  }).join("");
}

/** A small bush of herbs: upright twigs with little leaves. */
export function herb(x: number, y: number, size: number, fine: boolean): string {
  const tone = fine ? materials.eucalyptus : materials.leaf;
  return [-0.42, -0.24, -0.08, 0.1, 0.26, 0.42].map((reach, i) =>
    branch([x + reach * size * 0.3, y], [x + reach * size * 0.5, y - size * 0.5], [
      x + reach * size,
      y - size * (i % 2 ? 0.8 : 0.96),
    ], {
      count: fine ? 12 : 7,
      length: size * (fine ? 0.12 : 0.2),
      width: size * (fine ? 0.025 : 0.1),
      tone,
      spread: fine ? 34 : 62,
    })
  ).join("");
}

/** Tall sansevieria leaves, edged in pale yellow. */
export function snakePlant(x: number, y: number, size: number): string {
  const tone = materials.leaf;
  return [-0.5, 0.5, -0.32, 0.34, -0.16, 0.18, 0.02].map((t, i) => {
    const tall = size * (1 - Math.abs(t) * 0.55);
    const outline = (width: number) => leafOutline(x + t * size * 0.34, y, tall, size * width, t * 34);
    return path(outline(0.095), "#d9cf8f") + path(outline(0.07), i % 2 ? tone.base : tone.dark);
  }).join("");
}
