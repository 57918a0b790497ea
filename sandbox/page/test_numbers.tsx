/** A few of Stripe's test numbers, for who tries the shop; the whole list stands in docs/stripe_sandbox.md. */
import type { VNode } from "preact";
import type { MethodType } from "../state/records.ts";
import type { MessageKey, Say } from "./messages.ts";

/** Numbers for the methods that are offered, folded away. */
export function TestNumbers(
  { say, offered }: { say: Say; offered: readonly MethodType[] },
): VNode {
  const cards: readonly (readonly [string, MessageKey])[] = [
    ["4242 4242 4242 4242", "card_succeeds"],
    ["4000 0000 0000 0002", "card_refused"],
    ["4000 0000 0000 9995", "card_funds"],
    ["4000 0000 0000 3220", "card_challenges"],
  ];
  const debits: readonly (readonly [string, MessageKey])[] = [
    ["DE89 3704 0044 0532 0130 00", "debit_succeeds"],
    ["DE62 3704 0044 0532 0130 01", "debit_fails"],
  ];
  const rows = [
    ...(offered.includes("card") ? cards : []),
    ...(offered.includes("sepa_debit") ? debits : []),
  ];
  return (
    <details>
      <summary>{say("cards")}</summary>
      <dl>
        {rows.map(([number, what]) => (
          <>
            <dt>{number}</dt>
            <dd>{say(what)}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
