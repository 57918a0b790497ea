/** What a quote reads, from a replica. */
import type { QuoteViewRequest, Read } from "../../../commerce/catalog_reader.ts";
import type { QuoteView } from "../../../commerce/quote/view.ts";
import { giftsOf, type QuoteWords, toQuoteView } from "./quote_rows.ts";
import type { quoteLineStatements } from "./quote_statements.ts";
import type { Reading } from "./reading.ts";
import type { Run } from "./statement.ts";

/** Reads the basket's rows; what holds for every basket of the market is in memory. */
export function readQuoteView(
  run: Run<typeof quoteLineStatements>,
  reading: Reading,
  request: QuoteViewRequest,
): Read<QuoteView> | null {
  const { memory, place, now } = reading;
  const shop = memory.quoteShop(place);
  if (shop === null) return null;
  // Who asks of no SKU wants what holds for the market alone: nobody gets a gift with nothing.
  const skus = request.skus.length === 0 ? [] : [...new Set([...request.skus, ...giftsOf(shop)])];
  const rows = skus.length === 0
    ? []
    : run.quoteLines(JSON.stringify(skus), place.market.code, place.priceListId, now);
  const value = toQuoteView(shop, rows, wordsOf(reading), {
    skus: request.skus,
    country: request.country,
    now,
    catalogVersion: memory.version,
  });
  return {
    value,
    validUntil: null,
    version: memory.version,
    // Spelled when asked for, which nobody does who keeps no quote: a tenth of reading one.
    get tags() {
      const { id } = place.market;
      const products = new Set(rows.map(([, , productKey]) => productKey));
      const ofProducts = Array.from(products, (key) => [`product:${key}`, `product:${key}:${id}`]).flat();
      return ["markets", "categories", "tax", `promotions:${id}`, `shipping:${id}`, ...ofProducts];
    },
  };
}

/** Attributes, values and categories are in memory. */
function wordsOf({ memory, words }: Reading): QuoteWords {
  return {
    value(id) {
      const found = words.value(id);
      return found && { attribute: found.attribute.code, value: found.code };
    },
    categories: (id) => memory.categoryCodes(id),
  };
}
