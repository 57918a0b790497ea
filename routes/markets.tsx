import type { Frame, Market } from "../commerce/catalog_view.ts";
import type { PersonalContext, PrivatePage } from "../edge/page.ts";
import { pageOf } from "./loading.ts";
import { Layout } from "./parts/layout.tsx";

/**
 * `markets`: every market in each of its languages; choosing one leads back to the page that the shopper came from,
 * there.
 */
export const marketsPage: PrivatePage<Frame> = {
  cache: "private",
  pattern: "markets",
  load: async (context) => pageOf(await context.reader.frame(context.scope)),
  view: (data, context) => <Markets frame={data} context={context} />,
};

function Markets({ frame, context }: { frame: Frame; context: PersonalContext }) {
  const { t } = context;
  return (
    <Layout
      context={context}
      frame={frame}
      head={{ title: t("markets.title"), robots: "noindex, follow" }}
      plain
    >
      <div class="intro">
        <div class="intro__text">
          <h1>{t("markets.title")}</h1>
          <p class="lead">{t("markets.hint")}</p>
        </div>
      </div>
      <form class="market-page" method="post" action="/choose-market">
        <input type="hidden" name="from" value={context.cameFrom ?? ""} />
        <ul class="market-page__list">
          {context.directory.markets.map((market) => (
            <MarketChoice key={market.id} market={market} context={context} />
          ))}
        </ul>
      </form>
    </Layout>
  );
}

function MarketChoice({ market, context }: { market: Market; context: PersonalContext }) {
  const { directory, language } = context;
  const own = market.languages[0] ?? "";
  const inWords = market.names[language.tag] !== undefined ? language.tag : own;
  return (
    <li class="market-page__market">
      <h2 lang={inWords === language.tag ? undefined : inWords}>{market.names[inWords] ?? market.code}</h2>
      <p class="market-page__currency">{market.currency}</p>
      <ul>
        {market.languages.map((tag) => (
          <li>
            <button
              class="button"
              type="submit"
              name="locale"
              value={`${tag}-${market.code}`}
              lang={tag}
              aria-current={market.id === context.market.id && tag === language.tag ? "true" : undefined}
            >
              {directory.languages.find((each) => each.tag === tag)?.name ?? tag}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}
