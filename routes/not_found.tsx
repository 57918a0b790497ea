import type { VNode } from "preact";
import type { Frame } from "../commerce/catalog_view.ts";
import type { PageContext } from "../edge/page.ts";
import { Layout } from "./parts/layout.tsx";
import { pagePath } from "./parts/links.ts";

/** 404: there is nothing at this address, but there is a shop around it. */
export function notFoundView(frame: Frame, context: PageContext): VNode {
  const { t } = context;
  return (
    <Layout context={context} frame={frame} head={{ title: t("not_found.title"), robots: "noindex" }} plain>
      <div class="message">
        <p class="kicker">404</p>
        <h1 class="display">{t("not_found.title")}</h1>
        <p class="lead">{t("not_found.text")}</p>
        <a class="button button--primary" href={pagePath(context.locale, "")}>{t("not_found.action")}</a>
      </div>
    </Layout>
  );
}
