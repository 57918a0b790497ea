import type { VNode } from "preact";
import type { PageContext } from "../edge/page.ts";
import { Layout } from "./parts/layout.tsx";

/**
 * 400: the address cannot be understood.
 *
 * @param to The nearest address that can.
 */
export function badRequestView(to: string, context: PageContext): VNode {
  const { t } = context;
  return (
    <Layout context={context} frame={null} head={{ title: t("bad_request.title"), robots: "noindex" }} plain>
      <div class="message">
        <p class="kicker">400</p>
        <h1 class="display">{t("bad_request.title")}</h1>
        <p class="lead">{t("bad_request.text")}</p>
        <a class="button button--primary" href={to}>{t("bad_request.action")}</a>
      </div>
    </Layout>
  );
}
