/** The one form of the checkout: what was typed into it, what of it is missing or wrong, and the order it makes. */
import { type Address, addressFaults, type AddressFieldName, addressForm } from "../commerce/address_form.ts";
import { plainCode } from "../commerce/plain_code.ts";
import { type OrderBody, orderBody } from "../commerce/wire/order.ts";

/** The text fields; each is named as its path in the body of `POST /v1/orders`. */
export type TextField =
  | "email"
  | `${"shipTo" | "billTo"}.${AddressFieldName | "country"}`
  | "shippingOption"
  | "customer.company"
  | "customer.vatNumber";
/** The boxes to tick. */
export type BoxField = "bill" | "company" | "consents.terms" | "consents.immediateDelivery";
export type CheckoutField = TextField | Exclude<BoxField, "bill" | "company">;

/** What the form holds. Nothing of it can be read in an address, a cookie or a log. */
export interface CheckoutForm {
  readonly text: Readonly<Partial<Record<TextField, string>>>;
  readonly ticked: ReadonlySet<BoxField>;
  /** The same for every try of one order, so that none is placed twice. */
  readonly key: string;
  /** The basket cookie as it was when the form was made. */
  readonly basket: string;
  /** The total that the form showed, in minor units; null: it could not be known yet. */
  readonly shownMinor: number | null;
  /** Who computed it: an edge that lags must not ask again about what the centre has said. */
  readonly shownBy: "edge" | "centre";
}

/** What is wrong with a field. */
export type FieldFault = "missing" | "wrong";
export type CheckoutFaults = ReadonlyMap<CheckoutField, FieldFault>;

const addressNames = ["country", "name", "line1", "line2", "city", "region", "postalCode", "phone"] as const;
/** In the order of the page. */
const textFields: readonly TextField[] = [
  "email",
  ...addressNames.map((name) => `shipTo.${name}` as const),
  "customer.company",
  "customer.vatNumber",
  ...addressNames.map((name) => `billTo.${name}` as const),
  "shippingOption",
];
const boxFields: readonly BoxField[] = ["bill", "company", "consents.terms", "consents.immediateDelivery"];
const allFields: readonly CheckoutField[] = [
  ...textFields,
  "consents.terms",
  "consents.immediateDelivery",
];

/** No field of the order takes more; what is longer is cut, and then refused. */
const longest = 300;

/** Reads a form that was sent. Whatever it holds, the result can be shown and checked. */
export function readCheckoutForm(sent: URLSearchParams): CheckoutForm {
  const shown = sent.get("shown") ?? "";
  return {
    text: Object.fromEntries(textFields.map((name) => [name, typed(name, sent.get(name) ?? "")])),
    ticked: new Set(boxFields.filter((name) => sent.has(name))),
    key: sent.get("key") ?? "",
    basket: sent.get("basket") ?? "",
    shownMinor: /^\d{1,15}$/.test(shown) ? Number(shown) : null,
    shownBy: sent.get("shownBy") === "centre" ? "centre" : "edge",
  };
}

/** What an address of the form says, fields of another country's form left out. */
export function addressOf(form: CheckoutForm, part: "shipTo" | "billTo", language: string): Address {
  const country = form.text[`${part}.country`] ?? "";
  const { fields, regions } = addressForm(country, language);
  const value = (name: AddressFieldName) => {
    const text = form.text[`${part}.${name}`] ?? "";
    // What a browser filled in may be the region's name.
    return name === "region" ? regionCode(text, regions) : text;
  };
  return {
    country,
    ...Object.fromEntries(
      fields.map(({ name }) => [name, value(name) || undefined] as const)
        .filter(([, text]) => text !== undefined),
    ),
  };
}

/** What the order is of, beside what the form says. */
export interface OrderParts {
  readonly market: string;
  readonly language: string;
  readonly currency: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly coupons: readonly string[];
  readonly totalMinor: number;
  /** Line totals as shown; null: the centre has shown them. */
  readonly lineTotals: readonly { readonly sku: string; readonly totalMinor: number }[] | null;
  /** When the terms were last changed, in milliseconds since the epoch; null: there are none. */
  readonly termsAt: number | null;
  readonly countries: readonly string[];
  readonly hasDigital: boolean;
}

