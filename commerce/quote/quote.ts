/** The one quote function. What it is made of stands in `compute_quote.ts`; here it meets the calendar. */
import type { QuoteOutcome, QuoteRequest } from "./answer.ts";
import { computeQuote } from "./compute_quote.ts";
import { isHoliday } from "./holidays.ts";
import type { QuoteView } from "./view.ts";

/**
 * Every amount that a shopper sees and is charged: the same request, view and instant give the same answer, at the
 * edge and at the centre.
 *
 * @param now milliseconds since the epoch.
 * @returns the quote, or a refusal that names the path of each error in the request; it never throws on a request.
 */
export function quote(request: QuoteRequest, view: QuoteView, now: number): QuoteOutcome {
  return computeQuote(request, view, now, isHoliday);
}
