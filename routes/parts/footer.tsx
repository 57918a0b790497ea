import type { Frame } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { Icon } from "./icons.tsx";
import { marketsPath, pagePath } from "./links.ts";
import { marketName } from "./market_link.tsx";
import { shopName } from "./shop.ts";

/** The end of every page: who this is, the information pages, the market. */
export function Footer({ context, frame }: { context: PageContext; frame: Frame | null }) {
  const inside = <FooterInside context={context} frame={frame} />;
  if (frame === null) return <footer class="footer">{inside}</footer>;
  const html = context.fragment(frame, "footer", () => inside);
  return <footer class="footer" dangerouslySetInnerHTML={{ __html: html }} />;
}

function FooterInside({ context, frame }: { context: PageContext; frame: Frame | null }) {
  const { t, locale } = context;
  const links = frame?.links.filter((link) => link.placement === "footer") ?? [];
  return (
    <div class="footer__inside">
      <div class="footer__shop">
        <p class="wordmark">{shopName}</p>
        <p class="footer__tagline">{t("footer.tagline")}</p>
      </div>
      {links.length > 0 && (
        <nav class="footer__links" aria-label={t("footer.information")}>
          <ul>
            {links.map((link) => (
              <li>
                <a href={pagePath(locale, link.target)}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="footer__market">
        <p>{t("footer.market")}</p>
        <a href={marketsPath(locale)}>
          <Icon name="globe" /> {marketName(context)} · {context.language.name} · {context.market.currency}
        </a>
      </div>
      <p class="footer__legal">
        © {shopName} ·{" "}
        {t(context.market.pricesIncludeTax ? "footer.prices_with_tax" : "footer.prices_without_tax", {
          country: context.market.countries[0] ?? "",
        })}
      </p>
    </div>
  );
}
