/** The quote at the centre, and whether it is what the shopper agreed to. */
import type { OrderBody, PriceChanged } from "../../../commerce/wire/order.ts";
import {
  type OrderQuote,
  orderQuoteAnswer,
  type OrderQuoteBody,
} from "../../../commerce/wire/internal_quotes.ts";
import type { QuoteAnswer } from "../../../commerce/wire/quote.ts";
import { stranger } from "../../../commerce/wire/answer_quote.ts";
import { tooManyGuesses } from "../../../commerce/coupon_guesses.ts";
import type { FieldError } from "../../../commerce/problem.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import { UnreachableError } from "../../platform/internal_calls.ts";
import type { Trace } from "../../platform/trace.ts";
import type { OrdersService } from "../service.ts";

const deadlineMs = 4_000;

export interface QuoteQuestion {
  readonly body: OrderBody;
  readonly isFirstOrder: boolean;
  /** Promotions that this shopper cannot have. */
  readonly exhausted: readonly string[];
  /** Whose codes are counted that do not exist. */
  readonly address: string | null;
  readonly trace: Trace;
}

/** The quote that the order would be made of, or why there can be no such order. */
export async function askQuote(
  { call }: Pick<OrdersService, "call">,
  { body, isFirstOrder, exhausted, address, trace }: QuoteQuestion,
): Promise<OrderQuote | Refusal> {
  const { market, language, lines, shipTo, shippingOption, coupons, customer } = body;
  const question: OrderQuoteBody = {
    quote: {
      market,
      language,
      lines,
      ...shipTo &&
        { shipTo: { country: shipTo.country, region: shipTo.region, postalCode: shipTo.postalCode } },
      ...shippingOption !== undefined && { shippingOption },
      ...coupons && { coupons },
      ...customer && { customer },
    },
    shopper: { ...stranger, customerGroups: [], isFirstOrder },
    exhausted: [...exhausted],
  };
  const answer = await call("catalog", {
    method: "POST",
    path: "/internal/catalog/quotes",
    body: question,
    trace,
    shopperAddress: address,
    deadlineMs,
  });
  if (answer.status === 422) return invalid((answer.body as { errors: FieldError[] }).errors);
  if (answer.status !== 200) throw new UnreachableError(`quote: answered ${answer.status}`);
  const quoted = orderQuoteAnswer.parse(answer.body);
  if ("retryAfterSeconds" in quoted) {
    return {
      problem: "rate-limited",
      detail: tooManyGuesses,
      headers: { "retry-after": `${quoted.retryAfterSeconds}` },
    };
  }
  return undeliverable(quoted, body) ?? quoted;
}

/** What is priced is not always what can be sent. */
function undeliverable({ quote, copies }: OrderQuote, { shipTo }: OrderBody): Refusal | null {
  if (!copies.some(({ kind }) => kind === "physical")) return null;
  if (!shipTo) return invalid([{ path: "shipTo", message: "wanted, since something ships" }]);
  if (quote.unshippable.length > 0) {
    return invalid(
      quote.unshippable.map((sku) => ({ path: "shipTo", message: `${sku} cannot be sent to this address` })),
    );
  }
  return quote.shipping === null
    ? invalid([{ path: "shipTo", message: "nothing can be sent to this address" }])
    : null;
}

/** The refusal of an order whose total is another than the shopper was shown; null: it is the same. */
export function priceChange(
  { expectedTotal, expectedLines }: Pick<OrderBody, "expectedTotal" | "expectedLines">,
  quote: QuoteAnswer,
): Refusal | null {
  const { total } = quote;
  if (total.amountMinor === expectedTotal.amountMinor && total.currency === expectedTotal.currency) {
    return null;
  }
  const expected = new Map(expectedLines?.map((line) => [line.sku, line.total]));
  const extensions: PriceChanged = {
    expected: expectedTotal,
    actual: total,
    lines: quote.lines.flatMap(({ sku, total: actual }) => {
      const seen = expected.get(sku);
      if (seen === undefined) return [{ sku, actual }];
      const isSame = seen.amountMinor === actual.amountMinor && seen.currency === actual.currency;
      return isSame ? [] : [{ sku, expected: seen, actual }];
    }),
    quote,
  };
  return {
    problem: "price-changed",
    detail: "Show the quote to the shopper and order again for its total, with a new Idempotency-Key.",
    extensions: { ...extensions },
  };
}
