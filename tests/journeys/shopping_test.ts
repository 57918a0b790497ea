/** A shopper's way from the front door to a filled basket: three locales, with and without JavaScript. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Page } from "playwright-core";
import { axeViolations } from "../support/axe.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { type JourneyShop, openJourneyShop } from "./shop.ts";

let shop: JourneyShop;
let browser: TestBrowser;
before(async () => {
  [shop, browser] = await Promise.all([openJourneyShop(), openBrowser()]);
});
after(async () => {
  await browser.close();
  await shop[Symbol.asyncDispose]();
});

const journeys = [
  {
    locale: "fr-fr",
    accept: "fr-FR",
    direction: "ltr",
    word: "lampe",
    subtotal: /^\d[\d\u202f]*,\d\d\u00a0€$/,
    width: 1280,
  },
  { locale: "ja-jp", accept: "ja-JP", direction: "ltr", word: "ランプ", subtotal: /^￥[\d,]+$/, width: 390 },
  {
    locale: "ar-kw",
    accept: "ar-KW",
    direction: "rtl",
    word: "مصباح",
    subtotal: /^\u200f\d[\d,]*\.\d{3}\u00a0د\.ك\.\u200f$/,
    width: 390,
  },
] as const;

/** The slug of a product that a search finds, of which two variants can be bought. */
async function choosable(locale: string, word: string): Promise<string> {
  const [language, market] = locale.split("-");
  const ask = async (path: string, query: Record<string, string>) => {
    const all = new URLSearchParams({ language: language!, market: market!, ...query });
    return await (await fetch(`${shop.url}/api/v1/products${path}?${all}`)).json();
  };
  for (const { slug } of (await ask("", { q: word })).items) {
    const { variants } = await ask(`/${encodeURIComponent(slug)}`, {});
    const open = variants.filter((variant: { availability: string }) => variant.availability === "in_stock");
    if (open.length > 1 && open.length === variants.length) return slug;
  }
  throw new Error(`search "${word}" in ${locale}: nothing to choose from`);
}

const subtotal = (page: Page) => page.locator(".summary__amount").innerText();

