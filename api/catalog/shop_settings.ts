/** The calls about tax rates, shipping zones, and how a market's quotes are computed. */
import { existingCountry } from "../../commerce/wire/tax_rate.ts";
import { readAdminMarket } from "../../db/catalog/writing/admin_markets.ts";
import { listAdminZones, readAdminZone } from "../../db/catalog/writing/admin_shipping.ts";
import { listAdminTaxRates, readAdminTaxRates } from "../../db/catalog/writing/admin_tax_rates.ts";
import type { Described } from "../../db/catalog/writing/content_version.ts";
import { patchMarket } from "../../db/catalog/writing/patch_market.ts";
import {
  createShippingZone,
  deleteShippingZone,
  replaceShippingZone,
} from "../../db/catalog/writing/save_shipping.ts";
import { replaceTaxRates } from "../../db/catalog/writing/save_tax_rates.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import { etag } from "../platform/precondition.ts";
import { cursorAfter, readCursor } from "./cursor.ts";
import {
  type CatalogService,
  commit,
  commitOnce,
  type Committed,
  madeAndRemoved,
  removed,
  shown,
} from "./service.ts";
import type { shopOperations } from "./shop_operations.ts";

export function shopHandlers(service: CatalogService): Handlers<typeof shopOperations> {
  const { catalog } = service;
  return {
    readMarket: async ({ params: { code } }) => read(await readAdminMarket(catalog, code)),

    patchMarket: async ({ params: { code }, body, expected }) =>
      replaced(await commit(service, (w) => patchMarket(w, code, body, expected))),

    async listTaxRates({ query: { limit, cursor } }) {
      const page = readCursor(cursor, (text) => existingCountry.safeParse(text).success);
      if (isRefusal(page)) return page;
      const { items, next } = await listAdminTaxRates(catalog, { after: page.after, limit });
      return { status: 200, body: { items, nextCursor: next === null ? null : cursorAfter(next) } };
    },

    readTaxRates: async ({ params: { country } }) => read(await readAdminTaxRates(catalog, country)),

    replaceTaxRates: async ({ params: { country }, body, expected }) =>
      replaced(await commit(service, (w) => replaceTaxRates(w, country, body, expected))),

    async createShippingZone({ body, claim }) {
      const made = await commitOnce(service, claim, async (w) => {
        await createShippingZone(w, body);
        return await readAdminZone({ db: w.tx }, body);
      });
      if (isRefusal(made)) return made;
      const found = made.value ?? await readAdminZone(catalog, body);
      return found ? shown(201, found.value, found.version, made.catalogVersion) : madeAndRemoved;
    },

    async listShippingZones({ query: { market = null, limit, cursor } }) {
      const page = readCursor(cursor, (text) => /^[1-9]\d{0,14}$/.test(text));
      if (isRefusal(page)) return page;
      const after = page.after === null ? null : Number(page.after);
      const { items, next } = await listAdminZones(catalog, { market, after, limit });
      return { status: 200, body: { items, nextCursor: next === null ? null : cursorAfter(`${next}`) } };
    },

    readShippingZone: async ({ params }) => read(await readAdminZone(catalog, params)),

    replaceShippingZone: async ({ params, body, expected }) =>
      replaced(await commit(service, (w) => replaceShippingZone(w, { ...body, ...params }, expected))),

    async deleteShippingZone({ params, expected }) {
      const gone = await commit(service, (w) => deleteShippingZone(w, params, expected));
      return isRefusal(gone) ? gone : removed(gone.catalogVersion);
    },
  };
}

function read(found: Described<object> | null): Answer | Refusal {
  if (found === null) return { problem: "not-found" };
  return { status: 200, body: found.value, headers: { etag: etag(found.version) } };
}

function replaced(written: Committed<Described<object>> | Refusal): Answer | Refusal {
  if (isRefusal(written)) return written;
  const { value: { value, version }, catalogVersion } = written;
  return shown(200, value, version, catalogVersion);
}
