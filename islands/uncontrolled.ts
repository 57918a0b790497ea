/**
 * The first value of an input that the shopper owns from then on: `<input {...firstValue("2")} />`.
 *
 * `defaultValue` and not `value`, so that neither hydration nor a later render overwrites what was typed; and
 * spread, because the server's precompiled JSX would write the attribute name `defaultvalue`.
 */
export function firstValue(value: string): { readonly defaultValue: string } {
  return { defaultValue: value };
}
