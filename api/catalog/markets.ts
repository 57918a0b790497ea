/** The calls about markets. */
import { listMarkets } from "../../db/catalog/writing/admin_markets.ts";
import type { Handlers } from "../platform/operation.ts";
import type { catalogOperations } from "./operations.ts";
import type { CatalogService } from "./service.ts";

export function marketHandlers(
  { catalog }: CatalogService,
): Pick<Handlers<typeof catalogOperations>, "listMarkets"> {
  return {
    listMarkets: async () => ({
      status: 200,
      body: { items: await listMarkets(catalog), nextCursor: null },
      headers: { "cache-control": "no-cache" },
    }),
  };
}
