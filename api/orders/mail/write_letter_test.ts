import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { HtmlValidate } from "html-validate";
import type { Letterhead } from "../../../commerce/wire/internal_letterhead.ts";
import { letterHtml } from "./letter_html.ts";
import { letterText } from "./letter_text.ts";
import type { CanceledMoney, MailMatter, MailOrder } from "./mail_order.ts";
import { sampleLetterhead, sampleOrder, sampleShop } from "./testing/sample_order.ts";
import { texts } from "./texts.ts";
import { writeLetter } from "./write_letter.ts";

const parcel = {
  carrier: "Colissimo",
  trackingNumber: "8J001",
  trackingUrl: "https://track.example/8J001",
  lines: [{ title: "Reading lamp", options: "Sand", quantity: 1 }],
  restFollows: false,
};
const matters: readonly MailMatter[] = [
  { kind: "received" },
  { kind: "paid" },
  { kind: "payment-failed" },
  { kind: "expired" },
  { kind: "canceled", money: "paid-back" },
  { kind: "refunded", amountMinor: 2_500 },
  { kind: "refund-failed", amountMinor: 2_500 },
  { kind: "shipped", parcel },
];

function letter(matter: MailMatter, order: Partial<MailOrder> = {}, letterhead: Partial<Letterhead> = {}) {
  return writeLetter(sampleOrder(order), matter, { ...sampleLetterhead, ...letterhead }, sampleShop);
}

