/** The home page: blocks that the merchant placed, filled from the catalog. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { Card, Crumb, HomeBlock, HomePage, Image } from "../../../commerce/catalog_view.ts";
import { readHomeBlock, type StoredHomeBlock } from "../../../commerce/home_block.ts";
import { cardColumns, cardJoins, type CardRow, imageOf, readCards } from "./cards.ts";
import { childrenOf } from "./category_tree.ts";
import { noChoice, readList } from "./listing.ts";
import type { ListingRun } from "./listing_statements.ts";
import { tagList } from "./overdue.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

/** Reduced products are sought among this many of the most popular. */
const reducedAmong = 1_000;

export const homeStatements = {
  homeBlocks: statement<[marketId: number, languageId: number], [kind: string, content: string]>(
    `SELECT kind, content FROM home_blocks WHERE market_id = ?1 AND language_id = ?2 ORDER BY position`,
  ),
  picture: statement<
    [key: string, languageId: number],
    [key: string, alt: string | null, width: number, height: number]
  >(
    `SELECT m.key, mt.alt, m.width, m.height FROM media m
     LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = ?2 WHERE m.key = ?1`,
  ),
  reduced: statement<
    [marketId: number, categoryId: number, languageId: number, now: number, limit: number],
    CardRow
  >(
    `SELECT ${cardColumns} FROM (
       SELECT product_id, popularity FROM listings WHERE market_id = ?1 AND category_id = ?2
       ORDER BY popularity DESC, product_id DESC LIMIT ${reducedAmong}
     ) l ${cardJoins("?3")}
     WHERE EXISTS (SELECT 1 FROM variants v JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = ?1
       AND pr.price_list_id = 1 AND pr.min_quantity = 1 AND pr.compare_at_minor IS NOT NULL
       AND pr.valid_from <= ?4 AND (pr.valid_until IS NULL OR pr.valid_until > ?4)
       WHERE v.product_id = l.product_id)
     ORDER BY l.popularity DESC, l.product_id DESC LIMIT +?5`,
  ),
};
type HomeRun = Run<typeof homeStatements> & ListingRun;

/** Cards in a block of products. */
const blockCards = 8;

export function readHome(run: HomeRun, reading: Reading): Read<HomePage> {
  const { place } = reading;
  reading.tag(`home:${place.market.id}`);
  const rows = run.homeBlocks(place.market.id, place.languageId);
  const blocks = rows.flatMap(([kind, content]): HomeBlock[] => {
    const stored = readHomeBlock(kind, content);
    return stored ? [fill(run, reading, stored)] : [];
  });
  return reading.answer({ frame: reading.frame(), blocks });
}

function fill(run: HomeRun, reading: Reading, stored: StoredHomeBlock): HomeBlock {
  const { memory, place } = reading;
  switch (stored.kind) {
    case "assurances":
      return stored;
    case "categories": {
      const nodes = stored.categories.flatMap((code) => memory.tree.byCode.get(code) ?? []);
      return { kind: stored.kind, title: stored.title, categories: childrenOf(nodes, place.languageId) };
    }
    case "products": {
      const { kind, title, text } = stored;
      return {
        kind,
        title,
        text,
        cards: cardsOf(run, reading, stored),
        more: crumbOf(reading, stored.category),
      };
    }
    case "hero":
    case "editorial": {
      const { category, mediaKey, ...words } = stored;
      const image = mediaKey === null ? null : pictureOf(run, reading, mediaKey, stored.title);
      return { ...words, category: crumbOf(reading, category), image };
    }
  }
}

function cardsOf(
  run: HomeRun,
  reading: Reading,
  { source, category }: Extract<StoredHomeBlock, { kind: "products" }>,
): readonly Card[] {
  const { memory, place, now } = reading;
  const categoryId = category === null ? 0 : memory.tree.byCode.get(category)?.id;
  if (categoryId === undefined) return [];
  if (source === "reduced") {
    tagList(run, reading, categoryId);
    return readCards(
      run,
      reading,
      run.reduced(place.market.id, categoryId, place.languageId, now, blockCards),
    );
  }
  const sort = source === "new" ? "newest" : "popular";
  return readList(run, reading, { categoryId }, { sort, choice: noChoice, cursor: null, limit: blockCards })
    .cards;
}

function crumbOf({ memory, place }: Reading, code: string | null): Crumb | null {
  return memory.tree.byCode.get(code ?? "")?.texts.get(place.languageId)?.crumb ?? null;
}

function pictureOf(run: HomeRun, reading: Reading, mediaKey: string, title: string): Image | null {
  const row = run.picture(mediaKey, reading.place.languageId)[0];
  return row ? imageOf(...row, title) : null;
}
