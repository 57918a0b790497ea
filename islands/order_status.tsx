/**
 * Shows an order's status as it changes: listens to the server's events, and when one says something new, puts in what
 * the page shows now.
 *
 * Loads at once. Without JavaScript the page asks again by itself while a payment is awaited.
 *
 * Classes: visually-hidden. Looks for `[data-part]` elements to be replaced, and `[data-say]` to be said aloud.
 */
import { Component, type VNode } from "preact";
import type { OrderStatusProps } from "./checkout_props.ts";
import { readPage, replaceParts } from "./page_parts.ts";

interface State {
  readonly said: string;
}

export class OrderStatus extends Component<OrderStatusProps, State> {
  override state: State = { said: "" };
  /** Of the order as the page shows it; null: not told yet. */
  #version: number | null = null;
  #events: EventSource | undefined;

  override componentDidMount(): void {
    this.#listen();
    // A stream keeps a page out of the back-forward cache, and one that is come back to may be old.
    addEventListener("pagehide", () => this.#events?.close());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#listen());
  }

  #listen(): void {
    const events = this.#events = new EventSource(this.props.events);
    events.addEventListener("status", ({ data }) => {
      const { status, paymentStatus, version } = JSON.parse(data);
      const isShown = this.#version === null
        ? `${status} ${paymentStatus}` === this.props.shown
        : version === this.#version;
      this.#version = version;
      if (!isShown) void this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    const answer = await fetch(location.href).catch(() => null);
    const fresh = answer && await readPage(answer);
    if (fresh === null || !replaceParts(fresh)) return;
    // Paid for, the basket is empty.
    for (const count of document.querySelectorAll("[data-basket-count]")) {
      count.textContent = fresh.querySelector("[data-basket-count]")?.textContent ?? "";
    }
    this.setState({ said: document.querySelector("[data-say]")?.textContent ?? "" });
  }

  override render(_: OrderStatusProps, { said }: State): VNode {
    return <p class="visually-hidden" role="status">{said}</p>;
  }
}
