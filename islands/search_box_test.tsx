import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { Island } from "../routes/parts/island.tsx";
import { axeViolations } from "../tests/support/axe.ts";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { islandProps, suggestAnswer } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop, wake } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  shop.pages.set(
    "/page",
    <Island name="search_box" load="now" props={islandProps.search_box} assets={shop.build.assets} />,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.answers.clear();
  shop.answers.set("GET /suggest", () => Response.json(suggestAnswer));
  for (const path of ["/search", "/c/lamps", "/p/alba"]) {
    shop.answers.set(`GET ${path}`, () => new Response(path));
  }
  shop.requests.length = 0;
});

async function openSearch(): ReturnType<TestBrowser["open"]> {
  const page = await browser.open();
  await page.goto(`${shop.origin}/page`);
  await wake(page, "search_box");
  return page;
}

const input = (page: Page) => page.getByRole("combobox", { name: "Search the shop" });
const active = (page: Page) =>
  input(page).evaluate((element) => {
    const id = element.getAttribute("aria-activedescendant");
    return id && document.getElementById(id)!.querySelector("span")!.textContent;
  });

async function suggest(page: Page): Promise<void> {
  await input(page).fill("la");
  await page.getByRole("listbox").waitFor();
}

describe("the search box", () => {
  it("suggests while one types, says how many, and has no axe violation", async () => {
    const page = await openSearch();
    await suggest(page);
    expect(await page.getByRole("option").allTextContents()).toEqual([
      "Lamps ",
      "Alba €49.00",
      "Luma €99.00",
    ]);
    expect(await page.getByRole("status").textContent()).toBe("Suggestions: 3");
    expect(await input(page).getAttribute("aria-expanded")).toBe("true");
    expect(await axeViolations(page)).toEqual([]);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("suggests searches first", async () => {
    const page = await openSearch();
    shop.answers.set(
      "GET /suggest",
      () =>
        Response.json({ ...suggestAnswer, queries: [{ text: "lamp shade", href: "/search?q=lamp+shade" }] }),
    );
    await suggest(page);
    expect((await page.getByRole("option").allTextContents())[0]).toBe("lamp shade ");
    await input(page).press("ArrowDown");
    await input(page).press("Enter");
    await page.waitForURL("**/search?q=lamp+shade");
    await page.context().close();
  });

  it("asks once after a rest, and nothing twice", async () => {
    const page = await browser.open();
    await page.clock.install({ time: 0 });
    await page.goto(`${shop.origin}/page`);
    await wake(page, "search_box");
    // An installed clock still runs by itself until it is paused.
    await page.clock.pauseAt(60_000);
    await input(page).pressSequentially("lam");
    await page.clock.fastForward(119);
    expect(shop.requests.slice(1)).toEqual([]);
    await page.clock.fastForward(1);
    await page.getByRole("listbox").waitFor();
    await input(page).press("Escape");
    await input(page).press("ArrowDown");
    await page.getByRole("listbox").waitFor();
    expect(shop.requests.slice(1)).toEqual(["GET /suggest?q=lam"]);
    await page.context().close();
  });

  it("never shows the answer to an older text", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    shop.answers.set("GET /suggest", async (request) => {
      if (!request.url.endsWith("?q=la")) {
        return Response.json({ queries: [], categories: [], products: suggestAnswer.products });
      }
      await promise;
      return Response.json({ queries: [], categories: suggestAnswer.categories, products: [] });
    });
    const page = await openSearch();
    const asked = page.waitForRequest("**/suggest?q=la");
    await input(page).fill("la");
    await asked;
    await input(page).fill("lu");
    await page.getByRole("listbox").waitFor();
    resolve();
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("option").allTextContents()).toEqual(["Alba €49.00", "Luma €99.00"]);
    await page.context().close();
  });

  it("goes back to suggestions that it knows, whatever was asked in between", async () => {
    const page = await openSearch();
    await suggest(page);
    await page.route("**/suggest?q=lam", () => {});
    const asked = page.waitForRequest("**/suggest?q=lam");
    await input(page).fill("lam");
    await asked;
    const ended = page.waitForEvent("requestfailed");
    await input(page).fill("la");
    await ended;
    expect(await page.getByRole("option").count()).toBe(3);
    await page.context().close();
  });

  it("stays open when one presses beside its options", async () => {
    const page = await openSearch();
    await suggest(page);
    await page.getByText("Categories").click();
    expect(await page.getByRole("option").count()).toBe(3);
    expect(await input(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it("moves with the arrows, and Enter follows the active suggestion", async () => {
    const page = await openSearch();
    await suggest(page);
    expect(await active(page)).toBe(null);
    await input(page).press("ArrowDown");
    expect(await active(page)).toBe("Lamps");
    await input(page).press("ArrowUp");
    expect(await active(page)).toBe(null);
    await input(page).press("ArrowUp");
    expect(await active(page)).toBe("Luma");
    await input(page).press("ArrowUp");
    expect(await page.locator('[aria-selected="true"]').count()).toBe(1);
    await input(page).press("Enter");
    await page.waitForURL("**/p/alba");
    await page.context().close();
  });

  it("submits the shopper's own words when none is active", async () => {
    const page = await openSearch();
    await suggest(page);
    await input(page).press("Enter");
    await page.waitForURL("**/search?q=la");
    await page.context().close();
  });

  it("closes on Escape, and when the focus leaves", async () => {
    const page = await openSearch();
    await suggest(page);
    await input(page).press("Escape");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    expect(await input(page).inputValue()).toBe("la");
    await input(page).press("ArrowDown");
    await page.getByRole("listbox").waitFor();
    await input(page).press("Tab");
    await page.keyboard.press("Tab");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("follows a click on a suggestion", async () => {
    const page = await openSearch();
    await suggest(page);
    await page.getByRole("option", { name: "Lamps" }).click();
    await page.waitForURL("**/c/lamps");
    await page.context().close();
  });

  it("leaves Enter to an input method that composes", async () => {
    const page = await openSearch();
    await suggest(page);
    await input(page).press("ArrowDown");
    await input(page).evaluate((element) =>
      element.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, isComposing: true }),
      )
    );
    expect(await page.getByRole("listbox").count()).toBe(1);
    expect(new URL(page.url()).pathname).toBe("/page");
    await page.context().close();
  });

  it("searches without suggestions when they cannot be had", async () => {
    shop.answers.set("GET /suggest", () => new Response("Sorry", { status: 500 }));
    const page = await openSearch();
    const answered = page.waitForResponse("**/suggest?q=la");
    await input(page).fill("la");
    await answered;
    expect(await page.getByRole("listbox").count()).toBe(0);
    await input(page).press("Enter");
    await page.waitForURL("**/search?q=la");
    await page.context().close();
  });
});
