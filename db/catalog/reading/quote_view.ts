/** What a quote reads, from a replica. */
import type { QuoteViewRequest, Read } from "../../../commerce/catalog_reader.ts";
import type { QuoteView } from "../../../commerce/quote/view.ts";
import { codesUpFrom, giftsOf, type QuoteWords, toQuoteView } from "./quote_rows.ts";
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
  const skus = JSON.stringify([...new Set([...request.skus, ...giftsOf(shop)])]);
  const rows = run.quoteLines(skus, place.market.code, place.priceListId, now);
  for (const tag of ["markets", "categories", "tax"]) reading.tag(tag);
  for (const what of ["promotions", "shipping"]) reading.tag(`${what}:${place.market.id}`);
  for (const [, , productKey] of rows) reading.tagProduct(productKey);
  return reading.answer(
    toQuoteView(shop, rows, wordsOf(reading), {
      skus: request.skus,
      country: request.country,
      now,
      catalogVersion: memory.version,
    }),
  );
}

/** Attributes, values and categories are in memory. */
function wordsOf({ memory, words }: Reading): QuoteWords {
  const nodeOf = (id: number) => {
    const node = memory.tree.byId.get(id);
    return node && { code: node.code, parentId: node.parent?.id ?? null };
  };
  return {
    value(id) {
      const found = words.value(id);
      return found && { attribute: found.attribute.code, value: found.code };
    },
    categories: (id) => codesUpFrom(id, nodeOf),
  };
}
