import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { islandProps } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop } from "../tests/support/island_shop.tsx";
import { Island } from "../routes/parts/island.tsx";

let shop: IslandShop;
let browser: TestBrowser;

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  shop.pages.set(
    "/list",
    <>
      <form class="facets" action="/list">
        <details class="facet">
          <summary>Colour</summary>
          <input type="checkbox" name="colour" value="sage" />
          <button type="submit">Show</button>
        </details>
      </form>
      <Island
        name="market_switcher"
        load="interaction"
        props={islandProps.market_switcher}
        assets={shop.build.assets}
      />
    </>,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));

describe("facets", () => {
  it("close on Escape and give the focus back", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/list`);
    await page.getByText("Colour").click();
    await page.getByRole("checkbox").focus();
    await page.keyboard.press("Escape");
    expect(await page.locator(".facet[open]").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Colour");
    // Nothing is open: nothing happens.
    await page.keyboard.press("Escape");
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("are closed and as they were served when the page is left", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/list`);
    await page.getByText("Colour").click();
    await page.getByRole("checkbox").check();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    expect(await page.locator(".facet[open]").count()).toBe(0);
    expect(await page.locator("input:checked").count()).toBe(0);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
