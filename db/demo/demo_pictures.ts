/** The demo shop's pictures: drawn, described in every language, put into the object store. */
import type { ObjectStore } from "../objects/object_store.ts";
import type { MediaInput } from "../catalog/writing/save_media.ts";
import { hashOf } from "./chance.ts";
import type { DemoCategory, DemoFiles } from "./demo_files.ts";
import type { ProductPictures } from "./demo_product.ts";
import { drawProduct } from "./drawings/draw_product.ts";
import { drawScene, type SceneName } from "./drawings/draw_scene.ts";

const contentType = "image/svg+xml";

/** How many originals travel to the store at a time. */
const putsAtOnce = 16;

type Words = Readonly<Record<string, string>>;

/** How a picture of a product in a room is described. */
const inRoom: Readonly<Record<string, (title: string) => string>> = {
  en: (title) => `${title} in a room`,
  fr: (title) => `${title} dans une pièce`,
  de: (title) => `${title} im Raum`,
  es: (title) => `${title} en una habitación`,
  it: (title) => `${title} in una stanza`,
  pt: (title) => `${title} em um ambiente`,
  ja: (title) => `${title}を置いた部屋`,
  ar: (title) => `${title} في غرفة`,
};

/** How a picture of a product in one of its colours or scents is described. */
function inValue(title: string, label: string, language: string): string {
  if (language === "ja") return `${title}（${label}）`;
  if (language === "ar") return `${title}، ${label}`;
  return `${title}, ${language === "de" ? label : label.toLocaleLowerCase(language)}`;
}

/** The colour in which something is drawn that is sold by scent. */
const scentColours: Words = {
  cedar: "olive",
  fig: "plum",
  "linen-blossom": "chalk",
  "orange-blossom": "mustard",
  rosemary: "sage",
  "sea-salt": "sky",
  vanilla: "sand",
  amber: "brass",
};

/** The colour in which something is drawn that comes as its material is. */
const materialColours: Words = {
  steel: "stone",
  "cast-iron": "charcoal",
  copper: "terracotta",
  glass: "clear",
  aluminium: "stone",
  paper: "chalk",
};

/** A collection of pictures on their way into the store and the catalog. */
export interface PictureCollection {
  readonly media: readonly MediaInput[];
  /** Draws what shows a product, the first of its looks before its room. */
  addProduct(product: DemoFiles["products"][number]): Promise<ProductPictures>;
  /** Draws a category's picture; answers its key. */
  addCategory(category: DemoCategory): Promise<string>;
  /** Draws a wide interior; answers its key. */
  addScene(scene: SceneName, alt: Words): Promise<string>;
  /** Puts everything into the store. */
  store(): Promise<void>;
}

/** Starts a collection. */
export function collectPictures(
  store: ObjectStore,
  attributes: DemoFiles["attributes"],
): PictureCollection {
  const media = new Map<string, MediaInput>();
  const originals = new Map<string, Uint8Array<ArrayBuffer>>();

  async function add(svg: string, width: number, height: number, alt: Words): Promise<string> {
    const bytes = new TextEncoder().encode(svg);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const key = digest.toHex().slice(0, 24);
    const object = `originals/${key}.svg`;
    media.set(key, { key, object, contentType, width, height, alt });
    originals.set(object, bytes);
    return key;
  }

  function labelsOf(attribute: string, value: string): Words {
    const found = attributes.find((one) => one.code === attribute)?.values.find((one) => one.code === value);
    if (!found) throw new Error(`Cannot describe "${value}": the attribute "${attribute}" has no such value`);
    return found.texts;
  }

  return {
    get media() {
      return [...media.values()];
    },
    async addProduct(product) {
      const material = [product.attributes.material ?? []].flat().map(String)[0];
      const draw = (colour: string, view: "studio" | "room") =>
        drawProduct({
          shape: product.shape,
          pattern: product.pattern,
          colour,
          seed: hashOf(product.key),
          view,
          ...(material && { material }),
          ...(product.style && { style: product.style }),
        });
      const titles = Object.entries(product.texts);
      const { looks, attribute } = looksOf(product, material);
      const keys: string[] = [];
      const byValue = new Map<string, string>();
      for (const { value, colour } of looks) {
        const labels = attribute && value ? labelsOf(attribute, value) : null;
        const alt = titles.map(([language, { title }]) => {
          const label = labels?.[language];
          return [language, label ? inValue(title, label, language) : title];
        });
        const key = await add(draw(colour, "studio"), 1200, 1200, Object.fromEntries(alt));
        keys.push(key);
        if (value) byValue.set(value, key);
      }
      const alt = titles.map(([language, { title }]) => [language, inRoom[language]?.(title) ?? title]);
      const room = await add(draw(looks[0]!.colour, "room"), 1200, 1200, Object.fromEntries(alt));
      return { keys: [...new Set([keys[0]!, room, ...keys.slice(1)])], byValue };
    },
    addCategory({ code, scene, texts }) {
      const svg = drawScene({ scene, seed: hashOf(code), format: "square" });
      return add(svg, 1200, 1200, mapWords(texts, (text) => text.name));
    },
    addScene(scene, alt) {
      return add(drawScene({ scene, seed: hashOf(`home ${scene}`), format: "wide" }), 1920, 1080, alt);
    },
    async store() {
      const left = originals.entries();
      const putAll = async () => {
        for (const [object, bytes] of left) await store.put(object, bytes, contentType);
      };
      await Promise.all(Array.from({ length: putsAtOnce }, putAll));
    },
  };
}

/** What tells a product's pictures apart: its colours, its scents, or nothing. */
function looksOf(
  product: DemoFiles["products"][number],
  material: string | undefined,
): { attribute: string | null; looks: { value: string | null; colour: string }[] } {
  const { colour, scent } = product.options;
  if (colour) return { attribute: "colour", looks: colour.map((value) => ({ value, colour: value })) };
  if (scent) {
    const looks = scent.map((value) => ({ value, colour: scentColours[value] ?? "sand" }));
    return { attribute: "scent", looks };
  }
  return { attribute: null, looks: [{ value: null, colour: materialColours[material ?? ""] ?? "sand" }] };
}

function mapWords<T>(texts: Readonly<Record<string, T>>, word: (text: T) => string): Words {
  return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, word(text)]));
}
