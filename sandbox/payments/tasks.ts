/** What happens by itself when its time has come. */
import type { Account } from "../account.ts";
import type { Task } from "../state/records.ts";
import { cancelIntent } from "./cancel_intent.ts";
import { settleDebit } from "./debits.ts";
import { openDispute } from "./disputes.ts";
import { failRefund, settleRefund } from "./refunds.ts";
import { expireSession } from "./sessions.ts";

/** Tasks of the account itself; deliveries are the webhooks'. */
export type AccountTask = Exclude<Task, { readonly kind: "deliver" }>;

export function runTask(account: Account, task: AccountTask): void {
  switch (task.kind) {
    case "expire-session":
      expireSession(account, task.session);
      return;
    case "settle-debit":
      return settleDebit(account, task.charge);
    case "end-authorization":
      cancelIntent(account, account.store.get("intent", task.intent)!, "automatic");
      return;
    case "open-dispute":
      return openDispute(account, task.charge, task.reason);
    case "settle-refund":
      return settleRefund(account, task.refund);
    case "fail-refund":
      return failRefund(account, task.refund);
  }
}
