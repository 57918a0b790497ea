/** The companies behind products. */
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";

/** Makers, EU responsible persons (Regulation (EU) 2023/988) and sellers. Seller 1 is the house. */
export const organizations = sqliteTable("organizations", {
  id: id(),
  name: text("name").notNull(),
  address: text("address").notNull(),
  email: text("email").notNull(),
});
