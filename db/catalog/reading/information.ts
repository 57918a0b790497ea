/** Information pages: terms, privacy, imprint and their like. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { InformationPage } from "../../../commerce/catalog_view.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

export const informationStatements = {
  information: statement<
    [marketId: number, languageId: number, slugOrCode: string],
    [id: number, slug: string, title: string, body: string, updatedAt: number]
  >(
    `SELECT id, slug, title, body, updated_at FROM information_pages
     WHERE market_id = ?1 AND language_id = ?2 AND (slug = ?3 OR code = ?3) ORDER BY slug = ?3 DESC LIMIT 1`,
  ),
};

export function readInformation(
  run: Run<typeof informationStatements>,
  reading: Reading,
  slugOrCode: string,
): Read<InformationPage> | null {
  const row = run.information(reading.place.market.id, reading.place.languageId, slugOrCode)[0];
  if (row === undefined) return null;
  const [id, slug, title, body, updatedAt] = row;
  reading.tag(`information:${id}`);
  return reading.answer({ frame: reading.frame(), title, slug, body, updatedAt });
}
