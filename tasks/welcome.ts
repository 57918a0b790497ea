/** What a person sees of a shop that runs on their machine. */
import { relative } from "node:path";
import type { Shop } from "./shop.ts";
import { say } from "./terminal.ts";

/** Prints a line of a process behind the process's name. */
export function logLine(program: string, line: string): void {
  say(`${program.padEnd(14)} │ ${line}`);
}

/** The addresses of a shop and the key of its merchant. */
export function welcome(shop: Shop): string {
  const key = shop.adminKeyFile === null
    ? "the one in ADMIN_API_KEY"
    : `${shop.adminKey}  (kept in ${relative(Deno.cwd(), shop.adminKeyFile)})`;
  return `
  Comptoir is open.

  Shop        ${shop.url}/
  Admin API   ${shop.url}/api/v1/admin/  (bearer the key below; described at ${shop.url}/api/v1/openapi.json)
  Admin key   ${key}
  Central API ${shop.apiUrl}/v1/
  Payments    ${shop.sandboxUrl === null ? "Stripe" : `a Stripe sandbox, ${shop.sandboxUrl}/`}
  Mails       ${shop.mailUrl ?? "sent through SMTP_URL"}

  Ctrl-C closes it.
`;
}
