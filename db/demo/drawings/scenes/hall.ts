import { wall } from "../backdrop.ts";
import { mix } from "../palette.ts";
import { boards, framedPrint, pottedPlant } from "../room.ts";
import { d, path } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A hallway: pegs, bench, console and mirror on the way to an open arch. */
export function hall(set: SceneSet): string {
  const { pen, scheme, seed } = set;
  const { backdrop } = scheme;
  const beyond = pen.gradient(
    [[0, mix(backdrop.wall[0], "#ffffff", 0.6)], [100, mix(backdrop.wall[1], backdrop.accent, 0.4)]],
    [0, 0],
    [40, 100],
  );
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) + set.daylight(200, 0.25) +
    boards(pen, backdrop, 830, stageWidth, stageHeight) +
    path("M1440 832V330A190 190 0 0 1 1820 330V832Z", beyond) +
    path(
      "M1440 832V330A190 190 0 0 1 1630 140A176 190 0 0 0 1466 330V832Z",
      mix(backdrop.wall[1], backdrop.shadow, 0.12),
    ) + path(d`M1440 832H1820L1770 800H1466Z`, mix(backdrop.floor[0], "#ffffff", 0.2)) +
    framedPrint(pen, 1560, 380, 130, 180, seed + 2) +
    set.put("coat-rack", { colour: "oak", seed: 2 }, 420, 660, 0.62) +
    set.put("bench", { colour: "oak", seed: 1 }, 420, 960, 0.6) +
    set.put("basket", { colour: "sand", seed: 3 }, 330, 975, 0.22) +
    set.put("mirror", { colour: "brass", seed: 1 }, 1040, 590, 0.46) +
    set.put("console", { colour: scheme.main, seed: 1 }, 1040, 950, 0.62) +
    set.put("table-lamp", { colour: scheme.second, seed: 5 }, 880, 590, 0.3) +
    set.put("vase", { colour: scheme.quiet, seed: 7 }, 1200, 590, 0.26) +
    set.carpet({ colour: scheme.second, material: "wool" }, 860, 968, 1056, 1080) +
    set.put("pendant", { colour: scheme.quiet, seed: 5 }, 700, 300, 0.4) +
    pottedPlant(pen, "olive", 1830, 985, 560, "terracotta");
}
