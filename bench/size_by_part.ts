/** How many bytes of a database file are whose. */
import { DatabaseSync } from "node:sqlite";

/** Parts by the tables whose names they match, the first that does; indexes count to their tables. */
const parts: readonly (readonly [part: string, tables: RegExp])[] = [
  ["product texts", /^product_texts$/],
  ["search", /^(search|synonym)_?/],
  ["prices", /^prices$/],
  ["price history", /^price_(history|boundaries)$/],
  ["variants", /^variant/],
  ["cards", /^product_(cards|offers)$/],
  [
    "lists and facets",
    /^(product_sets|sort_keys|listed_categories|product_facet_values|product_values|category_facets)$/,
  ],
  ["products", /^product/],
  ["pictures", /^media/],
];

/** Bytes by part, and everything else; their sum is the file. */
export function sizeByPart(path: string): Map<string, number> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const sizes = new Map<string, number>([...parts.map(([part]): [string, number] => [part, 0]), [
      "other",
      0,
    ]]);
    const rows = db.prepare(
      `SELECT m.tbl_name AS name, sum(s.pgsize) AS bytes FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name
       WHERE s.aggregate = 1 GROUP BY 1`,
    ).all() as { name: string | null; bytes: number }[];
    for (const { name, bytes } of rows) {
      const part = parts.find(([, tables]) => tables.test(name ?? ""))?.[0] ?? "other";
      sizes.set(part, sizes.get(part)! + bytes);
    }
    return sizes;
  } finally {
    db.close();
  }
}
