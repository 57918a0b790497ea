import type { Card as CardData } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { unitPriceNote } from "../price_notes.ts";
import { productPath } from "./links.ts";
import { Picture } from "./picture.tsx";
import { PriceTag } from "./price.tsx";
import { Swatches } from "./swatches.tsx";

/** How wide a card's picture stands in the grid of styles/card.css. */
const sizes = "(min-width: 45rem) 24vw, 46vw";

/** A product in a list. The whole card leads to it; the link itself is the title. */
export function Card({ card, context, heading = 3, priority = false }: {
  card: CardData;
  context: PageContext;
  heading?: 2 | 3;
  priority?: boolean;
}) {
  const { t } = context;
  const Heading = heading === 2 ? "h2" : "h3";
  const reduced = card.price.compareAtMinor !== null;
  const perUnit = unitPriceNote(card.price.amountMinor, card.unitMeasure, context);
  return (
    <li class="card">
      <div class="card__picture">
        {card.image && (
          <Picture image={card.image} sizes={sizes} smallest={320} largest={640} priority={priority} alt="" />
        )}
        {card.availability === "out_of_stock"
          ? <span class="badge">{t("availability.out_of_stock")}</span>
          : reduced && <span class="badge badge--accent">{t("card.reduced")}</span>}
      </div>
      <Heading class="card__title">
        <a href={productPath(context.locale, card.slug)}>{card.title}</a>
      </Heading>
      {card.brand && <p class="card__brand">{card.brand}</p>}
      <PriceTag price={card.price} varies={card.priceVaries} context={context} />
      {perUnit && <p class="card__unit">{perUnit}</p>}
      {card.swatches.length > 1 && <Swatches swatches={card.swatches} label={t("card.colours")} />}
    </li>
  );
}

/** Products side by side. */
export function Cards({ cards, context, heading = 3, eager = 0 }: {
  cards: readonly CardData[];
  context: PageContext;
  heading?: 2 | 3;
  /** How many of the first pictures are fetched at once: those above the fold. */
  eager?: number;
}) {
  return (
    <div class="shelf">
      <ul class="cards">
        {cards.map((card, index) => (
          <Card card={card} context={context} heading={heading} priority={index < eager} />
        ))}
      </ul>
    </div>
  );
}
