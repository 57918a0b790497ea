import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { Island } from "../routes/parts/island.tsx";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { basketOf, islandProps } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  const { assets } = shop.build;
  shop.pages.set(
    "/product",
    <>
      <div data-gallery="">
        <svg width="0" height="0" />
        <div id="row">
          {[0, 1, 2].map((index) => <p key={index} data-gallery-image={String(index)}>Picture {index}</p>)}
        </div>
      </div>
      <Island name="variant_picker" load="now" props={islandProps.variant_picker} assets={assets} />
      <Island name="basket_drawer" props={islandProps.basket_drawer} assets={assets} />
    </>,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.answers.clear();
  shop.requests.length = 0;
});

async function openProduct(): ReturnType<TestBrowser["open"]> {
  const page = await browser.open();
  await page.goto(`${shop.origin}/product`);
  return page;
}

const button = (page: Page) => page.getByTestId("add-to-basket");
const status = (page: Page) => page.locator(".picker").getByRole("status");

describe("a choice", () => {
  it("changes price, availability, item number, form and address, and is said in one breath", async () => {
    const page = await openProduct();
    await page.getByText("Clay").click();
    await page.getByText("€51.00", { exact: true }).waitFor();
    expect(await status(page).textContent()).toBe("Clay, Small, €51.00, Few left");
    expect(await page.locator("[data-availability]").textContent()).toBe("Few left");
    expect(await page.locator("[name=sku]").inputValue()).toBe("ALBA-CLAY-S");
    expect(await page.getByText("Item ALBA-CLAY-S").count()).toBe(1);
    expect(await page.getByText("Lowest price").count()).toBe(0);
    expect(page.url()).toBe(`${shop.origin}/p/alba?sku=ALBA-CLAY-S`);
    expect(await page.locator("[aria-current]").allTextContents()).toEqual(["Clay", "Small"]);
    expect(await page.locator("[data-current]").textContent()).toBe("Picture 1");
    expect(await page.evaluate(() => history.length)).toBe(2);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("leads to the nearest variant where the exact one does not exist", async () => {
    const page = await openProduct();
    await page.getByText("Large").click();
    await page.getByText("€64.00", { exact: true }).waitFor();
    expect(await page.locator("[aria-current]").allTextContents()).toEqual([
      "Clay sold out",
      "Large sold out",
    ]);
    expect(await button(page).isDisabled()).toBe(true);
    expect(await button(page).textContent()).toBe("Sold out");
    await page.context().close();
  });

  it("works by keyboard and keeps the focus", async () => {
    const page = await openProduct();
    await page.getByRole("link", { name: "Clay" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("€51.00", { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Clay");
    await page.context().close();
  });

  for (const direction of ["ltr", "rtl"]) {
    it(`brings its picture into view, ${direction}`, async () => {
      const page = await browser.open({ bypassCSP: true, reducedMotion: "reduce" });
      await page.goto(`${shop.origin}/product`);
      await page.addStyleTag({
        content: "#row { display: flex; width: 200px; overflow: auto } #row p { flex: none; width: 200px }",
      });
      await page.evaluate((direction) => document.documentElement.dir = direction, direction);
      await page.getByText("Large").click();
      await page.getByText("€64.00", { exact: true }).waitFor();
      const left = (selector: string) =>
        page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().left));
      expect(await left("[data-gallery-image='2']")).toBe(await left("#row"));
      await page.context().close();
    });
  }
});

describe("adding to the basket", () => {
  it("is shown at once, then done, counted, and opens the drawer", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    shop.answers.set("POST /basket", async () => {
      await promise;
      return Response.json(basketOf(2, "Alba is in your basket."));
    });
    const page = await openProduct();
    await page.getByLabel("Quantity").fill("2");
    await button(page).click();
    await page.getByText("Adding…").waitFor();
    await button(page).click();
    resolve();
    await page.getByRole("dialog", { name: "Your basket" }).waitFor();
    expect(await page.locator("[data-basket-count]").textContent()).toBe("2");
    expect(await button(page).textContent()).toBe("Added");
    expect(await status(page).textContent()).toBe("Alba is in your basket.");
    expect(
      await page.getByRole("dialog").getAttribute("aria-describedby").then((id) =>
        page.locator(`#${id}`).textContent()
      ),
    ).toBe("Alba is in your basket.");
    expect(shop.requests).toEqual(["GET /product", "POST /basket action=add&sku=ALBA-SAGE-S&quantity=2"]);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("opens a drawer that takes longer to load than the answer to come, and counts before", async () => {
    shop.answers.set("POST /basket", () => Response.json(basketOf(1)));
    const page = await browser.open();
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(`**${shop.build.assets["islands/basket_drawer.tsx"]}`, async (route) => {
      await promise;
      await route.continue();
    });
    await page.goto(`${shop.origin}/product`);
    await button(page).click();
    await page.locator("[data-basket-count]").getByText("1").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    resolve();
    await page.getByRole("dialog", { name: "Your basket" }).waitFor();
    await page.context().close();
  });

  it("rests again after a while", async () => {
    shop.answers.set("POST /basket", () => Response.json(basketOf(1)));
    const page = await browser.open();
    await page.clock.install();
    await page.goto(`${shop.origin}/product`);
    await button(page).click();
    await page.getByRole("dialog").waitFor();
    expect(await button(page).textContent()).toBe("Added");
    await page.clock.fastForward(2500);
    await page.locator('[data-state="idle"]').waitFor();
    expect(await button(page).textContent()).toBe("Add to basket");
    await page.context().close();
  });

  it("says the shop's reason when it is refused, and tries again", async () => {
    shop.answers.set("POST /basket", () => Response.json(basketOf(0, "Not sold here."), { status: 409 }));
    const page = await openProduct();
    await button(page).click();
    await page.getByText("Not sold here.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    shop.answers.set("POST /basket", () => Response.json(basketOf(1)));
    await button(page).click();
    await page.getByRole("dialog").waitFor();
    await page.context().close();
  });

  it("says that no answer came, and submits the form the next time", async () => {
    shop.answers.set("POST /basket", () => new Response("the basket page"));
    const page = await openProduct();
    await page.route("**/basket", (route) => route.abort());
    await button(page).click();
    await page.getByText("That did not work. Press again.").waitFor();
    expect(await status(page).getAttribute("data-kind")).toBe("failed");
    expect(await button(page).textContent()).toBe("Add to basket");
    await page.unroute("**/basket");
    await button(page).click();
    await page.getByText("the basket page").waitFor();
    expect(shop.requests).toEqual(["GET /product", "POST /basket action=add&sku=ALBA-SAGE-S&quantity=1"]);
    await page.context().close();
  });

  for (
    const answer of [
      () => new Response("<h1>Sorry</h1>", { status: 500, headers: { "content-type": "text/html" } }),
      () => Response.json({ type: "/problems/internal-error" }, { status: 500 }),
    ]
  ) {
    it("submits the form at once when the answer is no basket", async () => {
      shop.answers.set("POST /basket", answer);
      const page = await openProduct();
      await button(page).click();
      await page.waitForURL("**/basket");
      expect(shop.requests.filter((request) => request.startsWith("POST")).length).toBe(2);
      await page.context().close();
    });
  }
});
