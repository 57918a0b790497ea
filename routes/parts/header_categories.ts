/** Which categories the header has room for. */
import type { Crumb, Frame } from "../../commerce/catalog_view.ts";

type Root = Frame["categories"][number];

/** More are not taken in at a glance. */
const maxShown = 8;
/** Columns of text in the whole row where the window is narrow (styles/header.css), and where it is wide. */
const narrowColumns = 88, wideColumns = 120;
/** What lies between two names, in columns. */
const gapColumns = 3;

/** The categories of the row, in order. */
export interface HeaderCategories {
  /** Each with whether only a wide window has room for it. */
  readonly shown: readonly { readonly category: Root; readonly isWide: boolean }[];
  /** Where some are missing from the row, so that it names the page of all of them. */
  readonly missing: "nowhere" | "narrow" | "everywhere";
}

/**
 * @param beside What else the row says.
 * @param all What it says where categories are missing.
 */
export function headerCategories(
  categories: readonly Root[],
  beside: readonly string[],
  all: string,
): HeaderCategories {
  const names = categories.map(({ name }) => name);
  const taken = columnsOf(beside);
  const room = (columns: number) => {
    const isRoomForAll = names.length <= maxShown && columnsOf(names) <= columns - taken;
    return isRoomForAll ? names.length : leading(names, columns - taken - columnsOf([all]));
  };
  const narrow = room(narrowColumns);
  const wide = Math.max(narrow, room(wideColumns));
  return {
    shown: categories.slice(0, wide).map((category, place) => ({ category, isWide: place >= narrow })),
    missing: wide < categories.length ? "everywhere" : narrow < wide ? "narrow" : "nowhere",
  };
}

/** How many of the first names there is room for, one at least. */
function leading(names: readonly string[], columns: number): number {
  let count = 0;
  while (count < Math.min(names.length, maxShown) && columnsOf(names.slice(0, count + 1)) <= columns) count++;
  return Math.max(1, count);
}

/** The first few of many, and whether there are more: one more than the few is no more. */
export function firstFew(
  categories: readonly Crumb[],
  few: number,
): { readonly some: readonly Crumb[]; readonly more: boolean } {
  return categories.length <= few + 1
    ? { some: categories, more: false }
    : { some: categories.slice(0, few), more: true };
}

/** Letters of Chinese, Japanese and Korean are as wide as two others. */
function columnsOf(names: readonly string[]): number {
  let columns = gapColumns * names.length;
  for (const letter of names.join("")) {
    columns += /[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1;
  }
  return columns;
}
