import { wall } from "../backdrop.ts";
import { boards, casement, framedPrint, pottedPlant } from "../room.ts";
import { palette } from "../palette.ts";
import { path, rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A table laid for friends under a pendant. */
export function table(set: SceneSet): string {
  const { pen, scheme, seed } = set;
  const { backdrop } = scheme;
  const top = 616;
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) + casement(pen, 150, 110, 340, 520) +
    set.daylight(360, 0.26) + framedPrint(pen, 1420, 120, 230, 310, seed + 1) +
    boards(pen, backdrop, 820, stageWidth, stageHeight) +
    set.lay("rug-round", { colour: "sand", material: "jute", seed: 5 }, 960, 985, 1.6, 0.18) +
    set.put("pendant", { colour: scheme.main, seed: 4 }, 960, 470, 0.56) +
    pottedPlant(pen, "palm", 1820, 900, 600, "chalk") +
    set.put("dining-chair", { colour: scheme.second, seed: 6 }, 400, 1005, 0.72, true) +
    set.put("dining-chair", { colour: scheme.second, seed: 6 }, 1520, 1005, 0.72) +
    pen.shadow(960, 1030, 560, 36) +
    path("M500 640h54l-24 385h-26ZM1366 640h54l-4 385h-26Z", pen.across(palette.oak)) +
    path("M520 660H1400V700H520Z", pen.shade(palette.oak)) +
    path(
      "M420 644H1500L1430 576H490Z",
      pen.gradient([[0, palette.oak.light], [100, palette.oak.base]], [0, 0], [0, 100]),
    ) + path("M420 644H1500L1430 576H490Z", pen.grain(palette.oak)) +
    rect(420, 644, 1080, 24, 4, pen.down(palette.oak)) +
    set.put("vase", { colour: "chalk", seed: 4 }, 960, top, 0.32) +
    set.put("bowl", { colour: scheme.main, material: "stoneware", seed: 3 }, 760, top + 8, 0.17) +
    set.put("carafe", { colour: "clear", material: "glass", seed: 1 }, 1130, top, 0.21) +
    set.put("glass", { colour: "clear", seed: 2 }, 1240, top + 14, 0.13) +
    set.put("mug", { colour: scheme.accent, seed: 2 }, 640, top + 6, 0.13);
}
