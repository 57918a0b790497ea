/** A feed of any length, the same on every machine: products of one to six variants, as shops export them. */
import { createRandom, type Random } from "../db/demo/drawings/random.ts";

const head =
  "id\titem_group_id\ttitle\tdescription\tavailability\tprice\tsale_price\tbrand\tgtin\tmpn\tproduct_type\t" +
  "color\tsize\tshipping_weight\tproduct_detail\n";

const makers = [
  "Ravelin",
  "Ostrom",
  "Kelda",
  "Brask",
  "Tolvan",
  "Ferrow",
  "Hadley",
  "Mirren",
  "Sorrel",
  "Vance",
] as const;
const kinds = [
  "chair",
  "lamp",
  "jacket",
  "kettle",
  "drill",
  "notebook",
  "cable",
  "backpack",
  "mirror",
  "tent",
  "shelf",
  "trainer",
  "printer",
  "blanket",
  "torch",
  "desk",
] as const;
const ways = [
  "folding",
  "wireless",
  "waterproof",
  "compact",
  "heavy-duty",
  "padded",
  "outdoor",
  "slim",
] as const;
const colours = ["Black", "White", "Sand", "Navy", "Olive", "Rust", "Grey", "Plum"] as const;
const sizes = ["XS", "S", "M", "L", "XL"] as const;
const traits = [
  "Power",
  "Depth",
  "Width",
  "Height",
  "Finish",
  "Origin",
  "Warranty",
  "Capacity",
  "Noise",
  "Batteries",
] as const;

/** Writes a feed with a number of rows. */
export async function writeSyntheticFeed(path: string, rows: number): Promise<void> {
  const random = createRandom(1);
  const words = makeWords(random, 6000);
  const encoder = new TextEncoder();
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const write = async (text: string) => {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  };
  let text = head;
  for (let row = 0, product = 0; row < rows; product++) {
    const count = Math.min(rows - row, random.chance(0.4) ? 1 : random.whole(2, 6));
    text += rowsOf(random, words, product, count, row);
    row += count;
    if (text.length > 1_000_000) {
      await write(text);
      text = "";
    }
  }
  await write(text);
}

function rowsOf(random: Random, words: Words, product: number, count: number, row: number): string {
  const kind = random.pick(kinds);
  const brand = `${random.pick(makers)} ${words.pick(random)}`;
  const title = `${brand} ${words.pick(random)} ${random.pick(ways)} ${kind}`;
  const description = Array.from({ length: random.whole(20, 60) }, () => words.pick(random)).join(" ");
  const details = traits.filter(() => random.chance(0.7)).map((name) =>
    `Details:${name}:${name === "Finish" ? random.pick(colours) : random.whole(1, 900)}`
  ).join(",");
  const type = random.chance(0.6) ? `${random.pick(["Home", "Outdoor", "Office"])} > ${kind}s` : "";
  const isSale = random.chance(0.1);
  const price = random.whole(500, 90_000);
  return Array.from({ length: count }, (_, i) =>
    [
      `SYN-${row + i}`,
      count > 1 ? `G-${product}` : "",
      `${title} ${colours[i % 8]}`,
      description,
      random.chance(0.9) ? "in_stock" : "out_of_stock",
      `${(price / 100).toFixed(2)} USD`,
      isSale ? `${(price / 125).toFixed(2)} USD` : "",
      brand,
      "",
      `MPN-${product}-${i}`,
      type,
      colours[i % 8],
      sizes[i % 5],
      `${random.whole(50, 9000)} g`,
      details,
    ].join("\t") + "\n").join("");
}

interface Words {
  /** A word: few of them are frequent, most are rare. */
  pick(random: Random): string;
}

function makeWords(random: Random, count: number): Words {
  const syllable = () =>
    random.pick([
      "ba",
      "cor",
      "den",
      "fi",
      "gal",
      "hu",
      "jo",
      "kel",
      "lim",
      "mo",
      "nar",
      "pe",
      "ru",
      "sil",
      "to",
      "vu",
    ]);
  const words = Array.from(
    { length: count },
    () => syllable() + syllable() + (random.chance(0.5) ? syllable() : ""),
  );
  return { pick: (source) => words[Math.floor(count * source.next() ** 3)]! };
}
