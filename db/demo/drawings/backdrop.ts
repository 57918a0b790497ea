import { type Backdrop, backdrops, distance, mix } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { createRandom } from "./random.ts";
import { d, ellipse, path, rect } from "./svg.ts";

/** The backdrop for a seed, never too close to the product's own colour. */
export function chooseBackdrop(seed: number, colour: string): Backdrop {
  const random = createRandom(seed * 7 + 3);
  const all = Object.values(backdrops);
  const apart = all.filter((one) =>
    distance(mix(one.wall[0], one.wall[1], 0.6), colour) > 0.13 && distance(one.floor[0], colour) > 0.07
  );
  const choice = apart.length > 0 ? apart : [backdrops.sage, backdrops.clay, backdrops.mist];
  return choice[random.whole(0, choice.length - 1)] ?? backdrops.linen;
}

/** A wall lit from the upper left; it may reach above the picture for taller crops. */
export function wall(pen: Pen, backdrop: Backdrop, width: number, height: number, above = 0): string {
  const [light, dark] = backdrop.wall;
  const area = (fill: string) => rect(0, -above, width, height + above, 0, fill);
  return area(pen.gradient([[0, light], [100, dark]], [0, 0], [90, 100])) +
    area(pen.radial([[0, "#ffffff", 0.6], [100, "#ffffff", 0]], 24, 18, 70));
}

/** A floor or table top from `y` down. */
export function ground(pen: Pen, backdrop: Backdrop, y: number, width: number, height: number): string {
  const [light, dark] = backdrop.floor;
  const soft = pen.gradient([[0, backdrop.shadow, 0.16], [100, backdrop.shadow, 0]], [0, 0], [0, 100]);
  return rect(
    0,
    y,
    width,
    height - y,
    0,
    pen.gradient([[0, mix(light, dark, 0.35)], [100, light]], [0, 0], [30, 100]),
  ) +
    rect(0, y, width, 70, 0, soft);
}

/** Light falling through a window: slanted panes. */
export function windowLight(pen: Pen, x: number, y: number, size: number, opacity = 0.4): string {
  const fill = pen.gradient([[0, "#fffaf0", 0.95], [100, "#fffaf0", 0.25]], [0, 0], [60, 100]);
  const w = size * 0.42;
  const h = size * 0.5;
  let data = "";
  for (const [i, k] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    const px = x + i * (w + 22) + k * size * 0.2;
    const py = y + k * (h + 22) + i * 46;
    data += d`M${px} ${py}l${w} 46l${size * 0.19} ${h}l${-w} -46Z`;
  }
  return path(data, fill, `opacity="${opacity}"`);
}

/** A round plinth whose top lies around `y`. */
export function plinth(pen: Pen, backdrop: Backdrop, y: number, half: number, bottom: number): string {
  const side = {
    base: mix(backdrop.floor[0], backdrop.wall[0], 0.55),
    light: mix(backdrop.wall[0], "#ffffff", 0.35),
    dark: mix(backdrop.floor[1], backdrop.shadow, 0.12),
  };
  const ry = half * 0.15;
  const cy = y - 8;
  return path(d`M${600 - half} ${cy}V${bottom}H${600 + half}V${cy}Z`, pen.across(side)) +
    ellipse(
      600,
      cy,
      half,
      ry,
      pen.gradient([[0, side.light], [100, mix(side.light, side.base, 0.75)]], [0, 0], [100, 60]),
    );
}

/** The quiet shape behind a product: an arch, a disc, or nothing. */
export function accent(pen: Pen, backdrop: Backdrop, seed: number, horizon: number): string {
  const random = createRandom(seed * 13 + 1);
  const fill = pen.gradient(
    [[0, mix(backdrop.accent, backdrop.wall[0], 0.35), 0.85], [100, backdrop.accent, 0.85]],
    [0, 0],
    [60, 100],
  );
  const style = random.pick(["arch", "disc", "none", "light", "light"]);
  if (style === "arch") {
    const half = random.between(330, 390);
    const cx = 600 + random.between(-60, 60);
    return path(
      d`M${cx - half} ${horizon}V${half + 110}A${half} ${half} 0 0 1 ${cx + half} ${half + 110}V${horizon}Z`,
      fill,
    );
  }
  if (style === "disc") {
    const r = random.between(310, 370);
    return ellipse(600 + random.between(-110, 110), 470, r, r, fill);
  }
  return style === "light"
    ? windowLight(pen, random.between(90, 420), random.between(60, 130), random.between(520, 640))
    : "";
}
