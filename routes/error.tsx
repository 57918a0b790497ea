import type { VNode } from "preact";
import type { PageContext } from "../edge/page.ts";
import { Document } from "./parts/document.tsx";
import { pagePath } from "./parts/links.ts";
import { shopName } from "./parts/shop.ts";

/** 500: something failed here. Needs nothing of the catalog, which may be what failed. */
export function errorView(
  { language, locale, styles, t }: Pick<PageContext, "language" | "locale" | "styles" | "t">,
): VNode {
  return (
    <Document
      language={language}
      title={`${t("error.title")} · ${shopName}`}
      styles={styles}
      head={<meta name="robots" content="noindex" />}
    >
      <main class="message">
        <p class="wordmark">{shopName}</p>
        <h1 class="display">{t("error.title")}</h1>
        <p class="lead">{t("error.text")}</p>
        <a class="button button--primary" href={pagePath(locale, "")}>{t("error.action")}</a>
      </main>
    </Document>
  );
}
