/** The catalog service: what answers its calls. */
import type { Client } from "@libsql/client";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { edgeReports } from "../../db/backoffice/edge_reports.ts";
import { productDrafts } from "../../db/backoffice/product_drafts.ts";
import type { PortableProduct } from "../../db/catalog/writing/portable_product.ts";
import type { Handlers } from "../platform/operation.ts";
import { categoryHandlers } from "./categories.ts";
import { marketHandlers } from "./markets.ts";
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

/** Makes the service of open, migrated databases. */
export function catalogService(
  { backoffice, ...rest }: Omit<CatalogService, "drafts" | "reports"> & { readonly backoffice: Client },
): CatalogService {
  return { ...rest, drafts: productDrafts<PortableProduct>(backoffice), reports: edgeReports(backoffice) };
}

/** The handlers of all its operations. */
export function catalogHandlers(
  service: CatalogService,
  hashCoupons: HashCoupons,
): Handlers<typeof catalogOperations> {
  return {
    ...marketHandlers(service),
    ...productHandlers(service),
    ...variantHandlers(service),
    ...priceHandlers(service),
    ...categoryHandlers(service),
    ...promotionHandlers(service, hashCoupons),
    ...synonymHandlers(service),
    ...shopHandlers(service),
    ...quoteHandlers(service, hashCoupons),
    ...regionHandlers(service),
  };
}
