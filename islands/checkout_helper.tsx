/**
 * Keeps the checkout's delivery options and sums in step with what is typed, and an order from being sent twice.
 *
 * Loads at once. Without JavaScript the form has a button for the one, and its idempotency key for the other.
 *
 * Classes: visually-hidden. Looks for `[data-refresh]` controls in the form, `[data-part]` elements to be replaced, and
 * `.totals__total` to be said aloud.
 */
import { Component, type VNode } from "preact";
import type { CheckoutHelperProps } from "./checkout_props.ts";
import { readPage, replaceParts } from "./page_parts.ts";

interface State {
  readonly said: string;
}

export class CheckoutHelper extends Component<CheckoutHelperProps, State> {
  override state: State = { said: "" };
  /** Counts what was typed: an answer to an earlier state of the form is of no use. */
  #edits = 0;
  #isSent = false;

  override componentDidMount(): void {
    const form = document.getElementById(this.props.form) as HTMLFormElement;
    form.addEventListener("input", () => this.#edits++);
    form.addEventListener("change", ({ target }) => {
      if ((target as Element).hasAttribute("data-refresh")) void this.#refresh(form);
    });
    form.addEventListener("submit", (event) => {
      if (this.#isSent) event.preventDefault();
      const { submitter } = event;
      this.#isSent = submitter instanceof HTMLButtonElement && submitter.value === "place";
      if (this.#isSent) this.setState({ said: this.props.texts.placing });
    });
    // A page that is come back to may be sent again.
    addEventListener("pageshow", () => this.#isSent = false);
  }

  async #refresh(form: HTMLFormElement): Promise<void> {
    const edits = this.#edits;
    const body = new FormData(form);
    body.set("action", "update");
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...body] as [string, string][]),
    }).catch(() => null);
    // Nothing is left to check out: the server sent us to the basket.
    if (answer?.redirected) return location.assign(answer.url);
    if (edits !== this.#edits || this.#isSent) return;
    const fresh = answer && await readPage(answer);
    if (fresh === null || edits !== this.#edits) return;
    if (replaceParts(fresh)) {
      this.setState({ said: document.querySelector(".totals__total")?.textContent ?? "" });
    }
  }

  override render(_: CheckoutHelperProps, { said }: State): VNode {
    return <p class="visually-hidden" role="status">{said}</p>;
  }
}
