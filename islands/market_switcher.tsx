/**
 * The header's link to the markets page, which opens the choice of market and language in place.
 *
 * Loads on interaction. Without JavaScript it is a link to the markets page, and it stays one when the choice
 * cannot be fetched. Choosing is an ordinary form, POST `/choose-market`.
 *
 * Classes: market (a), market__name, icon, visually-hidden; markets (dialog), markets__panel, markets__header,
 * markets__title, markets__close, markets__list (ul), markets__choice (button; `aria-current="true"` on the
 * current one), markets__market, markets__language, markets__currency.
 */
import { Component, Fragment, type VNode } from "preact";
import type { MarketsAnswer } from "../commerce/wire/shop.ts";
import { Icon } from "./icon.tsx";
import type { MarketSwitcherProps } from "./market_props.ts";
import { Modal } from "./modal.tsx";
import { isPlainClick } from "./plain_click.ts";

interface State {
  readonly open: boolean;
  /** Empty until they were read. */
  readonly items: MarketsAnswer["items"];
}

export class MarketSwitcher extends Component<MarketSwitcherProps, State> {
  override state: State = { open: false, items: [] };

  async #show(): Promise<void> {
    const { items } = this.state;
    const found = items.length > 0 ? items : await fetchMarkets(this.props.path);
    if (found === null) location.assign(this.props.path);
    else this.setState({ open: true, items: found });
  }

  readonly #close = (): void => this.setState({ open: false });

  override render(props: MarketSwitcherProps, { open, items }: State): VNode {
    return (
      <Fragment>
        <a
          class="market"
          href={props.path}
          rel="nofollow"
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            void this.#show();
          }}
        >
          <Icon name="globe" />
          <span class="visually-hidden">{props.title}</span> <span class="market__name">{props.label}</span>
        </a>
        {items.length === 0
          ? null
          : (
            <Modal class="markets" labelledBy="markets-title" open={open} onClose={this.#close}>
              <form class="markets__panel" method="post" action={props.choosePath}>
                <div class="markets__header">
                  <h2 class="markets__title" id="markets-title">{props.title}</h2>
                  <button
                    class="markets__close"
                    type="button"
                    aria-label={props.close}
                    onClick={this.#close}
                  >
                    <Icon name="close" />
                  </button>
                </div>
                <input type="hidden" name="from" value={location.pathname} />
                <ul class="markets__list">
                  {items.map((item) => (
                    <li key={item.locale}>
                      <button
                        class="markets__choice"
                        // Each name is in its own language (WCAG 3.1.2).
                        lang={item.locale.slice(0, item.locale.lastIndexOf("-"))}
                        type="submit"
                        name="locale"
                        value={item.locale}
                        aria-current={item.current ? "true" : undefined}
                      >
                        <span class="markets__market">{item.market}</span>{" "}
                        <span class="markets__language">{item.language}</span>{" "}
                        <span class="markets__currency">{item.currency}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </form>
            </Modal>
          )}
      </Fragment>
    );
  }
}

/** The markets and their languages; null when they cannot be had. */
async function fetchMarkets(path: string): Promise<MarketsAnswer["items"] | null> {
  try {
    const response = await fetch(path, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? (await response.json() as MarketsAnswer).items : null;
  } catch {
    return null;
  }
}
