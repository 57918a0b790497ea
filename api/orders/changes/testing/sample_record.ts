/** An order as decisions are made on it, in memory, and what it is after one was written; for tests. */
import type { OrderChange } from "../../../../db/orders/change_order.ts";
import type { LineRecord, OrderRecord } from "../../../../db/orders/records.ts";
import { isRefusal, type Refusal } from "../../../platform/answer.ts";
import type { Decision } from "../consequences.ts";

export type SampleLine = Pick<LineRecord, "sku" | "quantity" | "chargedMinor">;

/** An order that waits for its payment. */
export function sampleRecord(
  lines: readonly SampleLine[],
  more: Partial<OrderRecord> = {},
): OrderRecord {
  return {
    sequence: 1,
    id: "ord_01900000-0000-7000-8000-000000000001",
    number: "7K2M-9QX4",
    state: "pending_payment",
    endReason: null,
    version: 1,
    placedAt: 0,
    market: "kw",
    language: "en",
    currency: "KWD",
    timeZone: "Asia/Kuwait",
    totalMinor: lines.reduce((sum, { chargedMinor }) => sum + chargedMinor, more.shippingChargedMinor ?? 0),
    quote: {} as OrderRecord["quote"],
    shippingChargedMinor: 0,
    shippingRefundedMinor: 0,
    termsVersion: null,
    allocations: [],
    returnUrl: null,
    capture: "now",
    checkout: "open",
    payBy: null,
    paymentState: "unpaid",
    securedMinor: 0,
    paidMinor: 0,
    refundingMinor: 0,
    refundedMinor: 0,
    isDisputed: false,
    stock: "held",
    due: null,
    dueAt: null,
    person: { email: null, name: null, shipTo: null, billTo: null, customer: null },
    lines: lines.map((line, position) => sampleLine(line, position)),
    fulfilments: [],
    refunds: [],
    disputes: [],
    ...more,
  };
}

/** The order after a decision was written: its columns, lines and refunds. @throws {Error} It was refused. */
export function decided(order: OrderRecord, decision: Decision): OrderRecord {
  if (decision === null) return order;
  if (isRefusal(decision)) throw new Error(refusalOf(decision));
  const { set, lines = [], refunds = [] }: OrderChange = decision;
  const changed = new Map(lines.map((line) => [line.position, line]));
  const kept = order.refunds.map((one) => refunds.find(({ id }) => id === one.id) ?? one);
  const added = refunds.filter(({ id }) => !order.refunds.some((one) => one.id === id));
  return {
    ...order,
    ...set,
    version: order.version + 1,
    lines: order.lines.map((line) => ({ ...line, ...changed.get(line.position) })),
    refunds: [...kept, ...added],
  };
}

function refusalOf({ problem, detail, errors }: Refusal): string {
  return [problem, detail, ...(errors ?? []).map(({ path, message }) => `${path}: ${message}`)].join(", ");
}

function sampleLine(line: SampleLine, position: number): LineRecord {
  return {
    ...line,
    position,
    canceled: 0,
    productId: "prd_1",
    title: line.sku,
    options: "",
    brand: null,
    image: null,
    kind: "physical",
    seller: null,
    weightGrams: 0,
    categories: [],
    unitPriceMinor: 0,
    lineTotalMinor: line.chargedMinor,
    discountMinor: 0,
    taxMinor: 0,
    taxRatePpm: 0,
    refundedUnits: 0,
    refundedMinor: 0,
    withdrawalUntil: null,
    withdrawalExemption: null,
  };
}
