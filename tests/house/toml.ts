/** Reading the part of TOML that the deployment files use: tables, arrays of tables, and plain values. */

export type TomlValue = string | number | boolean | readonly string[];

/** A table and what stands in it. Arrays of tables give several of one name. */
export interface TomlTable {
  /** As written between the brackets; empty for what stands before the first. */
  readonly name: string;
  readonly values: Readonly<Record<string, TomlValue>>;
}

/** @throws {SyntaxError} A line is none of what is understood here, named by its number. */
export function parseToml(text: string): TomlTable[] {
  const tables: { name: string; values: Record<string, TomlValue> }[] = [{ name: "", values: {} }];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const table = /^\[{1,2}([\w.]+)\]{1,2}$/.exec(line);
    const pair = /^(\w+) = (.+)$/.exec(line);
    if (table) tables.push({ name: table[1]!, values: {} });
    else if (pair) tables.at(-1)!.values[pair[1]!] = value(pair[2]!, index + 1);
    else throw new SyntaxError(`line ${index + 1}: wanted a table or a value, got ${JSON.stringify(line)}`);
  }
  return tables;
}

/** Plain TOML values are JSON, as long as strings are double-quoted. */
function value(text: string, line: number): TomlValue {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError(`line ${line}: ${text} is not understood`);
  }
}
