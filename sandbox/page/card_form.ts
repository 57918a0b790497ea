/** What people type into the payment page, read and checked. */
import type { MethodType } from "../state/records.ts";

/** The form as it was sent. */
export interface PayForm {
  readonly method: string;
  readonly email: string;
  readonly name: string;
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly iban: string;
}

export type PayField = keyof PayForm;

/** What can be charged. */
export type Payment =
  | {
    readonly method: "card";
    readonly number: string;
    readonly expMonth: number;
    readonly expYear: number;
    readonly name: string;
    readonly email: string | null;
  }
  | {
    readonly method: "sepa_debit";
    readonly iban: string;
    readonly name: string;
    readonly email: string | null;
  };

export const emptyForm: PayForm = {
  method: "card",
  email: "",
  name: "",
  number: "",
  expiry: "",
  cvc: "",
  iban: "",
};

export function readPayForm(data: FormData): PayForm {
  const field = (name: PayField) => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim().slice(0, 200) : "";
  };
  return {
    method: field("method") || "card",
    email: field("email"),
    name: field("name"),
    number: field("number"),
    expiry: field("expiry"),
    cvc: field("cvc"),
    iban: field("iban"),
  };
}

/**
 * Checks a form.
 *
 * @param options.email The address that the shop gave; without one the page asks for it.
 * @param options.now Seconds since 1970.
 * @returns The payment, or the fields that cannot be used.
 */
export function checkPayForm(
  form: PayForm,
  options: { readonly offered: readonly MethodType[]; readonly email: string | null; readonly now: number },
): { readonly payment: Payment } | { readonly wrong: readonly PayField[] } {
  const wrong: PayField[] = [];
  const method = options.offered.find((each) => each === form.method);
  if (method === undefined) wrong.push("method");
  const email = options.email ?? (form.email === "" ? null : form.email);
  if (email === null || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong.push("email");
  if (form.name === "") wrong.push("name");
  if (method === "sepa_debit") {
    const iban = form.iban.replace(/\s/g, "").toUpperCase();
    if (!isIban(iban)) wrong.push("iban");
    return wrong.length > 0 ? { wrong } : { payment: { method, iban, name: form.name, email } };
  }
  const number = form.number.replace(/[\s-]/g, "");
  if (!isCardNumber(number)) wrong.push("number");
  const expiry = readExpiry(form.expiry, options.now);
  if (expiry === null) wrong.push("expiry");
  if (!/^\d{3,4}$/.test(form.cvc)) wrong.push("cvc");
  if (wrong.length > 0 || expiry === null) return { wrong };
  return {
    payment: {
      method: "card",
      number,
      expMonth: expiry.month,
      expYear: expiry.year,
      name: form.name,
      email,
    },
  };
}

/** Digits whose last one checks the others (ISO/IEC 7812-1, annex B). */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (const [place, digit] of [...number].toReversed().entries()) {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** An account number whose check digits are right (ISO 13616-1, modulus 97). */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** A month and year that is not over: `12/34`, `12 / 2034`, `1234`. */
function readExpiry(text: string, now: number): { month: number; year: number } | null {
  const match = /^(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(text);
  if (match === null) return null;
  const month = Number(match[1]);
  const year = match[2]!.length === 2 ? 2000 + Number(match[2]) : Number(match[2]);
  const ends = Date.UTC(year, month, 1) / 1000;
  return month >= 1 && month <= 12 && ends > now ? { month, year } : null;
}
