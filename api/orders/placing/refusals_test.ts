import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chair, variant } from "../../../db/catalog/testing/small_shop.ts";
import { createProduct } from "../../../db/catalog/writing/create_product.ts";
import { openSmallOrders, order, publicUrl, type SmallOrders } from "../testing/small_orders.ts";

describe("an order that cannot be", () => {
  let small: SmallOrders;
  const place = (more: Record<string, unknown> = {}, key?: string) =>
    small.call("POST", "/v1/orders", { body: order(more), key });
  const paths = async (more: Record<string, unknown>) => {
    const { status, body } = await place(more);
    return [status, ...(body.errors ?? []).map((error: { path: string }) => error.path)];
  };

  beforeEach(async () => {
    small = await openSmallOrders();
  });
  afterEach(() => small.close());

  it("paid, since it is dearer than any payment, is refused before anything is set aside", async () => {
    const yacht = variant("YACHT-1", { prices: { fr: { amountMinor: 100_000_000 } } });
    await small.shop.write(
      small.now(),
      (w) =>
        createProduct(
          w,
          chair({ texts: { en: { title: "Yacht" }, fr: { title: "Yacht" } }, variants: [yacht] }),
        ),
    );
    const lines = [{ sku: "YACHT-1", quantity: 1 }, { sku: "CHAIR-1", quantity: 1 }];
    const { status, body } = await place({
      lines,
      expectedTotal: { amountMinor: 100_000_000 + 18_900 + 490, currency: "EUR" },
    });
    expect([status, body.errors]).toEqual([422, [{
      path: "expectedTotal",
      message: "wanted a total of at most 999999.99 EUR: no other can be paid",
    }]]);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[0]]);
    expect(small.calls.filter((call) => call.startsWith("inventory"))).toEqual([]);
  });

  it("paid, since payments refuse it for good, ends with its stock and coupons, and is answered so always", async () => {
    await small.call("POST", "/v1/admin/promotions", {
      body: {
        texts: { en: { name: "Ten euros" } },
        markets: ["fr"],
        rule: { kind: "fixed-amount", amountMinor: 1_000 },
        codes: ["TEN"],
        limits: { total: 1 },
      },
    });
    const coupon = { coupons: ["TEN"], expectedTotal: { amountMinor: 22_940, currency: "EUR" } };
    small.refusesCheckouts = true;
    for (const _ of [1, 2]) {
      const { status, body } = await place(coupon, "refused-1");
      expect([status, body.type, body.detail]).toEqual([
        409,
        "/problems/conflict",
        "No payment can be taken for this order: it was canceled, and nothing is set aside for it any more.",
      ]);
    }
    await small.work();
    expect(await small.rows("SELECT state, end_reason, checkout, stock, due FROM orders")).toEqual([
      ["canceled", "payment-failed", "closed", "released", null],
    ]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT used FROM promotion_counts")).toEqual([[0]]);
    expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "canceled"]);
    small.refusesCheckouts = false;
    await small.work();
    expect((await place(coupon)).status).toBe(201);
  });

  it("made under terms that are not those of now is refused; terms that nobody accepted are not noted", async () => {
    const consents = { terms: "2026-01-15T00:00:00.000Z" };
    expect(await paths({ consents })).toEqual([422, "consents.terms"]);
    expect((await place()).status).toBe(201);
    expect(await small.rows("SELECT terms_version FROM orders")).toEqual([[null]]);
  });

  it("written on one line is refused", async () => {
    const shipTo = order()["shipTo"] as object;
    for (
      const name of ["Ada\nLovelace", "Ada\u2028Lovelace", "Ada \u202eecalevoL", "Ada\u2066", "Ada\u0085"]
    ) {
      expect([name, await paths({ shipTo: { ...shipTo, name } })]).toEqual([name, [422, "shipTo.name"]]);
    }
    for (const field of ["line1", "line2", "city", "postalCode"]) {
      expect(await paths({ shipTo: { ...shipTo, [field]: "a\tb" } })).toEqual([422, `shipTo.${field}`]);
    }
    expect(await paths({ customer: { company: "A\rB" } })).toEqual([422, "customer.company"]);
    // Joiners belong to the words of some languages.
    expect((await place({ shipTo: { ...shipTo, name: "علی\u200cرضا" } })).status).toBe(201);
  });

  it("sent, or billed, to an address that its country's post does not know is refused as the form does", async () => {
    const shipTo = order()["shipTo"] as object;
    const asked = (address: object) => paths({ shipTo: { ...shipTo, ...address } });
    expect(await asked({ postalCode: undefined })).toEqual([422, "shipTo.postalCode"]);
    expect(await asked({ postalCode: "1" })).toEqual([422, "shipTo.postalCode"]);
    expect(await asked({ country: "JP", postalCode: "100-0001" })).toEqual([422, "shipTo.region"]);
    // Digits of any script are digits, and kept in ASCII.
    const arabic = { country: "KW", postalCode: "٢٢٠٠٠", phone: "+٩٦٥ ٢٢٢٢ ٣٣٣٣" };
    const { body } = await place({ billTo: { ...shipTo, ...arabic } });
    const kept = "json_extract(bill_to, '$.postalCode', '$.phone')";
    expect(await small.rows(`SELECT ${kept} FROM order_people WHERE order_id = '${body.id}'`)).toEqual([[
      '["22000","+965 2222 3333"]',
    ]]);
    expect(await asked({ country: "US", postalCode: "10001", region: "XX" })).toEqual([422, "shipTo.region"]);
    const billed = (address: object) => paths({ billTo: { ...shipTo, ...address } });
    expect(await billed({ country: "ZZ" })).toEqual([422, "billTo.country"]);
    expect(await billed({ country: "DE", postalCode: "1" })).toEqual([422, "billTo.postalCode"]);
    expect((await place({ billTo: { ...shipTo, country: "KW", postalCode: undefined } })).status).toBe(201);
  });

  it("keeps the address to return to as it was understood", async () => {
    const { body } = await place({
      returnUrl: `${publicUrl.toUpperCase().replace("HTTPS", "https")}\\a/../b`,
    });
    expect(small.payments.get(body.id)!.checkout.successUrl).toBe(`${publicUrl}/b`);
    expect(await small.rows("SELECT return_url FROM orders")).toEqual([[`${publicUrl}/b`]]);
    expect(await paths({ giftCards: ["GC-1"] })).toEqual([422, "giftCards"]);
  });
});
