import type { HomeBlock, HomePage } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { type WithDelivery, withDelivery } from "./delivery_cost.ts";
import { pageOf } from "./loading.ts";
import { Block } from "./parts/home_block.tsx";
import type { Thing } from "./parts/json_ld.tsx";
import { Layout } from "./parts/layout.tsx";
import { absolute, pagePath } from "./parts/links.ts";
import { shopName } from "./parts/shop.ts";

/** The front page of a locale: the blocks that the merchant arranged. */
export const homePage: SharedPage<WithDelivery<HomePage>> = {
  cache: "shared",
  pattern: "",
  load: async (context) => pageOf(await withDelivery(context, await context.reader.home(context.scope))),
  view: (data, context) => <Home data={data} context={context} />,
};

function Home({ data, context }: { data: WithDelivery<HomePage>; context: PageContext }) {
  const { t } = context;
  const hero = data.blocks.find((block) => block.kind === "hero");
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{
        title: t("footer.tagline"),
        description: hero?.text ?? t("footer.tagline"),
        canonical: "",
        image: hero?.image ?? null,
        things: siteThings(context),
      }}
    >
      {hero === undefined && <h1 class="visually-hidden">{shopName}</h1>}
      {data.blocks.map((block, place) => (
        <Block
          key={place}
          block={block}
          delivery={data.delivery}
          first={block === hero}
          turned={data.blocks.slice(0, place).filter(isEditorial).length % 2 === 1}
          context={context}
        />
      ))}
    </Layout>
  );
}

function isEditorial(block: HomeBlock): boolean {
  return block.kind === "editorial";
}

/** Who the shop is and how it is searched (schema.org, Google's site search box). */
function siteThings({ locale, publicUrl, language }: PageContext): readonly Thing[] {
  const home = absolute(publicUrl, pagePath(locale, ""));
  return [
    {
      "@type": "Organization",
      "@id": `${publicUrl}/#organization`,
      name: shopName,
      url: `${publicUrl}/`,
      logo: `${publicUrl}/favicon.svg`,
    },
    {
      "@type": "WebSite",
      "@id": `${home}#website`,
      name: shopName,
      url: home,
      inLanguage: language.tag,
      publisher: { "@id": `${publicUrl}/#organization` },
      potentialAction: {
        "@type": "SearchAction",
        target: {
          "@type": "EntryPoint",
          urlTemplate: `${absolute(publicUrl, pagePath(locale, "search"))}?q={search_term_string}`,
        },
        "query-input": "required name=search_term_string",
      },
    },
  ];
}
