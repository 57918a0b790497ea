/** The calls about synonyms. */
import { synonymId } from "../../commerce/wire/synonyms.ts";
import { adminSynonyms } from "../../db/catalog/writing/admin_synonyms.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createSynonym, deleteSynonym, patchSynonym } from "../../db/catalog/writing/synonyms.ts";
import type { Handlers } from "../platform/operation.ts";
import type { catalogOperations } from "./operations.ts";
import { recordCalls } from "./record_calls.ts";
import type { CatalogService } from "./service.ts";

type SynonymCalls =
  | "createSynonym"
  | "listSynonyms"
  | "readSynonym"
  | "patchSynonym"
  | "deleteSynonym";

export function synonymHandlers(
  service: CatalogService,
): Pick<Handlers<typeof catalogOperations>, SynonymCalls> {
  const calls = recordCalls(service, {
    id: synonymId,
    prefix: "syn",
    create: createSynonym,
    patch: patchSynonym,
    delete: deleteSynonym,
    changesNothing,
    records: adminSynonyms,
  });
  return {
    createSynonym: calls.create,
    listSynonyms: calls.list,
    readSynonym: calls.read,
    patchSynonym: calls.patch,
    deleteSynonym: calls.delete,
  };
}
