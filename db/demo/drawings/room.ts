import { wall, windowLight } from "./backdrop.ts";
import { plant } from "./foliage.ts";
import { type Backdrop, materials, mix, palette } from "./palette.ts";
import type { Pen, Stage } from "./pen.ts";
import { createRandom } from "./random.ts";
import { armchair } from "./shapes/seating.ts";
import { sideboard } from "./shapes/cabinets.ts";
import { vessel } from "./shelf_goods.ts";
import { d, ellipse, line, path, place, puff, rect } from "./svg.ts";

/** A framed print on the wall. */
export function framedPrint(pen: Pen, x: number, y: number, w: number, h: number, seed: number): string {
  const { wood } = pen.like({ colour: "oak" });
  const inks = [["#c98d6e", "#8fa08b"], ["#c9a45c", "#6f8794"], ["#8c6a78", "#d9b79a"], [
    "#5d7463",
    "#d3a58f",
  ]][seed % 4] ?? ["#c98d6e", "#8fa08b"];
  const [one = "", two = ""] = inks;
  const cx = x + w / 2;
  const r = w * 0.2;
  return rect(x + 10, y + 14, w, h, 2, "#3b2a1c", 'opacity=".16"') + rect(x, y, w, h, 2, wood.base) +
    rect(x + 9, y + 9, w - 18, h - 18, 0, "#fbf7ef") +
    (seed % 2 === 0
      ? ellipse(cx, y + h * 0.42, r, r, one) +
        path(d`M${x + w * 0.2} ${y + h * 0.76}Q${cx} ${y + h * 0.44} ${x + w * 0.8} ${y + h * 0.76}Z`, two)
      : path(d`M${cx - r} ${y + h * 0.76}V${y + h * 0.45}a${r} ${r} 0 0 1 ${2 * r} 0V${y + h * 0.76}Z`, two) +
        ellipse(cx + r * 0.8, y + h * 0.34, r * 0.55, r * 0.55, one));
}

/** Wide floor boards below `y`. */
export function boards(pen: Pen, backdrop: Backdrop, y: number, width: number, height: number): string {
  const tone = {
    base: mix(backdrop.floor[1], palette.oak.base, 0.3),
    light: mix(backdrop.floor[0], palette.oak.light, 0.25),
  };
  let seams = "";
  for (let i = -7; i <= 7; i++) {
    seams += d`M${width / 2 + i * width * 0.09} ${y}L${width / 2 + i * width * 0.19} ${height}`;
  }
  return rect(
    0,
    y,
    width,
    height - y,
    0,
    pen.gradient([[0, tone.base], [100, tone.light]], [0, 0], [20, 100]),
  ) + line(seams, backdrop.shadow, 2.5, 'opacity=".13"') +
    rect(0, y - 34, width, 34, 0, mix(backdrop.wall[0], "#ffffff", 0.35)) +
    rect(0, y - 2, width, 5, 0, backdrop.shadow, 'opacity=".22"') +
    rect(
      0,
      y,
      width,
      60,
      0,
      pen.gradient([[0, backdrop.shadow, 0.14], [100, backdrop.shadow, 0]], [0, 0], [0, 100]),
    );
}

/** A pot with a plant, standing on (x, y). */
export function pottedPlant(
  pen: Pen,
  kind: "rubber" | "snake" | "palm" | "olive",
  x: number,
  y: number,
  size: number,
  colour: keyof typeof palette,
): string {
  const half = size * 0.17;
  const top = y - size * 0.32;
  return pen.shadow(x + 8, y, half * 1.8, size * 0.05) + plant(pen, kind, x, top + 8, size * 0.72) +
    path(
      d`M${x - half} ${top}h${half * 2}L${x + half * 0.76} ${y}H${x - half * 0.76}Z`,
      pen.across(palette[colour]),
    ) + rect(x - half - 3, top - 4, half * 2 + 6, size * 0.035, 3, palette[colour].light);
}

