/** The languages of the generated catalog, in the order of the demo shop's. */
import { arabic } from "./ar.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import { german } from "./de.ts";
import { italian } from "./it.ts";
import { japanese } from "./ja.ts";
import { portuguese } from "./pt.ts";
import { spanish } from "./es.ts";
import type { Words } from "./words.ts";

export const allWords: readonly Words[] = [
  english,
  french,
  german,
  spanish,
  italian,
  portuguese,
  japanese,
  arabic,
];
