/** The sandbox's first page, for whoever runs the shop on a desk: what to pay with, and what was paid. */
import type { Account } from "../account.ts";
import { formatCharge } from "../stripe_currency.ts";
import { Document, pageAnswer } from "./document.tsx";
import { messagesIn } from "./messages.ts";
import { TestNumbers } from "./test_numbers.tsx";

/** Sessions shown. */
const shown = 20;

export function deskPage({ store }: Account, shopUrl: string | null): Response {
  const say = messagesIn("en");
  const sessions = store.ids("session").slice(-shown).reverse().map((id) => store.get("session", id)!);
  const page = (
    <Document language="en" title="Stripe sandbox" say={say}>
      <main>
        <h1 class="large">Stripe sandbox</h1>
        <p>
          It stands in for Stripe where there is no key: the shop sends its shoppers here to pay.{" "}
          {shopUrl !== null && <a href={shopUrl}>To the shop</a>}
        </p>
        <TestNumbers say={say} offered={["card", "sepa_debit"]} />
        <div class="wide">
          <table>
            <caption>The last {shown} sessions</caption>
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Reference</th>
                <th scope="col">Amount</th>
                <th scope="col">Status</th>
                <th scope="col">Payment</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr>
                  <td>{session.url === null ? session.id : <a href={session.url}>{session.id}</a>}</td>
                  <td>{session.client_reference_id}</td>
                  <td>{formatCharge(session.amount_total ?? 0, session.currency ?? "usd", "en")}</td>
                  <td>{session.status}</td>
                  <td>{session.payment_status}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </main>
    </Document>
  );
  return pageAnswer(page, 200, []);
}