/** A window with slim frames. */
export function casement(pen: Pen, x: number, y: number, w: number, h: number): string {
  const sky = pen.gradient([[0, "#f7fbfb"], [60, "#e6eef0"], [100, "#dfe8dd"]], [0, 0], [0, 100]);
  const bars = d`M${x + w / 2} ${y}v${h}M${x} ${y + h * 0.5}h${w}`;
  return rect(x, y, w, h, 4, sky) +
    path(
      d`M${x} ${y + h}v${-h * 0.2}q${w * 0.3} ${-h * 0.16} ${w * 0.55} ${-h * 0.02}t${w * 0.45} ${
        -h * 0.06
      }v${h * 0.28}Z`,
      "#c5d2bd",
      'opacity=".8"',
    ) +
    line(bars, "#fbf8f2", 12) + rect(x, y, w, h, 4, "none", 'stroke="#fbf8f2" stroke-width="20"') +
    rect(x - 26, y + h + 6, w + 52, 24, 4, "#f4eee3") +
    rect(x - 26, y + h + 28, w + 52, 8, 0, "#3b2a1c", 'opacity=".12"');
}

/** Soft things rest on a daybed, close by. */
function onDaybed(pen: Pen, height: number, object: string): string {
  const colours = ["sand", "stone", "chalk", "sage"].filter((code) => code !== pen.options.colour);
  const linen = pen.like({ colour: colours[pen.options.seed % colours.length] ?? "sand", material: "linen" });
  const scale = Math.min(0.74, 500 / height);
  const fill = linen.lit();
  const edge = [linen.tone.dark, 4, 0.5] as const;
  return linen.surface(puff(-60, 400, 640, 520, 60, 10), fill, 1, 0, edge) +
    linen.surface(puff(590, 400, 680, 520, 60, 10), fill, 1, 0, edge) +
    rect(
      0,
      800,
      1200,
      80,
      0,
      pen.gradient([[0, linen.tone.dark, 0], [100, linen.tone.dark, 0.6]], [0, 0], [0, 100]),
    ) +
    linen.surface(puff(-40, 870, 1300, 200, 50, 6), linen.down(), 1, 0, edge) +
    linen.surface("M-20 1070H1220V1220H-20Z", linen.shade()) +
    place(object, 540 - 600 * scale, 900 - 1000 * scale, scale);
}

