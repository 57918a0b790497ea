/** `POST /api/v1/quotes`, answered from the replica with no call to the centre. */
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { type CouponGuesses, tooManyGuesses } from "../commerce/coupon_guesses.ts";
import { problemResponse } from "../commerce/problem.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { answerQuote } from "../commerce/wire/answer_quote.ts";
import { fieldErrors } from "../commerce/wire/field_errors.ts";
import { readJsonBody } from "../commerce/wire/json_body.ts";
import { quoteBody } from "../commerce/wire/quote.ts";
import type { ShopperAddress } from "./orders_client.ts";

export interface QuoteApiOptions {
  readonly reader: CatalogReader;
  readonly hashCoupons: HashCoupons;
  readonly now: () => number;
  readonly guesses: CouponGuesses;
}

/** Answers a quote, or the problem that the central API would answer. */
export async function quoteApi(
  request: Request,
  options: QuoteApiOptions,
  from: ShopperAddress,
): Promise<Response> {
  const json = await readJsonBody(request);
  if ("fault" in json) {
    const { problem, detail, headers } = json.fault;
    return problemResponse(problem, { detail, headers: { ...headers } });
  }
  const parsed = quoteBody.safeParse(json.value);
  if (!parsed.success) {
    return problemResponse("validation-failed", { errors: fieldErrors(parsed.error.issues) });
  }
  const { reader, hashCoupons, now, guesses } = options;
  const waitSeconds = (parsed.data.coupons ?? []).length === 0 ? 0 : guesses.wait(from);
  if (waitSeconds > 0) return tooMany(waitSeconds);
  const found = await answerQuote(parsed.data, {
    hashCoupons,
    now,
    hasMarket: async (market) => (await reader.directory()).value.markets.some(({ code }) => code === market),
    readView: async (locale, wanted, at) => {
      const read = await reader.quoteView({ locale, priceList: "standard", now: at }, wanted);
      return read && read.value;
    },
  });
  if ("errors" in found) return problemResponse("validation-failed", { errors: found.errors });
  const { answer } = found;
  const overSeconds = guesses.count(from, answer.coupons);
  if (overSeconds > 0) return tooMany(overSeconds);
  return Response.json(answer, {
    headers: { "cache-control": "no-store", "x-catalog-version": `${answer.catalogVersion}` },
  });
}

function tooMany(seconds: number): Response {
  return problemResponse("rate-limited", {
    detail: tooManyGuesses,
    headers: { "retry-after": `${seconds}` },
  });
}
