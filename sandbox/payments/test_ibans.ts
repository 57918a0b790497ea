/**
 * Stripe's test accounts for SEPA Direct Debit (docs.stripe.com/payments/sepa-debit/accept-a-payment): those of
 * Germany, and the one that succeeds in the other countries of our markets. Any other account succeeds, as at Stripe.
 */
import type { DebitOutcome } from "../state/records.ts";

const outcomes: Readonly<Record<string, DebitOutcome>> = {
  DE89370400440532013000: { when: "soon", failure: null },
  DE08370400440532013003: { when: "later", failure: null },
  DE62370400440532013001: { when: "soon", failure: "generic_could_not_process" },
  DE78370400440532013004: { when: "later", failure: "generic_could_not_process" },
  DE35370400440532013002: {
    when: "soon",
    failure: null,
    afterwards: { kind: "dispute", reason: "debit_not_authorized" },
  },
  DE65370400440000343434: { when: "soon", failure: "charge_exceeds_source_limit" },
  DE27370400440000121212: { when: "soon", failure: "charge_exceeds_weekly_limit" },
  DE65370400440002222227: { when: "soon", failure: "insufficient_funds" },
};

/** What becomes of a debit of an account, given without spaces in capitals. */
export function debitOutcome(iban: string): DebitOutcome {
  return Object.hasOwn(outcomes, iban) ? outcomes[iban]! : { when: "soon", failure: null };
}
