/** What shoppers of the demo shop call things, from its file into the catalog. */
import { z } from "zod";
import { createSynonym } from "../catalog/writing/synonyms.ts";
import type { Writer } from "../catalog/writing/transaction.ts";

/** Language → groups of words of which each stands for the others. */
const synonyms = z.record(z.string(), z.array(z.array(z.string().min(1)).min(2)));
export type DemoSynonyms = z.infer<typeof synonyms>;

/** Reads `synonyms.json` beside this file. */
export async function readDemoSynonyms(): Promise<DemoSynonyms> {
  return synonyms.parse(JSON.parse(await Deno.readTextFile(new URL("./synonyms.json", import.meta.url))));
}

/** Writes them. The languages are there already. */
export async function writeDemoSynonyms(w: Writer, groups: DemoSynonyms): Promise<void> {
  for (const [language, each] of Object.entries(groups)) {
    for (const phrases of each) await createSynonym(w, { language, phrases });
  }
}