for (const { locale, accept, direction, word, subtotal: shape, width } of journeys) {
  for (const javaScriptEnabled of [true, false]) {
    describe(`shopping in ${locale} ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      it("finds a product, chooses a variant, fills the basket and changes it", async () => {
        const page = await browser.open({
          locale: accept,
          javaScriptEnabled,
          viewport: { width, height: 900 },
        });
        try {
          // The front door sends each to their own market.
          await page.goto(shop.url);
          expect(new URL(page.url()).pathname).toBe(`/${locale}/`);
          expect(await page.locator("html").getAttribute("dir")).toBe(direction);

          // Into a category, and a filter that leaves fewer products.
          const category = await page.locator(".tile a").first().getAttribute("href");
          await page.goto(shop.url + category);
          const all = await page.locator(".card").count();
          const filter = page.locator('input[name="facet.colour"]').first();
          const colour = await filter.inputValue();
          await page.locator("details.facet > summary").first().click();
          await filter.check();
          await page.locator(".facets button[type=submit]:visible").first().click();
          await page.waitForURL(/facet\.colour=/);
          expect(new URL(page.url()).searchParams.get("facet.colour")).toBe(colour);
          const fewer = await page.locator(".card").count();
          expect(fewer).toBeGreaterThan(0);
          expect(fewer).toBeLessThan(all);

          // A search, and a product that was found.
          await page.goto(`${shop.url}/${locale}/search?q=${encodeURIComponent(word)}`);
          await page.locator(`.card__title a[href$="/p/${await choosable(locale, word)}"]`).click();
          await page.waitForURL(/\/p\//);
          const title = await page.locator("h1").innerText();

          // Another variant that can be bought; the choice is in the address.
          const other = page.locator(".picker__option:not([aria-current]):not(.picker__option--out)").first();
          await other.click();
          await page.waitForURL(/\?sku=/);
          const sku = new URL(page.url()).searchParams.get("sku")!;
          expect(await page.locator('.picker input[name="sku"]').inputValue()).toBe(sku);

          // Into the basket.
          await page.getByTestId("add-to-basket").click();
          if (javaScriptEnabled) {
            await page.locator("dialog.basket-drawer[open]").waitFor();
            expect(await page.locator(".basket-drawer__name").innerText()).toBe(title);
            expect(await page.locator("[data-basket-count]").first().innerText()).toBe("1");
            await page.goto(`${shop.url}/${locale}/basket`);
          }
          await page.waitForURL(/\/basket/);
          expect(await page.locator(".line__title").allInnerTexts()).toEqual([title]);
          const one = await subtotal(page);
          expect(one).toMatch(shape);

          // Three of them, then none.
          await page.locator('.line input[name="quantity"]').fill("3");
          await page.locator(".line__quantity button").click();
          await page.waitForURL(/notice=updated/);
          expect(await page.locator('.line input[name="quantity"]').inputValue()).toBe("3");
          expect(await subtotal(page)).not.toBe(one);
          expect(await page.locator("[data-basket-count]").first().innerText()).toBe("3");
          await page.locator(".line__remove button").click();
          await page.waitForURL(/notice=removed/);
          expect(await page.locator(".line").count()).toBe(0);
          expect(page.errors).toEqual([]);
        } finally {
          await page.context().close();
        }
      });

      it("goes to another market and is remembered there", async () => {
        const page = await browser.open({
          locale: accept,
          javaScriptEnabled,
          viewport: { width, height: 900 },
        });
        try {
          await page.goto(`${shop.url}/${locale}/`);
          await page.locator(".header a.market").click();
          if (javaScriptEnabled) await page.locator('.markets[open] button[value="de-ch"]').click();
          else await page.locator('button[value="de-ch"]').click();
          await page.waitForURL(/\/de-ch\//);
          await page.goto(shop.url);
          expect(new URL(page.url()).pathname).toBe("/de-ch/");
          expect(page.errors).toEqual([]);
        } finally {
          await page.context().close();
        }
      });
    });
  }
}

describe("search as you type", () => {
  it("suggests categories and products, and is driven by the keyboard", async () => {
    const page = await browser.open({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
    try {
      await page.goto(`${shop.url}/fr-fr/`);
      const box = page.getByRole("combobox");
      await box.click();
      await box.pressSequentially("lumi", { delay: 20 });
      const options = page.getByRole("option");
      await options.first().waitFor();
      expect(await box.getAttribute("aria-expanded")).toBe("true");
      await page.keyboard.press("ArrowDown");
      expect(await options.first().getAttribute("aria-selected")).toBe("true");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/(c|p)\//);
      expect(page.errors).toEqual([]);
    } finally {
      await page.context().close();
    }
  });
});

describe("filters", () => {
  it("open one after the other with a press each, close on Escape, and are unticked when gone back to", async () => {
    const page = await browser.open({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
    try {
      await page.goto(`${shop.url}/fr-fr/`);
      await page.goto(shop.url + (await page.locator(".tile a").first().getAttribute("href")));
      const summaries = page.locator(".facet > summary");
      const open = () =>
        page.locator(".facet").evaluateAll((all) =>
          all.flatMap((each, i) => each.matches("[open]") ? [i] : [])
        );
      await summaries.nth(0).click();
      await summaries.nth(1).click();
      expect(await open()).toEqual([1]);
      await page.keyboard.press("Escape");
      expect(await open()).toEqual([]);

      await summaries.nth(0).click();
      await page.locator(".facet input").first().check();
      await page.locator(".facets button[type=submit]:visible").click();
      await page.waitForURL(/facet\./);
      expect(await page.locator(".facet input:checked").count()).toBe(1);
      await page.goBack();
      expect(new URL(page.url()).search).toBe("");
      expect(await page.locator(".facet input:checked").count()).toBe(0);
      expect(page.errors).toEqual([]);
    } finally {
      await page.context().close();
    }
  });
});

describe("every kind of page", () => {
  const pages = [
    "",
    "c/{category}",
    "p/{product}",
    "search?q={word}",
    "search?q=zzzzqqq",
    "basket",
    "markets",
    "i/{page}",
    "p/none",
  ];
  for (const { locale, word, width, direction } of journeys) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has no accessibility violation in ${locale}, ${colorScheme}`, async () => {
        const page = await browser.open({
          viewport: { width, height: 900 },
          colorScheme,
          reducedMotion: "reduce",
        });
        try {
          await page.goto(`${shop.url}/${locale}/`);
          const hrefOf = async (selector: string) =>
            (await page.locator(selector).first().getAttribute("href"))!.split("/").at(-1)!;
          const names = {
            "{category}": await hrefOf(".tile a"),
            "{product}": await hrefOf(".card__title a"),
            "{page}": await hrefOf(".footer__links a"),
            "{word}": word,
          };
          for (const pattern of pages) {
            const path = Object.entries(names).reduce(
              (all, [name, value]) => all.replace(name, value),
              pattern,
            );
            await page.goto(`${shop.url}/${locale}/${path}`);
            expect([path, await page.locator("html").getAttribute("dir")]).toEqual([path, direction]);
            expect([path, await axeViolations(page)]).toEqual([path, []]);
            const overflow = await page.evaluate(() =>
              document.documentElement.scrollWidth - document.documentElement.clientWidth
            );
            expect([path, overflow]).toEqual([path, 0]);
          }
        } finally {
          await page.context().close();
        }
      });
    }
  }

  it("ships no script where there is no island", async () => {
    const page = await browser.open();
    try {
      await page.goto(`${shop.url}/fr-fr/`);
      await page.goto(shop.url + (await page.locator(".footer__links a").first().getAttribute("href")));
      expect(await page.locator("script:not([type='application/ld+json'])").count()).toBe(0);
    } finally {
      await page.context().close();
    }
  });
});
