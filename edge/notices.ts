/** What a page tells of the form that led to it. */
import type { Notice } from "./page.ts";

/** What the last form did, from the address that its answer sent the browser to. */
export function readNotices(request: Request): Notice[] {
  const named = new URL(request.url).searchParams.getAll("notice");
  return notices.filter((notice) => named.includes(notice));
}

const notices: readonly Notice[] = [
  "added",
  "updated",
  "removed",
  "unavailable",
  "basket-repaired",
  "basket-full",
  "coupons-full",
];
