/** The catalog service: what answers its calls. */
import type { Client } from "@libsql/client";
import { productDrafts } from "../../db/backoffice/product_drafts.ts";
import type { Catalog } from "../../db/catalog/connect.ts";
import type { PortableProduct } from "../../db/catalog/writing/portable_product.ts";
import type { Handlers } from "../platform/operation.ts";
import { categoryHandlers } from "./categories.ts";
import { marketHandlers } from "./markets.ts";
import type { catalogOperations } from "./operations.ts";
import { priceHandlers } from "./prices.ts";
import { productHandlers } from "./products.ts";
import type { CatalogService } from "./service.ts";
import { variantHandlers } from "./variants.ts";

/** Makes the service of open, migrated databases. */
export function catalogService(
  options: { catalog: Catalog; backoffice: Client; now: () => number; written: () => void },
): CatalogService {
  const { catalog, backoffice, now, written } = options;
  return { catalog, drafts: productDrafts<PortableProduct>(backoffice), now, written };
}

/** The handlers of all its operations. */
export function catalogHandlers(service: CatalogService): Handlers<typeof catalogOperations> {
  return {
    ...marketHandlers(service),
    ...productHandlers(service),
    ...variantHandlers(service),
    ...priceHandlers(service),
    ...categoryHandlers(service),
  };
}
