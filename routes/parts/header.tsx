import type { Frame } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { Icon } from "./icons.tsx";
import { firstFew, headerCategories } from "./header_categories.ts";
import { categoriesPath, categoryPath, pagePath } from "./links.ts";
import { MarketLink, marketName } from "./market_link.tsx";
import { BasketLink } from "./basket_link.tsx";
import { SearchForm } from "./search_form.tsx";
import { shopName } from "./shop.ts";

/** Rows of a submenu, of the phone's menu, and below each of its rows: every page carries them. */
const panelLinks = 10, phoneRoots = 10, phoneLinks = 6;

/**
 * The bar that stays at the top: menu, wordmark, categories, search, market, basket.
 *
 * Everything opens without script: the phone's menu is a `<details>`, the submenus follow hover and focus, the
 * phone's search field widens when it is focused.
 */
export function Header({ context, frame, plain }: {
  context: PageContext;
  /** Null where the catalog was not asked: no categories then. */
  frame: Frame | null;
  plain: boolean;
}) {
  const bar = <HeaderBar context={context} frame={frame} plain={plain} />;
  // A search shows its words in the field; any other page has the same header as the one before.
  if (frame === null || context.query.has("q")) return <header class="header">{bar}</header>;
  const html = context.fragment(frame, plain ? "plain header" : "header", () => bar);
  return <header class="header" dangerouslySetInnerHTML={{ __html: html }} />;
}

function HeaderBar({ context, frame, plain }: { context: PageContext; frame: Frame | null; plain: boolean }) {
  return (
    <div class="header__bar">
      {frame && <PhoneMenu context={context} frame={frame} />}
      <a class="wordmark" href={pagePath(context.locale, "")}>{shopName}</a>
      {frame && <Menu context={context} frame={frame} />}
      <SearchForm context={context} plain={plain} />
      <MarketLink context={context} plain={plain} />
      <BasketLink context={context} plain={plain} />
    </div>
  );
}

function Menu({ context, frame }: { context: PageContext; frame: Frame }) {
  const { t, locale } = context;
  const links = headerLinks(frame);
  const { shown, missing } = headerCategories(
    frame.categories,
    [...links.map(({ label }) => label), `${marketName(context)} · ${context.market.currency}`],
    t("categories.all"),
  );
  return (
    <nav class="menu" aria-label={t("header.categories")}>
      <ul class="menu__list">
        {shown.map(({ category, isWide }) => (
          <li class={isWide ? "menu__item menu__item--wide" : "menu__item"}>
            <a class="menu__link" href={categoryPath(locale, category.slug)}>{category.name}</a>
            {category.children.length > 0 && (
              <div class="menu__panel">
                <CategoryLinks category={category} few={panelLinks} context={context} />
              </div>
            )}
          </li>
        ))}
        {missing !== "nowhere" && (
          <li class={missing === "narrow" ? "menu__item menu__item--narrow" : "menu__item"}>
            <a class="menu__link" href={categoriesPath(locale)}>{t("categories.all")}</a>
          </li>
        )}
        {links.map((link) => (
          <li class="menu__item">
            <a class="menu__link" href={pagePath(locale, link.target)}>{link.label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PhoneMenu({ context, frame }: { context: PageContext; frame: Frame }) {
  const { t, locale } = context;
  return (
    <details class="phone-menu">
      <summary class="phone-menu__summary">
        <Icon name="menu" />
        <span class="visually-hidden">{t("header.menu")}</span>
      </summary>
      <nav class="phone-menu__panel" aria-label={t("header.menu")}>
        <ul>
          {frame.categories.slice(0, phoneRoots).map((category) => (
            <li>
              <a class="phone-menu__link" href={categoryPath(locale, category.slug)}>{category.name}</a>
              {category.children.length > 0 && (
                <CategoryLinks category={category} few={phoneLinks} context={context} />
              )}
            </li>
          ))}
          {frame.categories.length > phoneRoots && (
            <li>
              <a class="phone-menu__link" href={categoriesPath(locale)}>{t("categories.all")}</a>
            </li>
          )}
          {headerLinks(frame).map((link) => (
            <li>
              <a class="phone-menu__link" href={pagePath(locale, link.target)}>{link.label}</a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}

function CategoryLinks({ category, few, context }: {
  category: Frame["categories"][number];
  few: number;
  context: PageContext;
}) {
  const { t, locale } = context;
  const { some, more } = firstFew(category.children, few);
  return (
    <ul>
      {some.map((child) => (
        <li>
          <a href={categoryPath(locale, child.slug)}>{child.name}</a>
        </li>
      ))}
      {more && (
        <li>
          <a href={categoryPath(locale, category.slug)}>{t("home.more", { name: category.name })}</a>
        </li>
      )}
    </ul>
  );
}

function headerLinks(frame: Frame): Frame["links"] {
  return frame.links.filter((link) => link.placement === "header");
}
