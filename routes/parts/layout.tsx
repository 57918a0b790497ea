import type { ComponentChildren } from "preact";
import type { Frame, Image } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { Document } from "./document.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { JsonLd, type Thing } from "./json_ld.tsx";
import { pictureAddress } from "../../commerce/picture_address.ts";
import { absolute, pagePath } from "./links.ts";
import { shopName } from "./shop.ts";

/** What a page tells machines about itself. */
export interface PageHead {
  /** Without the shop's name. */
  readonly title: string;
  readonly description?: string;
  /** The path after `/{locale}/` of the address to be indexed; left out where the page is not to be. */
  readonly canonical?: string;
  readonly robots?: "noindex" | "noindex, follow";
  readonly type?: "website" | "product" | "article";
  readonly image?: Image | null;
  readonly things?: readonly Thing[];
}

/**
 * The frame of every page that knows its market: head, header, main part, footer.
 *
 * A `plain` page has no island and so no script; any other has at least the header's islands.
 */
export function Layout({ context, frame, head, plain = false, refreshSeconds, children }: {
  context: PageContext;
  frame: Frame | null;
  head: PageHead;
  plain?: boolean;
  /** Without JavaScript, asks for the page again after that long. */
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { t } = context;
  return (
    <Document
      language={context.language}
      title={`${head.title} · ${shopName}`}
      styles={context.styles}
      head={
        <>
          <Head context={context} head={head} plain={plain} />
          {refreshSeconds !== undefined && (
            <noscript>
              <meta http-equiv="refresh" content={String(refreshSeconds)} />
            </noscript>
          )}
        </>
      }
    >
      <a class="skip" href="#main">{t("skip")}</a>
      <Header context={context} frame={frame} plain={plain} />
      <main id="main" tabIndex={-1}>{children}</main>
      <Footer context={context} frame={frame} />
    </Document>
  );
}

function Head({ context, head, plain }: { context: PageContext; head: PageHead; plain: boolean }) {
  const { locale, publicUrl } = context;
  const address = head.canonical === undefined ? null : absolute(publicUrl, pagePath(locale, head.canonical));
  return (
    <>
      {head.description && <meta name="description" content={head.description} />}
      {head.robots && <meta name="robots" content={head.robots} />}
      {address && <link rel="canonical" href={address} />}
      <meta property="og:site_name" content={shopName} />
      <meta property="og:title" content={head.title} />
      {head.description && <meta property="og:description" content={head.description} />}
      <meta property="og:type" content={head.type ?? "website"} />
      {address && <meta property="og:url" content={address} />}
      <meta property="og:locale" content={`${context.language.tag}_${context.market.countries[0] ?? ""}`} />
      {head.image && (
        <>
          <meta property="og:image" content={publicUrl + pictureAddress(head.image.key, 1280, "webp")} />
          <meta property="og:image:alt" content={head.image.alt} />
        </>
      )}
      {head.things && <JsonLd things={head.things} />}
      {!plain && <script type="module" src={context.assets["islands/runtime.ts"]} />}
    </>
  );
}
