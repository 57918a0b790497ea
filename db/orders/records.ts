/** An order as the database has it, whole: what decisions are made on and answers are made of. */
import type { QuoteAnswer } from "../../commerce/wire/quote.ts";
import type {
  EndReason,
  OrderActor,
  OrderAddress,
  OrderBody,
  OrderEventKind,
  OrderStatus,
} from "../../commerce/wire/order.ts";
import type { DisputeOutcome } from "../../commerce/wire/internal_payments.ts";
import type { Allocation } from "../../commerce/wire/internal_inventory.ts";
import type { LineCopy, WithdrawalExemption } from "../../commerce/wire/internal_quotes.ts";

/** Whether a payment may still come: never (nothing is due), perhaps, no more. */
export type Checkout = "none" | "open" | "closed";
export type PaymentState = "unpaid" | "processing" | "authorized" | "paid";
/** What inventory was told of the order's stock. */
export type Stock = "held" | "committed" | "released";
/** What is to be done about an order by itself. */
export type Due = "end-checkout" | "revive";

export interface OrderRecord {
  readonly sequence: number;
  readonly id: string;
  readonly number: string;
  readonly state: OrderStatus;
  readonly endReason: EndReason | null;
  readonly version: number;
  readonly placedAt: number;
  readonly market: string;
  readonly language: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly totalMinor: number;
  readonly quote: QuoteAnswer;
  readonly shippingChargedMinor: number;
  readonly shippingRefundedMinor: number;
  readonly termsVersion: number | null;
  readonly allocations: readonly Allocation[];
  readonly returnUrl: string | null;
  readonly capture: "now" | "at-shipment";
  readonly checkout: Checkout;
  readonly payBy: number | null;
  readonly paymentState: PaymentState;
  readonly securedMinor: number;
  readonly paidMinor: number;
  readonly refundingMinor: number;
  readonly refundedMinor: number;
  readonly isDisputed: boolean;
  readonly stock: Stock;
  readonly due: Due | null;
  readonly dueAt: number | null;
  readonly person: OrderPerson;
  readonly lines: readonly LineRecord[];
  readonly fulfilments: readonly FulfilmentRecord[];
  readonly refunds: readonly RefundRecord[];
  readonly disputes: readonly DisputeRecord[];
}

/** An order as far as its payment is concerned. */
export type PayableOrder =
  & Pick<
    OrderRecord,
    | "id"
    | "number"
    | "state"
    | "checkout"
    | "payBy"
    | "totalMinor"
    | "currency"
    | "language"
    | "market"
    | "capture"
    | "quote"
    | "shippingChargedMinor"
    | "returnUrl"
  >
  & {
    readonly person: Pick<OrderPerson, "email">;
    readonly lines: readonly Pick<LineRecord, "title" | "options" | "quantity" | "chargedMinor">[];
  };

/** Values are null once the person was erased. */
export interface OrderPerson {
  readonly email: string | null;
  readonly name: string | null;
  readonly shipTo: OrderAddress | null;
  readonly billTo: OrderAddress | null;
  readonly customer: NonNullable<OrderBody["customer"]> | null;
}

export interface LineRecord extends Omit<LineCopy, "withdrawalExemption"> {
  readonly position: number;
  readonly quantity: number;
  readonly canceled: number;
  readonly unitPriceMinor: number;
  readonly lineTotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly taxRatePpm: number;
  readonly chargedMinor: number;
  readonly refundedUnits: number;
  readonly refundedMinor: number;
  readonly withdrawalUntil: string | null;
  readonly withdrawalExemption: WithdrawalExemption | null;
}

/** Units of a line, by its position. */
export interface PlacedUnits {
  readonly position: number;
  readonly quantity: number;
}

export interface FulfilmentRecord {
  readonly id: string;
  readonly location: string | null;
  readonly method: string | null;
  readonly isCanceled: boolean;
  readonly lines: readonly PlacedUnits[];
  readonly shipments: readonly ShipmentRecord[];
}

export interface ShipmentRecord {
  readonly id: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly shippedAt: number;
  readonly deliveredAt: number | null;
  readonly lines: readonly PlacedUnits[];
}

/** What of a refund is whose. */
export interface RefundParts {
  readonly lines: readonly {
    readonly position: number;
    readonly units: number;
    readonly amountMinor: number;
    /** Of the units: those that can be sold again since a refund that failed, that do not leave, that came back. */
    readonly reused?: number;
    readonly canceled?: number;
    readonly returned?: number;
  }[];
  readonly shippingMinor: number;
}

export interface RefundRecord {
  readonly id: string;
  readonly amountMinor: number;
  readonly status: "pending" | "succeeded" | "failed";
  readonly reason: string | null;
  readonly parts: RefundParts;
  /** It was only authorized, and less was taken: nothing comes back to anyone. */
  readonly isVoid: boolean;
  /** Its shopper is not written to. */
  readonly isQuiet: boolean;
  readonly at: number;
}

/** Stands for a dispute that an order had before disputes were told apart. */
export const earlierDisputeId = "earlier";

export interface DisputeRecord {
  /** Stripe's id, or {@linkcode earlierDisputeId}. */
  readonly id: string;
  readonly outcome: DisputeOutcome;
  readonly amountMinor: number;
  readonly at: number;
}

/** Ids and amounts, never what is somebody's. */
export type EventDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface EventRecord {
  readonly id: string;
  readonly at: number;
  readonly kind: OrderEventKind;
  readonly actor: OrderActor;
  readonly details: EventDetails;
}

export interface NoteRecord {
  readonly id: string;
  readonly at: number;
  readonly text: string;
}
