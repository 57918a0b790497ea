/** Every page of the shop, in the order that their patterns are tried. */
import type { PrivatePage, SharedPage } from "../edge/page.ts";
import { basketPage } from "./basket.tsx";
import { categoriesPage } from "./categories.tsx";
import { categoryPage } from "./category.tsx";
import { homePage } from "./home.tsx";
import { informationPage } from "./information.tsx";
import { marketsPage } from "./markets.tsx";
import { productPage } from "./product.tsx";
import { searchPage } from "./search.tsx";

export const pages: readonly (SharedPage<unknown> | PrivatePage<unknown>)[] = [
  homePage,
  categoriesPage,
  categoryPage,
  productPage,
  searchPage,
  basketPage,
  marketsPage,
  informationPage,
];
