import { addressLines } from "../../commerce/address_form.ts";
import type { OrderAddress, PublicOrder } from "../../commerce/wire/order.ts";
import type { PageContext } from "../../edge/page.ts";
import { countryName } from "../country_names.ts";
import type { OrderPageData } from "../order_data.ts";
import { returnableUntil, sellingLaw } from "../selling_law.ts";
import { pagePath } from "./links.ts";

interface Props {
  readonly data: OrderPageData;
  readonly context: PageContext;
}

/** For whom it is, where it goes, and until when it can be given back. */
export function OrderDetails({ data, context }: Props) {
  const { t } = context;
  const { order } = data;
  return (
    <>
      <section class="panel order__people" aria-label={t("checkout.contact")}>
        {order.email && (
          <div>
            <h2 class="order__label">{t("checkout.email")}</h2>
            <p>
              <bdi>{order.email}</bdi>
            </p>
          </div>
        )}
        {order.shipTo && <Address title="checkout.address" address={order.shipTo} context={context} />}
        {order.billTo && <Address title="checkout.billing" address={order.billTo} context={context} />}
        {order.customer?.company && (
          <div>
            <h2 class="order__label">{t("quote.company")}</h2>
            <p>{order.customer.company}</p>
            {order.customer.vatNumber && <p>{order.customer.vatNumber}</p>}
          </div>
        )}
        {order.shipping?.promise && (
          <div>
            <h2 class="order__label">{t("checkout.delivery")}</h2>
            <p>
              {t("quote.arrives", {
                days: context.format.days(order.shipping.promise.earliest, order.shipping.promise.latest),
              })}
            </p>
          </div>
        )}
      </section>
      <Withdrawal data={data} context={context} />
    </>
  );
}

function Address({ title, address, context }: {
  title: string;
  address: OrderAddress;
  context: PageContext;
}) {
  const { t, language } = context;
  return (
    <div>
      <h2 class="order__label">{t(title)}</h2>
      <address>
        {addressLines(address, language.tag).map((line) => (
          <>
            {line}
            <br />
          </>
        ))}
        {countryName(address.country, language.tag)}
      </address>
    </div>
  );
}

function Withdrawal({ data: { order, returns }, context }: Props) {
  const { t, locale } = context;
  return (
    <section class="panel" aria-labelledby="withdrawal">
      <h2 id="withdrawal">{t("checkout.returns")}</h2>
      <ul class="history">
        {order.lines.map((line) => (
          <li>
            {line.title} <span class="summary__note">{withdrawalText(line, context)}</span>
          </li>
        ))}
      </ul>
      {returns && <a href={pagePath(locale, `i/${returns}`)}>{t("checkout.details")}</a>}
    </section>
  );
}

function withdrawalText(
  { withdrawal }: PublicOrder["lines"][number],
  { t, format, market }: PageContext,
): string {
  if (withdrawal.exemption !== null) return t(`order.exempt.${withdrawal.exemption}`);
  if (withdrawal.until === null) return t("order.returnable");
  // Noon: the same day in the market's time zone.
  const day = (date: string) => format.date(Date.parse(`${date}T12:00:00Z`));
  return t("order.returnable_until", {
    law: sellingLaw(market.countries),
    legal: day(withdrawal.until),
    date: day(returnableUntil(withdrawal.until)),
  });
}
