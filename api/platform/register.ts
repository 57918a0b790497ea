/** Registers a table of operations as routes: what comes before a handler, in one order for all of them. */
import type { Context, MiddlewareHandler } from "hono";
import { type Answer, isRefusal, type Refusal, toResponse } from "./answer.ts";
import { jsonBody, rawBody } from "./body.ts";
import type { Api, Environment, Platform } from "./environment.ts";
import type { Caller } from "./bearer.ts";
import { answerOnce, type Claim } from "./idempotency.ts";
import type { Handlers, Operation, OperationTable, Sender } from "./operation.ts";
import { readIfMatch, type RecordVersion } from "./precondition.ts";
import { validate, validateAddress } from "./validation.ts";
import { shopperAddressHeader, voucherHeader } from "../../commerce/wire/shopper_address.ts";

/**
 * Adds the routes of a service's operations. Each asks in this order: who are you, is the address possible, is the
 * body JSON, does it and the query fit their schemas, which version, may a holder of no key do so, which idempotency
 * key; then the handler runs.
 */
export function register<Table extends OperationTable>(
  api: Api,
  table: Table,
  handlers: Handlers<Table>,
  platform: Platform,
): void {
  for (const [name, operation] of Object.entries(table)) {
    const before: MiddlewareHandler[] = [];
    if (operation.params) before.push(validateAddress(operation.params));
    if (operation.raw) before.push(rawBody);
    if (operation.body) before.push(jsonBody, validate("json", operation.body));
    if (operation.query) before.push(validate("query", operation.query));
    // Handlers<Table> has checked at compile time that this handler takes what this operation's schemas give.
    const handler = handlers[name] as Serve;
    api.on(
      operation.method.toUpperCase(),
      routePath(operation),
      authenticated(operation, platform),
      ...before,
      async (c) => toResponse(await serve(c, operation, handler, platform)),
    );
  }
}

/** Answers 405 with `Allow` wherever an operation exists, but for another method. To be called last. */
export function refuseOtherMethods(api: Api, operations: readonly Operation[]): void {
  for (const [path, here] of Map.groupBy(operations, routePath)) {
    const methods = new Set(here.map((operation) => operation.method.toUpperCase()));
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods].sort().join(", ");
    api.all(
      path,
      () => toResponse({ problem: "method-not-allowed", detail: `It takes ${allow}.`, headers: { allow } }),
    );
  }
}

/** `/products/{id}` in Hono's syntax: `/products/:id`. */
export function routePath(operation: Operation): string {
  return operation.path.replace(/\{(\w+)\}/g, ":$1");
}

/** A validated request before its types are known again. */
interface GivenCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly expected: RecordVersion | undefined;
  readonly claim: Claim | undefined;
  readonly caller: Caller | null;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly from: Sender;
}
type Serve = (call: GivenCall) => Promise<Answer | Refusal> | Answer | Refusal;

function authenticated(operation: Operation, platform: Platform): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (operation.access !== "public") {
      const authenticate = operation.access === "admin"
        ? platform.authenticate
        : platform.authenticateService;
      const caller = await authenticate(c.req.header("authorization"));
      if (caller === null) {
        return toResponse({
          problem: "unauthenticated",
          detail: "Send a valid key as Authorization: Bearer.",
          headers: { "www-authenticate": `Bearer realm="${operation.access}"` },
        });
      }
      c.set("caller", caller);
    }
    await next();
  };
}

async function serve(
  c: Context<Environment>,
  operation: Operation,
  handler: Serve,
  platform: Platform,
): Promise<Answer | Refusal> {
  const expected = operation.conditional ? readIfMatch(c.req.header("if-match")) : undefined;
  if (typeof expected === "object") return expected;
  const caller = c.get("caller") ?? null;
  const call: GivenCall = {
    params: c.req.valid("param" as never),
    query: c.req.valid("query" as never),
    body: c.req.valid("json" as never),
    expected,
    claim: undefined,
    caller,
    bytes: operation.raw ? new Uint8Array(await c.req.arrayBuffer()) : undefined,
    from: {
      address: await vouchedAddress(c, operation, platform),
      authorization: c.req.header("authorization"),
      header: (name) => c.req.header(name),
      trace: c.get("trace"),
      // Asked of the request only when it is wanted: Deno keeps account of whoever asked.
      get signal() {
        return c.req.raw.signal;
      },
    },
  };
  const admitted = caller === null ? await platform.admit?.(operation, call) : null;
  if (typeof admitted === "object" && admitted !== null) return admitted;
  if (!operation.idempotent) return await handler(call);
  const outcome = await answerOnce(platform.idempotency, {
    caller: caller ?? admitted ?? "anyone",
    route: `${operation.method} ${c.req.path}`,
    key: c.req.header("idempotency-key"),
    body: new Uint8Array(await c.req.arrayBuffer()),
    passing: operation.passing ?? [],
    now: platform.now,
    log: platform.log,
  }, async (claim) => await handler({ ...call, claim }));
  if (platform.complete === undefined || isRefusal(outcome)) return outcome;
  const complete = await platform.complete(operation, outcome, call);
  return isRefusal(complete)
    ? complete
    : { ...complete, headers: { ...outcome.headers, ...complete.headers } };
}

/** The shopper's address as an edge, or a service, tells it; of anybody else it would be an invention. */
async function vouchedAddress(
  c: Context<Environment>,
  operation: Operation,
  { authenticateService }: Platform,
): Promise<string | null> {
  const address = c.req.header(shopperAddressHeader);
  if (address === undefined) return null;
  if (operation.access === "service") return address;
  return await authenticateService(c.req.header(voucherHeader)) === null ? null : address;
}
