import { wall } from "../backdrop.ts";
import { mix, palette } from "../palette.ts";
import { casement } from "../room.ts";
import { d, line, path, rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A worktop along the wall with everything at hand. */
export function kitchen(set: SceneSet): string {
  const { pen, scheme } = set;
  const { backdrop } = scheme;
  const top = 760;
  let tiles = "";
  for (let y = 500; y < top; y += 52) tiles += d`M0 ${y}H1920`;
  for (let x = 40; x < 1920; x += 104) tiles += d`M${x} 500V${top}`;
  const front = { ...palette[scheme.main as "sage"] };
  const fronts = [0, 1, 2, 3, 4].map((i) =>
    rect(30 + i * 376, 846, 356, 300, 6, "none", `stroke="${front.dark}" stroke-width="4" opacity=".6"`) +
    rect(160 + i * 376, 880, 96, 12, 6, pen.across(palette.brass))
  ).join("");
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) +
    rect(0, 500, 1920, top - 500, 0, mix(backdrop.wall[0], "#ffffff", 0.5), 'opacity=".75"') +
    line(tiles, backdrop.wall[1], 3) +
    casement(pen, 1370, 90, 380, 370) + set.daylight(420, 0.24) +
    set.put("wall-shelf", { colour: "oak", seed: 8 }, 480, 648, 0.72) +
    set.put("pendant", { colour: scheme.second, seed: 4 }, 1060, 420, 0.42) +
    rect(0, top + 44, 1920, 300, 0, pen.down(front)) + fronts +
    path(
      d`M0 ${top - 40}H1920V${top + 16}H0Z`,
      pen.gradient([[0, palette.oak.light], [100, palette.oak.base]], [0, 0], [0, 100]),
    ) + path(d`M0 ${top - 40}H1920V${top + 16}H0Z`, pen.grain(palette.oak)) +
    rect(0, top + 16, 1920, 36, 0, pen.shade(palette.oak)) +
    rect(
      0,
      top + 50,
      1920,
      40,
      0,
      pen.gradient([[0, "#2d2118", 0.3], [100, "#2d2118", 0]], [0, 0], [0, 100]),
    ) +
    set.put("jar", { colour: scheme.quiet, material: "ceramic", seed: 3 }, 190, top - 12, 0.27) +
    set.put("jar", { colour: "clear", seed: 5 }, 360, top - 4, 0.21) +
    set.put("pot", { colour: scheme.second, material: "cast-iron", seed: 3 }, 660, top, 0.4) +
    set.put("kettle", { colour: scheme.accent, seed: 4 }, 1010, top - 2, 0.33) +
    set.put("vase", { colour: "chalk", seed: 8 }, 1300, top - 8, 0.36) +
    set.put("bowl", { colour: scheme.main, material: "stoneware", seed: 6 }, 1540, top + 2, 0.28) +
    set.put("mug", { colour: scheme.second, seed: 3 }, 1730, top - 4, 0.19);
}
