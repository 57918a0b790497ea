/** HTML that stands in many pages, rendered once for the data that it shows. */
import { renderToString } from "preact-render-to-string";
import type { PageContext } from "./page.ts";

/**
 * A memory of fragments for one locale. It holds on to nothing: when the data goes, so does what was made of it, and
 * new data is a new object.
 */
export function fragments(): PageContext["fragment"] {
  const made = new WeakMap<object, Map<string, string>>();
  return (of, name, make) => {
    let named = made.get(of);
    if (!named) made.set(of, named = new Map());
    let html = named.get(name);
    if (html === undefined) named.set(name, html = renderToString(make()));
    return html;
  };
}
