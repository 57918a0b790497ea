import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { Island } from "../routes/parts/island.tsx";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { axeViolations } from "../tests/support/axe.ts";
import { basketOf, islandProps } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;
let quantity = 0;

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  shop.pages.set(
    "/page",
    <Island name="basket_drawer" props={islandProps.basket_drawer} assets={shop.build.assets}>2</Island>,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  quantity = 2;
  shop.answers.clear();
  shop.answers.set(
    "GET /basket",
    (request) =>
      request.headers.get("accept") === "application/json"
        ? Response.json(basketOf(quantity))
        : new Response("the basket page"),
  );
  shop.answers.set("POST /basket", async (request) => {
    const form = await request.formData();
    quantity = form.get("action") === "remove" ? 0 : Number(form.get("quantity"));
    return Response.json(basketOf(quantity));
  });
  shop.requests.length = 0;
});

async function openDrawer(): ReturnType<TestBrowser["open"]> {
  const page = await browser.open();
  await page.goto(`${shop.origin}/page`);
  await page.getByRole("link", { name: "Basket" }).click();
  await page.getByRole("dialog", { name: "Your basket" }).waitFor();
  return page;
}

const pieces = (page: Page) => page.locator(".basket-drawer__pieces");
const badge = (page: Page) => page.locator("[data-basket-count]");
const posts = () => shop.requests.filter((request) => request.startsWith("POST"));

describe("the basket drawer", () => {
  it("shows the basket, has no axe violation, and gives the focus back", async () => {
    const page = await openDrawer();
    expect(await page.getByText("€98.00").count()).toBe(2);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("basket-link");
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("opens again, and closes by its button and by a click beside it", async () => {
    const page = await openDrawer();
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Basket" }).click();
    await page.getByRole("dialog").waitFor();
    await page.mouse.click(2, 2);
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.context().close();
  });

  it("shows the basket of today on a page from the back-forward cache, before it was ever touched", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/page`);
    expect(await badge(page).textContent()).toBe("2");
    shop.answers.set("GET /basket", () => Response.json(basketOf(5)));
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await badge(page).getByText("5").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.context().close();
  });

  it("shows a new quantity before the answer, and the answer's money after it", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = shop.answers.get("POST /basket")!;
    shop.answers.set("POST /basket", async (request) => {
      await promise;
      return await answer(request);
    });
    const page = await openDrawer();
    await page.getByRole("button", { name: "One more Alba" }).click();
    await page.getByText("3", { exact: true }).first().waitFor();
    expect(await pieces(page).textContent()).toBe("3");
    expect(await badge(page).textContent()).toBe("3");
    expect(await page.locator("[aria-busy=true]").count()).toBe(1);
    resolve();
    await page.getByText("€147.00").first().waitFor();
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
    expect(posts()).toEqual(["POST /basket action=update&sku=ALBA-SAGE-S&quantity=3"]);
    await page.context().close();
  });

  it("sends of many quick presses the first and the last", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = shop.answers.get("POST /basket")!;
    shop.answers.set("POST /basket", async (request) => {
      await promise;
      return await answer(request);
    });
    const page = await openDrawer();
    for (let press = 0; press < 5; press++) {
      await page.getByRole("button", { name: "One more Alba" }).click();
    }
    expect(await pieces(page).textContent()).toBe("7");
    resolve();
    await page.getByText("€343.00").first().waitFor();
    expect(posts()).toEqual([
      "POST /basket action=update&sku=ALBA-SAGE-S&quantity=3",
      "POST /basket action=update&sku=ALBA-SAGE-S&quantity=7",
    ]);
    await page.context().close();
  });

  it("stops at one piece and keeps the focus there", async () => {
    const page = await openDrawer();
    const fewer = page.getByRole("button", { name: "One fewer Alba" });
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await fewer.click();
    await page.locator(".basket-drawer__step[aria-disabled=true]").waitFor();
    await fewer.press("Enter");
    expect(await pieces(page).textContent()).toBe("1");
    await answered;
    expect(posts().length).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("One fewer");
    await page.context().close();
  });

  it("removes a line, keeps the focus inside and empties the badge", async () => {
    const page = await openDrawer();
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Remove Alba" }).click();
    await page.getByText("Your basket is empty.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("basket-drawer-title");
    expect(await badge(page).textContent()).toBe("");
    await answered;
    expect(posts()).toEqual(["POST /basket action=remove&sku=ALBA-SAGE-S"]);
    await page.context().close();
  });

  it("takes a change back that was not answered, and says so", async () => {
    const page = await openDrawer();
    await page.route("**/basket", (route) => route.abort());
    await page.getByRole("button", { name: "One more Alba" }).click();
    await page.getByText("That did not work.").waitFor();
    expect(await pieces(page).textContent()).toBe("2");
    expect(await badge(page).textContent()).toBe("2");
    await page.context().close();
  });

  it("leads to the basket page when the basket cannot be read", async () => {
    shop.answers.set(
      "GET /basket",
      (request) =>
        request.headers.get("accept") === "application/json"
          ? new Response("Sorry", { status: 500 })
          : new Response("the basket page"),
    );
    const page = await browser.open();
    await page.goto(`${shop.origin}/page`);
    await page.getByRole("link", { name: "Basket" }).click();
    await page.getByText("the basket page").waitFor();
    await page.context().close();
  });
});
