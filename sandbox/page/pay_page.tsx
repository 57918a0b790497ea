/** The page on which a session is paid: a plain form, with and without JavaScript the same. */
import type Stripe from "stripe";
import type { ComponentChildren, VNode } from "preact";
import type { SessionPlan } from "../state/records.ts";
import { formatCharge } from "../stripe_currency.ts";
import type { PayField, PayForm } from "./card_form.ts";
import { Document } from "./document.tsx";
import type { MessageKey, Say } from "./messages.ts";
import { TestNumbers } from "./test_numbers.tsx";

export interface PayPageProps {
  readonly session: Stripe.Checkout.Session;
  readonly plan: SessionPlan;
  readonly lines: readonly Stripe.LineItem[];
  readonly language: string;
  readonly say: Say;
  readonly form: PayForm;
  readonly wrong: readonly PayField[];
  /** Why the last attempt failed. */
  readonly decline: MessageKey | null;
}

export function PayPage(props: PayPageProps): VNode {
  const { session, plan, language, say, form, wrong, decline } = props;
  const currency = session.currency ?? "usd";
  const money = (amount: number) => formatCharge(amount, currency, language);
  const offersBoth = plan.offered.length > 1;
  const alert = wrong.length > 0 ? say("wrong") : decline === null ? null : say(decline);
  return (
    <Document language={language} title={say("title")} say={say}>
      <main class="pay">
        <section>
          <h1>{say("amount_due")}</h1>
          <p class="amount" data-testid="amount">{money(session.amount_total ?? 0)}</p>
          <h2>{say("lines")}</h2>
          <ul class="lines">
            {props.lines.map((line) => (
              <li>
                <span>{line.description} × {line.quantity}</span>
                <span>{money(line.amount_total)}</span>
              </li>
            ))}
          </ul>
          {plan.cancelUrl !== null &&
            <a class="back" data-testid="cancel" href={plan.cancelUrl}>{say("back")}</a>}
        </section>
        <form method="post" noValidate>
          {alert !== null && <p class="alert" role="alert" data-testid="alert">{alert}</p>}
          {session.customer_email === null && (
            <Field
              name="email"
              {...{ say, form, wrong }}
              label={say("email")}
              keyboard="email"
              complete="email"
            />
          )}
          {offersBoth
            ? (
              <fieldset class="methods">
                <legend>{say("method")}</legend>
                <Method value="card" form={form}>{say("card")}</Method>
                <Method value="sepa_debit" form={form}>{say("sepa_debit")}</Method>
              </fieldset>
            )
            : <input type="hidden" name="method" value={plan.offered[0]} />}
          <Field
            name="name"
            {...{ say, form, wrong }}
            label={plan.offered.map((method) => say(method === "card" ? "card_name" : "account_name")).join(
              " / ",
            )}
            complete="cc-name"
          />
          {plan.offered.includes("card") && <CardFields {...{ say, form, wrong }} />}
          {plan.offered.includes("sepa_debit") && (
            <div class={offersBoth ? "field number debit" : "field number"}>
              <Field name="iban" {...{ say, form, wrong }} label={say("iban")} complete="off" />
              <p class="note">{say("mandate")}</p>
            </div>
          )}
          <button type="submit" data-testid="pay">
            {say("pay", { amount: money(session.amount_total ?? 0) })}
          </button>
          <TestNumbers say={say} offered={plan.offered} />
        </form>
      </main>
    </Document>
  );
}

interface FieldsProps {
  readonly say: Say;
  readonly form: PayForm;
  readonly wrong: readonly PayField[];
}

function CardFields(fields: FieldsProps): VNode {
  const { say } = fields;
  return (
    <div class="card fields number">
      <Field name="number" {...fields} label={say("number")} complete="cc-number" keyboard="numeric" />
      <div class="pair">
        <Field
          name="expiry"
          {...fields}
          label={`${say("expiry")} (${say("expiry_hint")})`}
          complete="cc-exp"
          keyboard="numeric"
        />
        <Field name="cvc" {...fields} label={say("cvc")} complete="cc-csc" keyboard="numeric" />
      </div>
    </div>
  );
}

/** What is secret is never sent back into a page. */
const secrets: readonly PayField[] = ["number", "cvc", "iban"];

function Field(
  { say, form, wrong, name, label, complete, keyboard = "text" }: FieldsProps & {
    name: Exclude<PayField, "method">;
    label: string;
    complete: string;
    keyboard?: "text" | "email" | "numeric";
  },
): VNode {
  const isWrong = wrong.includes(name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        list={undefined}
        inputMode={keyboard}
        autocomplete={complete}
        value={secrets.includes(name) ? "" : form[name]}
        aria-invalid={isWrong ? "true" : "false"}
        autofocus={wrong[0] === name}
        {...(isWrong ? { "aria-describedby": `${name}-wrong` } : {})}
      />
      {isWrong && <p class="wrong" id={`${name}-wrong`}>{say(`wrong_${name}`)}</p>}
    </div>
  );
}

function Method(
  { value, form, children }: { value: string; form: PayForm; children: ComponentChildren },
): VNode {
  return (
    <label>
      <input type="radio" name="method" value={value} checked={form.method === value} />
      <span>{children}</span>
    </label>
  );
}
