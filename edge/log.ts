/** Structured logs: one JSON object a line, on standard error. */

export interface Log {
  /** Something worth knowing. `event` is a fixed name; values vary in `more`. */
  info(event: string, more?: Readonly<Record<string, unknown>>): void;
  /** Something that must be looked at; an error is written with its stack. */
  error(event: string, error: unknown, more?: Readonly<Record<string, unknown>>): void;
}

/** Writes lines through `write`; every line names the program. */
export function jsonLog(program: string, write: (line: string) => void): Log {
  const line = (level: string, event: string, more: Readonly<Record<string, unknown>>) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, program, event, ...more }));
  return {
    info: (event, more = {}) => line("info", event, more),
    error: (event, error, more = {}) =>
      line("error", event, {
        ...more,
        error: error instanceof Error ? error.stack ?? String(error) : String(error),
      }),
  };
}
