/** The calls about markets and languages. */
import { listAdminMarkets, listLanguages, listMarkets } from "../../db/catalog/writing/admin_markets.ts";
import { saveLanguage } from "../../db/catalog/writing/save_language.ts";
import { saveMarket } from "../../db/catalog/writing/save_market.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import type { catalogOperations } from "./operations.ts";
import { type CatalogService, commitOnce, type Committed } from "./service.ts";

type MarketCalls =
  | "listMarkets"
  | "createMarket"
  | "listAdminMarkets"
  | "createLanguage"
  | "listLanguages";

export function marketHandlers(
  service: CatalogService,
): Pick<Handlers<typeof catalogOperations>, MarketCalls> {
  const { catalog } = service;
  return {
    listMarkets: async () => ({
      status: 200,
      body: { items: await listMarkets(catalog), nextCursor: null },
      headers: { "cache-control": "no-cache" },
    }),

    createMarket: async ({ body, claim }) =>
      made(
        body,
        await commitOnce(service, claim, async (w) => {
          if ((await w.directory()).markets.has(body.code)) {
            w.refuse("code-taken", "code", `there is a market "${body.code}" already`);
          }
          await saveMarket(w, body);
        }),
      ),

    listAdminMarkets: async () => ({
      status: 200,
      body: { items: await listAdminMarkets(catalog), nextCursor: null },
    }),

    createLanguage: async ({ body, claim }) =>
      made(
        body,
        await commitOnce(service, claim, async (w) => {
          if ((await w.directory()).languages.has(body.tag)) {
            w.refuse("code-taken", "tag", `the shop speaks "${body.tag}" already`);
          }
          await saveLanguage(w, body);
        }),
      ),

    listLanguages: async () => ({
      status: 200,
      body: { items: await listLanguages(catalog), nextCursor: null },
    }),
  };
}

/** Both are kept as they are sent: a try that finds that an earlier one succeeded knows what it made. */
function made(body: object, written: Committed<unknown> | Refusal): Answer | Refusal {
  if (isRefusal(written)) return written;
  const { catalogVersion } = written;
  return {
    status: 201,
    body: { ...body, catalogVersion },
    headers: { "x-catalog-version": `${catalogVersion}` },
  };
}
