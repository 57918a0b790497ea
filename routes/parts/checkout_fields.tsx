/** The fields of the checkout's form, each with its label, its autofill token and what is wrong with it. */
import { type AddressFieldName, addressForm } from "../../commerce/address_form.ts";
import type { PersonalContext } from "../../edge/page.ts";
import type { CheckoutPageData } from "../checkout_data.ts";
import type { BoxField, CheckoutField, TextField } from "../checkout_form.ts";
import { countryName } from "../country_names.ts";
import { type FieldSettings, LabelledField } from "./labelled_field.tsx";

export interface CheckoutProps {
  readonly data: CheckoutPageData;
  readonly context: PersonalContext;
}

/** The id of a field's control: where a link of the list of errors leads. */
export function fieldId(name: CheckoutField | BoxField): string {
  return name.replace(".", "-");
}

/** What is wrong with a field, in a sentence; null when all is well. */
export function faultText(name: CheckoutField, { data, context }: CheckoutProps): string | null {
  const { t, language } = context;
  const fault = data.faults.get(name);
  if (fault === undefined) return null;
  if (name === "consents.terms") return t("checkout.terms_missing");
  if (name === "consents.immediateDelivery") return t("checkout.immediate_missing");
  if (name === "customer.vatNumber") return t("quote.vat_number_wrong");
  if (fault === "missing") return t("checkout.missing", { field: labelOf(name, { data, context }) });
  if (name === "email") return t("checkout.email_wrong");
  if (name.endsWith(".postalCode")) {
    const country = countryOf(name.startsWith("billTo") ? "billTo" : "shipTo", data);
    return t("quote.postal_code_unknown", { country: countryName(country, language.tag) });
  }
  return t("checkout.wrong", { field: labelOf(name, { data, context }) });
}

/** A field's label without a word on whether it may be left empty. */
export function labelOf(name: TextField, { data, context: { t } }: CheckoutProps): string {
  const [part, field] = name.split(".") as ["shipTo" | "billTo", AddressFieldName | "country"];
  switch (name) {
    case "email":
      return t("checkout.email");
    case "shippingOption":
      return t("quote.options");
    case "customer.company":
      return t("quote.company");
    case "customer.vatNumber":
      return t("quote.vat_number");
    default:
      if (field === "country") return t("quote.country");
      if (field === "postalCode") return t("quote.postal_code", { country: countryOf(part, data) });
      return t(`address.${field}`, { country: countryOf(part, data) });
  }
}

/** A text field of the form. */
export function TextInput({ name, optional = false, hint, data, context, ...input }:
  & {
    name: TextField;
    optional?: boolean;
    hint?: string;
  }
  & CheckoutProps
  & FieldSettings) {
  const { t } = context;
  const label = labelOf(name, { data, context });
  return (
    <LabelledField
      {...input}
      id={fieldId(name)}
      name={name}
      label={optional ? t("checkout.optional", { field: label }) : label}
      hint={hint}
      error={faultText(name, { data, context })}
      value={data.form.text[name] ?? ""}
      required={!optional}
    />
  );
}

/** A choice of one country. */
export function CountrySelect({ part, countries, data, context }: {
  part: "shipTo" | "billTo";
  countries: readonly string[];
} & CheckoutProps) {
  const { t, language } = context;
  const name = `${part}.country` as const;
  const chosen = countryOf(part, data);
  const named = countries.map((code) => ({ code, name: countryName(code, language.tag) }));
  return (
    <div class="form__field">
      <label for={fieldId(name)}>{t("quote.country")}</label>
      <select
        class="field"
        id={fieldId(name)}
        name={name}
        autocomplete={`${section(part)} country`}
        data-refresh={part === "shipTo" ? "" : undefined}
      >
        {named.map(({ code, name }) => (
          <option key={code} value={code} selected={code === chosen}>{name}</option>
        ))}
      </select>
    </div>
  );
}

