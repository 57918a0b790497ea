/** The inventory's word on what is available. */
import { availabilityAnswer, availabilityNotice } from "../../commerce/wire/internal_availability.ts";
import { tellAvailability } from "../../db/catalog/writing/tell_availability.ts";
import { isRefusal } from "../platform/answer.ts";
import type { Handlers, OperationTable } from "../platform/operation.ts";
import { type CatalogService, commit } from "./service.ts";

export const availabilityOperations = {
  tellAvailability: {
    method: "post",
    path: "/internal/catalog/availability",
    tag: "Products",
    summary: "Tells what shoppers are to be told of SKUs",
    description: "Of two versions the higher one is right; the same again changes nothing.",
    access: "service",
    body: availabilityNotice,
    answer: {
      status: 200,
      description: "It is so.",
      content: availabilityAnswer,
      catalogVersion: true,
    },
  },
} as const satisfies OperationTable;

export function availabilityHandlers(service: CatalogService): Handlers<typeof availabilityOperations> {
  return {
    async tellAvailability({ body: { items } }) {
      const written = await commit(service, (w) => tellAvailability(w, items));
      if (isRefusal(written)) return written;
      const { value: unknown, catalogVersion } = written;
      return {
        status: 200,
        body: { catalogVersion, unknown },
        headers: { "x-catalog-version": `${catalogVersion}` },
      };
    },
  };
}