/** The order that a form makes, or what keeps it from being one. */
export function orderOf(
  form: CheckoutForm,
  parts: OrderParts,
): { readonly order: OrderBody } | { readonly faults: CheckoutFaults } {
  const { language, currency } = parts;
  const { text, ticked } = form;
  const shipTo = addressOf(form, "shipTo", language);
  const billTo = ticked.has("bill") ? addressOf(form, "billTo", language) : undefined;
  const company = ticked.has("company")
    ? given({ company: text["customer.company"], vatNumber: text["customer.vatNumber"] })
    : undefined;
  const faults = new Map<CheckoutField, FieldFault>();
  for (const [part, address] of [["shipTo", shipTo], ["billTo", billTo]] as const) {
    if (address === undefined) continue;
    for (const [name, fault] of addressFaults(address)) faults.set(`${part}.${name}`, fault);
  }
  if (!text.email) faults.set("email", "missing");
  if (!parts.countries.includes(shipTo.country)) faults.set("shipTo.country", "wrong");
  if (parts.termsAt !== null && !ticked.has("consents.terms")) faults.set("consents.terms", "missing");
  if (parts.hasDigital && !ticked.has("consents.immediateDelivery")) {
    faults.set("consents.immediateDelivery", "missing");
  }
  const parsed = orderBody.safeParse({
    market: parts.market,
    language,
    lines: parts.lines,
    email: text.email,
    shipTo,
    ...given({ shippingOption: text.shippingOption }),
    ...(parts.coupons.length > 0 && { coupons: parts.coupons }),
    ...(company && { customer: company }),
    ...(billTo && { billTo }),
    consents: {
      ...(parts.termsAt !== null && { terms: new Date(parts.termsAt).toISOString() }),
      ...(parts.hasDigital && { immediateDelivery: true }),
    },
    expectedTotal: { amountMinor: parts.totalMinor, currency },
    ...(parts.lineTotals && {
      expectedLines: parts.lineTotals.map(({ sku, totalMinor }) => ({
        sku,
        total: { amountMinor: totalMinor, currency },
      })),
    }),
  });
  for (const { path } of parsed.error?.issues ?? []) {
    const name = fieldOf(path.join("."));
    if (name !== null && !faults.has(name)) faults.set(name, "wrong");
  }
  return parsed.success && faults.size === 0 ? { order: parsed.data } : { faults };
}

/** Faults in the order of their fields on the page. */
export function inFormOrder(faults: CheckoutFaults): CheckoutFaults {
  return new Map(allFields.flatMap((name) => {
    const fault = faults.get(name);
    return fault === undefined ? [] : [[name, fault] as const];
  }));
}

/** The field that a path of the order's body means, or null. */
export function fieldOf(path: string): CheckoutField | null {
  return allFields.find((name) => name === path) ?? null;
}

function typed(name: TextField, text: string): string {
  return oneLine(/\.(postalCode|phone)$/.test(name) ? plainCode(text) : text);
}

/** On one line, composed (NFC), no longer than a field can be. */
function oneLine(text: string): string {
  const line = text.toWellFormed().normalize("NFC").replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  // A character that the limit cuts in two is left out.
  return line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
}

function regionCode(
  text: string,
  regions: readonly { readonly code: string; readonly name: string }[],
): string {
  const lower = text.toLowerCase();
  const found = regions.find(({ code, name }) =>
    code.toLowerCase() === lower || name.toLowerCase() === lower
  );
  return found?.code ?? text;
}

/** An object without what was left empty; undefined when nothing is left. */
function given<Key extends string>(
  fields: Readonly<Record<Key, string | undefined>>,
): { readonly [K in Key]?: string } | undefined {
  const filled = Object.entries<string | undefined>(fields).filter(([, text]) => text);
  return filled.length === 0 ? undefined : Object.fromEntries(filled) as { [K in Key]?: string };
}
