import type { BasketLine, BasketPage } from "../commerce/catalog_view.ts";
import { maxLineQuantity } from "../commerce/wire/shop.ts";
import type { PersonalContext, PrivatePage } from "../edge/page.ts";
import { pageOf } from "./loading.ts";
import { Layout } from "./parts/layout.tsx";
import { pagePath, productPath } from "./parts/links.ts";
import { Picture } from "./parts/picture.tsx";

/** `basket`: the lines of the shopper's cookie at today's prices. */
export const basketPage: PrivatePage<BasketPage> = {
  cache: "private",
  pattern: "basket",
  load: async (context) => pageOf(await context.reader.basket(context.scope, context.basket)),
  view: (data, context) => <Basket data={data} context={context} />,
};

function Basket({ data, context }: { data: BasketPage; context: PersonalContext }) {
  const { t } = context;
  const isEmpty = data.lines.length === 0;
  return (
    <Layout context={context} frame={data.frame} head={{ title: t("basket.title"), robots: "noindex" }}>
      <div class="intro">
        <div class="intro__text">
          <h1>{t("basket.title")}</h1>
        </div>
      </div>
      <Notices data={data} context={context} />
      {isEmpty
        ? (
          <div class="empty">
            <p>{t("basket.empty")}</p>
            <a class="button button--primary" href={pagePath(context.locale, "")}>{t("basket.browse")}</a>
          </div>
        )
        : (
          <div class="basket">
            <ul class="basket__lines">
              {data.lines.map((line) => <Line key={line.ref} line={line} context={context} />)}
            </ul>
            <Summary data={data} context={context} />
          </div>
        )}
    </Layout>
  );
}

/** What the last form did, and what could not be kept. */
function Notices({ data, context }: { data: BasketPage; context: PersonalContext }) {
  const { t, format, notices } = context;
  const dropped = data.dropped.length;
  if (notices.length === 0 && dropped === 0) return null;
  return (
    <div class="notices" role="status">
      {notices.map((notice) => <p key={notice} class="notice">{t(`notice.${notice}`)}</p>)}
      {dropped > 0 && (
        <p class="notice">{t("basket.dropped", { count: dropped, shown: format.number(dropped) })}</p>
      )}
    </div>
  );
}

function Line({ line, context }: { line: BasketLine; context: PersonalContext }) {
  const { t, format } = context;
  const action = pagePath(context.locale, "basket");
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
        <p>{t("basket.each", { price: format.money(line.price.amountMinor) })}</p>
        {line.availability !== "in_stock" && (
          <p class="line__availability" data-availability={line.availability}>
            {t(`availability.${line.availability}`)}
          </p>
        )}
      </div>
      <form class="line__quantity" method="post" action={action}>
        <input type="hidden" name="action" value="update" />
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
      </form>
      <p class="line__total">{format.money(line.totalMinor)}</p>
      <form class="line__remove" method="post" action={action}>
        <input type="hidden" name="action" value="remove" />
        <input type="hidden" name="sku" value={line.sku} />
        <button class="button button--quiet" type="submit">
          {t("basket.remove")} <span class="visually-hidden">{line.title}</span>
        </button>
      </form>
    </li>
  );
}

function Summary({ data, context }: { data: BasketPage; context: PersonalContext }) {
  const { t, format, market } = context;
  const count = data.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <section class="summary" aria-labelledby="subtotal">
      <h2 class="summary__label" id="subtotal">{t("basket.subtotal")}</h2>
      <p class="summary__amount">{format.money(data.subtotalMinor)}</p>
      <p class="summary__note">{t("basket.pieces", { count, shown: format.number(count) })}</p>
      <p class="summary__note">
        {t(market.pricesIncludeTax ? "basket.note_with_tax" : "basket.note_without_tax")}
      </p>
      <a class="more" href={pagePath(context.locale, "")}>{t("basket.browse")}</a>
    </section>
  );
}
