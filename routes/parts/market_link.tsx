import type { MarketSwitcherProps } from "../../islands/market_props.ts";
import { MarketSwitcher } from "../../islands/market_switcher.tsx";
import type { PageContext } from "../../edge/page.ts";
import { Island } from "./island.tsx";
import { marketsPath } from "./links.ts";

/** The way to another market or language: in place where there is script, else on a page of its own. */
export function MarketLink({ context, plain }: { context: PageContext; plain: boolean }) {
  const props: MarketSwitcherProps = {
    path: marketsPath(context.locale),
    choosePath: "/choose-market",
    label: `${marketName(context)} · ${context.market.currency}`,
    title: context.t("header.market"),
    close: context.t("basket.close"),
  };
  return plain
    ? <MarketSwitcher {...props} />
    : <Island name="market_switcher" props={props} assets={context.assets} />;
}

/** The market as a shopper knows it, e.g. `France`. */
export function marketName({ market, language }: PageContext): string {
  return market.names[language.tag] ?? Object.values(market.names)[0] ?? market.code;
}
