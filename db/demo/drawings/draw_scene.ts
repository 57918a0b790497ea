import { bath } from "./scenes/bath.ts";
import { bedroom } from "./scenes/bedroom.ts";
import { garden } from "./scenes/garden.ts";
import { hall } from "./scenes/hall.ts";
import { kitchen } from "./scenes/kitchen.ts";
import { living } from "./scenes/living.ts";
import { SceneSet, stageHeight } from "./scenes/set.ts";
import { studio } from "./scenes/studio.ts";
import { table } from "./scenes/table.ts";

/** The composed scenes of the shop. */
export type SceneName = "living" | "bedroom" | "table" | "kitchen" | "bath" | "garden" | "studio" | "hall";

/** What to draw of a scene. */
export interface SceneDrawing {
  readonly scene: SceneName;
  readonly seed: number;
  readonly format: "wide" | "square";
}

/** Each scene with the centre of its square picture, and how much of the stage that spans. */
const scenes: Record<SceneName, { compose: (set: SceneSet) => string; focus: number; span?: number }> = {
  living: { compose: living, focus: 1070 },
  bedroom: { compose: bedroom, focus: 890, span: 1380 },
  table: { compose: table, focus: 960, span: 1420 },
  kitchen: { compose: kitchen, focus: 740 },
  bath: { compose: bath, focus: 1010, span: 1320 },
  garden: { compose: garden, focus: 1000 },
  studio: { compose: studio, focus: 1060 },
  hall: { compose: hall, focus: 760, span: 1320 },
};

/** Draws an interior as a complete SVG picture: wide 1920 × 1080 or square 1200 × 1200. */
export function drawScene(options: SceneDrawing): string {
  const scene = Object.hasOwn(scenes, options.scene) ? scenes[options.scene] : undefined;
  if (!scene) {
    throw new Error(`Unknown scene "${options.scene}": expected one of ${Object.keys(scenes).join(", ")}`);
  }
  const set = new SceneSet(options.seed);
  const picture = scene.compose(set);
  const square = options.format === "square";
  const { focus, span = 1260 } = scene;
  const scale = 1200 / span;
  const content = square
    ? `<g transform="translate(${Math.round(600 - focus * scale)} ${
      Math.round(1200 - stageHeight * scale)
    }) scale(${scale.toFixed(4)})">${picture}</g>`
    : picture;
  const box = square ? "0 0 1200 1200" : "0 0 1920 1080";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" stroke-linecap="round" stroke-linejoin="round">` +
    `${set.pen.definitions}${content}</svg>`;
}
