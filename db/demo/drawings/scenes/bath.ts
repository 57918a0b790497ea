import { wall } from "../backdrop.ts";
import { mix } from "../palette.ts";
import { pottedPlant } from "../room.ts";
import { d, line, rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A bathroom: washstand under a mirror, towels, soft mat. */
export function bath(set: SceneSet): string {
  const { pen, scheme } = set;
  const { backdrop } = scheme;
  let tiles = "";
  for (let y = 520; y < 860; y += 85) tiles += d`M0 ${y}H1920`;
  for (let x = 45; x < 1920; x += 85) tiles += d`M${x} 520V860`;
  let floor = "";
  for (let i = -11; i <= 11; i++) floor += d`M${960 + i * 120} 860L${960 + i * 210} 1080`;
  const [light, dark] = backdrop.floor;
  return wall(pen, backdrop, stageWidth, stageHeight, headroom) +
    rect(0, 520, 1920, 340, 0, mix(backdrop.wall[0], "#ffffff", 0.55), 'opacity=".8"') +
    line(tiles, backdrop.wall[1], 3) + rect(0, 508, 1920, 14, 0, mix(backdrop.accent, "#ffffff", 0.3)) +
    set.daylight(260, 0.25) +
    rect(0, 860, 1920, 220, 0, pen.gradient([[0, dark], [100, light]], [0, 0], [0, 100])) +
    line(floor + "M0 925H1920M0 1005H1920", backdrop.shadow, 3, 'opacity=".12"') +
    set.put("mirror", { colour: "brass", seed: 1 }, 830, 540, 0.46) +
    set.put("wall-lamp", { colour: "chalk", seed: 1 }, 560, 440, 0.24) +
    set.put("wall-lamp", { colour: "chalk", seed: 1 }, 1100, 440, 0.24) +
    set.put("console", { colour: "oak", seed: 2 }, 830, 960, 0.72) +
    set.put("bowl", { colour: "chalk", material: "ceramic", seed: 2 }, 830, 544, 0.3) +
    set.put("soap-dispenser", { colour: scheme.second, seed: 4 }, 640, 544, 0.15) +
    set.put("candle", { colour: scheme.accent, seed: 3 }, 1010, 544, 0.14) +
    set.put("towel", { colour: scheme.main, material: "cotton", seed: 2 }, 1430, 790, 0.5) +
    set.put("towel", { colour: scheme.main, material: "cotton", seed: 5 }, 830, 874, 0.2) +
    set.put("robe", { colour: "chalk", seed: 3 }, 270, 760, 0.62) +
    pottedPlant(pen, "palm", 1740, 960, 560, "terracotta") +
    set.carpet({ colour: scheme.quiet, material: "cotton" }, 830, 975, 1050, 520) +
    set.put("basket", { colour: "sand", seed: 3 }, 1430, 985, 0.36);
}
