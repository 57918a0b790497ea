/** The catalog service: what answers its calls. */
import type { Client } from "@libsql/client";
import type { CouponGuesses } from "../../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { edgeReports } from "../../db/backoffice/edge_reports.ts";
import { productDrafts } from "../../db/backoffice/product_drafts.ts";
import type { PortableProduct } from "../../db/catalog/writing/portable_product.ts";
import { hasMarket, primaryQuoteViews } from "../../db/catalog/reading/primary.ts";
import type { Handlers } from "../platform/operation.ts";
import { availabilityHandlers } from "./availability.ts";
import { categoryHandlers } from "./categories.ts";
import { internalQuoteHandlers } from "./internal_quotes.ts";
import { letterheadHandlers } from "./letterheads.ts";
import { internalVersionHandlers } from "./internal_versions.ts";
import { marketHandlers } from "./markets.ts";
import type { OpenStock } from "./opening_stock.ts";
import type { catalogOperations } from "./operations.ts";
import { priceHandlers } from "./prices.ts";
import { productHandlers } from "./products.ts";
import { promotionHandlers } from "./promotions.ts";
import { quoteHandlers } from "./quotes.ts";
import { regionHandlers } from "./regions.ts";
import type { CatalogService } from "./service.ts";
import { synonymHandlers } from "./synonyms.ts";
import { shopHandlers } from "./shop_settings.ts";
import { variantHandlers } from "./variants.ts";
import type { VersionWatch } from "./version_watch.ts";

/** Makes the service of open, migrated databases. */
export function catalogService(
  { backoffice, ...rest }: Omit<CatalogService, "drafts" | "reports"> & { readonly backoffice: Client },
): CatalogService {
  return { ...rest, drafts: productDrafts<PortableProduct>(backoffice), reports: edgeReports(backoffice) };
}

/** What some of its handlers work with besides. */
export interface CatalogHelpers {
  readonly guesses: CouponGuesses;
  readonly hashCoupons: HashCoupons;
  readonly openStock: OpenStock;
  readonly watch: Pick<VersionWatch, "above">;
}

/** The handlers of all its operations. */
export function catalogHandlers(
  service: CatalogService,
  { hashCoupons, openStock, watch, guesses }: CatalogHelpers,
): Handlers<typeof catalogOperations> {
  const { catalog, now } = service;
  const quotes = {
    guesses,
    hashCoupons,
    now,
    readView: primaryQuoteViews(catalog),
    hasMarket: (market: string) => hasMarket(catalog, market),
  };
  return {
    ...marketHandlers(service),
    ...productHandlers(service, openStock),
    ...variantHandlers(service),
    ...priceHandlers(service),
    ...categoryHandlers(service),
    ...promotionHandlers(service, hashCoupons),
    ...synonymHandlers(service),
    ...shopHandlers(service),
    ...regionHandlers(service),
    ...availabilityHandlers(service),
    ...quoteHandlers(quotes),
    ...internalQuoteHandlers(service, quotes),
    ...letterheadHandlers(service),
    ...internalVersionHandlers(service, watch),
  };
}
