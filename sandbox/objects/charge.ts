/** Stripe's Charge: one attempt to take money. */
import type Stripe from "stripe";
import { newId } from "../state/ids.ts";
import type { CardInstrument, Decline, Instrument } from "../state/records.ts";
import { declineMessage } from "../payments/declines.ts";

/** A charge that is about to be made; who makes it says what became of it. */
export function newCharge(
  intent: Stripe.PaymentIntent,
  instrument: Instrument,
  paymentMethod: string,
  created: number,
  authenticated: boolean,
): Stripe.Charge {
  return {
    id: newId(instrument.type === "card" ? "ch" : "py"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: null,
      email: instrument.holder.email,
      name: instrument.holder.name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: intent.statement_descriptor ?? "COMPTOIR SANDBOX",
    captured: false,
    created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: paymentMethod,
    payment_method_details: instrument.type === "card"
      ? { type: "card", card: cardDetails(instrument, intent.amount, authenticated) }
      : {
        type: "sepa_debit",
        sepa_debit: {
          bank_code: instrument.bankCode,
          branch_code: "",
          country: instrument.country,
          fingerprint: null,
          last4: instrument.last4,
          mandate: newId("mandate"),
        },
      },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  } satisfies Stripe.Charge;
}

/** The outcome of a charge that went through. */
export const approved: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  risk_score: 12,
  seller_message: "Payment complete.",
  type: "authorized",
};

/** The charge as its bank refused it. */
export function declined(charge: Stripe.Charge, decline: Decline): Stripe.Charge {
  return {
    ...charge,
    status: "failed",
    failure_code: decline.code,
    failure_message: declineMessage(decline),
    outcome: {
      ...approved,
      network_decline_code: "01",
      network_status: "declined_by_network",
      reason: decline.declineCode ?? decline.code,
      seller_message: "The bank did not accept the payment.",
      type: "issuer_declined",
    },
  };
}

function cardDetails(
  card: CardInstrument,
  amount: number,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: card.country,
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: authenticated
      ? {
        authentication_flow: "challenge",
        electronic_commerce_indicator: "05",
        exemption_indicator: null,
        result: "authenticated",
        result_reason: null,
        transaction_id: null,
        version: "2.2.0",
      }
      : null,
    transaction_link_id: null,
    wallet: null,
  } satisfies Stripe.Charge.PaymentMethodDetails.Card;
}
