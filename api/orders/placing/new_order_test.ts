import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { sum } from "../../../commerce/money.ts";
import { createProduct } from "../../../db/catalog/writing/create_product.ts";
import { saveInformationPage } from "../../../db/catalog/writing/save_pages.ts";
import { chair, variant } from "../../../db/catalog/testing/small_shop.ts";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("the order that is written", () => {
  let small: SmallOrders;
  const place = async (more: Record<string, unknown>) => {
    const { body, status } = await small.call("POST", "/v1/orders", { body: order(more) });
    expect(status).toBe(201);
    return body;
  };
  const read = async ({ id, token }: { id: string; token: string }) =>
    (await small.call("GET", `/v1/orders/${id}?token=${token}`)).body;
  const promote = (rule: Record<string, unknown>) =>
    small.call("POST", "/v1/admin/promotions", {
      body: { texts: { en: { name: "Gift" } }, markets: ["fr", "us"], rule },
    });

  beforeEach(async () => {
    small = await openSmallOrders();
  });
  afterEach(() => small.close());

  it("is paid at once where nothing is due, without a checkout", async () => {
    await promote({ kind: "percentage", percentPpm: 1_000_000 });
    await promote({ kind: "free-shipping" });
    const placed = await place({ expectedTotal: { amountMinor: 0, currency: "EUR" } });
    expect([placed.status, placed.payment]).toEqual(["paid", null]);
    await small.work();
    expect(small.payments.size).toBe(0);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 1]);
    expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "paid"]);
    const seen = await read(placed);
    expect([seen.paymentStatus, seen.paid.amountMinor]).toEqual(["paid", 0]);
    const canceled = await small.call("POST", `/v1/orders/${placed.id}/cancellations?token=${placed.token}`, {
      body: {},
    });
    expect(canceled.body.status).toBe("canceled");
    await small.work();
    expect([small.refunds.size, await small.stock("CHAIR-1")]).toEqual([0, [10, 0, 0]]);
  });

  it("shares its total over lines and shipping, taxes and discounts among them", async () => {
    await promote({ kind: "percentage", percentPpm: 100_000 });
    const shipTo = {
      name: "Grace Hopper",
      line1: "1 Market Street",
      city: "San Francisco",
      region: "CA",
      postalCode: "94103",
      country: "US",
    };
    const lines = [{ sku: "CHAIR-1", quantity: 3 }, { sku: "LAMP-1", quantity: 1 }];
    const quote = (await small.call("POST", "/v1/quotes", {
      body: {
        market: "us",
        language: "en",
        lines,
        shipTo: { country: "US", region: "CA", postalCode: "94103" },
      },
    })).body;
    expect(quote.taxes[0].amount.amountMinor).toBeGreaterThan(0);
    const placed = await place({ market: "us", lines, shipTo, expectedTotal: quote.total });
    const charged = (await read(placed)).lines.map((line: { charged: { amountMinor: number } }) =>
      line.charged.amountMinor
    );
    const [[shipping]] = await small.rows("SELECT shipping_charged_minor FROM orders") as [[number]];
    expect(sum([...charged, shipping])).toBe(quote.total.amountMinor);
    const checkout = small.payments.get(placed.id)!.checkout;
    expect(sum(checkout.lines.map(({ amountMinor }: { amountMinor: number }) => amountMinor))).toBe(
      quote.total.amountMinor,
    );
    // 3 × 199.00 less a tenth, and 7.25 % on it.
    expect(charged[0]).toBe(57_625);
  });

  it("lets digital content be withdrawn from, unless it was wanted at once", async () => {
    await small.shop.write(small.now(), async (w) => {
      await createProduct(
        w,
        chair({
          texts: { en: { title: "Pattern" } },
          attributes: [],
          variants: [variant("PDF-1", { prices: { fr: { amountMinor: 900 } } })],
        }),
      );
    });
    await small.shop.catalog.client.execute(
      "UPDATE products SET kind = 'digital' WHERE id = (SELECT product_id FROM variants WHERE sku = 'PDF-1')",
    );
    const digital = {
      lines: [{ sku: "PDF-1", quantity: 1 }],
      shipTo: undefined,
      shippingOption: undefined,
      expectedTotal: { amountMinor: 900, currency: "EUR" },
    };
    const [later] = (await read(await place(digital))).lines;
    expect(later.withdrawal).toEqual({ until: "2026-03-15", exemption: null });
    const changed = Date.parse("2026-01-02T03:04:05Z");
    const page = {
      code: "terms",
      slug: "terms",
      market: "fr",
      language: "en",
      title: "Terms",
      body: "Terms",
    };
    await small.shop.write(changed, (w) => saveInformationPage(w, page));
    const consents = { immediateDelivery: true, terms: "2026-01-02T04:04:05+01:00" };
    const placed = await place({ ...digital, email: "eve@example.com", consents });
    const seen = await read(placed);
    expect(seen.lines[0].withdrawal).toEqual({ until: null, exemption: "digital" });
    expect([seen.termsVersion, seen.shipTo, seen.shipping]).toEqual(["2026-01-02T03:04:05.000Z", null, null]);
  });
});
