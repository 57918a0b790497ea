/** The demo shop's home pages, from its words to stored blocks. */
import type { StoredHomeBlock } from "../../commerce/home_block.ts";
import type { DemoHome } from "./demo_files.ts";
import type { SceneName } from "./drawings/draw_scene.ts";

/** What the pictures of home pages show. */
export const sceneWords: Partial<Record<SceneName, Readonly<Record<string, string>>>> = {
  living: {
    en: "A bright living room",
    fr: "Un salon lumineux",
    de: "Ein helles Wohnzimmer",
    es: "Un salón luminoso",
    it: "Un soggiorno luminoso",
    pt: "Uma sala de estar clara",
    ja: "明るいリビングルーム",
    ar: "غرفة معيشة مضيئة",
  },
  table: {
    en: "A laid table",
    fr: "Une table dressée",
    de: "Ein gedeckter Tisch",
    es: "Una mesa puesta",
    it: "Una tavola apparecchiata",
    pt: "Uma mesa posta",
    ja: "食器を並べた食卓",
    ar: "مائدة مجهّزة",
  },
  bedroom: {
    en: "A quiet bedroom",
    fr: "Une chambre paisible",
    de: "Ein ruhiges Schlafzimmer",
    es: "Un dormitorio tranquilo",
    it: "Una camera da letto tranquilla",
    pt: "Um quarto tranquilo",
    ja: "静かな寝室",
    ar: "غرفة نوم هادئة",
  },
};

/** The scene of the first block. */
export const heroScene: SceneName = "living";

/** The scenes that home pages show. */
export function scenesOf(home: DemoHome): SceneName[] {
  return [heroScene, ...home.blocks.flatMap((block) => block.kind === "editorial" ? [block.scene] : [])];
}

/**
 * The blocks of a home page.
 *
 * @param pictures Scene → key of its picture.
 * @param categories Codes of the categories that the home page shows, in order.
 */
export function homeBlocksOf(
  home: DemoHome,
  pictures: ReadonlyMap<SceneName, string>,
  categories: readonly string[],
): StoredHomeBlock[] {
  const hero: StoredHomeBlock = {
    kind: "hero",
    ...home.hero,
    category: null,
    mediaKey: pictures.get(heroScene) ?? null,
  };
  return [
    hero,
    ...home.blocks.map((block): StoredHomeBlock => {
      switch (block.kind) {
        case "products":
          return { ...block, category: null };
        case "categories":
          return { ...block, categories: [...categories] };
        case "editorial": {
          const { scene, ...words } = block;
          return { ...words, mediaKey: pictures.get(scene) ?? null };
        }
        case "assurances":
          return block;
      }
    }),
  ];
}
