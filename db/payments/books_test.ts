import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { auditBooks } from "./books.ts";
import { startPayment } from "./checkouts.ts";
import { noFacts } from "./facts.ts";
import { observe } from "./observe.ts";
import { migratePayments, openPayments, type Payments } from "./open.ts";

const orderId = "ord_019bc130-6000-7000-8000-000000000001";
const now = Date.UTC(2027, 0, 15, 12);

describe("the books", () => {
  let folder: string;
  let database: Payments;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    database = await openPayments({ url: `file:${folder}/payments.db` });
    await migratePayments(database);
    await startPayment(
      database,
      orderId,
      { orderNumber: "A1", market: "fr", amountMinor: 4200, currency: "EUR", capture: "now" },
      { now, expiresAt: now + 3_600_000, soonest: now, margin: 0 },
    );
    const fee = { id: "txn_1", amountMinor: 152, currency: "EUR" };
    const paid = {
      ...noFacts,
      intentId: "pi_1",
      currency: "EUR",
      capturedMinor: 4200,
      feeKnown: true,
      fees: [fee],
    };
    expect(await observe(database, orderId, [paid], now)).toBe(true);
  });
  afterEach(async () => {
    await database.close();
    await Deno.remove(folder, { recursive: true });
  });

  const run = (sql: string) => database.client.execute(sql);
  const refused = (sql: string, why: string) => expect(run(sql)).rejects.toThrow(why);

  it("balance, and have both sides of everything", async () => {
    const { rows } = await run(
      "SELECT account, amount_minor FROM ledger_entries ORDER BY transfer_id, amount_minor",
    );
    expect(rows.map((row) => [String(row["account"]).replace(orderId, "…"), row["amount_minor"]])).toEqual([
      ["customer:…", -4200],
      ["stripe:clearing", 4200],
      ["stripe:clearing", -152],
      ["fees", 152],
      ["sales:…", -4200],
      ["customer:…", 4200],
    ]);
    expect(await auditBooks(database)).toEqual([]);
  });

  it("refuse entries that are no side of a transfer, and every change", async () => {
    const insert = (values: string) => `INSERT INTO ledger_entries VALUES (${values})`;
    const transfer = (await run("SELECT id FROM ledger_transfers WHERE id LIKE 'captured:%'")).rows[0]!["id"];
    await refused(insert(`'${transfer}', 'fees', 'EUR', 4200`), "an entry is one side of a transfer");
    await refused(
      insert(`'${transfer}', 'stripe:clearing', 'USD', 4200`),
      "an entry is one side of a transfer",
    );
    await refused(insert(`'${transfer}', 'stripe:clearing', 'EUR', 4200`), "UNIQUE constraint failed");
    await refused(insert("'nothing', 'fees', 'EUR', 1"), "an entry is one side of a transfer");
    await refused("UPDATE ledger_entries SET amount_minor = 0", "never changed");
    await refused("DELETE FROM ledger_entries", "never removed");
    await refused("UPDATE ledger_transfers SET amount_minor = 1", "never changed");
    await refused("DELETE FROM ledger_transfers", "never removed");
    await refused(
      "INSERT INTO ledger_transfers VALUES ('x', 'o', 'fees', 'fees', 1, 'EUR', 0)",
      "CHECK constraint failed: ledger_transfers_accounts",
    );
    await refused(
      "INSERT INTO ledger_transfers VALUES ('x', 'o', 'fees', 'sales:o', -1, 'EUR', 0)",
      "CHECK constraint failed: ledger_transfers_amount",
    );
    expect(await auditBooks(database)).toEqual([]);
  });

  it("are found wrong when somebody gets past the triggers", async () => {
    await run("DROP TRIGGER ledger_entries_stay");
    await run(
      "UPDATE ledger_entries SET amount_minor = 4201 WHERE account = 'stripe:clearing' AND amount_minor = 4200",
    );
    expect((await auditBooks(database)).map((fault) => fault.split(":")[0])).toEqual([
      "a transfer does not sum to zero",
      "a currency does not sum to zero",
    ]);
    await run("UPDATE ledger_entries SET amount_minor = 4200 WHERE amount_minor = 4201");

    await run("DROP TRIGGER payments_only_grow");
    await run("UPDATE payments SET captured_minor = 0");
    expect((await auditBooks(database)).map((fault) => fault.split(":")[0])).toEqual([
      "the books have what is not on record",
      "the books have what is not on record",
    ]);
    await run("UPDATE payments SET captured_minor = 4100");
    expect((await auditBooks(database)).map((fault) => fault.split(":")[0])).toEqual([
      "a record is not in the books",
      "a record is not in the books",
    ]);
    await run("UPDATE payments SET captured_minor = 4200");

    await run("DROP TRIGGER refunds_bound");
    await run(
      `INSERT INTO refunds (id, order_id, kind, amount_minor, currency, reason, status, created_at, updated_at)
      VALUES ('rfd_1', '${orderId}', 'refund', 4300, 'EUR', '', 'pending', 0, 0)`,
    );
    expect((await auditBooks(database)).map((fault) => fault.split(":")[0])).toEqual([
      "a record is not in the books",
      "more was refunded than captured",
      "a customer's account is not settled",
    ]);
  });

  it("stand on records that are never taken back", async () => {
    for (
      const change of [
        "captured_minor = 0",
        "amount_minor = 1",
        "currency = 'USD'",
        "order_id = 'x'",
      ]
    ) await refused(`UPDATE payments SET ${change}`, "never taken back");
    await run("UPDATE payments SET session_status = 'complete'");
    await refused("UPDATE payments SET session_status = 'expired'", "never taken back");
    await refused("UPDATE payments SET session_status = NULL", "never taken back");
  });

  it("do not grow with what is told twice", async () => {
    const count = async () => (await run("SELECT count(*) AS n FROM ledger_transfers")).rows[0]!["n"];
    const before = await count();
    const again = { ...noFacts, intentId: "pi_1", currency: "EUR", capturedMinor: 4200 };
    await Promise.all([1, 2, 3].map(() => observe(database, orderId, [again, again], now + 1)));
    expect(await count()).toBe(before);
    const { rows } = await run("SELECT count(*) AS n FROM outbox");
    expect(rows[0]!["n"]).toBe(1);
  });

  it("take nothing of another intent, currency, or a larger amount", async () => {
    const paid = { ...noFacts, currency: "EUR", capturedMinor: 4200 };
    for (
      const wrong of [
        { ...paid, intentId: "pi_2" },
        { ...paid, currency: "USD" },
        { ...paid, capturedMinor: 4201 },
        { ...paid, authorizedMinor: 4201 },
      ]
    ) expect(await observe(database, orderId, [wrong], now)).toBe(false);
    expect(await observe(database, "ord_of_nobody", [paid], now)).toBe(false);
  });
});
