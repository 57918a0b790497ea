/** What letters to the shoppers of a market are made with. */
import type { Client } from "@libsql/client";
import type { Locale } from "../../../commerce/locale.ts";
import {
  type LegalPageCode,
  legalPageCodes,
  type Letterhead,
} from "../../../commerce/wire/internal_letterhead.ts";

const place = `SELECT
  (SELECT c.country FROM market_countries c JOIN markets m ON m.id = c.market_id
    WHERE m.code = ?1 ORDER BY c.position LIMIT 1) AS country,
  (SELECT direction FROM languages WHERE tag = ?2) AS direction`;

const pages = `SELECT i.code, i.title, i.slug, i.body FROM information_pages i
  JOIN markets m ON m.id = i.market_id JOIN languages l ON l.id = i.language_id
  WHERE m.code = ?1 AND l.tag = ?2 AND i.code IN (SELECT value FROM json_each(?3)) ORDER BY i.code`;

/** Reads it in one round trip; of what there is none, nothing is in it. */
export async function readLetterhead(
  { client }: { readonly client: Client },
  { language, market }: Locale,
): Promise<Letterhead> {
  const [first, rest] = await client.batch([
    { sql: place, args: [market, language] },
    { sql: pages, args: [market, language, JSON.stringify(legalPageCodes)] },
  ], "read");
  const { country, direction } = first!.rows[0]!;
  return {
    country: country === null ? null : String(country),
    direction: direction === "rtl" ? "rtl" : "ltr",
    pages: rest!.rows.map((row) => ({
      code: String(row["code"]) as LegalPageCode,
      title: String(row["title"]),
      slug: String(row["slug"]),
      body: String(row["body"]),
    })),
  };
}
