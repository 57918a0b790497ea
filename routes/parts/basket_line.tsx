import type { BasketLine } from "../../commerce/catalog_view.ts";
import type { QuoteLine } from "../../commerce/quote/answer.ts";
import { maxLineQuantity } from "../../commerce/wire/shop.ts";
import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { BasketForm } from "./basket_form.tsx";
import { productPath } from "./links.ts";
import { Picture } from "./picture.tsx";

/** A line of the basket with what was taken off it, and the forms that change it. */
export function BasketLineItem({ line, estimate, context }: {
  line: BasketLine;
  estimate: Estimate;
  context: PersonalContext;
}) {
  const { t, format } = context;
  const quoted = estimate.quote?.lines.find(({ sku }) => sku === line.sku);
  return (
    <li class="line">
      <div class="line__picture">
        {line.image && (
          <Picture image={line.image} sizes="(min-width: 45rem) 9rem, 6rem" largest={480} alt="" />
        )}
      </div>
      <div class="line__text">
        <h2 class="line__title">
          <a href={productPath(context.locale, line.slug, line.sku)}>{line.title}</a>
        </h2>
        {line.options && <p>{line.options}</p>}
        <p>{t("basket.each", { price: format.money(quoted?.unitPriceMinor ?? line.price.amountMinor) })}</p>
        {line.availability !== "in_stock" && (
          <p class="line__availability" data-availability={line.availability}>
            {t(`availability.${line.availability}`)}
          </p>
        )}
        {quoted?.discounts.map(({ name, amountMinor }) => (
          <p class="reduced">
            <bdi>{name}</bdi> <bdi>{format.money(-amountMinor)}</bdi>
          </p>
        ))}
        {estimate.quote?.unshippable.includes(line.sku) && <p class="form__error">{t("quote.unshippable")}
        </p>}
      </div>
      <BasketForm kind="line__quantity" action="update" locale={context.locale}>
        <input type="hidden" name="sku" value={line.sku} />
        <label>
          <span class="visually-hidden">{t("basket.quantity_of", { title: line.title })}</span>
          <input
            class="field"
            type="number"
            name="quantity"
            min="0"
            max={String(maxLineQuantity)}
            value={String(line.quantity)}
            required
            inputmode="numeric"
            autocomplete="off"
          />
        </label>
        <button class="button button--quiet" type="submit">{t("basket.update")}</button>
      </BasketForm>
      <LineTotal quoted={quoted} line={line} context={context} />
      <BasketForm kind="line__remove" action="remove" locale={context.locale}>
        <input type="hidden" name="sku" value={line.sku} />
        <button class="button button--quiet" type="submit">
          {t("basket.remove")} <span class="visually-hidden">{line.title}</span>
        </button>
      </BasketForm>
    </li>
  );
}

function LineTotal({ quoted, line, context }: {
  quoted: QuoteLine | undefined;
  line: BasketLine;
  context: PersonalContext;
}) {
  const { t, format } = context;
  const totalMinor = quoted?.totalMinor ?? line.totalMinor;
  const leftMinor = quoted?.discounts.reduce((left, part) => left - part.amountMinor, totalMinor) ??
    totalMinor;
  if (leftMinor === totalMinor) return <p class="line__total">{format.money(totalMinor)}</p>;
  return (
    <p class="line__total">
      <s>
        <span class="visually-hidden">{t("price.before")}</span> {format.money(totalMinor)}
      </s>{" "}
      <span class="visually-hidden">{t("price.now")}</span> {format.money(leftMinor)}
    </p>
  );
}
