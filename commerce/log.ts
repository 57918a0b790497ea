/** The structured log: one JSON object a line, so that machines can read it, without anything secret in it. */

/** What a line says beside its event; values are made plain and cleansed before they are written. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Names of fields whose values are never written. */
const secretName = /authorization|cookie|password|secret|token|api_?key|^(e?mail|phone|address)$/i;
/** Credentials inside a text: a bearer header, a token in an address, a user's part of a URL. */
const secretText: readonly (readonly [RegExp, string])[] = [
  [/\bbearer\s+[\w.~+/=-]+/gi, "Bearer [redacted]"],
  [/([?&](?:auth)?token=)[^&\s"]+/gi, "$1[redacted]"],
  [/(:\/\/)[^/\s:@]+:[^/\s@]+@/g, "$1[redacted]@"],
];
const maxTextLength = 8_000;

/**
 * Makes a log.
 *
 * @param program Names the process in every line.
 * @param write Takes a finished line, without a line break.
 * @param now The time of each line.
 * @param secrets Values that must not appear in any line, wherever they come from.
 */
export function createLog(
  { program, write, now, secrets = [] }: {
    program: string;
    write: (line: string) => void;
    now: () => Date;
    secrets?: readonly string[];
  },
): Log {
  const line = (level: string) => (event: string, fields: LogFields = {}) =>
    write(JSON.stringify({
      time: now().toISOString(),
      level,
      program,
      event,
      ...(redact(fields, secrets) as LogFields),
    }));
  return { info: line("info"), warn: line("warn"), error: line("error") };
}

/**
 * A copy of a value that may be logged: known secrets, fields with a secret's name, and credentials inside
 * texts replaced; errors as plain objects with their causes; what nests deeper than 6 cut.
 */
export function redact(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === "string") return cleanse(value, secrets);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (depth > 6) return "[deeper]";
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets, depth + 1));
  const entries = value instanceof Error ? errorFields(value) : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name,
      secretName.test(name) ? "[redacted]" : redact(item, secrets, depth + 1),
    ]),
  );
}

function errorFields(error: Error): [string, unknown][] {
  const fields: [string, unknown][] = [["name", error.name], ["message", error.message], [
    "stack",
    error.stack,
  ]];
  if (error.cause !== undefined) fields.push(["cause", error.cause]);
  return fields;
}

function cleanse(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, "[redacted]");
  for (const [pattern, replacement] of secretText) clean = clean.replace(pattern, replacement);
  return clean.length > maxTextLength ? `${clean.slice(0, maxTextLength)}…` : clean;
}