describe("a letter", () => {
  it("tells what was bought, what it came to, when it comes, and how to withdraw", () => {
    expect(letterText(letter({ kind: "received" }))).toBe(`Comptoir

We have received your order 7K2M-9QX4

Thank you for your order. We will write again as soon as your payment is confirmed.

View the order:
https://shop.example/en-fr/orders/ord_01920000-0000-7000-8000-000000000001?token=secret

Order 7K2M-9QX4
Placed on 21 November 2026

2 × Reading lamp: €66.00
  Sand, 120 cm
1 × Soap: €25.00
  For reasons of hygiene the right of withdrawal ends once the seal is broken.
Subtotal: €91.00
Welcome: -€9.10
  HELLO10
Delivery: €4.90
  Standard
Total: €86.80
Including TVA 20%: €14.47

Expected delivery
24–26 November 2026

Delivery address
Ada Lovelace
12 quai Saint-Antoine
69002 Lyon
France

Right of withdrawal
You can withdraw from this purchase, without giving a reason, at least until 10 December 2026.

How to do so, and a model withdrawal form:

Returns: https://shop.example/en-fr/i/returns
Terms: https://shop.example/en-fr/i/terms

-- 
Attached: Returns and Terms

Comptoir Maison SAS, Lyon
Email: a@b.example

Imprint: https://shop.example/en-fr/i/imprint
Returns: https://shop.example/en-fr/i/returns
Terms: https://shop.example/en-fr/i/terms

You receive this message because an order was placed with Comptoir under this address.
`);
  });

  it("adds taxes above the total where prices come without them, and writes money as the market does", () => {
    const text = letterText(letter({ kind: "paid" }, {
      currency: "USD",
      taxIsAdded: true,
      taxes: [{ name: "Sales tax", rate: 0.0725, amountMinor: 630 }],
      roundingMinor: -1,
      totalMinor: 9_309,
      note: "reverse-charge",
      taxTreatment: "export",
      company: { name: "Babbage & Sons", vatNumber: "FR40303265045" },
    }, { country: "US" }));
    expect(text).toContain("Sales tax 7.25%: $6.30\nRounding: -$0.01\nTotal: $93.09\n");
    expect(text).toContain("Placed on November 21, 2026");
    expect(text).toContain("Reverse charge: VAT");
    expect(text).toContain("Import duties");
    expect(text).toContain("Billing address\nBabbage & Sons\nFR40303265045\nAda Lovelace\n");
  });

  it("about a parcel tells its carrier, number and units, and leads to the web only", () => {
    expect(letter({ kind: "shipped", parcel: { ...parcel, restFollows: true } }).subject)
      .toBe("Part of order 7K2M-9QX4 is on its way");
    const text = letterText(letter({ kind: "shipped", parcel }));
    expect(text).toContain(
      "Carrier\nColissimo\n\nTracking number\n8J001\n\nTrack the parcel: https://track.example/8J001\n",
    );
    expect(text).toContain("In this parcel\n1 × Reading lamp, Sand\n");
    for (const trackingUrl of ["javascript:alert(1)", "data:text/html,x", "no address"]) {
      const other = letter({ kind: "shipped", parcel: { ...parcel, trackingUrl } });
      expect(letterHtml(other)).not.toContain(trackingUrl);
    }
  });

  it("about an end says where the money goes and nothing of delivery or withdrawal", () => {
    expect(letterText(letter({ kind: "refunded", amountMinor: 2_500 }))).toContain(
      "We have returned €25.00 to",
    );
    expect(letterText(letter({ kind: "refund-failed", amountMinor: 2_500 }))).toContain(
      "The refund of €25.00 did not reach",
    );
    const canceled = (money: CanceledMoney) => letterText(letter({ kind: "canceled", money }));
    expect(canceled("paid-back")).toContain("What you paid goes back");
    expect(canceled("released")).toContain("Nothing was charged");
    for (const money of ["none", "released"] as const) expect(canceled(money)).not.toContain("What you paid");
    for (const matter of matters.slice(2, 7)) {
      const text = letterText(letter(matter));
      expect([matter.kind, text.includes("Expected delivery"), text.includes("Right of withdrawal")])
        .toEqual([matter.kind, false, false]);
    }
  });

  it("encloses the contract's conditions with the first mail alone", () => {
    const enclosed = matters.map((matter) => letter(matter).enclosures.map(({ filename }) => filename));
    expect(enclosed).toEqual([["returns.html", "terms.html"], [], [], [], [], [], [], []]);
  });

  it("can be written where the market has no information pages any more, and for what ships nothing", () => {
    const text = letterText(letter({ kind: "received" }, {
      shipping: null,
      shipTo: null,
      withdrawalUntil: null,
    }, { country: null, pages: [] }));
    expect(text).not.toContain("Attached");
    expect(text).not.toContain("Delivery");
    expect(text).toContain("Total: €86.80");
  });

  it("is valid HTML in every language and direction, and fetches nothing", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      // Mail programs know neither style sheets nor lowercase doctypes well.
      rules: {
        "no-inline-style": "off",
        "long-title": "off",
        "no-trailing-whitespace": "off",
        "no-deprecated-attr": "off",
      },
    });
    for (const language of Object.keys(texts)) {
      const direction = language === "ar" ? "rtl" : "ltr";
      for (const matter of matters) {
        const html = letterHtml(letter(matter, { language }, { direction }));
        const report = await validator.validateString(html);
        expect([language, matter.kind, report.results.flatMap(({ messages }) => messages)])
          .toEqual([language, matter.kind, []]);
        expect(html).toContain(`<html lang="${language}" dir="${direction}">`);
        expect(html).not.toMatch(
          /<(?:img|link|script|iframe|object|video|audio|source)\b|url\(|@import|src=/i,
        );
      }
    }
  });

  it("keeps numbers and names in their own direction between Arabic words", () => {
    const written = letter({ kind: "received" }, { language: "ar", market: "ae", currency: "AED" }, {
      country: "AE",
      direction: "rtl",
    });
    const text = letterText(written);
    expect(text).toContain("الطلب \u20687K2M-9QX4\u2069\n");
    expect(text).toContain("\u20682 × Reading lamp\u2069: ");
    expect(text).toContain("66.00");
    expect(written.subject).toBe("استلمنا طلبك 7K2M-9QX4");
  });

  it("lets no text become markup", () => {
    const evil = `"><img src=x onerror=alert(1)>'`;
    const html =
      letterHtml(letter({ kind: "shipped", parcel: { ...parcel, carrier: evil, trackingNumber: evil } })) +
      letterHtml(letter({ kind: "received" }, {
        link: `https://shop.example/"><script>`,
        lines: [{ title: evil, options: evil, quantity: 1, totalMinor: 1, exemption: null }],
        discounts: [{ name: evil, code: evil, amountMinor: 1 }],
        shipping: { name: evil, amountMinor: 0, promise: null },
        taxes: [{ name: evil, rate: 0.1, amountMinor: 1 }],
        shipTo: { name: evil, line1: evil, city: evil, country: "FR" },
        company: { name: evil, vatNumber: evil },
      }, { pages: [{ code: "imprint", title: evil, slug: `a"b`, body: evil }] }));
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<script");
    expect(html).not.toMatch(/href="[^"]*"[^ >]/);
  });
});
