import type { PersonalContext } from "../../edge/page.ts";
import { pagePath } from "./links.ts";

/** That an order was placed and is not paid: ordering again would make a second one. */
export function WaitingOrder({ context: { t, locale, waiting } }: { context: PersonalContext }) {
  if (waiting === null) return null;
  return (
    <div class="notices" role="status">
      <p class="notice" data-testid="waiting-order">
        {t("checkout.waiting")}{" "}
        <a href={pagePath(locale, `orders/${waiting}`)}>{t("checkout.waiting_link")}</a>
      </p>
    </div>
  );
}
