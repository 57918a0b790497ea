/** Reading an order whole. */
import type { Client, ResultSet, Row } from "@libsql/client";
import type {
  EventRecord,
  FulfilmentRecord,
  LineRecord,
  NoteRecord,
  OrderPerson,
  OrderRecord,
  PlacedUnits,
  RefundRecord,
  ShipmentRecord,
} from "./records.ts";

/** An order, or null where there is none of this id: one snapshot, one round trip. */
export async function readOrder(client: Client, id: string): Promise<OrderRecord | null> {
  const results = await client.batch(wholeOrder.map((sql) => ({ sql, args: [id] })), "read");
  const [order] = results[0]!.rows;
  return order === undefined ? null : toOrder(order, results.slice(1));
}

/** What happened to an order, the oldest first, and what the merchant noted. */
export async function readTimeline(
  client: Client,
  id: string,
): Promise<{ readonly events: readonly EventRecord[]; readonly notes: readonly NoteRecord[] }> {
  const [events, notes] = await client.batch([
    {
      sql: "SELECT id, at, kind, actor, details FROM order_events WHERE order_id = ? ORDER BY sequence",
      args: [id],
    },
    { sql: "SELECT id, at, text FROM order_notes WHERE order_id = ? ORDER BY at, rowid", args: [id] },
  ], "read");
  return {
    events: events!.rows.map((row) => ({
      id: String(row["id"]),
      at: Number(row["at"]),
      kind: String(row["kind"]) as EventRecord["kind"],
      actor: String(row["actor"]) as EventRecord["actor"],
      details: JSON.parse(String(row["details"])) as EventRecord["details"],
    })),
    notes: notes!.rows.map((row) => ({
      id: String(row["id"]),
      at: Number(row["at"]),
      text: String(row["text"]),
    })),
  };
}

const wholeOrder = [
  // Most orders have no dispute: a statement of its own would cost more.
  `SELECT o.*, p.email, p.name, p.ship_to, p.bill_to, p.customer,
      (SELECT json_group_array(json_object('id', d.id, 'outcome', d.outcome, 'amountMinor', d.amount_minor, 'at', d.at))
        FROM disputes d WHERE d.order_id = o.id) AS disputes
    FROM orders o LEFT JOIN order_people p ON p.order_id = o.id WHERE o.id = ?`,
  "SELECT * FROM order_lines WHERE order_id = ? ORDER BY position",
  "SELECT * FROM fulfilments WHERE order_id = ? ORDER BY created_at, rowid",
  `SELECT l.* FROM fulfilments f CROSS JOIN fulfilment_lines l ON l.fulfilment_id = f.id
    WHERE f.order_id = ? ORDER BY l.position`,
  `SELECT s.* FROM fulfilments f CROSS JOIN shipments s ON s.fulfilment_id = f.id
    WHERE f.order_id = ? ORDER BY s.shipped_at, s.rowid`,
  `SELECT l.* FROM fulfilments f CROSS JOIN shipments s ON s.fulfilment_id = f.id
    CROSS JOIN shipment_lines l ON l.shipment_id = s.id WHERE f.order_id = ? ORDER BY l.position`,
  "SELECT * FROM refunds WHERE order_id = ? ORDER BY at, rowid",
];

function toOrder(row: Row, rest: readonly ResultSet[]): OrderRecord {
  const [lines, fulfilments, fulfilmentLines, shipments, shipmentLines, refunds] = rest.map(({ rows }) =>
    rows
  );
  const unitsOfShipments = byKey(shipmentLines!, "shipment_id", toUnits);
  const shipmentsOf = byKey(shipments!, "fulfilment_id", (each) => toShipment(each, unitsOfShipments));
  const unitsOfFulfilments = byKey(fulfilmentLines!, "fulfilment_id", toUnits);
  return {
    sequence: number(row, "sequence"),
    id: text(row, "id"),
    number: text(row, "number"),
    state: text(row, "state") as OrderRecord["state"],
    endReason: textOrNull(row, "end_reason") as OrderRecord["endReason"],
    version: number(row, "version"),
    placedAt: number(row, "placed_at"),
    market: text(row, "market"),
    language: text(row, "language"),
    currency: text(row, "currency"),
    timeZone: text(row, "time_zone"),
    totalMinor: number(row, "total_minor"),
    quote: JSON.parse(text(row, "quote")),
    shippingChargedMinor: number(row, "shipping_charged_minor"),
    shippingRefundedMinor: number(row, "shipping_refunded_minor"),
    termsVersion: numberOrNull(row, "terms_version"),
    allocations: JSON.parse(text(row, "allocations")),
    returnUrl: textOrNull(row, "return_url"),
    capture: text(row, "capture") as OrderRecord["capture"],
    checkout: text(row, "checkout") as OrderRecord["checkout"],
    payBy: numberOrNull(row, "pay_by"),
    paymentState: text(row, "payment_state") as OrderRecord["paymentState"],
    securedMinor: number(row, "secured_minor"),
    paidMinor: number(row, "paid_minor"),
    refundingMinor: number(row, "refunding_minor"),
    refundedMinor: number(row, "refunded_minor"),
    isDisputed: number(row, "disputed") === 1,
    stock: text(row, "stock") as OrderRecord["stock"],
    due: textOrNull(row, "due") as OrderRecord["due"],
    dueAt: numberOrNull(row, "due_at"),
    person: toPerson(row),
    lines: lines!.map(toLine),
    fulfilments: fulfilments!.map((each): FulfilmentRecord => ({
      id: text(each, "id"),
      location: textOrNull(each, "location"),
      method: textOrNull(each, "method"),
      isCanceled: number(each, "canceled") === 1,
      lines: unitsOfFulfilments.get(text(each, "id")) ?? [],
      shipments: shipmentsOf.get(text(each, "id")) ?? [],
    })),
    refunds: refunds!.map(toRefund),
    disputes: JSON.parse(text(row, "disputes")),
  };
}

