import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../../../commerce/ids.ts";
import { createLog } from "../../../commerce/log.ts";
import { orderSecrets } from "../order_secrets.ts";
import { type Deliver, RefusedError } from "../../platform/relay.ts";
import { adminKey, openSmallOrders, order, publicUrl, type SmallOrders } from "../testing/small_orders.ts";
import { deliverMail } from "./deliver_mail.ts";
import { folderTransport, storedMail } from "./folder_transport.ts";
import { createMailer } from "./mailer.ts";
import { parseSender } from "./message.ts";
import { smtpTransport } from "./smtp_transport.ts";
import { sampleLetterhead } from "./testing/sample_order.ts";
import { smtpServer } from "./testing/smtp_server.ts";
import { RejectedMailError, type Transport } from "./transport.ts";

/** As the relay leased it. */
const leased = (body: unknown) => ({
  id: "evt_1",
  target: "mail",
  method: "POST",
  path: "/mail",
  body,
  stream: "s",
  attempts: 0,
  leaseToken: "t",
  leasedUntil: Infinity,
} as const);

describe("the mails of an order", () => {
  let small: SmallOrders, folder: string, deliver: Deliver;
  let id: string, number: string;
  const lines: Record<string, unknown>[] = [];
  const secrets = orderSecrets({ tokens: new Uint8Array(32), people: new Uint8Array(32) });
  const log = createLog({
    program: "api",
    write: (line) => lines.push(JSON.parse(line)),
    now: () => new Date(0),
  });

  const deliverBy = (transport: Transport) =>
    deliverMail({
      orders: small.orders,
      secrets,
      letterheads: () => Promise.resolve(sampleLetterhead),
      send: createMailer({
        transport,
        from: parseSender("Comptoir <a@b.example>"),
        publicUrl,
        log,
        now: small.now,
      }),
      publicUrl,
      log,
      now: small.now,
      sendMs: 20_000,
    });
  const files = async () =>
    (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).filter((name) => name.endsWith(".eml"))
      .sort();
  /** The text of the one mail whose key is so and begins with the order's id. */
  const text = async (key: string) => (await storedMail(folder, key))!.text;
  const change = (path: string, body: unknown = {}) => changeAs(small, id, path, body);

  before(async () => {
    small = await openSmallOrders();
    folder = await Deno.makeTempDir();
    deliver = deliverBy(await folderTransport(folder));
    const placed = await small.call("POST", "/v1/orders", { body: order() });
    ({ id, number } = placed.body);
    await small.tell(id, "paid");
    await change("fulfilments");
    await small.work();
  });
  after(async () => {
    await small.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("tell what the order holds, with a link that reads it", async () => {
    for (const event of small.mails) await deliver(leased(event));
    const received = await text(`${id}.received`);
    expect(received).toContain(`We have received your order ${number}\n`);
    expect(received).toContain(`${publicUrl}/en-fr/orders/${id}?token=${secrets.token(id)}\n`);
    expect(received).toContain("Subtotal: €234.50\nDelivery: €4.90\n  Standard\nTotal: €239.40\n");
    expect(received).toContain("Including VAT 20%: €39.90\n");
    expect(received).toContain("Ada Lovelace\n1 rue de la Paix\n75002 Paris\nFrance\n");
    expect(await text(`${id}.paid`)).toContain("Your payment is confirmed.");
  });

  it("are sent once, whatever comes twice or at once", async () => {
    const before = await files();
    await Promise.all([...small.mails, ...small.mails].map((event) => deliver(leased(event))));
    expect(await files()).toEqual(before);
    expect(before).toEqual([`${id}.paid.eml`, `${id}.received.eml`]);
  });

  it("are not begun by one whose lease may end before", async () => {
    const [event] = small.mails;
    const sent: string[] = [];
    const counting = deliverBy({
      send: ({ key }) => {
        sent.push(key);
        return Promise.resolve("sent");
      },
    });
    const late = { ...leased(event), leasedUntil: small.now() + 19_999 };
    await expect(counting(late)).rejects.toThrow("too little of the lease is left");
    expect(sent).toEqual([]);
    await counting({ ...late, leasedUntil: small.now() + 20_000 });
    expect(sent).toEqual([event!.messageKey]);
  });

  it("come twice where a mail server's yes was lost, under one Message-ID", async () => {
    const answers: Record<string, string> = { ".": "accept-and-cut" };
    const server = smtpServer(answers);
    const deliver = deliverBy(smtpTransport({ url: server.url, deadlineMs: 5_000 }));
    await expect(deliver(leased(small.mails[0]))).rejects.toThrow("mail server");
    delete answers["."];
    await deliver(leased(small.mails[0]));
    const ids = server.accepted.map((text) => /^Message-ID: (.+)$/mi.exec(text)![1]);
    expect(ids).toEqual(Array(2).fill(`<${small.mails[0]!.messageKey}@b.example>`));
    await server.close();
  });

  it("tell of each parcel and each refund by itself", async () => {
    const { fulfilments } = (await small.call("GET", `/v1/admin/orders/${id}`)).body;
    const sent = await change(`fulfilments/${fulfilments[0].id}/shipments`, {
      carrier: "La Poste",
      trackingNumber: "6A123",
      lines: [{ sku: "CHAIR-1", quantity: 1 }],
    });
    await small.work();
    const parcel = small.mails.find(({ kind }) => kind === "shipped")!;
    expect(parcel.about).toBe(sent.body.fulfilments[0].shipments[0].id);
    await deliver(leased(parcel));
    const shipped = await text(parcel.messageKey);
    expect(shipped).toContain(`Part of order ${number} is on its way`);
    expect(shipped).toContain("Carrier\nLa Poste\n\nTracking number\n6A123\n");
    expect(shipped).toContain("In this parcel\n1 × ");
    expect(shipped).not.toContain("Reading lamp");

    // The last of several is no part of which a rest follows.
    small.pass(60_000);
    await change(`fulfilments/${fulfilments[0].id}/shipments`);
    await small.work();
    const last = small.mails.findLast(({ kind }) => kind === "shipped")!;
    await deliver(leased(last));
    const rest = await text(last.messageKey);
    expect(rest).toContain(`Order ${number} is on its way`);
    expect(rest).toContain("Your parcel has left us.");
    // What the first one said stays true of it.
    const again = await Deno.makeTempDir();
    await deliverBy(await folderTransport(again))(leased(parcel));
    expect(await Deno.readTextFile(`${again}/${parcel.messageKey}.eml`)).toContain("Part of order");
    await Deno.remove(again, { recursive: true });

    const asked = await change("refunds", { amountMinor: 1_000 });
    const [{ id: refundId }] = asked.body.refunds;
    await small.tell(id, "refunded", { refundId: newId("rfd"), key: refundId, amountMinor: 1_000 });
    await small.work();
    const refund = small.mails.find(({ kind }) => kind === "refunded")!;
    expect(refund.messageKey).toBe(`${id}.refunded.${refundId}`);
    await deliver(leased(refund));
    expect(await text(refund.messageKey)).toContain("We have returned €10.00 to the means of payment");
    await small.tell(id, "refund-failed", { refundId: newId("rfd"), key: refundId, amountMinor: 1_000 });
    await small.work();
    const correction = small.mails.find(({ kind }) => kind === "refund-failed")!;
    await deliver(leased(correction));
    expect(await text(correction.messageKey)).toContain(
      "The refund of €10.00 did not reach your means of payment",
    );
  });

  it("are never written about what the order has not", async () => {
    for (const kind of ["shipped", "refunded"] as const) {
      const event = { messageKey: `${id}.${kind}.x`, orderId: id, kind, language: "en", about: "x" };
      const error = await Promise.resolve(deliver(leased(event))).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(RefusedError);
      expect((error as RefusedError).isFinal).toBe(true);
    }
    expect(await files()).toHaveLength(6);
  });

  it("are given up at once when refused for good, and tried again otherwise, with nothing personal in the log", async () => {
    const [event] = small.mails;
    const failing = (error: Error) => deliverBy({ send: () => Promise.reject(error) });
    const outcome = (error: Error) => failing(error)(leased(event)).catch((error: unknown) => error);
    const refused = await outcome(new RejectedMailError("RCPT TO: 550"));
    expect([refused instanceof RefusedError, (refused as RefusedError).isFinal]).toEqual([true, true]);
    expect(await outcome(new Error("mail server, CONN"))).not.toBeInstanceOf(RefusedError);
    expect(JSON.stringify(lines)).not.toMatch(/ada|lovelace|paix|token/i);
  });

  it("go to nobody once the person was erased", async () => {
    await small.orders.queue.write([{ sql: "UPDATE order_people SET email = NULL, name = NULL", args: [] }]);
    await deliver(
      leased({ messageKey: `${id}.canceled`, orderId: id, kind: "canceled", language: "en", about: null }),
    );
    expect(await files()).toHaveLength(6);
    expect(lines.at(-1)).toMatchObject({ event: "mail to nobody", orderId: id, kind: "canceled" });
  });
});

/** A merchant's change of an order as it is now. */
async function changeAs(small: SmallOrders, id: string, path: string, body: unknown) {
  const headers = { authorization: `Bearer ${adminKey}` };
  const read = await small.call("GET", `/v1/admin/orders/${id}`, { headers });
  return await small.call("POST", `/v1/admin/orders/${id}/${path}`, {
    body,
    etag: read.headers.get("etag"),
    headers,
  });
}
