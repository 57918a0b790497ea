/** An order of the fixtures: paid, sent in part, refunded in part. */
import type { PublicOrder } from "../../commerce/wire/order.ts";
import { fixtureMarkets } from "./fixtures.ts";

export const fixtureOrderId = "ord_01a1f852-f70c-7c8e-8798-ad5afbf1d3f4";

/** @param locale E.g. `fr-fr`. @param more What differs. */
export function fixtureOrder(locale: string, more: Partial<PublicOrder> = {}): PublicOrder {
  const [language = "", code = ""] = locale.split("-");
  const { currency, countries } = fixtureMarkets.find((market) => market.code === code)!;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const line = {
    productId: "prd_1",
    options: "Sand",
    brand: null,
    image: {
      url: "https://shop.example/media/000000000000000000000000/320.webp",
      alt: "",
      width: 320,
      height: 320,
    },
    kind: "physical",
    unitPrice: money(1500),
    total: money(3000),
    discount: money(0),
    tax: money(500),
    taxRate: 0.2,
    charged: money(3000),
    canceled: 0,
    shipped: 1,
    refunded: 0,
  } as const;
  return {
    id: fixtureOrderId,
    number: "35ZJ-E5C51",
    status: "in_fulfillment",
    paymentStatus: "partially_refunded",
    endReason: null,
    market: code,
    language,
    placedAt: "2026-02-28T10:00:00.000Z",
    email: "ada@example.com",
    shipTo: {
      name: "Ada & Co",
      line1: "1 <Main> St",
      city: "Lyon",
      postalCode: "69002",
      country: countries[0]!,
    },
    billTo: null,
    customer: { company: "ACME" },
    lines: [
      {
        ...line,
        sku: "MUG",
        quantity: 2,
        title: "Mug",
        withdrawal: { until: "2026-03-20", exemption: null },
      },
      {
        ...line,
        sku: "SOAP",
        quantity: 1,
        title: "Soap",
        withdrawal: { until: null, exemption: "hygiene" },
      },
    ],
    subtotal: money(6000),
    discounts: [{ promotionId: "prm_1", name: "Spring", code: "TEN", amount: money(600) }],
    shipping: {
      id: "standard",
      name: "Standard",
      amount: money(0),
      promise: { earliest: "2026-03-03", latest: "2026-03-05" },
    },
    taxes: [{ name: "VAT", country: countries[0]!, rate: 0.2, base: money(4500), amount: money(900) }],
    taxTreatment: "standard",
    total: money(5400),
    paid: money(5400),
    refunded: money(500),
    termsVersion: "2026-01-15T00:00:00.000Z",
    fulfilments: [{
      id: "ful_1",
      seller: null,
      location: null,
      method: "standard",
      status: "partially_shipped",
      lines: [{ sku: "MUG", quantity: 2 }],
      shipments: [{
        id: "shp_1",
        carrier: "La Poste",
        trackingNumber: "6A123",
        trackingUrl: "https://track.example/6A123",
        shippedAt: "2026-03-01T08:00:00.000Z",
        deliveredAt: null,
        lines: [{ sku: "MUG", quantity: 1 }],
      }],
    }],
    refunds: [{ id: "rfd_1", amount: money(500), status: "pending", at: "2026-03-01T09:00:00.000Z" }],
    timeline: [
      { id: "evt_1", at: "2026-02-28T10:00:00.000Z", kind: "placed", actor: "shopper" },
      { id: "evt_2", at: "2026-02-28T10:02:00.000Z", kind: "paid", actor: "payments" },
      { id: "evt_3", at: "2026-02-28T10:03:00.000Z", kind: "note", actor: "merchant" },
    ],
    cancelable: true,
    payBy: null,
    payment: { url: "https://pay.test/1?a=1&b=2" },
    ...more,
  };
}
