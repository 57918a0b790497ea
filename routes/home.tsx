import type { Read } from "../commerce/catalog_reader.ts";
import type { HomeBlock, HomePage, SortOrder } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { type WithDelivery, withDelivery } from "./delivery_cost.ts";
import { pageOf } from "./loading.ts";
import { Block } from "./parts/home_block.tsx";
import type { Thing } from "./parts/json_ld.tsx";
import { Layout } from "./parts/layout.tsx";
import { absolute, pagePath } from "./parts/links.ts";
import { shopName } from "./parts/shop.ts";

/** Cards of a list, and categories, on a front page that nobody arranged. */
const fallbackCards = 8, fallbackCategories = 12;

/** The front page of a locale: the blocks that the merchant arranged, or what there is while nobody did. */
export const homePage: SharedPage<WithDelivery<HomePage>> = {
  cache: "shared",
  pattern: "",
  load: async (context) => pageOf(await withDelivery(context, await readHome(context))),
  view: (data, context) => <Home data={data} context={context} />,
};

async function readHome(context: PageContext): Promise<Read<HomePage>> {
  const home = await context.reader.home(context.scope);
  if (home.value.blocks.some((block) => block.kind !== "products" || block.cards.length > 0)) return home;
  const popular = await readFirst(context, "popular"), newest = await readFirst(context, "newest");
  const { t } = context;
  const { frame } = home.value;
  const categories = frame.categories.slice(0, fallbackCategories).map((category) => ({
    ...category,
    image: null,
  }));
  const products = (title: string, { value: { list } }: typeof popular) => ({
    kind: "products" as const,
    title,
    text: "",
    cards: list.cards,
    more: null,
  });
  const boundaries = [home, popular, newest].flatMap(({ validUntil }) => validUntil ?? []);
  return {
    value: {
      frame,
      blocks: [
        ...categories.length === 0
          ? []
          : [{ kind: "categories" as const, title: t("header.categories"), categories }],
        products(t("search.popular"), popular),
        products(t("home.new"), newest),
      ],
    },
    tags: [...new Set([...home.tags, ...popular.tags, ...newest.tags])],
    validUntil: boundaries.length === 0 ? null : Math.min(...boundaries),
    version: Math.min(home.version, popular.version, newest.version),
  };
}

function readFirst({ reader, scope }: PageContext, sort: SortOrder) {
  return reader.search(scope, {
    category: null,
    text: null,
    facets: {},
    sort,
    cursor: null,
    limit: fallbackCards,
  });
}

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
