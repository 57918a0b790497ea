/** The sandbox's payment page in a real browser, without JavaScript. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { messages } from "../../sandbox/page/messages.ts";
import { openSmallSandbox, sessionFor, type SmallSandbox } from "../../sandbox/testing/small_sandbox.ts";
import { axeViolations } from "../support/axe.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";

describe("the payment page in a browser", () => {
  let browser: TestBrowser;
  let sandbox: SmallSandbox;
  let shop: Deno.HttpServer<Deno.NetAddr>;
  let session: Parameters<typeof sessionFor>[0];

  before(async () => {
    sandbox = await openSmallSandbox();
    shop = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => new Response("thanks"));
    const url = `http://localhost:${shop.addr.port}`;
    session = { success_url: `${url}/done?session={CHECKOUT_SESSION_ID}`, cancel_url: `${url}/checkout` };
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await shop.shutdown();
    await sandbox.close();
  });

  it("is declined, authenticated and led back to the shop, on another origin", async () => {
    const made = await sandbox.stripe.checkout.sessions.create(sessionFor(session));
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(made.url!);
    const pay = async (number: string) => {
      await page.getByLabel("Name on card").fill("Ada Lovelace");
      await page.getByLabel("Card number").fill(number);
      await page.getByLabel("Expiry date").fill("12/34");
      await page.getByLabel("Security code").fill("123");
      await page.getByTestId("pay").click();
    };
    await pay("4000000000000002");
    await page.getByRole("alert").getByText("Your card was declined.").waitFor();
    await pay("4000000000003220");
    await page.getByTestId("authenticate").click();
    await page.waitForURL(`http://localhost:${shop.addr.port}/done?session=${made.id}`);
    expect((await sandbox.stripe.checkout.sessions.retrieve(made.id)).payment_status).toBe("paid");
  });

  it("shows the fields of the method that was chosen", async () => {
    const made = await sandbox.stripe.checkout.sessions.create(sessionFor(session));
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(made.url!);
    const shown = () => Promise.all(["#number", "#iban"].map((field) => page.locator(field).isVisible()));
    expect(await shown()).toEqual([true, false]);
    await page.getByLabel("SEPA Direct Debit").check();
    expect(await shown()).toEqual([false, true]);
    await page.getByLabel("Account holder").fill("Ada Lovelace");
    await page.getByLabel("IBAN").fill("DE89370400440532013000");
    await page.getByTestId("pay").click();
    await page.waitForURL(/\/done/);
  });

  for (const language of Object.keys(messages)) {
    it(`is accessible and fits a small phone in ${language}`, async () => {
      const made = await sandbox.stripe.checkout.sessions.create(sessionFor({ ...session, locale: "auto" }));
      const page = await browser.open({ viewport: { width: 320, height: 640 }, locale: language });
      await page.goto(made.url!);
      await page.getByTestId("pay").click();
      await page.getByRole("alert").waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBe(0);
    });
  }
});
