/** Forms in Stripe's bracket notation: `line_items[0][price_data][currency]=eur`, `expand[]=latest_charge`. */

/** What a form says: texts, lists, and parts by name. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** Brackets nest no deeper in any request of Stripe's. */
const maxDepth = 8;

/** Reads a form; null when its names make no sense together. */
export function parseForm(text: string): { [name: string]: FormValue } | null {
  const root: { [name: string]: FormValue } = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = stepsOf(name);
    if (steps === null || !place(root, steps, value)) return null;
  }
  return listed(root) as { [name: string]: FormValue };
}

/** `a[b][]` as its steps, `["a", "b", ""]`. */
function stepsOf(name: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match === null) return null;
  const inner = match[2] === "" ? [] : match[2]!.slice(1, -1).split("][");
  return inner.length < maxDepth ? [match[1]!, ...inner] : null;
}

function place(root: { [name: string]: FormValue }, steps: readonly string[], value: string): boolean {
  let at = root;
  for (const [index, step] of steps.entries()) {
    const key = step === "" ? String(Object.keys(at).length) : step;
    if (index === steps.length - 1) {
      if (key in at) return false;
      at[key] = value;
      return true;
    }
    const next = at[key] ??= Object.create(null) as { [name: string]: FormValue };
    if (typeof next === "string") return false;
    at = next as { [name: string]: FormValue };
  }
  return true;
}

/** Parts whose names count from 0 are lists. */
function listed(value: FormValue): FormValue {
  if (typeof value === "string") return value;
  const names = Object.keys(value);
  const parts = value as { [name: string]: FormValue };
  if (names.length > 0 && names.every((name, index) => name === String(index))) {
    return names.map((name) => listed(parts[name]!));
  }
  return Object.fromEntries(names.map((name) => [name, listed(parts[name]!)]));
}
