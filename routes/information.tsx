import { micromark } from "micromark";
import type { Frame } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { pageOf, redirect } from "./loading.ts";
import { Layout } from "./parts/layout.tsx";
import { encodePath, pagePath } from "./parts/links.ts";

/** An information page with its text as HTML. */
interface Information {
  readonly frame: Frame;
  readonly title: string;
  readonly slug: string;
  readonly html: string;
}

/** `i/{slug}`: terms, privacy, imprint and the like. Nothing on it needs a script. */
export const informationPage: SharedPage<Information> = {
  cache: "shared",
  pattern: "i/:slug",
  load: async (context) => {
    const found = await context.reader.information(context.scope, context.params.slug ?? "");
    if (found === null) return { kind: "not-found" };
    if (found.value.slug !== context.params.slug) {
      return redirect(encodePath(pagePath(context.locale, `i/${found.value.slug}`)), 302);
    }
    const { frame, title, slug, body } = found.value;
    // micromark escapes raw HTML and drops addresses like `javascript:` unless told to allow them.
    return pageOf({ ...found, value: { frame, title, slug, html: micromark(body) } });
  },
  view: (data, context) => <Page data={data} context={context} />,
};

function Page({ data, context }: { data: Information; context: PageContext }) {
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{ title: data.title, canonical: `i/${data.slug}`, type: "article" }}
      plain
    >
      <article class="prose">
        <h1>{data.title}</h1>
        <div dangerouslySetInnerHTML={{ __html: data.html }} />
      </article>
    </Layout>
  );
}
