/** An order as a mail tells of it, and what the mail is about. Amounts are minor units of the order's currency. */
import type { OrderAddress } from "../../../commerce/wire/order.ts";
import type { WithdrawalExemption } from "../../../commerce/wire/internal_quotes.ts";
import type { QuoteAnswer } from "../../../commerce/wire/quote.ts";

export interface MailOrder {
  readonly id: string;
  readonly number: string;
  /** BCP 47. */
  readonly language: string;
  readonly market: string;
  readonly currency: string;
  /** Milliseconds since the epoch. */
  readonly placedAt: number;
  /** IANA name: the days of its dates are this zone's. */
  readonly timeZone: string;
  /** Where the mail goes. */
  readonly email: string;
  /** The order's page, with what lets a guest read it. */
  readonly link: string;
  readonly lines: readonly MailLine[];
  readonly subtotalMinor: number;
  readonly discounts: readonly {
    readonly name: string;
    readonly code: string | null;
    readonly amountMinor: number;
  }[];
  readonly shipping: {
    readonly name: string;
    readonly amountMinor: number;
    /** ISO 8601 dates. */
    readonly promise: { readonly earliest: string; readonly latest: string } | null;
  } | null;
  readonly taxes: readonly {
    readonly name: string;
    /** A fraction. */
    readonly rate: number;
    readonly amountMinor: number;
  }[];
  /** Whether taxes come on top of the lines, rather than being contained in them. */
  readonly taxIsAdded: boolean;
  readonly taxTreatment: QuoteAnswer["taxTreatment"];
  readonly note: NonNullable<QuoteAnswer["note"]> | null;
  readonly roundingMinor: number;
  readonly totalMinor: number;
  readonly shipTo: OrderAddress | null;
  /** Null: the same. */
  readonly billTo: OrderAddress | null;
  readonly company: { readonly name: string | null; readonly vatNumber: string | null } | null;
  /** Until when all of it can be withdrawn from at least (ISO 8601 date); null: none of it can. */
  readonly withdrawalUntil: string | null;
}

export interface MailLine {
  readonly title: string;
  /** Its options in words; empty where there are none. */
  readonly options: string;
  readonly quantity: number;
  /** Before discounts. */
  readonly totalMinor: number;
  readonly exemption: WithdrawalExemption | null;
}

/** What a mail is about. */
export type MailMatter =
  | { readonly kind: "received" | "paid" | "payment-failed" | "expired" }
  | { readonly kind: "canceled"; readonly money: CanceledMoney }
  | { readonly kind: "refunded" | "refund-failed"; readonly amountMinor: number }
  | { readonly kind: "shipped"; readonly parcel: MailParcel };

/** What becomes of a canceled order's money: there is none, what was paid goes back, what was reserved is let go. */
export type CanceledMoney = "none" | "paid-back" | "released";

export interface MailParcel {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly lines: readonly Pick<MailLine, "title" | "options" | "quantity">[];
  /** Whether something of the order was still to be sent when it had left. */
  readonly restFollows: boolean;
}

/** A mail of which it is known that it cannot be written: trying again will not help. */
export class UnwritableMailError extends Error {
  override name = "UnwritableMailError";
}
