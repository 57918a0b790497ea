/** What an order's page shows. */
import type { Frame } from "../commerce/catalog_view.ts";
import type { PublicOrder } from "../commerce/wire/order.ts";

/** What the last form came to. */
export type OrderNotice = "cancel-refused" | "cancel-failed";

export interface OrderPageData {
  readonly frame: Frame;
  readonly order: PublicOrder;
  readonly notice: OrderNotice | null;
  /** Slug of the page about returns; null: there is none. */
  readonly returns: string | null;
}
