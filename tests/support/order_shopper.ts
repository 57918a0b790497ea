/** A shopper without a browser, who does what an edge does: retries under one key until there is an answer. */

/** An answer of the API. */
export interface Reply {
  readonly status: number;
  // deno-lint-ignore no-explicit-any -- the body of an answer, whose shape the test asserts.
  readonly body: any;
}

/** What a shopper wants to buy, in France. */
export interface Wish {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly email: string;
  readonly coupons?: readonly string[];
}

const shipTo = {
  name: "Ada Lovelace",
  line1: "1 rue de la Paix",
  city: "Paris",
  postalCode: "75002",
  country: "FR",
};

/** The body of an order, for the total that the shop quotes now. */
export async function orderBody(
  api: string,
  { lines, email, coupons }: Wish,
): Promise<Record<string, unknown>> {
  const { postalCode, country } = shipTo;
  const { status, body: quote } = await retried([api], "POST", "/v1/quotes", {
    market: "fr",
    language: "fr",
    lines,
    shipTo: { country, postalCode },
    ...coupons && { coupons },
  });
  if (status !== 200 || quote.shipping === null) throw new Error(`quote: ${JSON.stringify(quote)}`);
  return {
    market: "fr",
    language: "fr",
    lines,
    email,
    shipTo,
    shippingOption: quote.shipping.id,
    expectedTotal: quote.total,
    ...coupons && { coupons },
  };
}

/** How long a shopper tries. Within it every process of a test comes back. */
const patienceMs = 300_000;

/**
 * Asks one of the processes, and another where it does not answer, until there is an answer that lasts.
 *
 * @param urls The processes' origins; the first is asked first.
 */
export async function retried(
  urls: readonly string[],
  method: string,
  path: string,
  body: unknown,
  key: string = crypto.randomUUID(),
): Promise<Reply> {
  const until = performance.now() + patienceMs;
  let last: Reply | Error | null = null;
  for (let tries = 0; performance.now() < until; tries++) {
    last = await askedOnce(`${urls[tries % urls.length]}${path}`, method, body, key);
    if (!(last instanceof Error) && !isPassing(last)) return last;
    await new Promise((resolve) =>
      setTimeout(resolve, 20 + Math.random() * Math.min(2_000, 50 * 2 ** tries))
    );
  }
  throw new Error(`${method} ${path}: no answer in ${patienceMs} ms`, { cause: last });
}

async function askedOnce(
  address: string,
  method: string,
  body: unknown,
  key: string,
): Promise<Reply | Error> {
  try {
    const answer = await fetch(address, {
      method,
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    // The connection broke, or the answer did in its middle.
    return error as Error;
  }
}

function isPassing({ status, body }: Reply): boolean {
  return status >= 500 || body.type === "/problems/idempotency-in-progress";
}

/** The sandbox's name of the checkout that a shopper is sent to. */
export function sessionOf(paymentUrl: string): string {
  return /\/c\/pay\/(\w+)$/.exec(paymentUrl)![1]!;
}
