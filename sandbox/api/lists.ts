/** Stripe's lists: newest first, by cursor. */
import type { RecordKind, Records } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { badParameter } from "./errors.ts";
import type { TimeRange } from "./parameters.ts";

export interface Page {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
}

export interface ListAnswer {
  readonly object: "list";
  readonly url: string;
  readonly has_more: boolean;
  readonly data: readonly object[];
}

/** The kinds that can be listed. */
type Listed = Extract<
  RecordKind,
  "session" | "intent" | "charge" | "refund" | "dispute" | "event" | "balance"
>;

/**
 * A page of a list.
 *
 * @param options.having Texts that a record must contain, tried before the record is read.
 * @param options.matches What else a record must be like.
 * @throws {StripeRefusal} for a cursor that names nothing.
 */
export function list<K extends Listed>(
  store: Store,
  kind: K,
  options: {
    readonly url: string;
    readonly page: Page;
    readonly having?: readonly (string | undefined)[];
    readonly matches?: (record: Records[K]) => boolean;
  },
): ListAnswer {
  const { url, page, having = [], matches = () => true } = options;
  const limit = page.limit ?? 10;
  const wanted = having.filter((text) => text !== undefined).map((text) => JSON.stringify(text));
  const backwards = page.ending_before !== undefined;
  const ids = store.ids(kind);
  if (!backwards) ids.reverse();
  const cursor = page.ending_before ?? page.starting_after;
  const start = cursor === undefined ? 0 : ids.indexOf(cursor) + 1;
  if (cursor !== undefined && start === 0) {
    throw badParameter(
      backwards ? "ending_before" : "starting_after",
      "resource_missing",
      `No such object: '${cursor}'`,
    );
  }
  const data: Records[K][] = [];
  let hasMore = false;
  for (const id of ids.slice(start)) {
    const text = store.text(kind, id)!;
    if (!wanted.every((part) => text.includes(part))) continue;
    const record: Records[K] = JSON.parse(text);
    if (!matches(record)) continue;
    if (data.length === limit) {
      hasMore = true;
      break;
    }
    data.push(record);
  }
  if (backwards) data.reverse();
  return { object: "list", url, has_more: hasMore, data };
}

/** Whether a time is within bounds. */
export function within(at: number, range: TimeRange | undefined): boolean {
  if (range === undefined) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range as {
    readonly [bound in "gt" | "gte" | "lt" | "lte"]?: number | undefined;
  };
  return at > gt && at >= gte && at < lt && at <= lte;
}
