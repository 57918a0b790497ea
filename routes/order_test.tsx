import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { PublicOrder } from "../commerce/wire/order.ts";
import { messages } from "./messages.ts";
import { orderView } from "./order.tsx";
import { returnableUntil, returnDays } from "./selling_law.ts";

import { demoFrame } from "./testing/demo_data.ts";
import { fixtureContext } from "./testing/fixtures.ts";
import { fixtureOrder } from "./testing/order.ts";
import { documentOf } from "./testing/render.ts";

function page(locale: string, more: Partial<PublicOrder> = {}): string {
  const context = fixtureContext(locale);
  const order = fixtureOrder(locale, more);
  return documentOf(
    orderView({ frame: demoFrame(context.locale), order, notice: null, returns: null }, context),
  );
}
const read = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("the page of an order", () => {
  it("says what becomes of the money when it is canceled", () => {
    const nothing = { amountMinor: 0, currency: "EUR" };
    const text = (more: Partial<PublicOrder>) => read(page("fr-fr", { cancelable: true, ...more }));
    expect(text({ paid: nothing, status: "pending_payment", paymentStatus: "unpaid" }))
      .toContain("Vous pouvez annuler. Rien n’a été débité.");
    expect(text({ paid: nothing, status: "payment_processing", paymentStatus: "processing" }))
      .toContain("Votre banque transfère déjà l’argent : à son arrivée, il revient par le même chemin.");
    expect(text({ paymentStatus: "paid" })).toContain("Ce que vous avez payé revient par le même chemin.");
  });

  it("tells the law's day for withdrawing from the shop's for returning, where they are two things", () => {
    const [line] = fixtureOrder("fr-fr").lines;
    const lines = [{ ...line!, withdrawal: { until: "2026-03-20", exemption: null } }];
    expect(read(page("fr-fr", { lines }))).toContain(
      "rétractation possible jusqu’au 2026-03-20, retour jusqu’au 2026-04-05",
    );
    expect(read(page("en-us", { lines }))).toContain("can be returned until 2026-04-05");
    expect(returnableUntil("2026-12-24")).toBe("2027-01-09");
    for (const texts of Object.values(messages)) {
      expect(texts["checkout.returns_text"]).toContain(`${returnDays}`);
      expect(texts["product.returns_text"]).toContain(`${returnDays}`);
    }
  });

  it("says of money that came late that it did, whatever became of it", () => {
    const event = { id: "evt_1", at: "2026-03-01T10:00:00.000Z", actor: "payments" } as const;
    const timeline = [{ ...event, kind: "late-payment" }, {
      ...event,
      id: "evt_2",
      kind: "revived",
    }] as const;
    const text = read(page("en-us", { timeline: [...timeline], cancelable: false }));
    expect(text).toContain("Payment came late");
    expect(text).toContain("Order taken up again");
    expect(text).not.toContain("goes back");
  });

  it("keeps what stands between two names out of either", () => {
    expect(page("ar-kw")).toMatch(/ · <bdi>[^<· ]/);
  });
});
