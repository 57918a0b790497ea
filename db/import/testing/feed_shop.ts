/** A small shop with a backoffice, for feeds to come into. */
import type { Client } from "@libsql/client";
import { openBackoffice } from "../../backoffice/connect.ts";
import { migrateBackoffice } from "../../backoffice/migrate.ts";
import { opening, openSmallShop, type SmallShop } from "../../catalog/testing/small_shop.ts";
import { importFeed, type ImportOptions } from "../import_feed.ts";
import type { ImportReport } from "../import_report.ts";

/** The instant of an import that names no other. */
export const now = opening + 10 * 86_400_000;

const columns = [
  "id",
  "title",
  "description",
  "availability",
  "price",
  "sale_price",
  "brand",
  "gtin",
  "mpn",
  "product_type",
  "color",
  "size",
  "item_group_id",
  "shipping_weight",
  "product_detail",
] as const;

/** The fields of a row; others are empty. */
export type Cells = Partial<Record<(typeof columns)[number], string>>;

/** A feed of tab-separated values. @param names Its columns; left out: all that {@linkcode Cells} has. */
export function feedOf(rows: readonly Cells[], names: readonly string[] = columns): string {
  const quoted = (text = "") => `"${text.replaceAll('"', '""')}"`;
  return [names, ...rows.map((cells) => names.map((name) => quoted(cells[name as keyof Cells])))]
    .map((cells) => cells.join("\t")).join("\n");
}

/** A stool with a value in nearly every column. */
export const stool: Cells = {
  id: "ST-1",
  title: "Beech stool",
  description: "Round.",
  availability: "in_stock",
  price: "40.00 USD",
  brand: "Ravelin",
  gtin: "4006381333931",
  mpn: "RV 1",
  product_type: "Furniture > Stools",
  color: "Sand",
  shipping_weight: "3.5 kg",
  product_detail: "General:Legs:3,General:Finish:Oiled",
};

/** Two sizes of a shirt. */
export const shirts: readonly [Cells, Cells] = [shirt("S"), shirt("M")];

/** A shirt of a size. */
export function shirt(size: string): Cells {
  return {
    id: `SH-${size}`,
    title: `Linen shirt ${size}`,
    price: "60.00 USD",
    color: "Ink",
    size,
    item_group_id: "SH",
  };
}

/** A shop that feeds come into, in files of a folder of its own. */
export interface FeedShop {
  readonly shop: SmallShop;
  readonly backoffice: Client;
  readonly folder: string;
  /** Imports a feed, as text or by its rows, into the market us in English. */
  run(feed: string | readonly Cells[], more?: Partial<ImportOptions>): Promise<ImportReport>;
  close(): Promise<void>;
}

/** Opens one; its catalog is that of `openSmallShop`. */
export async function openFeedShop(): Promise<FeedShop> {
  const shop = await openSmallShop();
  const folder = await Deno.makeTempDir();
  const backoffice = await openBackoffice({ url: `file:${folder}/backoffice.db` });
  await migrateBackoffice(backoffice);
  return {
    shop,
    backoffice,
    folder,
    async run(feed, more) {
      const path = `${folder}/feed`;
      await Deno.writeTextFile(path, typeof feed === "string" ? feed : feedOf(feed));
      return await importFeed({
        catalog: shop.catalog,
        backoffice,
        path,
        market: "us",
        language: "en",
        source: "us-en",
        archiveMissing: "none",
        now: () => now,
        ...more,
      });
    },
    async close() {
      backoffice.close();
      await shop.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
