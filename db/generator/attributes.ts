/** The attributes of the generated shop with all their values: some from the demo shop, some made. */
import type { AttributeInput } from "../catalog/writing/save_attribute.ts";
import type { DemoFiles } from "../demo/demo_files.ts";
import { Chance } from "./chance.ts";
import { useCodes } from "./kinds.ts";
import { diagonalsInch, diagonalText, packs, volumesMl, volumeText } from "./measures.ts";
import { rareWord } from "./rare_words.ts";
import { allWords } from "./words/all.ts";
import type { Words } from "./words/words.ts";

/** Attributes that the demo shop has words for already. */
const borrowed = ["colour", "size", "material", "room", "care", "certificate"];

/** How many series there are: a facet with more values than any page can show. */
const seriesCount = 400;

type Values = AttributeInput["values"];

/** All attributes in their order. The same seed makes the same series. */
export function generatedAttributes(demo: DemoFiles["attributes"], seed: number): AttributeInput[] {
  const known = demo.filter(({ code }) => borrowed.includes(code)).map(({ values, ...attribute }) => ({
    ...attribute,
    values: values.map(({ code, swatch, texts }): Values[number] => ({
      code,
      texts,
      ...(swatch && { hex: swatch.toLowerCase() }),
    })),
  }));
  const made: readonly (readonly [code: string, values: Values, unit?: string])[] = [
    ["style", praises(0, 12)],
    ["character", praises(12, 24)],
    ["use", useCodes.map((code, i) => ({ code, texts: inAll((words) => words.uses[i]!) }))],
    ["series", names(seed, seriesCount)],
    ["energy", same(["A", "B", "C", "D", "E", "F", "G"])],
    ["connection", same(["USB-C", "Bluetooth", "Wi-Fi", "HDMI", "USB-A", "NFC", "Ethernet"])],
    ["bulb", same(["E27", "E14", "GU10", "G9", "B22"])],
    ["plug", same(["Type C", "Type F", "Type G", "Type A", "Type I", "Type J"])],
    ["width", numbers(60, 10, 4), "cm"],
    ["height", numbers(60, 5, 4), "cm"],
    ["power", numbers(40, 5, 55), "W"],
    ["noise", numbers(30, 20, 2), "dB"],
    ["warranty", numbers(8, 1, 1), "a"],
    ["pieces", numbers(24, 1, 1)],
    ["voltage", numbers(6, 12, 6), "V"],
    ["runtime", numbers(24, 1, 1), "h"],
    ["temperature", numbers(20, 20, 10), "°C"],
    ["volume", volumesMl.map((ml) => ({ code: `${ml}-ml`, texts: inAll((words) => volumeText(ml, words)) }))],
    [
      "diagonal",
      diagonalsInch.map((inches) => ({
        code: String(inches).replace(".", "-"),
        texts: inAll((words) => diagonalText(inches, words)),
      })),
    ],
    ["pack", packs.map((pieces) => ({ code: String(pieces), texts: inAll(() => `× ${pieces}`) }))],
  ];
  return [
    ...known,
    ...made.map(([code, values, unit], i): AttributeInput => ({
      code,
      type: values[0] && Object.keys(values[0].texts).length === 0 ? "number" : "text",
      ...(unit && { unit }),
      facet: true,
      position: known.length + i + 1,
      texts: inAll((words) => words.attributes[code]!),
      values,
    })),
  ];
}

function inAll(word: (words: Words) => string): Record<string, string> {
  return Object.fromEntries(allWords.map((words) => [words.tag, word(words)]));
}

function praises(from: number, to: number): Values {
  const english = allWords[0]!.praise;
  return english.slice(from, to).map((code, i) => ({
    code,
    texts: inAll((words) => words.praise[from + i]!),
  }));
}

/** Values that are the same in every language. */
function same(labels: readonly string[]): Values {
  return labels.map((label) => ({
    code: label.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    texts: inAll(() => label),
  }));
}

/** Numbers have no words. */
function numbers(count: number, first: number, step: number): Values {
  return Array.from({ length: count }, (_, i) => ({ code: String(first + i * step), texts: {} }));
}

/** Invented names, each once. */
function names(seed: number, count: number): Values {
  const chance = new Chance(seed, 1);
  const found = new Set<string>();
  while (found.size < count) found.add(rareWord(allWords[chance.below(6)]!, chance));
  return Array.from(found, (name) => ({
    code: name.normalize("NFD").replace(/[^a-z]/g, ""),
    texts: inAll(() => name[0]!.toUpperCase() + name.slice(1)),
  })).filter(({ code }, i, all) => all.findIndex((other) => other.code === code) === i);
}
