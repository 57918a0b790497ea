/** A sandbox behind a real port, the official SDK in front of it and a shop that takes its webhooks, for tests. */
import Stripe from "stripe";
import { createLog } from "../../commerce/log.ts";
import type { SandboxOptions } from "../sandbox.ts";
import { type ServedSandbox, serveSandbox } from "../serve_sandbox.ts";

export const secretKey = "sk_test_small_sandbox";
export const webhookSecret = "whsec_small_sandbox";

export interface SmallSandbox {
  readonly url: string;
  readonly stripe: Stripe;
  readonly folder: string;
  /** Events in the order in which the shop took them. */
  readonly taken: Stripe.Event[];
  /** What the shop answers to the next webhooks; 200 when there is nothing. */
  readonly answers: number[];
  /** Calls a control endpoint. */
  control(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<ControlAnswer>;
  /** Pays without a browser. */
  pay(session: string, payment?: object): Promise<ControlAnswer>;
  /** Waits until no webhook is due. */
  idle(): Promise<void>;
  /** Stops it and starts another on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The fields of all control answers: a test knows which are there. */
export interface ControlAnswer {
  readonly status: number;
  readonly result: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly session: { readonly status: string; readonly payment_status: string };
  readonly now: number;
  readonly waiting: number;
  readonly error: { readonly message: string };
}

const quiet = createLog({ program: "sandbox", write: () => {}, now: () => new Date() });

export async function openSmallSandbox(options: Partial<SandboxOptions> = {}): Promise<SmallSandbox> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-sandbox-" });
  const taken: Stripe.Event[] = [];
  const answers: number[] = [];
  const verifier = new Stripe(secretKey);
  const shop = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const body = await request.text();
    const header = request.headers.get("stripe-signature") ?? "";
    const event = await verifier.webhooks.constructEventAsync(body, header, webhookSecret);
    const status = answers.shift() ?? 200;
    if (status === 200) taken.push(event);
    return new Response(null, { status });
  });
  const all = {
    hostname: "127.0.0.1",
    folder,
    secretKey,
    webhook: { url: `http://127.0.0.1:${shop.addr.port}/webhooks`, secret: webhookSecret },
    retry: { firstMs: 1, longestMs: 4, tries: 4 },
    log: quiet,
    ...options,
  };
  let sandbox: ServedSandbox = await serveSandbox({ ...all, port: 0 });
  const { url } = sandbox;
  const { hostname, port } = new URL(url);
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: "http", maxNetworkRetries: 0 });

  const control: SmallSandbox["control"] = async (method, path, body = {}) => {
    const answer = await fetch(`${url}/_sandbox/${path}`, {
      method,
      ...(method === "GET"
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return { ...await answer.json(), status: answer.status };
  };
  return {
    url,
    stripe,
    folder,
    taken,
    answers,
    control,
    pay: (session, payment = {}) => control("POST", `sessions/${session}/pay`, payment),
    idle: async () => void await control("POST", "idle"),
    async restart() {
      await sandbox.close();
      sandbox = await serveSandbox({ ...all, port: Number(port) });
    },
    async close() {
      await sandbox.close();
      await shop.shutdown();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Parameters of a session over 42.00 euros in two lines. */
export function sessionFor(
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [line("Linen cushion", 1600, 2), line("Shipping", 1000, 1)],
    success_url: "https://shop.example/en-eu/orders/ord_1?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/en-eu/checkout",
    customer_email: "ada@example.com",
    locale: "en",
    client_reference_id: "ord_1",
    metadata: { orderId: "ord_1" },
    ...more,
  };
}

/** A line of a session. */
export function line(
  name: string,
  unitAmount: number,
  quantity: number,
  currency = "eur",
): Stripe.Checkout.SessionCreateParams.LineItem {
  return { price_data: { currency, product_data: { name }, unit_amount: unitAmount }, quantity };
}
