/** What a basket comes to at the shopper's door: four markets, with and without JavaScript. */
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

/** One piece ships anywhere, a mug. */
const sku = "TOVE-MUG-SAGE-SINGLE";

const journeys = [
  {
    locale: "fr-fr",
    width: 1280,
    destination: { country: "FR", postalCode: "20000", wrong: "2000", error: "ce code postal n’existe pas" },
    coupon: "bienvenue 10",
    applied: "Appliqué",
    unknown: "Nous ne connaissons pas ce code.",
    tax: "Dont TVA 20\u00a0%",
    total: "Total",
  },
  {
    locale: "ja-jp",
    width: 390,
    destination: { postalCode: "〒900-0001", wrong: "90", error: "この郵便番号がありません" },
    coupon: "YOKOSO10",
    applied: "適用済み",
    unknown: "このコードは見つかりません。",
    tax: "うち消費税 10%",
    total: "合計",
  },
  {
    locale: "ar-kw",
    width: 390,
    destination: null,
    coupon: "AHLAN10",
    applied: "طُبّقت",
    unknown: "لا نعرف هذا الرمز.",
    tax: null,
    total: "الإجمالي",
  },
  {
    locale: "en-us",
    width: 1280,
    destination: {
      ...{ postalCode: "94103", wrong: "9410", error: "there is no such postal code" },
      state: { told: "CA", untaxed: "OR" },
    },
    coupon: "WELCOME10",
    applied: "Applied",
    unknown: "We do not know this code.",
    tax: "Sales tax",
    total: "Total",
  },
] as const;

const summary = (page: Page) => page.locator(".totals").innerText();
const total = (page: Page) => page.locator(".summary__amount").innerText();

/** Sends a form and waits for the page that answers it. */
async function send(page: Page, section: string, button: string) {
  const answered = page.waitForResponse((response) =>
    response.request().method() === "GET" && new URL(response.url()).pathname.endsWith("/basket")
  );
  await page.locator(`${section} ${button}`).click();
  await answered;
  await page.waitForLoadState();
}

for (const { locale, width, destination, coupon, applied, unknown, tax, total: totalLabel } of journeys) {
  for (const javaScriptEnabled of [true, false]) {
    describe(`a quote in ${locale} ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      it("takes a destination, a way of shipping and coupons, and says what was wrong", async () => {
        const page = await browser.open({ javaScriptEnabled, viewport: { width, height: 900 } });
        try {
          await page.context().request.post(`${shop.url}/${locale}/basket`, {
            form: { action: "add", sku, quantity: "2" },
            headers: { origin: shop.url },
          });
          await page.goto(`${shop.url}/${locale}/basket`);
          expect(await page.locator(".line").count()).toBe(1);

          if (destination !== null) {
            const place = page.locator("#delivery form.form");
            const postalCode = place.locator('input[name="postalCode"]');
            if ("country" in destination) {
              await place.locator("#country").selectOption(destination.country);
            } else expect(await place.locator("#country").count()).toBe(0);
            await postalCode.fill(destination.wrong);
            await send(page, "#delivery form.form", "button");
            expect(await postalCode.getAttribute("aria-invalid")).toBe("true");
            expect(await page.locator("#postal-code-error").innerText()).toContain(destination.error);
            expect(await postalCode.inputValue()).toBe(destination.wrong);
            if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
            await postalCode.fill(destination.postalCode);
            await send(page, "#delivery form.form", "button");
            expect(await postalCode.getAttribute("aria-invalid")).toBeNull();
            const region = place.locator("#region");
            if ("state" in destination) {
              const { told, untaxed } = destination.state;
              expect(await region.inputValue()).toBe(told);
              await region.selectOption(untaxed);
              await send(page, "#delivery form.form", "button");
              expect([await region.inputValue(), await postalCode.inputValue()]).toEqual([untaxed, ""]);
              expect(await summary(page)).not.toContain(tax!);
              await postalCode.fill(destination.postalCode);
              await send(page, "#delivery form.form", "button");
              expect(await region.inputValue()).toBe(told);
            } else expect(await region.count()).toBe(0);
          }
          if (tax !== null) expect(await summary(page)).toContain(tax);
          expect(await summary(page)).toContain(totalLabel);

          // The dearest way, then a coupon that is mistyped and corrected.
          const cheapest = await total(page);
          const ways = page.locator('#delivery input[name="shippingOption"]');
          expect(await ways.count()).toBeGreaterThan(1);
          await ways.last().check();
          await send(page, "#delivery form.options", "button");
          expect(await ways.last().isChecked()).toBe(true);
          const express = await total(page);
          expect(express).not.toBe(cheapest);

          const code = page.locator('#coupons input[id="coupon"]');
          await code.fill("NOPE");
          await send(page, "#coupons form.form", "button");
          expect(await page.locator("#coupon-error").innerText()).toContain(unknown);
          await code.fill(coupon);
          await send(page, "#coupons form.form", "button");
          expect(await page.locator(".coupons li").count()).toBe(1);
          expect(await page.locator(".coupons li").innerText()).toContain(applied);
          expect(await total(page)).not.toBe(express);
          expect(new URL(page.url()).hash).toBe("#coupons");

          if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
          expect(
            await page.evaluate(() =>
              document.documentElement.scrollWidth - document.documentElement.clientWidth
            ),
          ).toBe(0);

          // All of it is remembered; the coupon can be taken out again.
          await page.goto(`${shop.url}/${locale}/`);
          await page.goto(`${shop.url}/${locale}/basket`);
          expect(await ways.last().isChecked()).toBe(true);
          await send(page, ".coupons", "button");
          expect(await page.locator(".coupons li").count()).toBe(0);
          expect(await total(page)).toBe(express);
          expect(page.errors).toEqual([]);
        } finally {
          await page.context().close();
        }
      });
    });
  }
}

describe("a company of another member state", () => {
  it("pays no tax and reads why", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    try {
      await page.context().request.post(`${shop.url}/de-de/basket`, {
        form: { action: "add", sku },
        headers: { origin: shop.url },
      });
      await page.goto(`${shop.url}/de-de/basket`);
      expect(await page.locator("#company").count()).toBe(0);
      await page.locator("#country").selectOption("AT");
      await send(page, "#delivery form.form", "button");
      expect(await summary(page)).toContain("USt. 20\u00a0%");
      await page.locator("#company summary").click();
      await page.locator("#company-name").fill("Kerzen Wien GmbH");
      await page.locator("#vat-number").fill("ATU13585628");
      await send(page, "#company", "button");
      expect(await page.locator("#vat-number-error").innerText()).toContain("nicht gültig");
      await page.locator("#vat-number").fill("ATU 13585627");
      await send(page, "#company", "button");
      expect(await page.locator(".summary .notice").innerText()).toContain(
        "Steuerschuldnerschaft des Leistungsempfängers",
      );
      expect(await summary(page)).not.toContain("USt.");
    } finally {
      await page.context().close();
    }
  });
});
