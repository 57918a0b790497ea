/** Reading from the primary, for the centre: the replica's statements over libSQL, in one batch. */
import type { Client, ResultSet } from "@libsql/client";
import type { QuoteViewRequest } from "../../../commerce/catalog_reader.ts";
import type { Locale } from "../../../commerce/locale.ts";
import type { QuoteView } from "../../../commerce/quote/view.ts";
import { changesStatements } from "./changes.ts";
import { type QuoteShop, toQuoteShop, toQuoteView, toQuoteWords } from "./quote_rows.ts";
import {
  type LineRow,
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

/** Reads what `quote` computes from, as the catalog is at this moment: one snapshot. */
export type ReadQuoteView = (scope: PrimaryScope, request: QuoteViewRequest) => Promise<QuoteView | null>;

/**
 * Makes a reader that keeps what does not depend on the basket for as long as the catalog version is the same: then a
 * view is one round trip and few rows. It answers null when there is no such market, or it does not speak the language.
 */
export function primaryQuoteViews({ client }: { readonly client: Client }): ReadQuoteView {
  const kept = new Map<string, { readonly catalogVersion: number; readonly shop: QuoteShop }>();
  return async (scope, request) => {
    const { locale: { language, market }, now } = scope;
    const key = `${language} ${market}`;
    const shopOf = kept.get(key);
    const basket = basketQuestions(scope, request);
    if (shopOf !== undefined) {
      const rows = await readBatch(client, basket);
      const catalogVersion = rows.logRange[0]![1];
      if (catalogVersion === shopOf.catalogVersion) {
        return toQuoteView(shopOf.shop, linesOf(rows), toQuoteWords(rows), {
          ...request,
          now,
          catalogVersion,
        });
      }
    }
    const rows = await readBatch(client, {
      ...basket,
      quoteMarket: ask(quoteShopStatements.quoteMarket, market, language),
      quoteTaxRates: ask(quoteShopStatements.quoteTaxRates, market),
      quotePromotions: ask(quoteShopStatements.quotePromotions, market, language),
      quoteZones: ask(quoteShopStatements.quoteZones, market),
      quoteMethods: ask(quoteShopStatements.quoteMethods, market, language),
    });
    const shop = toQuoteShop(rows);
    if (shop === null) return null;
    const catalogVersion = rows.logRange[0]![1];
    kept.set(key, { catalogVersion, shop });
    return toQuoteView(shop, linesOf(rows), toQuoteWords(rows), { ...request, now, catalogVersion });
  };
}

function basketQuestions(
  { locale: { market }, priceListId, now }: PrimaryScope,
  request: QuoteViewRequest,
) {
  const skus = JSON.stringify(request.skus);
  return {
    logRange: ask(changesStatements.logRange),
    quoteLines: ask(quoteLineStatements.quoteLines, skus, market, priceListId, now),
    quoteGifts: ask(quoteGiftStatements.quoteGifts, skus, market, priceListId, now),
    quoteValueCodes: ask(quoteWordStatements.quoteValueCodes, skus),
    quoteCategoryCodes: ask(quoteWordStatements.quoteCategoryCodes, skus),
  };
}

function linesOf(
  { quoteLines, quoteGifts }: { readonly quoteLines: LineRow[]; readonly quoteGifts: LineRow[] },
): LineRow[] {
  return [...quoteLines, ...quoteGifts];
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
