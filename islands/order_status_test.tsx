import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Island } from "../routes/parts/island.tsx";
import { openBrowser, type TestBrowser } from "../tests/support/browser.ts";
import { islandProps } from "../tests/support/island_props.ts";
import { type IslandShop, islandShop } from "../tests/support/island_shop.tsx";

let shop: IslandShop;
let browser: TestBrowser;
type Tell = (version: number, status: string, paymentStatus: string) => void;
/** Sends an event to the page, once that listens. */
let listening: PromiseWithResolvers<Tell>;

const markup = { part: { "data-part": "" }, say: { "data-say": "" }, count: { "data-basket-count": "en" } };

function order(standing: string, count: string) {
  return (
    <>
      <Island name="order_status" props={islandProps.order_status} assets={shop.build.assets} />
      <span {...markup.count}>{count}</span>
      <div id="progress" {...markup.part}>
        <h2 {...markup.say}>{standing}</h2>
      </div>
    </>
  );
}

before(async () => {
  [shop, browser] = await Promise.all([islandShop(), openBrowser()]);
});
after(() => Promise.all([browser.close(), shop.close()]));
beforeEach(() => {
  shop.requests.length = 0;
  listening = Promise.withResolvers();
  shop.pages.set("/order", order("Waiting", "2"));
  shop.answers.set("GET /order/events", () => {
    const stream = new TransformStream<string, string>();
    const writer = stream.writable.getWriter();
    listening.resolve((version, status, paymentStatus) =>
      void writer.write(`event: status\ndata: ${JSON.stringify({ version, status, paymentStatus })}\n\n`)
    );
    return new Response(stream.readable.pipeThrough(new TextEncoderStream()), {
      headers: { "content-type": "text/event-stream" },
    });
  });
});

const readings = () => shop.requests.filter((line) => line === "GET /order").length;

describe("the order's status", () => {
  it("changes without a reload, is said aloud, and takes the basket's number with it", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/order`);
    const tell = await listening.promise;
    // As the page shows it already: nothing is asked.
    tell(3, "pending_payment", "unpaid");
    shop.pages.set("/order", order("Paid", ""));
    tell(4, "paid", "paid");
    await page.getByRole("status").getByText("Paid").waitFor();
    expect(await page.locator("h2").innerText()).toBe("Paid");
    expect(await page.locator("[data-basket-count]").textContent()).toBe("");
    expect(readings()).toBe(2);
    // Told again when the stream was cut: nothing new.
    tell(4, "paid", "paid");
    shop.pages.set("/order", order("Sent in part", ""));
    tell(5, "paid", "paid");
    await page.getByRole("status").getByText("Sent in part").waitFor();
    expect(readings()).toBe(3);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it("catches up when the order has changed before anyone listened", async () => {
    const page = await browser.open();
    await page.goto(`${shop.origin}/order`);
    const tell = await listening.promise;
    shop.pages.set("/order", order("Paid", ""));
    tell(9, "paid", "paid");
    await page.getByRole("status").getByText("Paid").waitFor();
    await page.context().close();
  });
});
