import { wall, windowLight } from "../backdrop.ts";
import { mix } from "../palette.ts";
import { d, ellipse, path, rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A still life: ceramics and glass on plinths before an arch. */
export function studio(set: SceneSet): string {
  const { pen, scheme } = set;
  const { backdrop } = scheme;
  const side = {
    base: mix(backdrop.floor[0], backdrop.wall[0], 0.5),
    light: mix(backdrop.wall[0], "#ffffff", 0.4),
    dark: mix(backdrop.floor[1], backdrop.shadow, 0.14),
  };
  const drum = (x: number, y: number, half: number, foot: number) =>
    pen.shadow(x + 30, foot + 6, half * 1.35, 44) +
    path(
      d`M${x - half} ${y}V${foot}A${half} ${half * 0.13} 0 0 0 ${x + half} ${foot}V${y}Z`,
      pen.across(side),
    ) + ellipse(x, y, half, half * 0.13, mix(side.light, side.base, 0.3));
  const slab = (x: number, y: number, w: number, foot: number) =>
    pen.shadow(x + w / 2 + 30, foot + 4, w * 0.62, 36) +
    path(d`M${x} ${y}H${x + w}L${x + w - 40} ${y - 34}H${x + 40}Z`, side.light) +
    rect(x, y, w, foot - y, 0, pen.down(side));
  const arch = (x: number, half: number, top: number) =>
    path(
      d`M${x - half} 790V${top + half}A${half} ${half} 0 0 1 ${x + half} ${top + half}V790Z`,
      pen.gradient(
        [[0, mix(backdrop.accent, backdrop.floor[1], 0.25)], [
          100,
          mix(backdrop.accent, backdrop.wall[0], 0.4),
        ]],
        [0, 0],
        [80, 100],
      ),
    );
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) + arch(1180, 330, 110) +
    ellipse(640, 420, 190, 190, backdrop.accent, 'opacity=".6"') + windowLight(pen, 220, 60, 720, 0.5) +
    rect(
      0,
      790,
      1920,
      290,
      0,
      pen.gradient([[0, backdrop.floor[1]], [100, backdrop.floor[0]]], [0, 0], [20, 100]),
    ) + slab(500, 700, 420, 900) + drum(1180, 640, 230, 890) + drum(1500, 800, 150, 930) +
    set.put("vase", { colour: scheme.second, material: "ceramic", seed: 5 }, 1180, 650, 0.56) +
    set.put("table-lamp", { colour: scheme.main, material: "ceramic", seed: 3 }, 640, 692, 0.42) +
    set.put("bowl", { colour: scheme.quiet, material: "stoneware", seed: 2 }, 830, 696, 0.2) +
    set.put("candle", { colour: scheme.accent, seed: 8 }, 1500, 806, 0.26) +
    set.put("carafe", { colour: "clear", material: "glass", seed: 3 }, 1000, 985, 0.33) +
    set.put("mug", { colour: scheme.main, material: "stoneware", seed: 6 }, 820, 1010, 0.24) +
    set.put("pouf", { colour: scheme.second, material: "wool", seed: 3 }, 330, 960, 0.36);
}
