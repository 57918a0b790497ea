/** The categories of the generated shop: departments, types of things, what they are for. */
import type { CategoryInput } from "../../commerce/wire/admin_catalog.ts";
import { departmentCodes, type Kind, kinds, useCodes } from "./kinds.ts";
import { allWords } from "./words/all.ts";
import type { Words } from "./words/words.ts";

/** A category in which products stand. */
export interface Leaf {
  readonly code: string;
  readonly kind: Kind;
  /** Its use's place. */
  readonly use: number;
}

/** Codes, English slugs and names of all categories, parents before their children. */
export function categoryInputs(): CategoryInput[] {
  const texts = (name: (words: Words) => string) =>
    Object.fromEntries(allWords.map((words) => [words.tag, { name: name(words), description: "" }]));
  const departments = departmentCodes.map((code, i) => ({
    code,
    position: i + 1,
    texts: texts((words) => words.departments[i]!),
  }));
  const types = kinds.map((kind) => ({
    code: kind.code,
    parent: departmentCodes[kind.department]!,
    position: kind.at + 1,
    texts: texts((words) => words.kinds[kind.at]![1]),
  }));
  const ends = leaves.map(({ code, kind, use }) => ({
    code,
    parent: kind.code,
    position: use + 1,
    texts: texts((words) => leafName(kind, use, words)),
  }));
  return [...departments, ...types, ...ends];
}

function leafName(kind: Kind, use: number, words: Words): string {
  return words.category.replace("{kind}", words.kinds[kind.at]![1]).replace("{use}", words.uses[use]!);
}

/** All categories that have no children. Drawn by Zipf's law, the first is the largest. */
export const leaves: readonly Leaf[] = shuffled(
  kinds.flatMap((kind) => useCodes.map((code, use) => ({ code: `${kind.code}-${code}`, kind, use }))),
);

/** Not in the order of departments: large categories are everywhere in the tree. */
function shuffled<T>(items: readonly T[]): T[] {
  const step = 97;
  if (items.length % step === 0) throw new Error(`${items.length} categories: wanted no multiple of ${step}`);
  return items.map((_, i) => items[i * step % items.length]!);
}
