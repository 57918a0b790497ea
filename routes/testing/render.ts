/** Renders a page of the fixtures as the edge would: load, view, string. */
import { renderToString } from "preact-render-to-string";
import type { VNode } from "preact";
import type { Loaded, PersonalContext, PrivatePage, SharedPage } from "../../edge/page.ts";
import { fixtureContext } from "./fixtures.ts";

/** A request for a page: what of its address matters. */
export interface Visit {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly more?: Partial<PersonalContext>;
}

/** What `load` answers to a visit. */
export function visit<Data>(
  page: SharedPage<Data> | PrivatePage<Data>,
  locale: string,
  { params = {}, query = "", more = {} }: Visit = {},
): { context: PersonalContext; loaded: Promise<Loaded<Data>> } {
  const canonical = page.query?.(new URLSearchParams(query)) ?? new URLSearchParams();
  const path = `/${locale}/${page.pattern.replace(/:(\w+)/g, (_, name) => params[name] ?? "")}`;
  const context = fixtureContext(locale, { params, query: canonical, path, ...more });
  return { context, loaded: page.load(context) };
}

/** The document of a visit. @throws {Error} when it is no page. */
export async function render<Data>(
  page: SharedPage<Data> | PrivatePage<Data>,
  locale: string,
  request?: Visit,
): Promise<string> {
  const { context, loaded } = visit(page, locale, request);
  const answer = await loaded;
  if (answer.kind !== "page") throw new Error(`render ${page.pattern}: wanted a page, got ${answer.kind}`);
  return documentOf(page.view(answer.data, context));
}

/** A view as a whole document. */
export function documentOf(view: VNode): string {
  return `<!DOCTYPE html>${renderToString(view)}`;
}
