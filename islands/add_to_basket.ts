/** Putting something into the basket without leaving the page. */
import { changeBasket } from "./basket_client.ts";
import { announceBasket, showBasketCount, wakeIslands } from "./page_events.ts";

/** Where an add to the basket stands; `notice` is the shop's own sentence, null for the page's. */
export type AddState =
  | { readonly kind: "idle" }
  | { readonly kind: "adding" }
  | { readonly kind: "added"; readonly notice: string | null }
  | { readonly kind: "failed"; readonly notice: string | null };

/**
 * Sends a basket form (fields `action`, `sku`, `quantity`) in the background and reports each state. An answer that
 * is no basket submits the form the ordinary way; no answer is reported as failed, without a notice.
 */
export async function addToBasket(form: HTMLFormElement, report: (state: AddState) => void): Promise<void> {
  report({ kind: "adding" });
  const drawer = wakeIslands("basket_drawer");
  const fields = new FormData(form);
  const outcome = await changeBasket(form.getAttribute("action")!, {
    action: "add",
    sku: String(fields.get("sku")),
    quantity: String(fields.get("quantity")),
  });
  if (outcome.kind === "unreadable") return form.submit();
  if (outcome.kind !== "answered") {
    return report({ kind: "failed", notice: outcome.kind === "refused" ? outcome.answer.notice : null });
  }
  const { answer } = outcome;
  report({ kind: "added", notice: answer.notice });
  showBasketCount(answer.count);
  await drawer;
  announceBasket(answer);
}
