import { expect } from "@std/expect";
import { before, describe, it } from "@std/testing/bdd";
import { type DemoFiles, readDemoFiles } from "./demo_files.ts";
import { shapes } from "./drawings/shapes.ts";

/** Words of English titles that tell the style where they are not its name: shape → word → style. */
const tellingWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pendant: { glass: "globe" },
  "table-lamp": { marble: "globe", portable: "mushroom" },
  "floor-lamp": { bamboo: "column" },
  "wall-lamp": { swivel: "cone" },
  "dining-table": { farmhouse: "turned" },
  "side-table": { bedside: "drawer" },
  stool: { cork: "block" },
  bench: { upholstered: "padded" },
  "dining-chair": { velvet: "panel" },
  bookcase: { low: "low" },
  "wall-shelf": { picture: "ledge" },
  basket: { lidded: "lid", log: "felt" },
  cabinet: { rattan: "cane", steel: "locker" },
  plate: { serving: "platter" },
  bowl: { pasta: "wide", salad: "wood" },
  mug: { espresso: "cup" },
  glass: { water: "tumbler" },
  cutlery: { knives: "pair", salad: "servers" },
  pot: { pasta: "tall", clay: "donabe" },
  pan: { "cast-iron": "skillet", ceramic: "coated", sauté: "saute" },
  knife: { "chef’s": "chef" },
  board: { chopping: "block", serving: "paddle", bamboo: "slot" },
  jar: { glass: "cork", fermenting: "crock" },
  kettle: { enamel: "whistling", "pour-over": "gooseneck" },
  "bath-mat": { tufted: "tuft", bamboo: "slats" },
  robe: { hooded: "hooded", waffle: "shawl", gauze: "kimono" },
  candle: { taper: "tapers", beeswax: "honeycomb", travel: "tin", terrace: "pot" },
  incense: { sticks: "stick" },
  soap: { "sea salt": "rope" },
  "pot-plant": { "olive tree": "olive-tree", herb: "herbs" },
  planter: { terracotta: "pot", concrete: "block", glazed: "ribbed" },
  vase: { "single stem": "bottle", floor: "amphora", glass: "drop" },
  "watering-can": { copper: "spout" },
  "hanging-planter": { macramé: "macrame", metal: "bowl" },
  "rug-round": { jute: "braid" },
  pouf: { leather: "panels", jute: "coiled" },
};

/** What a title tells about the style: the name of one, or a telling word. */
function toldStyles(shape: string, title: string): string[] {
  const words = ` ${title.toLowerCase()} `;
  const has = (word: string) => words.includes(` ${word} `);
  const named = Object.keys(shapes[shape]?.styles ?? {}).filter((style) => has(style.replaceAll("-", " ")));
  const told = Object.entries(tellingWords[shape] ?? {}).filter(([word]) => has(word)).map(([, style]) =>
    style
  );
  return [...named, ...told];
}

describe("the styles of the demo's products", () => {
  let products: DemoFiles["products"];

  before(async () => {
    ({ products } = await readDemoFiles([]));
  });

  it("are known to their shapes", () => {
    const unknown = products.filter(({ shape, style }) =>
      style !== undefined && !Object.hasOwn(shapes[shape]?.styles ?? {}, style)
    );
    expect(unknown.map(({ key, style }) => `${key}: ${style}`)).toEqual([]);
    expect(products.filter(({ style }) => style).length).toBeGreaterThan(180);
  });

  it("are what the English title tells", () => {
    const contradictions = products.flatMap(({ key, shape, style, texts }) => {
      const told = toldStyles(shape, texts.en!.title);
      return told.length === 0 || (style && told.includes(style)) ? [] : [`${key}: ${style}, not ${told}`];
    });
    expect(contradictions).toEqual([]);
  });

  it("have telling words only for styles that exist, and each word tells of a product", () => {
    for (const [shape, words] of Object.entries(tellingWords)) {
      for (const [word, style] of Object.entries(words)) {
        expect(Object.keys(shapes[shape]?.styles ?? {})).toContain(style);
        const titles = products.filter((one) => one.shape === shape).map((one) => one.texts.en!.title);
        expect(titles.some((title) => ` ${title.toLowerCase()} `.includes(` ${word} `)) ? word : titles).toBe(
          word,
        );
      }
    }
  });
});
