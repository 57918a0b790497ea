import type { HomeBlock, HomePage } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { pageOf } from "./loading.ts";
import { Cards } from "./parts/card.tsx";
import type { Thing } from "./parts/json_ld.tsx";
import { Layout } from "./parts/layout.tsx";
import { absolute, categoryPath, pagePath } from "./parts/links.ts";
import { Picture } from "./parts/picture.tsx";
import { shopName } from "./parts/shop.ts";

/** The front page of a locale: the blocks that the merchant arranged. */
export const homePage: SharedPage<HomePage> = {
  cache: "shared",
  pattern: "",
  load: async (context) => pageOf(await context.reader.home(context.scope)),
  view: (data, context) => <Home data={data} context={context} />,
};

function Home({ data, context }: { data: HomePage; context: PageContext }) {
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

function Block({ block, first, turned, context }: {
  block: HomeBlock;
  /** Whether it holds the page's heading and its largest picture. */
  first: boolean;
  /** Whether its picture stands on the other side. */
  turned: boolean;
  context: PageContext;
}) {
  switch (block.kind) {
    case "hero":
      return <Hero block={block} first={first} context={context} />;
    case "products":
      return <Products block={block} context={context} />;
    case "categories":
      return <Categories block={block} context={context} />;
    case "editorial":
      return <Editorial block={block} turned={turned} context={context} />;
    case "assurances":
      return <Assurances block={block} context={context} />;
  }
}

type BlockOf<Kind extends HomeBlock["kind"]> = Extract<HomeBlock, { kind: Kind }>;

function Hero({ block, first, context }: { block: BlockOf<"hero">; first: boolean; context: PageContext }) {
  const Title = first ? "h1" : "h2";
  const href = block.category
    ? categoryPath(context.locale, block.category.slug)
    : pagePath(context.locale, "search?sort=newest");
  return (
    <section class="hero">
      <div class="hero__picture">
        {block.image && (
          <Picture
            image={block.image}
            sizes="(min-width: 60rem) 92vw, 133vw"
            smallest={480}
            priority={first}
          />
        )}
      </div>
      <div class="hero__text">
        <p class="kicker">{block.kicker}</p>
        <Title class="display">{block.title}</Title>
        <p class="lead">{block.text}</p>
        <a class="button button--primary" href={href}>{block.action}</a>
      </div>
    </section>
  );
}

function Products({ block, context }: { block: BlockOf<"products">; context: PageContext }) {
  if (block.cards.length === 0) return null;
  return (
    <section class="block">
      <div class="block__head">
        <h2>{block.title}</h2>
        <p>{block.text}</p>
        {block.more && (
          <a class="more" href={categoryPath(context.locale, block.more.slug)}>
            {context.t("home.more", { name: block.more.name })}
          </a>
        )}
      </div>
      <Cards cards={block.cards} context={context} />
    </section>
  );
}

function Categories({ block, context }: { block: BlockOf<"categories">; context: PageContext }) {
  return (
    <section class="block">
      <div class="block__head">
        <h2>{block.title}</h2>
      </div>
      <ul class="tiles">
        {block.categories.map((category) => (
          <li class="tile">
            <div class="tile__picture">
              {category.image && (
                <Picture
                  image={category.image}
                  sizes="(min-width: 60rem) 14vw, 46vw"
                  largest={640}
                  alt=""
                />
              )}
            </div>
            <a class="tile__name" href={categoryPath(context.locale, category.slug)}>{category.name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Editorial({ block, turned, context }: {
  block: BlockOf<"editorial">;
  turned: boolean;
  context: PageContext;
}) {
  return (
    <section class={turned ? "editorial editorial--turned" : "editorial"}>
      <div class="editorial__picture">
        {block.image && <Picture image={block.image} sizes="(min-width: 60rem) 58vw, 100vw" smallest={480} />}
      </div>
      <div class="editorial__text">
        <h2>{block.title}</h2>
        <p>{block.text}</p>
        {block.category && (
          <a class="more" href={categoryPath(context.locale, block.category.slug)}>{block.action}</a>
        )}
      </div>
    </section>
  );
}

function Assurances({ block, context }: { block: BlockOf<"assurances">; context: PageContext }) {
  return (
    <section class="assurances" aria-label={context.t("home.assurances")}>
      <ul>
        {block.items.map((item) => (
          <li>
            <h2>{item.title}</h2>
            <p>{item.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
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
