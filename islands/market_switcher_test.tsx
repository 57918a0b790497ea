import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Island } from "../routes/parts/island.tsx";
import { axeViolations } from "../tests/support/axe.ts";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { islandProps, marketsAnswer } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;

before(async () => {
  [shop, browser] = await Promise.all([islandShop("rtl"), openBrowser()]);
  shop.pages.set(
    "/page",
    <Island name="market_switcher" props={islandProps.market_switcher} assets={shop.build.assets} />,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.answers.clear();
  shop.answers.set("GET /markets", () => Response.json(marketsAnswer));
  shop.answers.set("POST /choose-market", () => new Response("chosen"));
  shop.requests.length = 0;
});

describe("the market switcher", () => {
  it("lists the markets once, has no axe violation, and gives the focus back", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/page`);
    for (const _ of ["first", "second"]) {
      await page.getByRole("link", { name: "France" }).click();
      await page.getByRole("dialog", { name: "Country and language" }).waitFor();
      expect(await page.locator("[aria-current=true]").textContent()).toBe("France français EUR");
      expect(await page.getByRole("button", { name: "Deutschland" }).getAttribute("lang")).toBe("de");
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("market");
    }
    expect(shop.requests).toEqual(["GET /page", "GET /markets"]);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("sends the choice and where the shopper is, as a form", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/page`);
    await page.getByRole("link", { name: "France" }).click();
    await page.getByRole("button", { name: "Deutschland" }).click();
    await page.getByText("chosen").waitFor();
    expect(shop.requests.at(-1)).toBe("POST /choose-market from=%2Fpage&locale=de-de");
    await page.context().close();
  });

  for (
    const [what, answer] of [
      ["an error", () => new Response("Sorry", { status: 500 })],
      ["a page", () => new Response("<h1>Markets</h1>", { headers: { "content-type": "text/html" } })],
    ] as const
  ) {
    it(`leads to the markets page when it is answered with ${what}`, async () => {
      shop.answers.set("GET /markets", answer);
      const page = await browser.open();
      await page.goto(`${shop.origin}/page`);
      await page.getByRole("link", { name: "France" }).click();
      await page.waitForURL("**/markets");
      await page.context().close();
    });
  }
});