/** Puts a product into a room: wall, light, floor and a companion or two. */
export function roomAround(
  pen: Pen,
  backdrop: Backdrop,
  shape: { name: string; height: number; stage: Stage },
  object: string,
): string {
  const { seed } = pen.options;
  const { stage, height, name } = shape;
  const size = 1200;
  const random = createRandom(seed * 31 + 7);
  const pot = random.pick(["chalk", "terracotta", "stone", "sand", "charcoal"]);
  const full = ["sofa", "duvet-cover", "wall-shelf", "quilt", "bookcase"].includes(name);
  const green = full ? "snake" : random.pick(["palm", "rubber", "snake", "olive"]);
  const start = wall(pen, backdrop, size, size) + windowLight(pen, 60 + (seed % 4) * 60, 90, 620, 0.55);
  if (stage === "wall") {
    const below = sideboard(pen.like({ colour: "oak", seed: seed + 3 }));
    return start + boards(pen, backdrop, 1090, size, size) +
      place(object, 200, 60 - Math.max(0, height - 800) * 0.2, 0.66) +
      (height < 800 && name !== "wall-shelf" && name !== "quilt"
        ? place(below, 150, 480, 0.66) + vessel(pen, 310, 823, 120, pot) +
          place(plant(pen, "olive", 0, 0, 150), 310, 700)
        : pottedPlant(pen, green, 1010, 1160, 560, pot));
  }
  if (stage === "ceiling") {
    return start + casement(pen, 110, 210, 300, 470) + boards(pen, backdrop, 980, size, size) +
      place(object, 240, -40, 0.72) +
      path("M250 960H1150L1090 900H310Z", palette.oak.light) +
      rect(250, 960, 900, 34, 4, pen.down(palette.oak)) +
      path("M300 994h40l-20 206h-30ZM1060 994h40l10 206h-30Z", pen.shade(palette.oak)) +
      vessel(pen, 500, 936, 90, pot) + ellipse(780, 930, 130, 20, palette.chalk.dark) +
      ellipse(780, 924, 130, 20, palette.chalk.light);
  }
  if (stage === "flat") {
    const onFloor = name.startsWith("rug") || name === "runner" || name.endsWith("mat");
    if (onFloor) {
      const spread = `<g transform="matrix(.92 0 -.26 .4 206 700)">${object}</g>`;
      return start + framedPrint(pen, 820, 150, 190, 250, seed) + boards(pen, backdrop, 640, size, size) +
        spread +
        place(
          armchair(pen.like({ colour: seed % 2 ? "sand" : "sage", seed: 5, material: "linen" })),
          560,
          292,
          0.52,
        ) + pottedPlant(pen, green, 170, 770, 520, pot);
    }
    const grain = pen.like({ colour: seed % 2 ? "oak" : "walnut" });
    return rect(
      0,
      0,
      size,
      size,
      0,
      pen.gradient([[0, grain.tone.light], [100, grain.tone.base]], [0, 0], [100, 100]),
    ) + rect(0, 0, size, size, 0, grain.grain(grain.tone, 1.6)) +
      path("M-20 700L760 -20H1220V260L520 1220H-20Z", "#fff", 'opacity=".13"') +
      path("M0 0H300L0 420Z", palette.chalk.base) + line("M310 0L0 434", palette.chalk.dark, 6) +
      ellipse(1060, 180, 130, 130, "#3b2a1c", 'opacity=".22"') +
      ellipse(1050, 166, 130, 130, palette.chalk.base) + ellipse(1050, 166, 108, 108, "#5b3a26") +
      ellipse(1050, 166, 130, 130, "none", `stroke="${palette.chalk.light}" stroke-width="10"`) +
      place(object, 190, 216, 0.7);
  }
  if (["cushion-square", "cushion-lumbar", "pillowcase", "blanket"].includes(name)) {
    return start + framedPrint(pen, 740, 60, 210, 260, seed) + onDaybed(pen, height, object);
  }
  if (stage === "plinth") {
    const scale = Math.min(0.66, 560 / height);
    const base = 985;
    const wood = seed % 2 ? palette.oak : palette.walnut;
    return start + casement(pen, seed % 2 ? 730 : 120, 130, 340, 500) +
      rect(0, 880, size, 200, 0, pen.gradient([[0, wood.base], [100, wood.light]], [0, 0], [40, 100])) +
      rect(0, 880, size, 200, 0, pen.grain(wood, 1.5)) + rect(0, 1080, size, 120, 0, pen.shade(wood)) +
      rect(0, 1076, size, 8, 0, wood.light) +
      pen.shadow(980, 930, 130, 22) + [0, 1].map((i) =>
        rect(850 + i * 16, 898 - i * 36, 250 - i * 30, 34, 4, ["#8d9a85", "#e7dcc8"][i] ?? "")
      ).join("") + vessel(pen, 970, 862, 110, pot) + place(plant(pen, "olive", 0, 0, 200), 970, 748) +
      place(object, 540 - 600 * scale, base - 1000 * scale, scale);
  }
  const scale = Math.min(0.74, 660 / height);
  const base = 1040;
  const low = height < 640;
  const busy = name === "sofa" || name === "duvet-cover";
  return start +
    (low && !busy
      ? framedPrint(pen, 360, 130, 220, 290, seed) + framedPrint(pen, 630, 180, 170, 220, seed + 1)
      : framedPrint(pen, busy ? 450 : 120, busy ? 150 : 250, busy ? 230 : 200, busy ? 290 : 270, seed)) +
    boards(pen, backdrop, 900, size, size) +
    ellipse(600, base + 20, 520, 76, mix(backdrop.floor[0], materials.linen.light, 0.5), 'opacity=".7"') +
    pottedPlant(pen, green, 1070, 985, 560, pot) +
    place(object, 560 - 600 * scale, base - 1000 * scale, scale);
}
