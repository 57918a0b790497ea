import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { Island } from "../routes/parts/island.tsx";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { islandProps } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop, wake } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;

const refreshes = { "data-refresh": "" };
const part = { "data-part": "" };

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  shop.pages.set(
    "/page",
    <>
      <Island name="checkout_helper" props={islandProps.checkout_helper} assets={shop.build.assets} />
      <form id="checkout" method="post" action="/checkout">
        <input name="zip" aria-label="ZIP" {...refreshes} />
        <div id="fields" {...part}>
          <input id="city" name="city" aria-label="City" />
        </div>
        <div id="sums" {...part}>
          <p class="totals__total">Total so far</p>
        </div>
        <button type="submit" name="action" value="update">Update</button>
        <button type="submit" name="action" value="place">Place</button>
      </form>
    </>,
  );
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.answers.clear();
  shop.requests.length = 0;
});

/** What the server makes of the form. */
const answered = (total: string, city = "") =>
  new Response(
    `<!DOCTYPE html><div id="fields" data-part=""><input id="city" name="city" aria-label="City" value="${city}"></div>
     <div id="sums" data-part=""><p class="totals__total">${total}</p></div>`,
    { headers: { "content-type": "text/html" } },
  );

async function open(): Promise<Page & { readonly errors: string[] }> {
  const page = await browser.open();
  await page.goto(`${shop.origin}/page`);
  await wake(page, "checkout_helper");
  return page;
}

describe("the checkout's helper", () => {
  it("shows what a change costs, and says it", async () => {
    shop.answers.set("POST /checkout", () => answered("Total 9"));
    const page = await open();
    await page.getByLabel("ZIP").fill("94103");
    await page.getByLabel("ZIP").blur();
    await page.locator("#sums").getByText("Total 9").waitFor();
    await page.getByRole("status").getByText("Total 9").waitFor();
    expect(shop.requests.at(-1)).toBe("POST /checkout zip=94103&city=&action=update");
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("leaves whoever types on where they are, and asks again about it", async () => {
    const first = Promise.withResolvers<Response>();
    shop.answers.set("POST /checkout", async (request) => {
      const { length } = shop.requests.filter((line) => line.startsWith("POST"));
      return length === 1
        ? await first.promise
        : answered("Total 9", new URLSearchParams(await request.text()).get("city")!);
    });
    const page = await open();
    await page.getByLabel("ZIP").fill("94103");
    await page.getByLabel("City").focus();
    await page.getByLabel("City").fill("San");
    first.resolve(answered("Total 1"));
    await page.locator("#sums").getByText("Total 9").waitFor();
    expect(await page.getByLabel("City").inputValue()).toBe("San");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("city");
    expect(shop.requests.slice(1)).toEqual([
      "POST /checkout zip=94103&city=&action=update",
      "POST /checkout zip=94103&city=San&action=update",
    ]);
    await page.context().close();
  });

  it("leaves the page as it is when there is no answer to be had", async () => {
    shop.answers.set("POST /checkout", () => new Response("Sorry", { status: 500 }));
    const page = await open();
    const failed = page.waitForResponse("**/checkout");
    await page.getByLabel("ZIP").fill("94103");
    await page.getByLabel("ZIP").blur();
    await failed;
    expect(await page.locator("#sums").innerText()).toBe("Total so far");
    await page.context().close();
  });

  it("follows to the basket when nothing is left to check out", async () => {
    shop.answers.set("POST /checkout", () => Response.redirect(`${shop.origin}/page?basket`, 303));
    const page = await open();
    await page.getByLabel("ZIP").fill("94103");
    await page.getByLabel("ZIP").blur();
    await page.waitForURL("**/page?basket");
    await page.context().close();
  });

  it("sends an order once, however often the button is pressed", async () => {
    const placed = Promise.withResolvers<Response>();
    shop.answers.set("POST /checkout", () => placed.promise);
    const page = await open();
    const said = await page.evaluate(async () => {
      const button = document.querySelector<HTMLButtonElement>("[value=place]")!;
      button.click();
      button.click();
      await new Promise(requestAnimationFrame);
      return document.querySelector("[role=status]")!.textContent;
    });
    expect(said).toBe("Sending…");
    placed.resolve(new Response("placed"));
    await page.getByText("placed").waitFor();
    expect(shop.requests.filter((line) => line.startsWith("POST"))).toEqual([
      "POST /checkout zip=&city=&action=place",
    ]);
    await page.context().close();
  });
});
