/** The home page: blocks that the merchant placed, filled from the catalog. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { Card, Crumb, HomeBlock, HomePage, Image } from "../../../commerce/catalog_view.ts";
import { readHomeBlock, type StoredHomeBlock } from "../../../commerce/home_block.ts";
import { imageOf } from "./cards.ts";
import { childrenOf } from "./category_tree.ts";
import { readList } from "./listing.ts";
import { noChoice } from "./listing_members.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

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
  const { tree } = reading.memory;
  const categoryId = category === null ? 0 : tree.byCode.get(category)?.id;
  if (categoryId === undefined) return [];
  const sort = source === "new" ? "newest" : "popular";
  const asked = { sort, choice: noChoice, cursor: null, limit: blockCards } as const;
  return readList(run, reading, { categoryId, isReduced: source === "reduced" }, asked).cards;
}

function crumbOf({ memory, place }: Reading, code: string | null): Crumb | null {
  return memory.tree.byCode.get(code ?? "")?.text(place.languageId)?.crumb ?? null;
}

function pictureOf(run: HomeRun, reading: Reading, mediaKey: string, title: string): Image | null {
  const row = run.picture(mediaKey, reading.place.languageId)[0];
  return row ? imageOf(...row, title) : null;
}
