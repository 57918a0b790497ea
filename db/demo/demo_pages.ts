/** The demo shop's pages, for every market in each of its languages. */
import type { StoredHomeBlock } from "../../commerce/home_block.ts";
import { saveHomeBlocks, saveInformationPage, saveNavigation } from "../catalog/writing/save_pages.ts";
import type { Writer } from "../catalog/writing/transaction.ts";
import type { DemoFiles, DemoHome } from "./demo_files.ts";
import { demoMarkets } from "./markets.ts";

/**
 * Writes home pages, information pages and the footers that lead to these.
 *
 * @param blocksOf From the words of a home page to what it shows.
 */
export async function writeDemoPages(
  w: Writer,
  files: Pick<DemoFiles, "home" | "pages">,
  blocksOf: (home: DemoHome) => StoredHomeBlock[],
): Promise<void> {
  for (const market of demoMarkets) {
    for (const { tag: language } of market.languages) {
      const locale = { market: market.code, language };
      await saveHomeBlocks(w, locale, blocksOf(files.home[language]!));
      const pages = files.pages.filter((page) => page.language === language);
      for (const page of pages) await saveInformationPage(w, { ...page, ...locale });
      const links = pages.map(({ title, slug }) => ({ label: title, target: `i/${slug}` }));
      await saveNavigation(w, locale, "footer", links);
    }
  }
}
