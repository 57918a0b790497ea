/** Letterheads, as the catalog service gives them. */
import { formatLocale, type Locale } from "../../../commerce/locale.ts";
import { type Letterhead, letterhead } from "../../../commerce/wire/internal_letterhead.ts";
import { type CallService, UnreachableError } from "../../platform/internal_calls.ts";

export type FindLetterhead = (locale: Locale) => Promise<Letterhead>;

/** How long one is used without asking again: a new imprint is in the mails after that. */
const freshMs = 60_000;
/** With what sending takes it must fit into the relay's lease of an event (open_mail.ts). */
const deadlineMs = 4_000;

/**
 * Remembers them for a minute; while the catalog cannot be reached, one that is known is used on.
 *
 * @param now Milliseconds since the epoch.
 * @returns It throws `UnreachableError` when it knows none and cannot ask.
 */
export function letterheads(call: CallService, now: () => number): FindLetterhead {
  const known = new Map<string, { readonly at: number; readonly found: Letterhead }>();
  return async (locale) => {
    const name = formatLocale(locale);
    const kept = known.get(name);
    if (kept && now() - kept.at < freshMs) return kept.found;
    try {
      const found = await ask(name);
      known.set(name, { at: now(), found });
      return found;
    } catch (error) {
      if (kept && error instanceof UnreachableError) return kept.found;
      throw error;
    }
  };

  async function ask(name: string): Promise<Letterhead> {
    const answer = await call("catalog", {
      method: "GET",
      path: `/internal/catalog/letterheads/${name}`,
      deadlineMs,
    });
    if (answer.status !== 200) throw new UnreachableError(`letterhead: answered ${answer.status}`);
    return letterhead.parse(answer.body);
  }
}
