/**
 * Order numbers: nine characters that people can read out (Crockford's base 32), e.g. `7K3M-9QX2T`. The first eight
 * follow from the order's id by a hash, so that they tell neither how many orders there are nor when one was placed;
 * the last one checks them (Luhn's algorithm modulo 32): one wrong character is always found.
 */
import { createHash } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const digits = 8;

/** @param attempt Counts from 0: the number before it was taken. */
export function orderNumber(orderId: string, attempt: number): string {
  const hash = createHash("sha256").update(`${orderId} ${attempt}`).digest();
  const values = Array.from({ length: digits }, (_, at) => hash[at]! & 31);
  const text = [...values, checkValue(values)].map((value) => alphabet[value]!).join("");
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The number that somebody typed, in its one spelling, or null: it is none, or a character is wrong. */
export function readOrderNumber(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const values = [...text].map((letter) => alphabet.indexOf(letter));
  if (values.length !== digits + 1 || values.includes(-1)) return null;
  if (checkValue(values.slice(0, digits)) !== values[digits]) return null;
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

function checkValue(values: readonly number[]): number {
  let sum = 0;
  values.toReversed().forEach((value, at) => {
    const weighed = at % 2 === 0 ? value * 2 : value;
    sum += Math.floor(weighed / 32) + weighed % 32;
  });
  return (32 - sum % 32) % 32;
}
