import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Payment } from "../../../db/payments/checkouts.ts";
import { checkoutFor } from "../testing/small_payments.ts";
import { sessionParameters, stripeLocale } from "./session_parameters.ts";

const now = Date.UTC(2027, 0, 15, 12);
const payment = {
  id: "pay_1",
  orderId: "ord_1",
  capture: "at-shipment",
  expiresAt: now + 3_600_000,
} as Payment;

describe("sessionParameters", () => {
  it("reserves the money where it is captured with the shipment", () => {
    const { payment_intent_data, metadata } = sessionParameters({ payment, methods: null }, checkoutFor(now));
    expect(payment_intent_data!.capture_method).toBe("manual");
    expect(metadata).toEqual({ order_id: "ord_1", payment_id: "pay_1", capture: "at-shipment" });
    expect(payment_intent_data!.metadata).toEqual(metadata);
  });

  it("is the same for the same payment", () => {
    const [one, other] = [1, 2].map(() =>
      sessionParameters({ payment, methods: ["card"] }, checkoutFor(now))
    );
    expect(one).toEqual(other);
    expect(one!.allowed_payment_method_types).toEqual(["card"]);
  });

  it("shows yen as they are, and dinars by lines only where each ends in zero", () => {
    const amounts = (currency: string, ...lines: number[]) =>
      sessionParameters(
        { payment, methods: null },
        checkoutFor(now, {
          currency,
          amountMinor: lines.reduce((sum, line) => sum + line, 0),
          lines: lines.map((amountMinor) => ({ name: "x", quantity: 1, amountMinor })),
        }),
      ).line_items!.map((item) => item.price_data!.unit_amount);
    expect(amounts("JPY", 1200, 800)).toEqual([1200, 800]);
    expect(amounts("KWD", 1230, 770)).toEqual([1230, 770]);
    expect(amounts("KWD", 1234, 766)).toEqual([2000]);
    expect(amounts("ISK", 500, 7)).toEqual([50_000, 700]);
  });
});

describe("stripeLocale", () => {
  it("is the shop's language as Stripe's page speaks it, else the browser's", () => {
    const locales = [["fr", "fr"], ["fr", "ca"], ["pt", "br"], ["pt", "pt"], ["en", "us"], ["en", "gb"], [
      "ar",
      "ae",
    ], [
      "ja",
      "jp",
    ], ["de-at", "at"]];
    expect(locales.map(([language, market]) => stripeLocale(language!, market!)))
      .toEqual(["fr", "fr-CA", "pt-BR", "pt", "en", "en-GB", "auto", "ja", "de"]);
  });
});
