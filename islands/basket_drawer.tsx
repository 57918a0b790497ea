/**
 * The header's link to the basket, which opens the basket as a drawer.
 *
 * Loads on interaction, and when something is put into the basket. Without JavaScript it is a link to the basket
 * page, and it stays one when the drawer cannot be filled.
 *
 * Its children are the number of pieces in the basket (a slot of the page): server-rendered, kept by hydration,
 * and later changed through `[data-basket-count]`, whose value says how numbers are written. No pieces are an empty
 * element.
 *
 * Classes: basket-link (a), basket-link__count, icon, visually-hidden; basket-drawer (dialog),
 * basket-drawer__panel (`aria-busy="true"` while a change is under way), basket-drawer__header,
 * basket-drawer__title, basket-drawer__close, basket-drawer__notice (`data-kind="failed"` when a change failed;
 * often empty), basket-drawer__empty, basket-drawer__lines (ul), basket-drawer__line (li), basket-drawer__picture
 * (img), basket-drawer__name (a), basket-drawer__options, basket-drawer__quantity, basket-drawer__step (button;
 * `aria-disabled`), basket-drawer__pieces, basket-drawer__total, basket-drawer__remove (button),
 * basket-drawer__footer, basket-drawer__subtotal, basket-drawer__note, basket-drawer__view (a), button,
 * button--primary.
 */
import { Component, type ComponentChildren, Fragment, type VNode } from "preact";
import { BasketDialog } from "./basket_dialog.tsx";
import { BasketModel, type BasketState, unread } from "./basket_model.ts";
import type { BasketDrawerProps } from "./basket_props.ts";
import { Icon } from "./icon.tsx";
import { Kept } from "./kept.tsx";
import { onBasketAnnounced, onBasketStale } from "./page_events.ts";
import { isPlainClick } from "./plain_click.ts";

type Props = BasketDrawerProps & { readonly children?: ComponentChildren };

export class BasketDrawer extends Component<Props, BasketState> {
  override state: BasketState = unread;
  readonly #model = new BasketModel(this.props.path, (change) => this.setState(change));

  override componentDidMount(): void {
    onBasketAnnounced((answer) => this.#model.accept(answer, { open: true }));
    onBasketStale(() => void this.#model.read(false));
  }

  readonly #show = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    void this.#model.read(true);
  };

  override render({ path, numbers, texts, children }: Props, state: BasketState): VNode {
    return (
      <Fragment>
        <a class="basket-link" href={path} onClick={this.#show}>
          <Icon name="basket" />
          <span class="visually-hidden">{texts.label}</span>{" "}
          <Kept class="basket-link__count" data-basket-count={numbers}>{children}</Kept>
        </a>
        {state.answer === null ? null : (
          <BasketDialog
            state={state}
            answer={state.answer}
            path={path}
            texts={texts}
            setQuantity={(sku, quantity) => void this.#model.setQuantity(sku, quantity)}
            close={() => this.setState({ open: false })}
          />
        )}
      </Fragment>
    );
  }
}
