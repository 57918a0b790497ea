/** From what was typed into the form to what is kept of it. */
import type { CardInstrument, DebitInstrument, Holder } from "../state/records.ts";
import { testCards, unknownCard } from "./test_cards.ts";
import { debitOutcome } from "./test_ibans.ts";

/** A card, given its number without spaces. */
export function cardInstrument(
  card: { readonly number: string; readonly expMonth: number; readonly expYear: number },
  holder: Holder,
): CardInstrument {
  const known = Object.hasOwn(testCards, card.number) ? testCards[card.number]! : unknownCard;
  return {
    type: "card",
    ...known,
    last4: card.number.slice(-4),
    expMonth: card.expMonth,
    expYear: card.expYear,
    holder,
  };
}

/** An account, given its IBAN without spaces in capitals. */
export function debitInstrument(iban: string, holder: Holder): DebitInstrument {
  return {
    type: "sepa_debit",
    outcome: debitOutcome(iban),
    country: iban.slice(0, 2),
    bankCode: iban.slice(4, 12),
    last4: iban.slice(-4),
    holder,
  };
}
