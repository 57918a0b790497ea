import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { Island } from "../routes/parts/island.tsx";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { basketOf, islandProps, marketsAnswer, suggestAnswer } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop, wake } from "../tests/support/island_shop.tsx";
import { type IslandName, islands, type LoadPolicy } from "./table.ts";

const names = Object.keys(islands) as IslandName[];

let shop: IslandShop;
let browser: TestBrowser;

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
  for (const name of names) page(`/${name}`, name, "interaction");
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.answers.clear();
  shop.answers.set("GET /suggest", () => Response.json(suggestAnswer));
  shop.answers.set("GET /markets", () => Response.json(marketsAnswer));
  const events = { headers: { "content-type": "text/event-stream" } };
  shop.answers.set(`GET ${islandProps.order_status.events}`, () => new Response("retry: 60000\n\n", events));
  shop.requests.length = 0;
});

function page<Name extends IslandName>(path: string, name: Name, load: LoadPolicy, above = false): void {
  const body = (
    <>
      {above ? <svg width="10" height="4000" /> : null}
      <Island name={name} load={load} props={islandProps[name]} assets={shop.build.assets}>7</Island>
    </>
  );
  shop.pages.set(path, body);
}

const scriptOf = (name: IslandName) => shop.build.assets[`islands/${name}.tsx`]!;

/** Whether a page asked for an island's script. */
function watchScript(on: Page, name: IslandName): { readonly asked: boolean } {
  const watch = { asked: false };
  on.on("request", (request) => watch.asked ||= request.url().endsWith(scriptOf(name)));
  return watch;
}

/** Holds back an island's script until the answer is called. */
async function holdScript(on: Page, name: IslandName): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await on.route(`**${scriptOf(name)}`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Lets the browser do what it would do by itself: two frames and an idle moment. */
function settle(on: Page): Promise<void> {
  return on.evaluate(() =>
    new Promise<void>((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done())))
    )
  );
}

describe("hydration", () => {
  for (const name of names) {
    it(`of ${name} changes nothing: the same nodes, the same HTML`, async () => {
      const on = await browser.open();
      await on.goto(`${shop.origin}/${name}`);
      const island = on.locator("[data-island]");
      const html = await island.innerHTML();
      await island.evaluate((element) => {
        for (const node of element.querySelectorAll("*")) Object.assign(node, { fromServer: true });
      });
      await wake(on, name);
      expect(await island.innerHTML()).toBe(html);
      expect(
        await island.evaluate((element) =>
          [...element.querySelectorAll("*")].filter((node) => !("fromServer" in node)).length
        ),
      ).toBe(0);
      expect(on.errors).toEqual([]);
      await on.context().close();
    });
  }

  it("keeps what the server put into an island and its props do not say", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/basket_drawer`);
    await wake(on, "basket_drawer");
    expect(await on.locator("[data-basket-count]").textContent()).toBe("7");
    await on.context().close();
  });

  it("keeps what was typed before it", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/variant_picker`);
    const release = await holdScript(on, "variant_picker");
    await on.getByLabel("Quantity").fill("3");
    release();
    await wake(on, "variant_picker");
    await on.getByText("Clay").click();
    expect(await on.getByLabel("Quantity").inputValue()).toBe("3");
    await on.context().close();
  });
});

describe("load policies", () => {
  before(() => {
    for (const load of ["now", "idle", "visible"] as const) {
      page(`/below-${load}`, "variant_picker", load, true);
      page(`/top-${load}`, "variant_picker", load);
    }
  });

  const cases: readonly [path: string, loads: boolean][] = [
    ["/below-now", true],
    ["/below-idle", true],
    ["/below-visible", false],
    ["/top-visible", true],
    ["/variant_picker", false],
  ];
  for (const [path, loads] of cases) {
    it(`${path} ${loads ? "loads" : "does not load"} by itself`, async () => {
      const on = await browser.open();
      const script = watchScript(on, "variant_picker");
      await on.goto(shop.origin + path);
      await settle(on);
      expect(script.asked).toBe(loads);
      expect(on.errors).toEqual([]);
      await on.context().close();
    });
  }

  it("visible loads when it is scrolled to", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/below-visible`);
    const asked = on.waitForRequest(`**${scriptOf("variant_picker")}`);
    await on.evaluate(() => scrollTo(0, 4000));
    await asked;
    await on.context().close();
  });

  it("interaction loads when a pointer comes near", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/variant_picker`);
    const asked = on.waitForRequest(`**${scriptOf("variant_picker")}`);
    await on.getByText("Clay").hover();
    await asked;
    await on.context().close();
  });

  it("wait for a touch where data is saved", async () => {
    const on = await browser.open();
    await on.addInitScript(() =>
      Object.defineProperty(navigator, "connection", { value: { saveData: true } })
    );
    const script = watchScript(on, "variant_picker");
    for (const path of ["/below-idle", "/top-visible"]) {
      await on.goto(shop.origin + path);
      await settle(on);
      expect(script.asked).toBe(false);
    }
    await on.getByText("Clay").click();
    await on.getByText("€51.00", { exact: true }).waitFor();
    expect(script.asked).toBe(true);
    await on.context().close();
  });
});

