/** The basket as a drawer: lines whose quantity can be changed, the subtotal, the way to the basket page. */
import type { VNode } from "preact";
import { type BasketAnswer, maxLineQuantity } from "../commerce/wire/shop.ts";
import type { BasketState } from "./basket_model.ts";
import type { BasketTexts } from "./basket_props.ts";
import { Icon } from "./icon.tsx";
import { Modal } from "./modal.tsx";

interface BasketDialogProps {
  readonly state: BasketState;
  readonly answer: BasketAnswer;
  /** Path of the basket page. */
  readonly path: string;
  readonly texts: BasketTexts;
  readonly setQuantity: (sku: string, quantity: number) => void;
  readonly close: () => void;
}

const titleId = "basket-drawer-title";

export function BasketDialog(props: BasketDialogProps): VNode {
  const { state, answer, path, texts, close } = props;
  const empty = answer.lines.length === 0;
  return (
    <Modal
      class="basket-drawer"
      labelledBy={titleId}
      describedBy="basket-drawer-notice"
      open={state.open}
      onClose={close}
    >
      <div class="basket-drawer__panel" aria-busy={state.busy ? "true" : "false"}>
        <div class="basket-drawer__header">
          <h2 class="basket-drawer__title" id={titleId} tabindex={-1}>
            {texts.title}
          </h2>
          <button class="basket-drawer__close" type="button" aria-label={texts.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <p
          class="basket-drawer__notice"
          id="basket-drawer-notice"
          role="status"
          data-kind={state.failed ? "failed" : undefined}
        >
          {state.failed ? texts.failed : answer.notice ?? ""}
        </p>
        {answer.lines.length === 0
          ? <p class="basket-drawer__empty">{texts.empty}</p>
          : (
            <ul class="basket-drawer__lines">
              {answer.lines.map((line) => (
                <Line
                  key={line.sku}
                  line={line}
                  texts={texts}
                  setQuantity={(quantity) => {
                    // The pressed button goes away with its line: the focus must stay in the dialog.
                    if (quantity === 0) document.getElementById(titleId)!.focus();
                    props.setQuantity(line.sku, quantity);
                  }}
                />
              ))}
            </ul>
          )}
        <div class="basket-drawer__footer">
          {empty ? null : (
            <p class="basket-drawer__subtotal">
              <span>{texts.subtotal}</span> <strong>{answer.subtotal}</strong>
            </p>
          )}
          {empty ? null : <p class="basket-drawer__note">{texts.note}</p>}
          <a class="basket-drawer__view button button--primary" href={path}>{texts.view}</a>
        </div>
      </div>
    </Modal>
  );
}

interface LineProps {
  readonly line: BasketAnswer["lines"][number];
  readonly texts: BasketTexts;
  readonly setQuantity: (quantity: number) => void;
}

function Line({ line, texts, setQuantity }: LineProps): VNode {
  const id = `basket-drawer-${line.sku}`;
  return (
    <li class="basket-drawer__line">
      {line.image === null
        ? null
        : <img class="basket-drawer__picture" src={line.image} alt="" width={80} height={80} />}
      <a class="basket-drawer__name" id={id} href={line.href}>{line.title}</a>
      <p class="basket-drawer__options">{line.options}</p>
      <div class="basket-drawer__quantity" role="group" aria-label={texts.quantity}>
        <Step
          name="fewer"
          line={id}
          label={texts.fewer}
          quantity={line.quantity > 1 ? line.quantity - 1 : null}
          setQuantity={setQuantity}
        />
        <span class="basket-drawer__pieces" aria-live="polite">{line.quantity}</span>
        <Step
          name="more"
          line={id}
          label={texts.more}
          quantity={line.quantity < maxLineQuantity ? line.quantity + 1 : null}
          setQuantity={setQuantity}
        />
      </div>
      <p class="basket-drawer__total">{line.total}</p>
      <button
        class="basket-drawer__remove"
        type="button"
        id={`${id}-remove`}
        aria-labelledby={`${id}-remove ${id}`}
        onClick={() => setQuantity(0)}
      >
        {texts.remove}
      </button>
    </li>
  );
}

interface StepProps {
  readonly name: "fewer" | "more";
  /** Id of the line's name, which the button's own is joined with. */
  readonly line: string;
  readonly label: string;
  /** The quantity that it leads to; null where there is none. */
  readonly quantity: number | null;
  readonly setQuantity: (quantity: number) => void;
}

function Step({ name, line, label, quantity, setQuantity }: StepProps): VNode {
  const id = `${line}-${name}`;
  return (
    <button
      class="basket-drawer__step"
      type="button"
      id={id}
      aria-label={label}
      aria-labelledby={`${id} ${line}`}
      // Not `disabled`, which would take the focus away at the last step.
      aria-disabled={quantity === null ? "true" : undefined}
      onClick={() => quantity === null || setQuantity(quantity)}
    >
      <Icon name={name} />
    </button>
  );
}
