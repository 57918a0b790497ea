import type { Organization, ProductPage } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { countryName } from "../country_names.ts";

/** What there is to know about a product beyond its description: details, delivery, safety. */
export function ProductFacts({ product, context }: { product: ProductPage; context: PageContext }) {
  const { t } = context;
  return (
    <div class="facts">
      <details class="fold" open>
        <summary>{t("product.details")}</summary>
        <Attributes product={product} context={context} />
      </details>
      <details class="fold">
        <summary>{t("product.delivery")}</summary>
        <p>{t(product.kind === "physical" ? "product.delivery_text" : "product.delivery_digital")}</p>
        <p>{t("product.returns_text")}</p>
      </details>
      <Safety product={product} context={context} />
    </div>
  );
}

function Attributes({ product, context }: { product: ProductPage; context: PageContext }) {
  const { t, format } = context;
  const rows: (readonly [string, string])[] = product.attributes.map(({ label, value }) => [label, value]);
  if (product.dimensionsMm) {
    const [width, depth, height] = product.dimensionsMm.map((side) => format.number(side / 10));
    rows.push([
      t("product.dimensions"),
      t("product.dimensions_value", {
        width: width!,
        depth: depth!,
        height: height!,
      }),
    ]);
  }
  if (product.weightGrams !== null) rows.push([t("product.weight"), weight(product.weightGrams, context)]);
  if (product.originCountry) {
    rows.push([t("product.origin"), countryName(product.originCountry, context.language.tag)]);
  }
  return (
    <table class="attributes">
      <tbody>
        {rows.map(([label, value]) => (
          <tr>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function weight(grams: number, { t, format }: PageContext): string {
  return grams < 1000
    ? t("product.weight_g", { weight: format.number(grams) })
    : t("product.weight_kg", { weight: format.number(grams / 1000) });
}

/** Warnings, maker and EU responsible person: Regulation (EU) 2023/988, article 19. */
function Safety({ product, context }: { product: ProductPage; context: PageContext }) {
  const { t } = context;
  if (!product.warnings && !product.maker && !product.euResponsible) return null;
  return (
    <details class="fold">
      <summary>{t("product.safety")}</summary>
      {product.warnings && <p class="warning">{product.warnings}</p>}
      <dl class="companies">
        {product.maker && <Company company={product.maker} role={t("product.maker")} />}
        {product.euResponsible && (
          <Company company={product.euResponsible} role={t("product.eu_responsible")} />
        )}
      </dl>
    </details>
  );
}

function Company({ company, role }: { company: Organization; role: string }) {
  return (
    <div>
      <dt>{role}</dt>
      <dd>
        <bdi>{company.name}</bdi>
        <br />
        <bdi>{company.address}</bdi>
        <br />
        <a href={`mailto:${company.email}`}>{company.email}</a>
      </dd>
    </div>
  );
}
