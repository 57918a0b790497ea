/** The parts of the variant picker that only show: the price, and one group of option values. */
import { Fragment, type VNode } from "preact";
import type { ProductOption } from "../commerce/catalog_view.ts";
import type { PickerPrice, PickerTexts, PickerVariant } from "./picker_props.ts";
import { isPlainClick } from "./plain_click.ts";
import { keepsOthers } from "./variant_choice.ts";

export function Price({ price, texts }: { price: PickerPrice; texts: PickerTexts }): VNode {
  return (
    <div class="picker__prices">
      <p class="picker__price">
        <span class="visually-hidden">{texts.price}</span> <span class="picker__now">{price.now}</span>
        {price.before === null ? null : (
          <Fragment>
            {" "}
            <span class="visually-hidden">{texts.before}</span> <s class="picker__before">{price.before}</s>
          </Fragment>
        )}
      </p>
      {price.notes.map((note) => <p key={note} class="picker__note">{note}</p>)}
    </div>
  );
}

interface OptionGroupProps {
  readonly option: ProductOption;
  readonly chosen: PickerVariant;
  readonly texts: PickerTexts;
  /** The variant that choosing a value leads to; null when no variant has it. */
  readonly nearest: (value: string) => PickerVariant | null;
  readonly href: (variant: PickerVariant) => string;
  readonly choose: (variant: PickerVariant) => void;
}

export function OptionGroup({ option, chosen, texts, nearest, href, choose }: OptionGroupProps): VNode {
  const label = `picker-${option.name}`;
  const current = option.values.find((value) => value.value === chosen.options[option.name]);
  return (
    <div class="picker__group" role="group" aria-labelledby={label}>
      <p class="picker__label">
        <span class="picker__name" id={label}>{option.label}</span>{" "}
        <span class="picker__choice">{current?.label ?? ""}</span>
      </p>
      <ul class="picker__values">
        {option.values.map(({ value, label, hex }) => {
          const variant = nearest(value);
          if (variant === null) return null;
          const out = variant.availability === "out_of_stock";
          const elsewhere = !keepsOthers(variant, chosen.options, option.name);
          return (
            <li key={value}>
              <a
                class={`picker__option${hex === null ? "" : " picker__option--swatch"}${
                  elsewhere ? " picker__option--elsewhere" : ""
                }${out ? " picker__option--out" : ""}`}
                href={href(variant)}
                rel="nofollow"
                aria-current={value === current?.value ? "true" : undefined}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  event.preventDefault();
                  choose(variant);
                }}
              >
                {hex === null ? null : (
                  <svg class="picker__swatch" viewBox="0 0 24 24" aria-hidden="true">
                    <circle cx="12" cy="12" r="12" fill={hex} />
                  </svg>
                )}
                <span class="picker__value">{label}</span>
                {out
                  ? (
                    <Fragment>
                      {" "}
                      <span class="visually-hidden">{texts.out}</span>
                    </Fragment>
                  )
                  : null}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