function toPerson(row: Row): OrderPerson {
  return {
    email: textOrNull(row, "email"),
    name: textOrNull(row, "name"),
    shipTo: jsonOrNull(row, "ship_to"),
    billTo: jsonOrNull(row, "bill_to"),
    customer: jsonOrNull(row, "customer"),
  };
}

function toLine(row: Row): LineRecord {
  return {
    position: number(row, "position"),
    sku: text(row, "sku"),
    quantity: number(row, "quantity"),
    canceled: number(row, "canceled"),
    productId: text(row, "product_id"),
    title: text(row, "title"),
    options: text(row, "options"),
    brand: textOrNull(row, "brand"),
    image: jsonOrNull(row, "image"),
    kind: text(row, "kind") as LineRecord["kind"],
    seller: textOrNull(row, "seller"),
    weightGrams: number(row, "weight_grams"),
    categories: JSON.parse(text(row, "categories")),
    unitPriceMinor: number(row, "unit_price_minor"),
    lineTotalMinor: number(row, "line_total_minor"),
    discountMinor: number(row, "discount_minor"),
    taxMinor: number(row, "tax_minor"),
    taxRatePpm: number(row, "tax_rate_ppm"),
    chargedMinor: number(row, "charged_minor"),
    refundedUnits: number(row, "refunded_units"),
    refundedMinor: number(row, "refunded_minor"),
    withdrawalUntil: textOrNull(row, "withdrawal_until"),
    withdrawalExemption: textOrNull(row, "withdrawal_exemption") as LineRecord["withdrawalExemption"],
  };
}

function toShipment(row: Row, units: ReadonlyMap<string, PlacedUnits[]>): ShipmentRecord {
  return {
    id: text(row, "id"),
    carrier: textOrNull(row, "carrier"),
    trackingNumber: textOrNull(row, "tracking_number"),
    trackingUrl: textOrNull(row, "tracking_url"),
    shippedAt: number(row, "shipped_at"),
    deliveredAt: numberOrNull(row, "delivered_at"),
    lines: units.get(text(row, "id")) ?? [],
  };
}

function toRefund(row: Row): RefundRecord {
  return {
    id: text(row, "id"),
    amountMinor: number(row, "amount_minor"),
    status: text(row, "status") as RefundRecord["status"],
    reason: textOrNull(row, "reason"),
    parts: JSON.parse(text(row, "parts")),
    isVoid: number(row, "void") === 1,
    isQuiet: number(row, "quiet") === 1,
    at: number(row, "at"),
  };
}

function toUnits(row: Row): PlacedUnits {
  return { position: number(row, "position"), quantity: number(row, "quantity") };
}

function byKey<T>(rows: readonly Row[], key: string, toItem: (row: Row) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(text(row, key));
    if (group) group.push(toItem(row));
    else groups.set(text(row, key), [toItem(row)]);
  }
  return groups;
}

function text(row: Row, name: string): string {
  return String(row[name]);
}

function number(row: Row, name: string): number {
  return Number(row[name]);
}

function textOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : String(row[name]);
}

function numberOrNull(row: Row, name: string): number | null {
  return row[name] === null ? null : Number(row[name]);
}

function jsonOrNull<T>(row: Row, name: string): T | null {
  return row[name] === null ? null : JSON.parse(String(row[name])) as T;
}
