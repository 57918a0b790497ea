import type { CheckoutProblem } from "../checkout_data.ts";
import { type CheckoutProps, faultText, fieldId } from "./checkout_fields.tsx";

/** Why the order was not placed. It is focused when the page opens, script or not, so that everyone is told. */
export function Problem({ data, context }: CheckoutProps) {
  const { t } = context;
  const { problem, faults } = data;
  if (problem === null) return null;
  return (
    <div class="notices">
      <div class="notice" id="problem" role="alert" tabIndex={-1} autofocus>
        <h2 class="notice__title">{t("checkout.problem")}</h2>
        {problem.kind !== "faults" && <p>{sentence(problem, { data, context })}</p>}
        {faults.size > 0 && (
          <ul>
            {[...faults.keys()].map((name) => (
              <li>
                <a href={`#${fieldId(name)}`}>{faultText(name, { data, context })}</a>
              </li>
            ))}
          </ul>
        )}
        {problem.kind === "out-of-stock" && <Shortages problem={problem} data={data} context={context} />}
      </div>
    </div>
  );
}

function sentence(problem: Exclude<CheckoutProblem, { kind: "faults" }>, { context }: CheckoutProps): string {
  const { t, format } = context;
  switch (problem.kind) {
    case "total-changed":
      return t("checkout.problem.total-changed", {
        before: format.money(problem.beforeMinor),
        now: format.money(problem.nowMinor),
      });
    case "unshippable":
      return t("quote.some_unshippable");
    default:
      return t(`checkout.problem.${problem.kind}`);
  }
}

/** The lines that are short, and one button that makes the basket fit. */
function Shortages({ problem, context: { t, format } }: CheckoutProps & {
  problem: Extract<CheckoutProblem, { kind: "out-of-stock" }>;
}) {
  return (
    <>
      <ul>
        {problem.lines.map(({ title, available }) => (
          <li>
            {available > 0
              ? t("checkout.short", { title, available: format.number(available) })
              : t("checkout.sold_out", { title })}
          </li>
        ))}
      </ul>
      {/* A SKU has no blanks. */}
      <input
        type="hidden"
        name="fix"
        value={problem.lines.map(({ sku, available }) => `${sku}:${Math.max(0, available)}`).join(" ")}
      />
      <button class="button" type="submit" name="action" value="fix">{t("checkout.fix")}</button>
    </>
  );
}