/** The fields of an address but its country, as that country wants them. */
export function AddressFields({ part, data, context }: { part: "shipTo" | "billTo" } & CheckoutProps) {
  const { fields } = addressForm(countryOf(part, data), context.language.tag);
  return (
    <div class="address">
      {fields.map(({ name, required }) =>
        name === "region"
          ? <RegionSelect key={name} part={part} required={required} data={data} context={context} />
          : (
            <TextInput
              key={name}
              name={`${part}.${name}` as const}
              optional={!required}
              data={data}
              context={context}
              {...inputs[name]}
              autocomplete={`${section(part)} ${tokens[name]}`}
              data-refresh={part === "shipTo" && name === "postalCode" ? "" : undefined}
            />
          )
      )}
    </div>
  );
}

function RegionSelect({ part, required, data, context }: {
  part: "shipTo" | "billTo";
  required: boolean;
} & CheckoutProps) {
  const { t, language } = context;
  const name = `${part}.region` as const;
  const country = countryOf(part, data);
  const regions = addressForm(country, language.tag).regions;
  // The Japanese order is from north to south, which everyone knows; elsewhere letters are looked for.
  const shown = country === "JP"
    ? regions
    : regions.toSorted((one, other) => one.name.localeCompare(other.name, language.tag));
  const typed = data.form.text[name]?.toLowerCase();
  const error = faultText(name, { data, context });
  const label = labelOf(name, { data, context });
  return (
    <div class="form__field">
      <label for={fieldId(name)}>{required ? label : t("checkout.optional", { field: label })}</label>
      <select
        class="field"
        id={fieldId(name)}
        name={name}
        required={required}
        autocomplete={`${section(part)} address-level1`}
        data-refresh={part === "shipTo" ? "" : undefined}
        aria-invalid={error === null ? undefined : "true"}
        aria-describedby={error === null ? undefined : `${fieldId(name)}-error`}
      >
        <option value="">{t("checkout.choose")}</option>
        {shown.map((region) => (
          <option
            key={region.code}
            value={region.code}
            selected={region.code.toLowerCase() === typed || region.name.toLowerCase() === typed}
          >
            {region.name}
          </option>
        ))}
      </select>
      {error !== null && <p class="form__error" id={`${fieldId(name)}-error`} role="alert">{error}</p>}
    </div>
  );
}

/** A box to tick. */
export function TickBox({ name, text, required = false, data, context }: {
  name: BoxField;
  text: string;
  required?: boolean;
} & CheckoutProps) {
  const id = fieldId(name);
  const error = name === "bill" || name === "company" ? null : faultText(name, { data, context });
  return (
    <div class="tick">
      <input
        type="checkbox"
        required={required}
        id={id}
        name={name}
        value="on"
        checked={data.form.ticked.has(name)}
        aria-invalid={error === null ? undefined : "true"}
        aria-describedby={error === null ? undefined : `${id}-error`}
      />
      <label for={id}>{text}</label>
      {error !== null && <p class="form__error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

function countryOf(part: "shipTo" | "billTo", data: CheckoutPageData): string {
  const given = data.form.text[`${part}.country`];
  return part === "shipTo"
    ? data.countries.find((each) => each === given) ?? data.countries[0]!
    : given || data.countries[0]!;
}

function section(part: "shipTo" | "billTo"): string {
  return part === "shipTo" ? "shipping" : "billing";
}

type PlainField = Exclude<AddressFieldName, "region">;

/** Autofill tokens (HTML, section 4.10.18.7). */
const tokens: Readonly<Record<PlainField, string>> = {
  name: "name",
  line1: "address-line1",
  line2: "address-line2",
  city: "address-level2",
  postalCode: "postal-code",
  phone: "tel",
};

const inputs: Readonly<Record<PlainField, FieldSettings>> = {
  name: { maxLength: 120 },
  line1: { maxLength: 120 },
  line2: { maxLength: 120 },
  city: { maxLength: 80 },
  postalCode: { maxLength: 16, autocapitalize: "characters", spellcheck: false },
  phone: { type: "tel", maxLength: 24 },
};
