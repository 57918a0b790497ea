/**
 * Stripe's test cards and what becomes of each (docs.stripe.com/testing). Anything else that looks like a card is
 * declined, as Stripe does with real cards in test mode.
 */
import type { CardOutcome } from "../state/records.ts";

export interface TestCard {
  readonly brand: string;
  readonly funding: string;
  readonly country: string;
  readonly outcome: CardOutcome;
}

const succeeds: CardOutcome = { kind: "succeeds" };
const generic: CardOutcome = declines("card_declined", "generic_decline");

/** The cards by number. */
export const testCards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": visa(succeeds),
  "4000056655665556": { ...visa(succeeds), funding: "debit" },
  "5555555555554444": { ...visa(succeeds), brand: "mastercard" },
  "2223003122003222": { ...visa(succeeds), brand: "mastercard" },
  "378282246310005": { ...visa(succeeds), brand: "amex" },
  "6011111111111117": { ...visa(succeeds), brand: "discover" },
  "3056930009020004": { ...visa(succeeds), brand: "diners" },
  "3566002020360505": { ...visa(succeeds), brand: "jcb" },
  "6200000000000005": { ...visa(succeeds), brand: "unionpay" },
  "4000002500001001": { ...visa(succeeds), country: "FR", brand: "cartes_bancaires" },

  "4000000000000002": visa(generic),
  "4000000000009995": visa(declines("card_declined", "insufficient_funds")),
  "4000000000009987": visa(declines("card_declined", "lost_card")),
  "4000000000009979": visa(declines("card_declined", "stolen_card")),
  "4000000000000069": visa(declines("expired_card", null)),
  "4000000000000127": visa(declines("incorrect_cvc", null)),
  "4000000000000119": visa(declines("processing_error", null)),
  "4000000000006975": visa(declines("card_declined", "card_velocity_exceeded")),
  "4100000000000019": visa(declines("card_declined", "fraudulent")),
  // The card is taken on, and every charge to it is declined.
  "4000000000000341": visa(generic),

  "4000002500003155": visa({ kind: "challenges", then: succeeds }),
  "4000002760003184": visa({ kind: "challenges", then: succeeds }),
  "4000000000003220": visa({ kind: "challenges", then: succeeds }),
  "4000008400001629": visa({ kind: "challenges", then: generic }),
  "4000008260003178": visa({ kind: "challenges", then: declines("card_declined", "insufficient_funds") }),

  "4000000000000259": visa({ kind: "succeeds", afterwards: { kind: "dispute", reason: "fraudulent" } }),
  "4000000000002685": visa({
    kind: "succeeds",
    afterwards: { kind: "dispute", reason: "product_not_received" },
  }),
  "4000000000007726": visa({ kind: "succeeds", afterwards: { kind: "refunds-take-time" } }),
  "4000000000005126": visa({ kind: "succeeds", afterwards: { kind: "refunds-fail" } }),
};

/** What becomes of a card that is in no table. */
export const unknownCard: TestCard = visa(declines("card_declined", "test_mode_live_card"));

/** The names by which a payment method of a test card is called in the API. */
export const testMethods: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_createDispute: "4000000000000259",
};

function visa(outcome: CardOutcome): TestCard {
  return { brand: "visa", funding: "credit", country: "US", outcome };
}

function declines(code: string, declineCode: string | null): CardOutcome {
  return { kind: "declines", code, declineCode };
}