describe("what is done before hydration", () => {
  it("a click is repeated", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/market_switcher`);
    const release = await holdScript(on, "market_switcher");
    await on.getByRole("link", { name: "France" }).click();
    release();
    await on.getByRole("dialog").waitFor();
    expect(new URL(on.url()).pathname).toBe("/market_switcher");
    await on.context().close();
  });

  it("the submit of a form is repeated once, with its values", async () => {
    shop.answers.set("POST /basket", () => Response.json(basketOf(3, "Added.")));
    const on = await browser.open();
    await on.goto(`${shop.origin}/variant_picker`);
    const release = await holdScript(on, "variant_picker");
    await on.getByLabel("Quantity").fill("3");
    await on.getByLabel("Quantity").press("Enter");
    await on.getByTestId("add-to-basket").click();
    release();
    await on.getByText("Added.").waitFor();
    expect(shop.requests.filter((request) => request.startsWith("POST"))).toEqual([
      "POST /basket action=add&sku=ALBA-SAGE-S&quantity=3",
    ]);
    await on.context().close();
  });

  it("typing is repeated", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/search_box`);
    const release = await holdScript(on, "search_box");
    await on.getByRole("combobox").fill("al");
    release();
    await on.getByRole("option", { name: "Alba" }).waitFor();
    expect(await on.getByRole("combobox").inputValue()).toBe("al");
    await on.context().close();
  });

  it("typing before the runtime itself is repeated", async () => {
    const on = await browser.open();
    const { promise, resolve } = Promise.withResolvers<void>();
    await on.route(`**${shop.build.assets["islands/runtime.ts"]}`, async (route) => {
      await promise;
      await route.continue();
    });
    await on.goto(`${shop.origin}/search_box`, { waitUntil: "commit" });
    await on.getByRole("combobox").pressSequentially("al");
    resolve();
    await on.getByRole("option", { name: "Alba" }).waitFor();
    await on.context().close();
  });

  it("a click that asks for a new tab is left alone", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/market_switcher`);
    await holdScript(on, "market_switcher");
    const tab = on.context().waitForEvent("page");
    await on.getByRole("link", { name: "France" }).click({ modifiers: ["Control"] });
    await (await tab).waitForURL("**/markets");
    await on.context().close();
  });

  it("a click does what it does without JavaScript when the script takes too long", async () => {
    const on = await browser.open();
    await on.clock.install();
    await on.goto(`${shop.origin}/market_switcher`);
    await holdScript(on, "market_switcher");
    await on.getByRole("link", { name: "France" }).click();
    await on.clock.fastForward(2999);
    expect(new URL(on.url()).pathname).toBe("/market_switcher");
    await on.clock.fastForward(1);
    await on.waitForURL("**/markets");
    await on.context().close();
  });
});

describe("an island that cannot be loaded", () => {
  it("keeps its links", async () => {
    const on = await browser.open();
    await on.route(`**${scriptOf("variant_picker")}`, (route) => route.abort());
    await on.goto(`${shop.origin}/variant_picker`);
    await on.getByText("Clay").click();
    await on.waitForURL("**/p/alba?sku=ALBA-CLAY-S");
    await on.context().close();
  });

  it("keeps its form", async () => {
    shop.answers.set("POST /basket", () => new Response("the basket page"));
    const on = await browser.open();
    await on.route(`**${scriptOf("variant_picker")}`, (route) => route.abort());
    await on.goto(`${shop.origin}/variant_picker`);
    await on.getByTestId("add-to-basket").click();
    await on.getByText("the basket page").waitFor();
    await on.context().close();
  });

  it("keeps its HTML when its component fails", async () => {
    const on = await browser.open();
    await on.goto(`${shop.origin}/variant_picker`);
    const island = on.locator("[data-island]");
    const html = await island.innerHTML();
    await island.evaluate((element) => element.previousElementSibling!.textContent = "{}");
    await wake(on, "variant_picker");
    expect(await island.innerHTML()).toBe(html);
    expect(on.errors.length).toBe(1);
    await on.getByText("Clay").click();
    await on.waitForURL("**/p/alba?sku=ALBA-CLAY-S");
    await on.context().close();
  });
});

describe("a page without JavaScript", () => {
  it("has working links and forms", async () => {
    shop.answers.set("POST /basket", () => new Response("the basket page"));
    const on = await browser.open({ javaScriptEnabled: false });
    await on.goto(`${shop.origin}/variant_picker`);
    await on.getByTestId("add-to-basket").click();
    expect(shop.requests.at(-1)).toBe("POST /basket action=add&sku=ALBA-SAGE-S&quantity=1");
    await on.goto(`${shop.origin}/search_box`);
    await on.getByRole("combobox").fill("lamp");
    await on.getByRole("button", { name: "Search" }).click();
    expect(shop.requests.at(-1)).toBe("GET /search?q=lamp");
    await on.context().close();
  });
});
