/** Calls that every edge answers itself, from its copy of the catalog (edge/catalog_api.ts). */
import { z } from "zod";
import { productDetail, productList, productQuery, productsQuery } from "../../commerce/wire/catalog.ts";
import { slug } from "../../commerce/wire/common.ts";
import type { OperationTable } from "../platform/operation.ts";

/** Described with the others, but no routes of the central API. */
export const edgeOperations = {
  browseProducts: {
    method: "get",
    path: "/v1/products",
    tag: "Catalog",
    summary: "Products as a shopper finds them",
    description:
      "A category's, or those that `q` finds, or all. Facets narrow the list, each a parameter of its own that may be repeated: `facet.colour=sage`. Without `sort`: by relevance with `q`, the most popular first without.",
    access: "public",
    query: productsQuery,
    answer: { status: 200, description: "A page of products.", content: productList },
  },
  browseProduct: {
    method: "get",
    path: "/v1/products/{slug}",
    tag: "Catalog",
    summary: "A product as a shopper sees it",
    description: "Under a slug that it had before: 301 to its present address.",
    access: "public",
    params: z.object({ slug }),
    query: productQuery,
    answer: { status: 200, description: "The product.", content: productDetail },
  },
} as const satisfies OperationTable;
