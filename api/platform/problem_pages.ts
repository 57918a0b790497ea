/** The pages that the `type` of a problem leads to: what it means and what helps. */
import { type ProblemName, problems } from "../../commerce/problem.ts";
import type { Answer, Refusal } from "./answer.ts";
import { escapeHtml, htmlPage } from "./html.ts";

/** Each problem in two parts: what happened, and what to do. */
const explanations: Readonly<Record<ProblemName, readonly [meaning: string, remedy: string]>> = {
  "malformed-json": [
    "The body could not be read as JSON: it ends too early, holds a stray character, or is not UTF-8.",
    "Send well-formed JSON. The detail tells where reading stopped.",
  ],
  "idempotency-key-missing": [
    "Calls that create or charge something are made safe to repeat by a key that you choose.",
    "Send an Idempotency-Key header of 8 to 128 characters, a new one for each thing you want made, and the same one when you repeat a request whose answer you did not get.",
  ],
  "unauthenticated": [
    "The call needs a key or a sign-in, and none that is valid was sent.",
    "Send Authorization: Bearer followed by your key. Sign in again if your session has ended.",
  ],
  "forbidden": [
    "We know who you are, and you may not do this.",
    "Ask the shop's owner for a key or a role with the right to do it.",
  ],
  "not-found": [
    "There is nothing at this address: it never existed, was removed, or its id is of another kind.",
    "Check the address and the id.",
  ],
  "method-not-allowed": [
    "The address exists, but does not take this method.",
    "The Allow header lists the methods that it takes.",
  ],
  "request-timeout": [
    "The body did not arrive in time: the connection was too slow, or stood still.",
    "Send the request again; with the same Idempotency-Key, if it had one.",
  ],
  "conflict": [
    "The request is well-formed, but what it asks for contradicts what is stored: a SKU or a slug that is taken, a category that is still in use.",
    "The detail names what stands in the way. Change one or the other and send the request again, with a new Idempotency-Key if it had one.",
  ],
  "idempotency-in-progress": [
    "A request with the same Idempotency-Key is still running.",
    "Repeat the same request after the seconds in Retry-After: it then gets the answer of the first.",
  ],
  "out-of-stock": [
    "There is not enough of something in the order. Nothing was reserved and nothing was charged.",
    "The member shortages lists each SKU with what was requested and what is available. Order that much, or leave it out.",
  ],
  "price-changed": [
    "The order comes to another total than the caller expected: a price, a promotion, a tax or a shipping rate changed. Nothing was placed.",
    "The members expected, actual and lines tell the difference. Show it to the shopper, and send the order again with the new total and a new Idempotency-Key.",
  ],
  "version-mismatch": [
    "The record was changed after you read it; your change would have undone that one unseen.",
    "Read the record again, make your change on what it is now, and send its new ETag as If-Match.",
  ],
  "too-large": [
    "The body is larger than this address takes.",
    "Send less at once: bulk calls can be split into several.",
  ],
  "unsupported-media-type": [
    "The body's Content-Type is not one that this address takes.",
    "Send JSON, with Content-Type: application/json.",
  ],
  "validation-failed": [
    "The request can be read, but some of its fields are missing, unknown, or hold what they cannot hold.",
    "Each entry of errors names a field by its path and says what was wanted.",
  ],
  "idempotency-key-reused": [
    "This Idempotency-Key was used before, for a request with another body.",
    "Use a new key for a new request. To repeat the first one, send exactly its body.",
  ],
  "precondition-required": [
    "Changing a record needs proof that you have seen what you change, so that two people do not overwrite each other unseen.",
    "Read the record, and send its ETag as If-Match with the change.",
  ],
  "rate-limited": [
    "Too many requests came from you in a short time.",
    "Wait for the seconds in Retry-After, then go on more slowly.",
  ],
  "internal-error": [
    "Something broke on our side. It was logged with the request's id, which the X-Request-Id header holds.",
    "Repeat the request; with the same Idempotency-Key, if it had one, nothing is done twice. If it stays broken, tell us the id.",
  ],
  "upstream-unavailable": [
    "A part of the shop that this call needs cannot be reached at the moment.",
    "Repeat the request after the seconds in Retry-After; with the same Idempotency-Key, if it had one, nothing is done twice.",
  ],
};

/** The page of a problem by its name, or a refusal when there is no such problem. */
export function problemPage(name: string): Answer | Refusal {
  if (!isProblemName(name)) return { problem: "not-found" };
  const { status, title } = problems[name];
  const [meaning, remedy] = explanations[name];
  return htmlPage(
    title,
    `<p class="soft"><code>${name}</code> · HTTP status ${status}</p>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(meaning)}</p>
<h2>What helps</h2>
<p>${escapeHtml(remedy)}</p>
<p><a href="/problems">All problems</a></p>`,
  );
}

/** The list of all problems. */
export function problemIndex(): Answer {
  const items = (Object.keys(problems) as ProblemName[]).map((name) =>
    `<li><a href="/problems/${name}"><code>${name}</code></a> ${problems[name].status}<br>${
      escapeHtml(problems[name].title)
    }</li>`
  );
  return htmlPage(
    "Problems",
    `<h1>Problems</h1>
<p>Every refusal of the API is a problem (RFC 9457) with one of these names at the end of its <code>type</code>.</p>
<nav aria-label="Problems"><ul>${items.join("")}</ul></nav>`,
  );
}

function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(problems, name);
}
