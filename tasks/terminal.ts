// deno-lint-ignore-file no-console -- the one place where tasks speak to the person at the terminal
/** What tasks print. */

/** Prints what was asked for. */
export function say(text: string): void {
  console.log(text);
}

/** Prints what went wrong, or what only a person needs to know, beside the output proper. */
export function note(text: string): void {
  console.error(text);
}
