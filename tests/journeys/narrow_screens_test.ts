/** No page is wider than a phone, in any locale of the shop: words are longest where nobody looked. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { demoMarkets } from "../../db/demo/markets.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type JourneyShop, openJourneyShop } from "./shop.ts";

const widths = [320, 390];
const locales = demoMarkets.flatMap(({ code, languages }) => languages.map(({ tag }) => `${tag}-${code}`));

let shop: JourneyShop;
let browser: TestBrowser;
before(async () => {
  [shop, browser] = await Promise.all([openJourneyShop(), openBrowser()]);
});
after(async () => {
  await browser.close();
  await shop[Symbol.asyncDispose]();
});

describe("a narrow screen", () => {
  for (const locale of locales) {
    it(`is wide enough for ${locale}`, async () => {
      // What is measured is the server's layout; pictures have their room before they are loaded.
      const page = await browser.open({ javaScriptEnabled: false });
      try {
        await page.route("**/media/**", (route) => route.abort());
        const overflows = async (path: string) => {
          await page.goto(shop.url + path, { waitUntil: "domcontentloaded" });
          const beyond: number[] = [];
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            beyond.push(
              await page.evaluate(() =>
                document.documentElement.scrollWidth - document.documentElement.clientWidth
              ),
            );
          }
          return [path, ...beyond];
        };
        const none = widths.map(() => 0);
        const home = `/${locale}/`;
        expect(await overflows(home)).toEqual([home, ...none]);
        const hrefOf = async (selector: string) =>
          (await page.locator(selector).first().getAttribute("href"))!;
        const product = await hrefOf(".card__title a");
        const category = await hrefOf(".tile a");
        for (const path of [category, product]) expect(await overflows(path)).toEqual([path, ...none]);
      } finally {
        await page.context().close();
      }
    });
  }
});
