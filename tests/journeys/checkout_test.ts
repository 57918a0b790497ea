/** A guest orders, pays and follows the order: three locales, with and without JavaScript. */
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

/** A mug. */
const sku = "TOVE-MUG-SAGE-SINGLE";
const cards = { declined: "4000000000000002", good: "4242424242424242", asksBank: "4000000000003220" };

interface Journey {
  readonly locale: string;
  readonly width: number;
  /** Fields of the address by name, in the order in which they stand on the page. */
  readonly address: Readonly<Record<string, string>>;
  readonly missing: string;
  readonly button: string;
  readonly paid: string;
  readonly canceled: string;
  readonly refunded: string;
  readonly lines: readonly string[];
}

const journeys: readonly Journey[] = [
  {
    locale: "fr-fr",
    width: 1280,
    address: {
      name: "Ada Lovelace",
      line1: "12 quai Saint-Antoine",
      postalCode: "69002",
      city: "Lyon",
    },
    missing: "Ville : à remplir.",
    button: "Commande avec obligation de paiement",
    paid: "Payée",
    canceled: "Annulée",
    refunded: "Remboursé",
    lines: ["Ada Lovelace", "12 quai Saint-Antoine", "69002 Lyon", "France"],
  },
  {
    locale: "ja-jp",
    width: 390,
    address: {
      name: "山田 花子",
      postalCode: "150-0001",
      region: "13",
      city: "渋谷区",
      line1: "神宮前1-2-3",
    },
    missing: "「市区町村」をご入力ください。",
    button: "注文を確定する",
    paid: "お支払い済み",
    canceled: "キャンセル済み",
    refunded: "返金済み",
    lines: ["〒150-0001", "東京都渋谷区", "神宮前1-2-3", "山田 花子", "日本"],
  },
  {
    locale: "ar-kw",
    width: 390,
    address: { name: "نورة العلي", line1: "قطعة 4، شارع 10", city: "السالمية" },
    missing: "المنطقة: املأ هذا الحقل.",
    button: "تأكيد الطلب",
    paid: "مدفوع",
    canceled: "ملغى",
    refunded: "مُسترد",
    lines: ["نورة العلي", "قطعة 4، شارع 10", "السالمية", "الكويت"],
  },
];

async function addMug(page: Page, locale: string) {
  await page.context().request.post(`${shop.url}/${locale}/basket`, {
    form: { action: "add", sku, quantity: "2" },
    headers: { origin: shop.url },
  });
}

async function fill(page: Page, { address }: Pick<Journey, "address">) {
  await page.locator("#email").fill("ada@example.com");
  for (const [name, value] of Object.entries(address)) {
    const field = page.locator(`#shipTo-${name}`);
    if (name === "region") await field.selectOption(value);
    else await field.fill(value);
  }
  await page.locator("#consents-terms").check();
}

async function pay(page: Page, card: string) {
  await page.locator('[autocomplete="cc-name"]').fill("Ada Lovelace");
  await page.locator('[autocomplete="cc-number"]').fill(card);
  await page.locator('[autocomplete="cc-exp"]').fill("12 / 40");
  await page.locator('[autocomplete="cc-csc"]').fill("123");
  await page.getByTestId("pay").click();
}

