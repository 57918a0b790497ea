/** What a language brings to the generated catalog. Lists of the same name mean the same, place by place, in all. */

export interface Words {
  /** BCP 47. */
  readonly tag: string;
  /** Names of product types, one and many: places as in `kinds.ts`. */
  readonly kinds: readonly (readonly [one: string, many: string])[];
  /** The categories at the top. */
  readonly departments: readonly string[];
  /** What things are for. */
  readonly uses: readonly string[];
  /** Words that praise, of a form that goes with any noun. */
  readonly praise: readonly string[];
  /** Names of attributes, by code. */
  readonly attributes: Readonly<Record<string, string>>;
  /** `{kind}`, `{brand}`, `{model}`, `{praise}`, `{material}` and `{measure}` in the order of a title. */
  readonly title: string;
  /** `{kind}` and `{use}` in the name of a category. */
  readonly category: string;
  /** Litres, millilitres, centimetres and inches behind a number. */
  readonly units: Readonly<Record<"l" | "ml" | "cm" | "in", string>>;
  /** What stands before the decimals of a number. */
  readonly decimal: string;
  /** What joins words, and ends a sentence. */
  readonly space: string;
  readonly stop: string;
  /** The small words between the others, the most frequent first. */
  readonly glue: readonly string[];
  /** Words of descriptions, the most frequent first. */
  readonly common: readonly string[];
  /** Syllables of which rare words are made: beginnings, middles, ends. */
  readonly syllables: readonly [readonly string[], readonly string[], readonly string[]];
}

/** Separate words of a list: `"a b  c"` → `["a", "b", "c"]`. */
export function list(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Separate phrases of a list: `"a | b c"` → `["a", "b c"]`. */
export function phrases(text: string): string[] {
  return text.split("|").map((one) => one.trim());
}

/** Separate pairs of a list: `"a/b | c d/e"` → `[["a", "b"], ["c d", "e"]]`. */
export function pairs(text: string): [string, string][] {
  return phrases(text).map((pair) => {
    const [one = "", many = one] = pair.split("/");
    return [one, many];
  });
}

/** The attributes that are named here, in the order of {@linkcode attributeNames}. */
const named = list(
  "style character use series energy connection bulb plug width height power noise warranty pieces voltage " +
    "runtime temperature volume diagonal pack",
);

/** Names of attributes by code. @param text Phrases in the order of the codes. */
export function attributeNames(text: string): Record<string, string> {
  const names = phrases(text);
  if (names.length !== named.length) {
    throw new Error(`attributes: wanted ${named.length}, got ${names.length}`);
  }
  return Object.fromEntries(named.map((code, i) => [code, names[i]!]));
}
