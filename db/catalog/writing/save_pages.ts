/** Home pages, information pages and navigation: rows per market and language. */
import { sql } from "drizzle-orm";
import { homeBlockColumns, type StoredHomeBlock } from "../../../commerce/home_block.ts";
import { homeBlocks, informationPages, navigation } from "../schema.ts";
import { findLanguage, findMarket } from "./lookups.ts";
import { insertRows, nextId } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** Which page's version: a market's code and a language's tag. */
export interface PageLocale {
  readonly market: string;
  readonly language: string;
}

async function findLocale(w: Writer, { market, language }: PageLocale) {
  return {
    marketId: await findMarket(w, market, "market"),
    languageId: await findLanguage(w, language, "language"),
  };
}

/** Replaces all blocks of a home page. */
export async function saveHomeBlocks(
  w: Writer,
  locale: PageLocale,
  blocks: readonly StoredHomeBlock[],
): Promise<void> {
  const { marketId, languageId } = await findLocale(w, locale);
  await w.tx.run(sql`DELETE FROM home_blocks WHERE market_id = ${marketId} AND language_id = ${languageId}`);
  const first = await nextId(w.tx, homeBlocks);
  await insertRows(
    w.tx,
    homeBlocks,
    blocks.map((block, position) => ({
      id: first + position,
      marketId,
      languageId,
      position,
      ...homeBlockColumns(block),
    })),
  );
  w.touch(`home:${marketId}`);
}

/** An information page as it is written. */
export interface InformationPageInput extends PageLocale {
  /** The same page in other languages has the same code, e.g. `terms`. */
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  /** CommonMark, no raw HTML. */
  readonly body: string;
}

/** Adds an information page, or changes the one with this code in this locale. Refuses a slug that is taken. */
export async function saveInformationPage(w: Writer, input: InformationPageInput): Promise<number> {
  const { marketId, languageId } = await findLocale(w, input);
  const { code, slug, title, body } = input;
  const there = await w.tx.all<{ id: number; code: string }>(sql`SELECT id, code FROM information_pages
    WHERE market_id = ${marketId} AND language_id = ${languageId} AND (code = ${code} OR slug = ${slug})`);
  if (there.some((page) => page.code !== code)) {
    w.refuse("slug-taken", "slug", `the slug "${slug}" belongs to another page`);
  }
  const id = there[0]?.id ?? await nextId(w.tx, informationPages);
  const row = { id, marketId, languageId, code, slug, title, body, updatedAt: w.now };
  await insertRows(w.tx, informationPages, [row], "replace");
  w.touch(`information:${id}`);
  return id;
}

/** Replaces the links of one place of a market's pages in one language. */
export async function saveNavigation(
  w: Writer,
  locale: PageLocale,
  placement: "header" | "footer",
  links: readonly {
    readonly label: string;
    /** A path after `/{locale}/`, e.g. `i/terms`. */
    readonly target: string;
  }[],
): Promise<void> {
  const { marketId, languageId } = await findLocale(w, locale);
  await w.tx.run(sql`DELETE FROM navigation
    WHERE market_id = ${marketId} AND language_id = ${languageId} AND placement = ${placement}`);
  const first = await nextId(w.tx, navigation);
  await insertRows(
    w.tx,
    navigation,
    links.map((link, position) => ({
      id: first + position,
      marketId,
      languageId,
      placement,
      position,
      ...link,
    })),
  );
  w.touch(`navigation:${marketId}`);
}
