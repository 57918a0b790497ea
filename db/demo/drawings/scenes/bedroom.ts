import { wall } from "../backdrop.ts";
import { boards, casement, framedPrint, pottedPlant } from "../room.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A bedroom in the morning: the made bed between two small tables. */
export function bedroom(set: SceneSet): string {
  const { pen, scheme, seed } = set;
  const { backdrop } = scheme;
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) + casement(pen, 1500, 110, 300, 500) +
    set.curtain(1790, 120, 830) + set.daylight(120, 0.26) +
    boards(pen, backdrop, 820, stageWidth, stageHeight) +
    set.carpet({ colour: scheme.quiet, pattern: "plain", material: "wool" }, 890, 900, 1062, 1240) +
    framedPrint(pen, 790, 90, 220, 210, seed) +
    set.put("side-table", { colour: "oak", seed: 2 }, 330, 920, 0.48) +
    set.put("table-lamp", { colour: scheme.second, material: "ceramic", seed: 5 }, 330, 632, 0.32) +
    set.put("side-table", { colour: "oak", seed: 2 }, 1440, 920, 0.48) +
    set.put("vase", { colour: scheme.accent, seed: 9 }, 1440, 634, 0.3) +
    set.put("duvet-cover", { colour: scheme.main, material: "linen", seed: 3 }, 890, 985, 0.92) +
    pottedPlant(pen, "snake", 110, 940, 480, "stone") +
    set.put("basket", { colour: "sand", seed: 5 }, 1680, 985, 0.36);
}
