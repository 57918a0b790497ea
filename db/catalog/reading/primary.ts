/** Reading from the primary, for the centre: the replica's statements over libSQL, in one batch. */
import type { Client, ResultSet } from "@libsql/client";
import type { QuoteViewRequest } from "../../../commerce/catalog_reader.ts";
import type { Locale } from "../../../commerce/locale.ts";
import type { QuoteView } from "../../../commerce/quote/view.ts";
import { changesStatements } from "./changes.ts";
import { toQuoteShop, toQuoteView, toQuoteWords } from "./quote_rows.ts";
import {
  quoteGiftStatements,
  quoteLineStatements,
  quoteShopStatements,
  quoteWordStatements,
} from "./quote_statements.ts";
import type { Param, Statement } from "./statement.ts";

/** Who asks for a quote, when. */
export interface PrimaryScope {
  readonly locale: Locale;
  readonly priceListId: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What `quote` computes from, as the catalog is at this moment: one snapshot, one round trip. Null when there is no
 * such market, or it does not speak the language.
 */
export async function readPrimaryQuoteView(
  { client }: { readonly client: Client },
  { locale: { language, market }, priceListId, now }: PrimaryScope,
  request: QuoteViewRequest,
): Promise<QuoteView | null> {
  const skus = JSON.stringify(request.skus);
  const rows = await readBatch(client, {
    logRange: ask(changesStatements.logRange),
    quoteMarket: ask(quoteShopStatements.quoteMarket, market, language),
    quoteTaxRates: ask(quoteShopStatements.quoteTaxRates, market),
    quotePromotions: ask(quoteShopStatements.quotePromotions, market, language),
    quoteZones: ask(quoteShopStatements.quoteZones, market),
    quoteMethods: ask(quoteShopStatements.quoteMethods, market, language),
    quoteLines: ask(quoteLineStatements.quoteLines, skus, market, priceListId, now),
    quoteGifts: ask(quoteGiftStatements.quoteGifts, skus, market, priceListId, now),
    quoteValueCodes: ask(quoteWordStatements.quoteValueCodes, skus),
    quoteCategoryCodes: ask(quoteWordStatements.quoteCategoryCodes, skus),
  });
  const shop = toQuoteShop(rows);
  const catalogVersion = rows.logRange[0]![1];
  return shop &&
    toQuoteView(shop, [...rows.quoteLines, ...rows.quoteGifts], toQuoteWords(rows), {
      ...request,
      now,
      catalogVersion,
    });
}

/** Whether there is a market of this code. */
export async function hasMarket({ client }: { readonly client: Client }, market: string): Promise<boolean> {
  const { rows } = await client.execute({ sql: "SELECT 1 FROM markets WHERE code = ?", args: [market] });
  return rows.length > 0;
}

/** A statement with its parameters. */
interface Question<Row> {
  readonly sql: string;
  readonly args: Param[];
  /** Never there: it only carries the type. */
  readonly row?: Row;
}

function ask<Params extends readonly Param[], Row extends readonly unknown[]>(
  { sql }: Statement<Params, Row>,
  ...args: Params
): Question<Row> {
  return { sql, args: [...args] };
}

/** Asks all in one read transaction. */
async function readBatch<Q extends Readonly<Record<string, Question<readonly unknown[]>>>>(
  client: Client,
  questions: Q,
): Promise<{ readonly [Name in keyof Q]: Q[Name] extends Question<infer Row> ? Row[] : never }> {
  const names = Object.keys(questions);
  const answers = await client.batch(names.map((name) => questions[name]!), "read");
  const rows = Object.fromEntries(names.map((name, at) => [name, plainRows(answers[at]!)]));
  return rows as { readonly [Name in keyof Q]: Q[Name] extends Question<infer Row> ? Row[] : never };
}

function plainRows({ rows, columns }: ResultSet): unknown[][] {
  return rows.map((row) => columns.map((_, at) => row[at]));
}
