/** What orders asks of the catalog to write to a shopper. */
import { z } from "zod";
import { parseLocale } from "../../commerce/locale.ts";
import { letterhead } from "../../commerce/wire/internal_letterhead.ts";
import { readLetterhead } from "../../db/catalog/reading/letterhead.ts";
import type { Handlers, OperationTable } from "../platform/operation.ts";
import type { CatalogService } from "./service.ts";

export const letterheadOperations = {
  letterhead: {
    method: "get",
    path: "/internal/catalog/letterheads/{locale}",
    tag: "Internal",
    summary: "What letters to the shoppers of a market are made with",
    access: "service",
    params: z.object({ locale: z.string().refine((text) => parseLocale(text) !== null, "wanted a locale") }),
    answer: { status: 200, description: "The letterhead.", content: letterhead },
  },
} as const satisfies OperationTable;

export function letterheadHandlers({ catalog }: CatalogService): Handlers<typeof letterheadOperations> {
  return {
    async letterhead({ params: { locale } }) {
      return { status: 200, body: await readLetterhead(catalog, parseLocale(locale)!) };
    },
  };
}
