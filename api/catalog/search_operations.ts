/** The catalog service's calls about search: synonyms. */
import { z } from "zod";
import { pageQuery, removal } from "../../commerce/wire/admin_calls.ts";
import {
  adminSynonym,
  synonymId,
  synonymInput,
  synonymList,
  synonymPatch,
  writtenSynonym,
} from "../../commerce/wire/synonyms.ts";
import type { OperationTable } from "../platform/operation.ts";

const synonym = z.object({ id: synonymId });
const written = { etag: true, catalogVersion: true } as const;

export const searchOperations = {
  createSynonym: {
    method: "post",
    path: "/v1/admin/synonyms",
    tag: "Search",
    summary: "Creates a synonym",
    description:
      "Phrases that stand for each other in searches, or phrases where others are sought too. Forms of one word (singular and plural, accents) need none.",
    access: "admin",
    body: synonymInput,
    idempotent: true,
    answer: { status: 201, description: "The new synonym.", content: writtenSynonym, ...written },
  },
  listSynonyms: {
    method: "get",
    path: "/v1/admin/synonyms",
    tag: "Search",
    summary: "All synonyms, the oldest first",
    access: "admin",
    query: pageQuery,
    answer: { status: 200, description: "A page of synonyms.", content: synonymList },
  },
  readSynonym: {
    method: "get",
    path: "/v1/admin/synonyms/{id}",
    tag: "Search",
    summary: "A synonym",
    access: "admin",
    params: synonym,
    answer: { status: 200, description: "The synonym.", content: adminSynonym, etag: true },
  },
  patchSynonym: {
    method: "patch",
    path: "/v1/admin/synonyms/{id}",
    tag: "Search",
    summary: "Changes a synonym",
    description: "What is left out stays. `means: null` makes the phrases stand for each other.",
    access: "admin",
    params: synonym,
    body: synonymPatch,
    conditional: true,
    answer: { status: 200, description: "The synonym as it is now.", content: writtenSynonym, ...written },
  },
  deleteSynonym: {
    method: "delete",
    path: "/v1/admin/synonyms/{id}",
    tag: "Search",
    summary: "Deletes a synonym",
    access: "admin",
    params: synonym,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
  },
} as const satisfies OperationTable;
