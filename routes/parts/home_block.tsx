import type { HomeBlock } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import type { DeliveryCost } from "../delivery_cost.ts";
import { Cards } from "./card.tsx";
import { CategoryTiles } from "./category_tiles.tsx";
import { categoryPath, pagePath } from "./links.ts";
import { Picture } from "./picture.tsx";
import { PriceNote } from "./price_note.tsx";

/** One of the blocks that the merchant arranged on the front page. */
export function Block({ block, delivery, first, turned, context }: {
  block: HomeBlock;
  delivery: DeliveryCost;
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
      return <Products block={block} delivery={delivery} context={context} />;
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

function Products({ block, delivery, context }: {
  block: BlockOf<"products">;
  delivery: DeliveryCost;
  context: PageContext;
}) {
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
      <PriceNote delivery={delivery} context={context} />
    </section>
  );
}

function Categories({ block, context }: { block: BlockOf<"categories">; context: PageContext }) {
  return (
    <section class="block">
      <div class="block__head">
        <h2>{block.title}</h2>
      </div>
      <CategoryTiles categories={block.categories} context={context} />
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
        {block.image && <Picture image={block.image} sizes="(min-width: 60rem) 71vw, 133vw" smallest={480} />}
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
