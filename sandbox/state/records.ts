/** The kinds of records in the store: Stripe's objects as Stripe shows them, and what only the sandbox knows. */
import type Stripe from "stripe";

/** What is known of a session that Stripe's object does not show, until someone pays. */
export interface SessionPlan {
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly intentMetadata: Readonly<Record<string, string>>;
  readonly description: string | null;
  readonly receiptEmail: string | null;
  readonly shipping: Stripe.PaymentIntent.Shipping | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly transferGroup: string | null;
  /** The methods that the page offers, of those that the sandbox can take. */
  readonly offered: readonly MethodType[];
  readonly cancelUrl: string | null;
  readonly successUrl: string;
}

/** The payment methods that the sandbox can take. */
export type MethodType = "card" | "sepa_debit";

/** A means of payment without what is secret about it: never the number of a card or an account. */
export type Instrument = CardInstrument | DebitInstrument;

export interface CardInstrument {
  readonly type: "card";
  readonly outcome: CardOutcome;
  readonly brand: string;
  readonly funding: string;
  readonly country: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly holder: Holder;
}

export interface DebitInstrument {
  readonly type: "sepa_debit";
  readonly outcome: DebitOutcome;
  readonly country: string;
  readonly bankCode: string;
  readonly last4: string;
  readonly holder: Holder;
}

/** Who pays, as written into the form. */
export interface Holder {
  readonly name: string | null;
  readonly email: string | null;
}

/** What becomes of a card when it is charged. */
export type CardOutcome =
  | { readonly kind: "succeeds"; readonly afterwards?: Afterwards }
  | Decline
  | { readonly kind: "challenges"; readonly then: CardOutcome };

export interface Decline {
  readonly kind: "declines";
  /** Stripe's error code, e.g. `card_declined`. */
  readonly code: string;
  readonly declineCode: string | null;
}

/** What happens by itself after a charge succeeded. */
export type Afterwards =
  | { readonly kind: "dispute"; readonly reason: string }
  /** Refunds start as pending and succeed later. */
  | { readonly kind: "refunds-take-time" }
  /** Refunds succeed and fail later. */
  | { readonly kind: "refunds-fail" };

/** What becomes of a direct debit. */
export interface DebitOutcome {
  readonly when: "soon" | "later";
  /** Stripe's failure code; null when it succeeds. */
  readonly failure: string | null;
  readonly afterwards?: Afterwards;
}

/** Something that happens at a time of the sandbox's clock. */
export interface Timer {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly task: Task;
}

export type Task =
  | { readonly kind: "expire-session"; readonly session: string }
  | { readonly kind: "settle-debit"; readonly charge: string }
  | { readonly kind: "end-authorization"; readonly intent: string }
  | { readonly kind: "open-dispute"; readonly charge: string; readonly reason: string }
  | { readonly kind: "settle-refund"; readonly refund: string }
  | { readonly kind: "fail-refund"; readonly refund: string }
  | { readonly kind: "deliver"; readonly event: string; readonly attempt: number };

/** The first answer to a request with an idempotency key. */
export interface KeptAnswer {
  /** Seconds since 1970. */
  readonly created: number;
  readonly request: string;
  /** Method and path, and the form as it came. */
  readonly endpoint: string;
  readonly form: string;
  readonly status: number;
  readonly body: string;
}

/** Where webhooks go. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly secret: string;
}

export interface Records {
  session: Stripe.Checkout.Session;
  plan: SessionPlan;
  lines: readonly Stripe.LineItem[];
  intent: Stripe.PaymentIntent;
  /** By intent: the session it belongs to. */
  origin: string;
  /** By intent: the card that waits for its holder to authenticate. */
  challenge: CardInstrument;
  charge: Stripe.Charge;
  /** By charge: what it was made with. */
  instrument: Instrument;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance: Stripe.BalanceTransaction;
  event: Stripe.Event;
  timer: Timer;
  answer: KeptAnswer;
  /** `clock`: how far the sandbox's clock is ahead, in milliseconds. */
  clock: number;
}

export type RecordKind = keyof Records;
