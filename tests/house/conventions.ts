/**
 * The conventions of the sources as checks. Each takes a path and a text and gives the breaches as sentences that
 * begin with file and line.
 */

import { isTest } from "./project_files.ts";

/** Where a runtime or tool demands a default export. */
export const demandedDefaults: readonly RegExp[] = [/^db\/\w+\/drizzle\.config\.ts$/, /^edge\/worker\.ts$/];

const lineLimit = 300;
const testLineLimit = 400;

/** Exports have names, so that a thing is called the same everywhere. */
export function defaultExports(path: string, text: string): string[] {
  if (demandedDefaults.some((pattern) => pattern.test(path))) return [];
  return linesLike(text, /^export default\b|^export \{[^}]*\bas default\b/)
    .map((line) => `${path}:${line} has a default export`);
}

/** Files and folders of sources are named in snake_case. */
export function fileNames(path: string): string[] {
  const wanted = /^([a-z0-9]+(_[a-z0-9]+)*\/)*[a-z0-9]+(_[a-z0-9]+)*(\.config)?\.tsx?$/;
  return wanted.test(path) ? [] : [`${path}:1 is not named in snake_case`];
}

/** A file has one job, and few jobs need more lines than this; a test is a list of cases, and may be longer. */
export function longSources(path: string, text: string): string[] {
  const limit = isTest(path) ? testLineLimit : lineLimit;
  const count = text.split("\n").length - 1;
  if (count <= limit) return [];
  return [`${path}:${limit} goes on to line ${count}: look for the second job`];
}

/** Nothing lands unfinished, and no test runs alone. */
export function looseEnds(path: string, text: string): string[] {
  // The brackets keep this very line from being found.
  return linesLike(text, /(\/\/|\*).*\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|\b(describe|it|test)\.onl[y]\(/)
    .map((line) => `${path}:${line} is unfinished`);
}

/** The numbers of the lines that match, counted from 1. */
export function linesLike(text: string, pattern: RegExp): number[] {
  return text.split("\n").flatMap((line, index) => pattern.test(line) ? [index + 1] : []);
}
