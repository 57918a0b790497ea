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

/** Milliseconds between two questions, while somebody types. */
const pauseMs = 300;

interface State {
  readonly said: string;
}

export class CheckoutHelper extends Component<CheckoutHelperProps, State> {
  override state: State = { said: "" };
  /** Counts what was typed: an answer to an earlier state of the form is of no use. */
  #edits = 0;
  #isAsking = false;
  #isSent = false;

  override componentDidMount(): void {
    const form = document.getElementById(this.props.form);
    if (!(form instanceof HTMLFormElement)) return;
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

  /** Asks until an answer is to what the form says by then. */
  async #refresh(form: HTMLFormElement): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let edits = -1; edits !== this.#edits;) {
      if (edits !== -1) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      edits = this.#edits;
      const answer = await ask(form);
      // Nothing is left to check out: the server sent us to the basket.
      if (answer?.redirected) return location.assign(answer.url);
      const fresh = answer && await readPage(answer);
      if (edits !== this.#edits) continue;
      if (fresh !== null && !this.#isSent && replaceParts(fresh)) {
        this.setState({ said: document.querySelector(".totals__total")?.textContent ?? "" });
      }
    }
    this.#isAsking = false;
  }

  override render(_: CheckoutHelperProps, { said }: State): VNode {
    return <p class="visually-hidden" role="status">{said}</p>;
  }
}

async function ask(form: HTMLFormElement): Promise<Response | null> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("action", "update");
  // The property of that name is what its buttons are called.
  return await fetch(form.getAttribute("action")!, { method: "POST", body }).catch(() => null);
}
