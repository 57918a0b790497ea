import type { BasketLine, BasketPage } from "../commerce/catalog_view.ts";
import { stranger } from "../commerce/wire/answer_quote.ts";
import type { PersonalContext, PrivatePage } from "../edge/page.ts";
import { type Estimate, estimate } from "./basket_estimate.ts";
import { pageOf } from "./loading.ts";
import { BasketLineItem } from "./parts/basket_line.tsx";
import { BasketNotices } from "./parts/basket_notices.tsx";
import { BasketTotals } from "./parts/basket_totals.tsx";
import { CompanyForm } from "./parts/company_form.tsx";
import { CouponForms } from "./parts/coupon_forms.tsx";
import { DeliveryForms } from "./parts/delivery_forms.tsx";
import { Gifts } from "./parts/gifts.tsx";
import { Layout } from "./parts/layout.tsx";
import { pagePath } from "./parts/links.ts";
import { WaitingOrder } from "./parts/waiting_order.tsx";

/** The basket with its quote. */
export interface BasketPageData extends BasketPage {
  /** Null for an empty basket. */
  readonly estimate: Estimate | null;
  /** What would be free, were it in the basket. */
  readonly gifts: readonly BasketLine[];
}

/** `basket`: the lines of the shopper's cookie at today's prices, and what they come to at their door. */
export const basketPage: PrivatePage<BasketPageData> = {
  cache: "private",
  pattern: "basket",
  load: async (context) => {
    const read = await context.reader.basket(context.scope, context.basket);
    const quoted = read.value.lines.length === 0 ? null : await quotedBasket(read.value, context);
    const gifts = await giftLines(quoted?.quote?.gifts ?? [], context);
    return pageOf({ ...read, value: { ...read.value, estimate: quoted, gifts } });
  },
  view: (data, context) => <Basket data={data} context={context} />,
};

async function quotedBasket({ lines }: BasketPage, context: PersonalContext): Promise<Estimate> {
  const { reader, scope, market, wishes, locale } = context;
  const country = market.countries.find((each) => each === wishes.country) ?? market.countries[0]!;
  const read = await reader.quoteView(scope, { skus: lines.map(({ sku }) => sku), country });
  if (read === null) throw new Error(`quote a basket: no market "${locale.market}"`);
  return estimate(read.value, lines, wishes, { ...stranger, language: locale.language }, scope.now);
}

async function giftLines(skus: readonly string[], { reader, scope }: PersonalContext) {
  const refs = await Promise.all(skus.map((sku) => reader.variantRef(scope, sku)));
  const wanted = refs.flatMap((ref) => ref === null ? [] : [{ ref, quantity: 1 }]);
  if (wanted.length === 0) return [];
  const { lines } = (await reader.basket(scope, wanted)).value;
  return lines.filter(({ availability }) => availability !== "out_of_stock");
}

function Basket({ data, context }: { data: BasketPageData; context: PersonalContext }) {
  const { t } = context;
  const { estimate } = data;
  const title = t("basket.title");
  const isRefused = estimate !== null && estimate.refused.size > 0;
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{ title: isRefused ? t("basket.title_error", { title }) : title, robots: "noindex" }}
    >
      <div class="intro">
        <div class="intro__text">
          <h1>{title}</h1>
        </div>
      </div>
      <WaitingOrder context={context} />
      <BasketNotices data={data} context={context} />
      {estimate === null
        ? (
          <div class="empty">
            <p>{t("basket.empty")}</p>
            <a class="button button--primary" href={pagePath(context.locale, "")}>{t("basket.browse")}</a>
          </div>
        )
        : (
          <div class="basket">
            <div class="basket__main">
              <ul class="basket__lines">
                {data.lines.map((line) => (
                  <BasketLineItem
                    line={line}
                    estimate={estimate}
                    context={context}
                  />
                ))}
              </ul>
              <Gifts gifts={data.gifts} context={context} />
              <DeliveryForms estimate={estimate} context={context} />
              <CouponForms estimate={estimate} context={context} />
              {estimate.asksCompany && <CompanyForm estimate={estimate} context={context} />}
            </div>
            <BasketTotals data={data} estimate={estimate} context={context} />
          </div>
        )}
    </Layout>
  );
}
