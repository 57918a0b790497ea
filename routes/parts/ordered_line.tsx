import type { ComponentChildren } from "preact";
import type { PageContext } from "../../edge/page.ts";

/** A line of what is ordered: before it is, and ever after. */
export function OrderedLine({ picture, line, unitMinor, totalMinor, context, children }: {
  picture: ComponentChildren;
  line: { readonly title: string; readonly options: string; readonly quantity: number };
  /** Of one piece and of all, in minor units of the market's currency. */
  unitMinor: number;
  totalMinor: number;
  context: PageContext;
  /** What else is to be said of it. */
  children?: ComponentChildren;
}) {
  const { t, format } = context;
  return (
    <li class="order-line">
      <div class="order-line__picture">{picture}</div>
      <div class="order-line__text">
        <p>{line.title}</p>
        {line.options && <p class="summary__note">{line.options}</p>}
        <p class="summary__note">
          {t("order.pieces", { count: format.number(line.quantity), price: format.money(unitMinor) })}
        </p>
        {children}
      </div>
      <p class="order-line__total">{format.money(totalMinor)}</p>
    </li>
  );
}
