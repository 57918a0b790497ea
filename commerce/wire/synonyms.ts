/** Synonyms as merchants send and read them: what shoppers call things, beside what the catalog calls them. */
import { z } from "zod";
import { cursor, languageTag, visibleText } from "./common.ts";
import { publicId } from "./public_ids.ts";

export const synonymId = publicId("syn", "synonym");

const phrase = visibleText(80);
const phrases = z.array(phrase).min(1).max(50);
const means = z.array(phrase).min(1).max(50);

const meanings = {
  phrases:
    "What shoppers type, of up to four words each, not counting `the`, `of` and the like. Without `means`, each stands for all the others.",
  means: "What is sought too where one of `phrases` is typed, and not the other way round.",
};

/** The body of `POST /v1/admin/synonyms`. */
export const synonymInput = z.strictObject({
  language: languageTag.meta({ description: "BCP 47, one that the shop speaks." }),
  phrases: phrases.meta({ description: meanings.phrases }),
  means: means.optional().meta({ description: meanings.means }),
}).meta({ id: "SynonymInput" });
export type SynonymInput = z.infer<typeof synonymInput>;

/** The body of `PATCH /v1/admin/synonyms/{id}`; null as `means` makes the phrases stand for each other. */
export const synonymPatch = z.strictObject({
  phrases: phrases.optional().meta({ description: meanings.phrases }),
  means: means.nullable().optional().meta({ description: meanings.means }),
}).meta({ id: "SynonymPatch" });
export type SynonymPatch = z.infer<typeof synonymPatch>;

export const adminSynonym = z.strictObject({
  id: z.string(),
  language: languageTag,
  phrases: z.array(z.string()),
  means: z.array(z.string()).nullable(),
}).meta({ id: "AdminSynonym" });
export type AdminSynonym = z.infer<typeof adminSynonym>;

export const writtenSynonym = adminSynonym.extend({
  catalogVersion: z.int().min(0).meta({ description: "The catalog version that shows this write." }),
}).meta({ id: "WrittenSynonym" });

export const synonymList = z.strictObject({
  items: z.array(adminSynonym),
  nextCursor: cursor.nullable().meta({ description: "Where the next page begins; null: there is none." }),
}).meta({ id: "SynonymList" });
