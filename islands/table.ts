/**
 * Every island there is: its component, and when it loads.
 *
 * A file `islands/{name}.tsx` exports its component under the same name in PascalCase; the build finds it by that.
 */
import type { ComponentType } from "preact";
import { BasketDrawer } from "./basket_drawer.tsx";
import type { BasketDrawerProps } from "./basket_props.ts";
import { CheckoutHelper } from "./checkout_helper.tsx";
import type { CheckoutHelperProps, OrderStatusProps } from "./checkout_props.ts";
import type { MarketSwitcherProps } from "./market_props.ts";
import { MarketSwitcher } from "./market_switcher.tsx";
import type { VariantPickerProps } from "./picker_props.ts";
import { OrderStatus } from "./order_status.tsx";
import { SearchBox } from "./search_box.tsx";
import type { SearchBoxProps } from "./search_props.ts";
import { VariantPicker } from "./variant_picker.tsx";

/** What each island's component is given, as plain data that travels to the browser. */
export interface IslandProps {
  readonly basket_drawer: BasketDrawerProps;
  readonly checkout_helper: CheckoutHelperProps;
  readonly market_switcher: MarketSwitcherProps;
  readonly order_status: OrderStatusProps;
  readonly search_box: SearchBoxProps;
  readonly variant_picker: VariantPickerProps;
}

export type IslandName = keyof IslandProps;

/**
 * When an island is made interactive: at once; when the browser has nothing else to do; when it comes into view;
 * when the shopper reaches for it. The first touch of any island loads it, whatever its policy; where the shopper
 * saves data (`navigator.connection.saveData`), `idle` and `visible` wait for that touch.
 */
export type LoadPolicy = "now" | "idle" | "visible" | "interaction";

type Table = {
  readonly [Name in IslandName]: {
    readonly component: ComponentType<IslandProps[Name]>;
    readonly load: LoadPolicy;
  };
};

export const islands: Table = {
  basket_drawer: { component: BasketDrawer, load: "interaction" },
  checkout_helper: { component: CheckoutHelper, load: "now" },
  market_switcher: { component: MarketSwitcher, load: "interaction" },
  order_status: { component: OrderStatus, load: "now" },
  search_box: { component: SearchBox, load: "interaction" },
  variant_picker: { component: VariantPicker, load: "visible" },
};
