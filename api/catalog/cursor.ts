/** Cursors of the admin lists: the id that the last page ended with, in a form that nobody builds by hand. */
import { invalid, type Refusal } from "../platform/answer.ts";

/** The cursor of the page after the record with this id. */
export function cursorAfter(id: string): string {
  return new TextEncoder().encode(id).toBase64({ alphabet: "base64url", omitPadding: true });
}

/**
 * The id that a cursor stands for; null for the first page.
 *
 * @param isId Whether a text is an id of the list's records: a cursor of another list is refused.
 */
export function readCursor(
  cursor: string | undefined,
  isId: (text: string) => boolean,
): { readonly after: string | null } | Refusal {
  if (cursor === undefined) return { after: null };
  const id = decode(cursor);
  if (id !== null && isId(id)) return { after: id };
  return invalid([{ path: "cursor", message: "wanted a cursor that an earlier page of this list gave" }]);
}

function decode(cursor: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.fromBase64(cursor, { alphabet: "base64url" }),
    );
  } catch {
    return null;
  }
}
