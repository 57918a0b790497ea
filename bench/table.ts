/** What a benchmark found, and how it is shown. */

export interface Row {
  readonly name: string;
  readonly value: number;
  /** E.g. `requests/s`, `ms`, `bytes`, `ratio`. */
  readonly unit: string;
  /** What it must reach, with the direction: `>= 0.75`. */
  readonly target?: string;
  /** The row of the same run that `value` is divided by, for ratios. */
  readonly ratioTo?: string;
}

export interface Bench {
  readonly bench: string;
  readonly rows: readonly Row[];
}

/** Whether a value reaches its target; true where there is none. */
export function reaches({ value, target }: Row): boolean {
  const match = target === undefined ? null : /^(>=|<=|<|>) ([\d.]+)$/.exec(target);
  if (!match) return true;
  const bound = Number(match[2]);
  return match[1] === ">="
    ? value >= bound
    : match[1] === "<="
    ? value <= bound
    : match[1] === "<"
    ? value < bound
    : value > bound;
}

/** A Markdown table. */
export function table({ bench, rows }: Bench): string {
  const lines = rows.map((row) => {
    const verdict = row.target === undefined ? "" : reaches(row) ? "yes" : "**no**";
    return `| ${row.name} | ${shown(row.value)} ${row.unit} | ${row.ratioTo ?? ""} | ${
      row.target ?? ""
    } | ${verdict} |`;
  });
  return [
    `### bench ${bench}`,
    "",
    "| what | value | ratio to | target | reached |",
    "|---|--:|---|---|---|",
    ...lines,
    "",
  ]
    .join("\n");
}

function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
