/** An order as mails tell of it, for tests. */
import type { Letterhead } from "../../../../commerce/wire/internal_letterhead.ts";
import type { MailOrder } from "../mail_order.ts";

/** Two lamps and a voucher to Lyon: 91.00 - 9.10 + 4.90 EUR, tax contained. */
export function sampleOrder(more: Partial<MailOrder> = {}): MailOrder {
  return {
    id: "ord_01920000-0000-7000-8000-000000000001",
    number: "7K2M-9QX4",
    language: "en",
    market: "fr",
    currency: "EUR",
    placedAt: Date.UTC(2026, 10, 20, 23, 30),
    timeZone: "Europe/Paris",
    email: "ada@example.com",
    link: "https://shop.example/en-fr/orders/ord_01920000-0000-7000-8000-000000000001?token=secret",
    lines: [
      { title: "Reading lamp", options: "Sand, 120 cm", quantity: 2, totalMinor: 6_600, exemption: null },
      { title: "Soap", options: "", quantity: 1, totalMinor: 2_500, exemption: "hygiene" },
    ],
    subtotalMinor: 9_100,
    discounts: [{ name: "Welcome", code: "HELLO10", amountMinor: 910 }],
    shipping: {
      name: "Standard",
      amountMinor: 490,
      promise: { earliest: "2026-11-24", latest: "2026-11-26" },
    },
    taxes: [{ name: "TVA", rate: 0.2, amountMinor: 1_447 }],
    taxIsAdded: false,
    taxTreatment: "standard",
    note: null,
    roundingMinor: 0,
    totalMinor: 8_680,
    shipTo: {
      name: "Ada Lovelace",
      line1: "12 quai Saint-Antoine",
      city: "Lyon",
      postalCode: "69002",
      country: "FR",
    },
    billTo: null,
    company: null,
    withdrawalUntil: "2026-12-10",
    ...more,
  };
}

export const sampleLetterhead: Letterhead = {
  country: "FR",
  direction: "ltr",
  pages: [
    {
      code: "imprint",
      title: "Imprint",
      slug: "imprint",
      body:
        "Last updated: 1 November 2026\n\n## Publisher\n\nComptoir Maison SAS, Lyon\n\n- Email: [a@b.example](mailto:a@b.example)\n\n## Host\n\nElsewhere",
    },
    { code: "returns", title: "Returns", slug: "returns", body: "Send it **back**." },
    { code: "terms", title: "Terms", slug: "terms", body: "## Model form\n\n<script>alert(1)</script>" },
  ],
};

export const sampleShop = { name: "Comptoir", publicUrl: "https://shop.example" };
