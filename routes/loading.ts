/** What the `load` functions of the pages have in common. */
import { BadCursorError, type Moved, type Read } from "../commerce/catalog_reader.ts";
import type { Loaded, PageContext } from "../edge/page.ts";
import type { Facet } from "../commerce/catalog_view.ts";
import { changedQuery, readListQuery, withoutUnknownFacets } from "./list_query.ts";
import { encodePath, pagePath, withQuery } from "./parts/links.ts";

/** A page of what was read. */
export function pageOf<Data>(read: Read<Data>): Loaded<Data> {
  const { value, tags, validUntil, version } = read;
  return { kind: "page", data: value, read: { tags, validUntil, version } };
}

/** The permanent redirect to where a renamed thing is now. */
export function movedPage(moved: Moved, context: PageContext): Loaded<never> {
  return redirect(encodePath(pagePath(context.locale, moved.movedTo)), 301);
}

/** The redirect to another address of the shop. */
export function redirect(to: string, status: 301 | 302): Loaded<never> {
  return { kind: "redirect", to, status };
}

/**
 * Loads a list: refuses an order or a cursor that cannot be understood, and redirects away from facets that the
 * list does not know.
 *
 * @param path The list's path without a query.
 * @param facetsOf Where the page's data holds its facets.
 */
export async function loadList<Data>(
  context: PageContext,
  path: string,
  read: (query: Exclude<ReturnType<typeof readListQuery>, { invalid: string }>) => Promise<
    Read<Data> | Moved | null
  >,
  facetsOf: (data: Data) => readonly Facet[],
): Promise<Loaded<Data>> {
  const query = readListQuery(context.query);
  if ("invalid" in query) return badRequest(context, path, query.invalid);
  let found: Read<Data> | Moved | null;
  try {
    found = await read(query);
  } catch (error) {
    if (error instanceof BadCursorError) return badRequest(context, path, "cursor");
    throw error;
  }
  if (found === null) return { kind: "not-found" };
  if ("movedTo" in found) return movedPage(found, context);
  const known = withoutUnknownFacets(context.query, facetsOf(found.value));
  return known === null ? pageOf(found) : redirect(withQuery(encodePath(path), known), 302);
}

function badRequest(context: PageContext, path: string, parameter: "sort" | "cursor"): Loaded<never> {
  return {
    kind: "bad-request",
    to: withQuery(encodePath(path), changedQuery(context.query, parameter, null)),
  };
}
