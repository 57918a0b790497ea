import { branch } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import { pottedPlant } from "../room.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";
import { headroom, type SceneSet, stageHeight, stageWidth } from "./set.ts";

/** A terrace in the late afternoon, with hills behind a low wall. */
export function garden(set: SceneSet): string {
  const { pen, scheme } = set;
  const { backdrop } = scheme;
  const sky = pen.gradient([[0, "#eaf0ee"], [60, "#f7efe0"], [100, "#f3e2cd"]], [0, 0], [0, 100]);
  const stone = {
    base: mix(backdrop.wall[1], "#f2ebdf", 0.4),
    light: "#f8f3e9",
    dark: mix(backdrop.floor[1], "#8d8067", 0.2),
  };
  let slabs = "";
  for (let i = -8; i <= 8; i++) slabs += d`M${960 + i * 170} 820L${960 + i * 330} 1080`;
  const twig = (x: number, y: number, dx: number, dy: number) =>
    branch([x, y], [x + dx * 0.3, y + dy * 0.2], [x + dx, y + dy], {
      count: 13,
      length: 86,
      width: 32,
      tone: materials.eucalyptus,
      stem: "#7a6248",
    });
  return rect(0, -headroom, stageWidth, stageHeight + headroom, 0, sky) +
    ellipse(1380, 300, 120, 120, "#fdf3d8") +
    pen.glow(1380, 300, 420, 0.7) +
    path("M0 560Q300 400 640 520T1240 470T1920 540V800H0Z", "#c3cfc0", 'opacity=".8"') +
    path("M0 640Q420 500 900 610T1920 580V820H0Z", "#a8b99f") +
    path("M0 700Q240 640 520 690T1100 680T1920 670V830H0Z", "#8ba183") +
    [[180, 640, 46], [300, 650, 62], [1560, 640, 70], [1690, 630, 50]].map(([x = 0, y = 0, r = 0]) =>
      path(
        d`M${x} ${y + 40}C${x - r} ${y} ${x - r * 0.4} ${y - r * 3} ${x} ${y - r * 4}C${x + r * 0.4} ${
          y - r * 3
        } ${x + r} ${y} ${x} ${y + 40}Z`,
        "#5f7a5f",
      )
    ).join("") +
    rect(0, 690, 1920, 130, 0, pen.down(stone)) + rect(0, 676, 1920, 24, 4, stone.light) +
    rect(
      0,
      820,
      1920,
      260,
      0,
      pen.gradient([[0, mix(stone.base, stone.dark, 0.5)], [100, stone.base]], [0, 0], [0, 100]),
    ) + line(slabs + "M0 880H1920M0 965H1920", stone.dark, 4, 'opacity=".5"') +
    path("M0 1080L900 820H1300L700 1080Z", "#fff6e0", 'opacity=".3"') +
    set.put("bench", { colour: "oak", seed: 5 }, 900, 960, 0.72) +
    set.put("cushion-square", { colour: scheme.second, pattern: "stripe", seed: 2 }, 770, 700, 0.26) +
    set.put("planter", { colour: scheme.main, seed: 2 }, 1420, 960, 0.56) +
    pottedPlant(pen, "olive", 1710, 990, 700, "terracotta") +
    set.put("lantern", { colour: "charcoal", seed: 2 }, 1230, 1010, 0.26) +
    set.put("lantern", { colour: "charcoal", seed: 2 }, 440, 970, 0.3) +
    set.put("watering-can", { colour: scheme.accent, seed: 4 }, 600, 1030, 0.3) +
    pottedPlant(pen, "snake", 200, 970, 480, "chalk") + twig(-20, -10, 420, 190) + twig(120, -20, 480, 60) +
    twig(-20, 120, 250, 260);
}
