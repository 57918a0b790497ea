/** The small pages: the bank's challenge, and what is said of a session that takes no payment. */
import type { VNode } from "preact";
import { Document } from "./document.tsx";
import type { MessageKey, Say } from "./messages.ts";

/** What a bank shows to have its customer confirm a payment (3-D Secure). */
export function ChallengePage(
  { language, say, amount }: { language: string; say: Say; amount: string },
): VNode {
  return (
    <Document language={language} title={say("challenge_title")} say={say}>
      <main class="narrow">
        <h1 class="large">{say("challenge_title")}</h1>
        <p>{say("challenge_text", { amount })}</p>
        <form method="post">
          <button type="submit" name="outcome" value="complete" data-testid="authenticate">
            {say("challenge_complete")}
          </button>
          <button type="submit" name="outcome" value="fail" class="second" data-testid="fail-authentication">
            {say("challenge_fail")}
          </button>
        </form>
      </main>
    </Document>
  );
}

/** A session that takes no payment: paid, expired, or none at all. */
export function ClosedPage(
  { language, say, message, leadsTo }: {
    language: string;
    say: Say;
    message: MessageKey;
    leadsTo: string | null;
  },
): VNode {
  return (
    <Document language={language} title={say("title")} say={say}>
      <main class="narrow">
        <h1 class="large">{say(message)}</h1>
        {leadsTo !== null && <a class="button" href={leadsTo}>{say("continue")}</a>}
      </main>
    </Document>
  );
}
