/** What the merchant sees of payments. */
import type {
  AdminPayment,
  AdminRefund,
  MarketMethods,
  RefundsQuery,
} from "../../commerce/wire/admin_payments.ts";
import { paymentEvent } from "../../commerce/wire/internal_payments.ts";
import { readRecords } from "../../db/payments/books.ts";
import { findPayment } from "../../db/payments/checkouts.ts";
import { findPaymentMethods, setPaymentMethods } from "../../db/payments/payment_methods.ts";
import { listRefunds, type Refund } from "../../db/payments/refunds.ts";
import { type Answer, invalid, type Refusal } from "../platform/answer.ts";
import { etag, type RecordVersion, staleVersion } from "../platform/precondition.ts";
import type { PaymentsService } from "./service.ts";

export async function readPayment({ database }: PaymentsService, orderId: string): Promise<Answer | Refusal> {
  const payment = await findPayment(database, orderId);
  if (payment === undefined) return { problem: "not-found" };
  const records = await readRecords(database, orderId);
  const { currency } = payment;
  const body: AdminPayment = {
    id: payment.id,
    orderId,
    orderNumber: payment.orderNumber,
    market: payment.market,
    amount: { amountMinor: payment.amountMinor, currency },
    capture: payment.capture,
    status: payment.status,
    authorized: { amountMinor: payment.authorizedMinor, currency },
    captured: { amountMinor: payment.capturedMinor, currency },
    stripe: { sessionId: payment.sessionId, intentId: payment.intentId },
    createdAt: instant(payment.createdAt),
    expiresAt: instant(payment.expiresAt),
    events: records.events.map(({ id, body }) => {
      const { type, amountMinor, currency, at } = paymentEvent.parse({ ...JSON.parse(body), id });
      return { id, type, amount: { amountMinor, currency }, at };
    }),
    refunds: records.refunds.map(shownRefund),
    disputes: records.disputes.map(({ id, amountMinor, currency, status, reason, respondBy, createdAt }) => ({
      id,
      amount: { amountMinor, currency },
      status,
      outcome: outcomeOf(status),
      reason,
      respondBy: respondBy === null ? null : instant(respondBy),
      createdAt: instant(createdAt),
    })),
    stripeEvents: records.stripeEvents.map(({ id, type, createdAt, receivedAt }) => ({
      id,
      type,
      createdAt: instant(createdAt),
      receivedAt: instant(receivedAt),
    })),
    ledger: records.transfers.map(({ id, source, destination, amountMinor, currency, at }) => ({
      id,
      source,
      destination,
      amount: { amountMinor, currency },
      at: instant(at),
    })),
  };
  return { status: 200, body };
}

export async function pageOfRefunds(
  { database }: PaymentsService,
  { status, orderId, limit, cursor }: RefundsQuery,
): Promise<Answer | Refusal> {
  const before = cursor === undefined ? undefined : readCursor(cursor);
  if (before === null) {
    return invalid([{ path: "cursor", message: "wanted a cursor that an earlier page gave" }]);
  }
  const rows = await listRefunds(database, { status, orderId, before, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return {
    status: 200,
    body: {
      items: items.map(shownRefund),
      nextCursor: rows.length > limit ? items.at(-1)!.id : null,
    },
  };
}

export async function readPaymentMethods({ database }: PaymentsService, market: string): Promise<Answer> {
  const row = await findPaymentMethods(database, market);
  return shownMethods(market, row ? JSON.parse(row.methods) as string[] : [], row?.revision ?? 0);
}

export async function changePaymentMethods(
  { database }: PaymentsService,
  market: string,
  methods: readonly string[],
  expected: RecordVersion,
): Promise<Answer | Refusal> {
  const revision = Number(expected);
  if (!Number.isSafeInteger(revision) || !await setPaymentMethods(database, market, methods, revision)) {
    return staleVersion();
  }
  return shownMethods(market, methods, revision + 1);
}

/** A cursor is the last refund's id, as it stands in the answer. */
function readCursor(cursor: string): string | null {
  return /^rfd_[0-9a-f-]{36}$/.test(cursor) ? cursor : null;
}

function shownMethods(market: string, methods: readonly string[], revision: number): Answer {
  const body: MarketMethods = { market, methods: [...methods] };
  return { status: 200, body, headers: { etag: etag(`${revision}`) } };
}

function shownRefund(refund: Refund): AdminRefund {
  const {
    id,
    orderId,
    kind,
    amountMinor,
    currency,
    reason,
    status,
    failure,
    stripeId,
    createdAt,
    updatedAt,
  } = refund;
  return {
    id,
    orderId,
    kind,
    amount: { amountMinor, currency },
    reason,
    status,
    failure,
    stripeId,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
  };
}

function outcomeOf(status: string): AdminPayment["disputes"][number]["outcome"] {
  if (status === "won" || status === "lost") return status;
  return status === "needs_response" || status === "under_review" ? "open" : null;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
