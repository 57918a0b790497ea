import type { BasketLine } from "../../commerce/catalog_view.ts";
import type { PersonalContext } from "../../edge/page.ts";
import { BasketForm } from "./basket_form.tsx";
import { productPath } from "./links.ts";
import { Picture } from "./picture.tsx";

/** What would be free, were it in the basket. */
export function Gifts({ gifts, context }: { gifts: readonly BasketLine[]; context: PersonalContext }) {
  const { t, locale } = context;
  if (gifts.length === 0) return null;
  return (
    <ul class="gifts">
      {gifts.map((gift) => (
        <li class="notice">
          {gift.image && <Picture image={gift.image} sizes="4rem" largest={160} alt="" />}
          <p>
            {t("quote.gift")} <a href={productPath(locale, gift.slug, gift.sku)}>{gift.title}</a>
          </p>
          <BasketForm action="add" locale={locale}>
            <input type="hidden" name="sku" value={gift.sku} />
            <button class="button" type="submit">
              {t("quote.gift_add")} <span class="visually-hidden">{gift.title}</span>
            </button>
          </BasketForm>
        </li>
      ))}
    </ul>
  );
}
