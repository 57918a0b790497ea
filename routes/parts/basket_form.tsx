import type { ComponentChildren } from "preact";
import type { Locale } from "../../commerce/locale.ts";
import { pagePath } from "./links.ts";

/** A form of the basket: it does one thing to it, and shows it as it is then. */
export function BasketForm({ kind, action, locale, children }: {
  /** Its class. */
  kind?: string;
  action:
    | "add"
    | "update"
    | "remove"
    | "coupon"
    | "remove-coupon"
    | "company"
    | "destination"
    | "shipping";
  locale: Locale;
  /** Its fields and its button. */
  children: ComponentChildren;
}) {
  return (
    <form class={kind} method="post" action={pagePath(locale, "basket")}>
      <input type="hidden" name="action" value={action} />
      {children}
    </form>
  );
}
