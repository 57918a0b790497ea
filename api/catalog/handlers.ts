/** The catalog service: what answers its calls. */
import type { Client } from "@libsql/client";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { productDrafts } from "../../db/backoffice/product_drafts.ts";
import type { PortableProduct } from "../../db/catalog/writing/portable_product.ts";
import { primaryQuoteViews } from "../../db/catalog/reading/primary.ts";
import type { Handlers } from "../platform/operation.ts";
import { availabilityHandlers } from "./availability.ts";
import { categoryHandlers } from "./categories.ts";
import { internalQuoteHandlers } from "./internal_quotes.ts";
import { letterheadHandlers } from "./letterheads.ts";
import { marketHandlers } from "./markets.ts";
import type { OpenStock } from "./opening_stock.ts";
import type { catalogOperations } from "./operations.ts";
import { priceHandlers } from "./prices.ts";
import { productHandlers } from "./products.ts";
import { promotionHandlers } from "./promotions.ts";
import { quoteHandlers } from "./quotes.ts";
import type { CatalogService } from "./service.ts";
import { variantHandlers } from "./variants.ts";

/** Makes the service of open, migrated databases. */
export function catalogService(
  { backoffice, ...rest }: Omit<CatalogService, "drafts"> & { readonly backoffice: Client },
): CatalogService {
  return { ...rest, drafts: productDrafts<PortableProduct>(backoffice) };
}

/** The handlers of all its operations. */
export function catalogHandlers(
  service: CatalogService,
  hashCoupons: HashCoupons,
  openStock: OpenStock,
): Handlers<typeof catalogOperations> {
  const { catalog, now } = service;
  const quotes = { hashCoupons, now, readView: primaryQuoteViews(catalog) };
  return {
    ...marketHandlers(service),
    ...productHandlers(service, openStock),
    ...variantHandlers(service),
    ...priceHandlers(service),
    ...categoryHandlers(service),
    ...promotionHandlers(service, hashCoupons),
    ...availabilityHandlers(service),
    ...quoteHandlers(quotes),
    ...internalQuoteHandlers(service, quotes),
    ...letterheadHandlers(service),
  };
}
