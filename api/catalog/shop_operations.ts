/** The catalog service's calls about what quotes stand on besides prices: tax rates, shipping zones, a market's counting. */
import { z } from "zod";
import { pageQuery, removal, writtenMarket } from "../../commerce/wire/admin_calls.ts";
import { adminMarket, marketPatch } from "../../commerce/wire/admin_shop.ts";
import { marketCode } from "../../commerce/wire/common.ts";
import {
  adminShippingZone,
  shippingZoneFields,
  shippingZoneInput,
  shippingZoneKey,
  shippingZoneList,
  writtenShippingZone,
} from "../../commerce/wire/shipping.ts";
import {
  adminTaxRates,
  existingCountry,
  taxRatesInput,
  taxRatesList,
  writtenTaxRates,
} from "../../commerce/wire/tax_rate.ts";
import type { OperationTable } from "../platform/operation.ts";

const country = z.object({ country: existingCountry });
const market = z.object({ code: marketCode });
const written = { etag: true, catalogVersion: true } as const;

export const shopOperations = {
  readMarket: {
    method: "get",
    path: "/v1/admin/markets/{code}",
    tag: "Markets",
    summary: "A market as it was made",
    access: "admin",
    params: market,
    answer: { status: 200, description: "The market.", content: adminMarket, etag: true },
  },
  patchMarket: {
    method: "patch",
    path: "/v1/admin/markets/{code}",
    tag: "Markets",
    summary: "Changes how a market's quotes are computed",
    description:
      "What stays the same in another of its countries, when taxes are rounded, and to what totals are. What is left out stays.",
    access: "admin",
    params: market,
    body: marketPatch,
    conditional: true,
    answer: { status: 200, description: "The market as it is now.", content: writtenMarket, ...written },
  },

  listTaxRates: {
    method: "get",
    path: "/v1/admin/tax-rates",
    tag: "Taxes",
    summary: "The tax rates of all countries",
    description: "By country, 20 of them on a page unless `limit` says otherwise.",
    access: "admin",
    query: pageQuery,
    answer: { status: 200, description: "A page of countries with their rates.", content: taxRatesList },
  },
  readTaxRates: {
    method: "get",
    path: "/v1/admin/tax-rates/{country}",
    tag: "Taxes",
    summary: "The tax rates of a country",
    description:
      "Past, present and to come; of a country that has none, none. Its ETag is needed to write them.",
    access: "admin",
    params: country,
    answer: { status: 200, description: "The rates.", content: adminTaxRates, etag: true },
  },
  replaceTaxRates: {
    method: "put",
    path: "/v1/admin/tax-rates/{country}",
    tag: "Taxes",
    summary: "Replaces the tax rates of a country",
    description:
      "All of them at once, each with its source. Quotes use a row from `validFrom` up to, not including, `validUntil`: a change that is to come takes effect by itself. Windows of one tax may not overlap. The same rates again change nothing, not even the version.",
    access: "admin",
    params: country,
    body: taxRatesInput,
    conditional: true,
    answer: { status: 200, description: "The rates as they are now.", content: writtenTaxRates, ...written },
  },

  createShippingZone: {
    method: "post",
    path: "/v1/admin/shipping-zones",
    tag: "Shipping",
    summary: "Adds a shipping zone to a market",
    description:
      "A destination is in a zone when its country, region and postal code are. Of methods with the same id the one of the more specific zone counts: postal codes before regions before countries, then the older zone.",
    access: "admin",
    body: shippingZoneInput,
    idempotent: true,
    answer: { status: 201, description: "The new zone.", content: writtenShippingZone, ...written },
    problems: ["conflict"],
  },
  listShippingZones: {
    method: "get",
    path: "/v1/admin/shipping-zones",
    tag: "Shipping",
    summary: "All shipping zones, the oldest first",
    access: "admin",
    query: pageQuery.extend({ market: marketCode.optional().meta({ description: "Left out: of all." }) }),
    answer: { status: 200, description: "A page of zones with their methods.", content: shippingZoneList },
  },
  readShippingZone: {
    method: "get",
    path: "/v1/admin/shipping-zones/{market}/{code}",
    tag: "Shipping",
    summary: "A shipping zone with its methods",
    access: "admin",
    params: shippingZoneKey,
    answer: { status: 200, description: "The zone.", content: adminShippingZone, etag: true },
  },
  replaceShippingZone: {
    method: "put",
    path: "/v1/admin/shipping-zones/{market}/{code}",
    tag: "Shipping",
    summary: "Replaces a shipping zone and all its methods",
    description: "The same zone again changes nothing, not even the version.",
    access: "admin",
    params: shippingZoneKey,
    body: shippingZoneFields,
    conditional: true,
    answer: { status: 200, description: "The zone as it is now.", content: writtenShippingZone, ...written },
  },
  deleteShippingZone: {
    method: "delete",
    path: "/v1/admin/shipping-zones/{market}/{code}",
    tag: "Shipping",
    summary: "Deletes a shipping zone with its methods",
    access: "admin",
    params: shippingZoneKey,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
  },
} as const satisfies OperationTable;
