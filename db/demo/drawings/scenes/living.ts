import { wall } from "../backdrop.ts";
import { boards, casement, framedPrint, pottedPlant } from "../room.ts";
import { vessel } from "../shelf_goods.ts";
import { rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A calm living room: sofa under two prints, lamp, low table, plant, morning light. */
export function living(set: SceneSet): string {
  const { pen, scheme, seed } = set;
  const { backdrop } = scheme;
  const main = { colour: scheme.main, material: "linen", seed: 11 };
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) + casement(pen, 150, 90, 320, 540) +
    set.curtain(0, 120, 806) + set.daylight(330, 0.3) +
    boards(pen, backdrop, 800, stageWidth, stageHeight) +
    set.lay("rug-round", { colour: scheme.quiet, material: "wool", seed: 8 }, 1080, 968, 1.62, 0.2) +
    framedPrint(pen, 960, 110, 240, 320, seed) + framedPrint(pen, 1240, 200, 180, 230, seed + 1) +
    set.put("side-table", { colour: "oak", seed: 1 }, 1590, 920, 0.4) +
    set.put("vase", { colour: "chalk", seed: 8 }, 1590, 706, 0.3) +
    pottedPlant(pen, "rubber", 1770, 940, 640, "terracotta") +
    set.put("floor-lamp", { colour: "chalk", material: "linen", seed: 4 }, 610, 905, 0.84) +
    set.put("sofa", main, 1090, 935, 0.92) +
    set.put("cushion-square", { colour: scheme.second, material: "linen", seed: 5 }, 800, 748, 0.21) +
    set.put("cushion-square", { colour: "chalk", pattern: "grid", seed: 12 }, 890, 752, 0.19, true) +
    set.put("cushion-lumbar", { colour: scheme.accent, material: "linen", seed: 5 }, 1365, 750, 0.21) +
    set.put("pouf", { colour: scheme.second, material: "wool", seed: 2 }, 640, 1015, 0.3) +
    set.put("coffee-table", { colour: "oak", seed: 5 }, 1110, 1035, 0.46) +
    vessel(pen, 1190, 880, 74, scheme.quiet === "chalk" ? "chalk" : "sand") +
    rect(1000, 868, 130, 16, 3, "#8d9a85") + rect(1010, 853, 110, 15, 3, "#e7dcc8");
}
