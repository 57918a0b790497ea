/**
 * The choice of a variant with its price and availability, and the form that puts it into the basket.
 *
 * Loads when visible. Without JavaScript every option value is a link to the nearest variant (`?sku=`) and the
 * form is an ordinary POST to the basket. With it a choice is instant and kept in the address, and adding
 * answers at once.
 *
 * Beyond its own markup it moves the page's gallery: the picture of the chosen variant, `[data-gallery-image="2"]`
 * within `[data-gallery]`, gets `data-current`, and its parent scrolls to it.
 *
 * Classes: picker, picker__prices, picker__price, picker__now, picker__before, picker__note, picker__options,
 * picker__group, picker__label, picker__name, picker__choice, picker__values (ul), picker__option (a;
 * `aria-current="true"` on the chosen one; picker__option--swatch; picker__option--elsewhere: choosing it changes
 * another option too; picker__option--out: sold out), picker__swatch (svg), picker__value, picker__availability
 * (`data-availability`), picker__form, picker__quantity (label), picker__quantity-label, picker__quantity-input,
 * picker__add (`data-state="idle|adding|added"`), picker__status (`data-kind="added|failed"`), picker__sku,
 * button, button--primary, visually-hidden.
 */
import { Component, type VNode } from "preact";
import { maxLineQuantity } from "../commerce/wire/shop.ts";
import { type AddState, addToBasket } from "./add_to_basket.ts";
import { showInGallery } from "./gallery.ts";
import { OptionGroup, Price } from "./picker_parts.tsx";
import type { PickerVariant, VariantPickerProps } from "./picker_props.ts";
import { firstValue } from "./uncontrolled.ts";
import { nearestVariant } from "./variant_choice.ts";

interface State {
  /** The chosen variant's. */
  readonly sku: string;
  readonly add: AddState;
  /** What is said of the last choice. */
  readonly said: string;
}

const idle: AddState = { kind: "idle" };

/** How long the button says that it is done. */
const doneMs = 2500;

export class VariantPicker extends Component<VariantPickerProps, State> {
  override state: State = { sku: this.props.selected, add: idle, said: "" };

  readonly #choose = (variant: PickerVariant): void => {
    this.setState({ sku: variant.sku, add: idle, said: spoken(this.props, variant) });
    history.replaceState(history.state, "", variantHref(this.props, variant));
    showInGallery(variant.image);
  };

  readonly #submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    const { add } = this.state;
    // After a request without an answer, the ordinary way.
    if (add.kind === "failed" && add.notice === null) return;
    event.preventDefault();
    if (add.kind !== "adding") void addToBasket(event.currentTarget, this.#report);
  };

  readonly #report = (add: AddState): void => {
    this.setState({ add });
    if (add.kind !== "added") return;
    setTimeout(() => this.setState((now) => now.add === add ? { add: idle } : null), doneMs);
  };

  override render(props: VariantPickerProps, { sku, add, said }: State): VNode {
    const { texts, variants, options } = props;
    const chosen = variants.find((variant) => variant.sku === sku) ?? variants[0]!;
    const order = options.map((option) => option.name);
    const answered = add.kind === "added" || add.kind === "failed";
    return (
      <div class="picker">
        <Price price={chosen.price} texts={texts} />
        {options.length === 0 ? null : (
          <div class="picker__options">
            {options.map((option) => (
              <OptionGroup
                key={option.name}
                option={option}
                chosen={chosen}
                texts={texts}
                nearest={(value) => nearestVariant(variants, order, chosen.options, option.name, value)}
                href={(variant) => variantHref(props, variant)}
                choose={this.#choose}
              />
            ))}
          </div>
        )}
        <p class="picker__availability" data-availability={chosen.availability}>
          {texts.availability[chosen.availability] ?? ""}
        </p>
        <form class="picker__form" method="post" action={props.basketPath} onSubmit={this.#submit}>
          <input type="hidden" name="action" value="add" />
          <input type="hidden" name="sku" value={chosen.sku} />
          <label class="picker__quantity">
            <span class="picker__quantity-label">{texts.quantity}</span>
            <input
              class="picker__quantity-input"
              type="number"
              name="quantity"
              min="1"
              max={String(maxLineQuantity)}
              required
              inputmode="numeric"
              autocomplete="off"
              {...firstValue("1")}
            />
          </label>
          <button
            class="picker__add button button--primary"
            type="submit"
            data-testid="add-to-basket"
            data-state={add.kind === "failed" ? "idle" : add.kind}
            disabled={chosen.availability === "out_of_stock"}
          >
            {addLabel(props, chosen, add)}
          </button>
        </form>
        <p
          class={answered ? "picker__status" : "picker__status visually-hidden"}
          data-kind={answered ? add.kind : undefined}
          role="status"
        >
          {answered ? add.notice ?? texts[add.kind] : said}
        </p>
        <p class="picker__sku">{`${texts.sku} ${chosen.sku}`}</p>
      </div>
    );
  }
}

function variantHref({ path }: VariantPickerProps, { sku }: PickerVariant): string {
  return `${path}?sku=${encodeURIComponent(sku)}`;
}

function addLabel({ texts }: VariantPickerProps, { availability }: PickerVariant, add: AddState): string {
  if (availability === "out_of_stock") return texts.soldOut;
  if (add.kind === "adding" || add.kind === "added") return texts[add.kind];
  return availability === "preorder" ? texts.preorder : texts.add;
}

/** What a choice changed, in one breath: the options, the price, the availability. */
function spoken({ options, texts }: VariantPickerProps, variant: PickerVariant): string {
  const chosen = options.map((option) =>
    option.values.find((value) => value.value === variant.options[option.name])?.label
  );
  return [...chosen, variant.price.now, texts.availability[variant.availability]].filter(Boolean).join(", ");
}