/** Waits until the order's page says something; without JavaScript it is asked for again. */
async function untilSaid(page: Page, part: "#standing" | "#bought", text: string, isLive: boolean) {
  const said = page.locator(part).getByText(text, { exact: true }).first();
  if (isLive) return await said.waitFor();
  for (let looks = 0; looks < 100 && await said.count() === 0; looks++) await page.reload();
  expect(await said.count()).toBe(1);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const journey of journeys) {
  for (const javaScriptEnabled of [true, false]) {
    const { locale, width } = journey;
    describe(`an order in ${locale} ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      it("is placed, paid after a declined card and the bank's question, and canceled", async () => {
        const page = await browser.open({ javaScriptEnabled, viewport: { width, height: 900 } });
        try {
          await addMug(page, locale);
          await page.goto(`${shop.url}/${locale}/basket`);
          await page.locator(`a[href="/${locale}/checkout"]`).click();
          await page.waitForURL(`${shop.url}/${locale}/checkout`);
          if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
          expect(await overflow(page)).toBe(0);
          const place = page.getByTestId("place-order");
          expect((await place.innerText()).trim()).toBe(journey.button);

          // Something is missing: the shopper is told first, and all that was typed is still there.
          await fill(page, { address: { ...journey.address, city: "" } });
          await place.click();
          await page.locator("#problem").waitFor();
          expect(await page.locator("#problem").innerText()).toContain(journey.missing);
          expect(await page.locator("#shipTo-city-error").innerText()).toBe(journey.missing);
          expect(await page.locator(":focus").getAttribute("id")).toBe("problem");
          expect(await page.locator("#shipTo-name").inputValue()).toBe(journey.address.name);
          if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
          await page.locator("#shipTo-city").fill(journey.address.city!);
          await place.click();

          await page.waitForURL("**/c/pay/*");
          await pay(page, cards.declined);
          await page.getByTestId("alert").waitFor();
          await pay(page, cards.asksBank);
          await page.getByTestId("authenticate").click();
          await page.waitForURL(`${shop.url}/${locale}/orders/*`);
          await untilSaid(page, "#standing", journey.paid, javaScriptEnabled);
          expect((await page.locator("address").innerText()).split("\n")).toEqual(journey.lines);
          expect(await overflow(page)).toBe(0);
          if (javaScriptEnabled) expect(await axeViolations(page)).toEqual([]);
          // The basket went with the order.
          expect(await page.locator("[data-basket-count]").textContent()).toBe("");

          await page.locator("#cancel summary").click();
          await page.locator("#cancel button").click();
          await untilSaid(page, "#standing", journey.canceled, javaScriptEnabled);
          await untilSaid(page, "#bought", journey.refunded, javaScriptEnabled);
          // But for the statuses of the form with something missing and of the declined card.
          expect(page.errors.filter((error) => !/status of 4[02]2/.test(error))).toEqual([]);
        } finally {
          await page.context().close();
        }
      });
    });
  }
}

describe("a total that could not be known", () => {
  it("is shown before the order is placed, at once with JavaScript", async () => {
    const address = {
      name: "Grace Hopper",
      line1: "1 Main St",
      city: "San Francisco",
      region: "CA",
      postalCode: "94103",
    };
    const page = await browser.open();
    try {
      await addMug(page, "en-us");
      await page.goto(`${shop.url}/en-us/checkout`);
      expect(await page.locator(".totals__total").innerText()).toContain("Total so far");
      await fill(page, { address });
      await page.locator("#shipTo-postalCode").blur();
      await page.locator(".totals__total").getByText("Total", { exact: true }).waitFor();
      expect(await page.locator("#review").innerText()).toContain("Sales tax");
      // What was typed meanwhile was not lost.
      expect(await page.locator("#shipTo-name").inputValue()).toBe("Grace Hopper");
      expect(await page.locator("#consents-terms").isChecked()).toBe(true);
      await page.getByTestId("place-order").click();
      await page.waitForURL("**/c/pay/*");
    } finally {
      await page.context().close();
    }
    const plain = await browser.open({ javaScriptEnabled: false });
    try {
      await addMug(plain, "en-us");
      await plain.goto(`${shop.url}/en-us/checkout`);
      await fill(plain, { address });
      await plain.getByTestId("place-order").click();
      expect(await plain.locator("#problem").innerText()).toContain("Please check the total and confirm.");
      await plain.getByTestId("place-order").click();
      await plain.waitForURL("**/c/pay/*");
    } finally {
      await plain.context().close();
    }
  });
});

describe("a delayed payment", () => {
  it("is on its way until the bank has sent it", async () => {
    const page = await browser.open();
    try {
      await addMug(page, "fr-fr");
      await page.goto(`${shop.url}/fr-fr/checkout`);
      await fill(page, journeys[0]!);
      await page.getByTestId("place-order").click();
      await page.waitForURL("**/c/pay/*");
      await page.locator('input[name="method"][value="sepa_debit"]').check();
      await page.locator('[autocomplete="cc-name"]').fill("Ada Lovelace");
      await page.locator('[name="iban"]').fill("DE89 3704 0044 0532 0130 00");
      await page.getByTestId("pay").click();
      await page.waitForURL(`${shop.url}/fr-fr/orders/*`);
      await untilSaid(page, "#standing", "Paiement en route", true);
      await untilSaid(page, "#standing", "Payée", true);
    } finally {
      await page.context().close();
    }
  });
});
