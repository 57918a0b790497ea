import type { ProductPage, ProductVariant } from "../commerce/catalog_view.ts";
import type { PageContext, SharedPage } from "../edge/page.ts";
import { piecesOf, type WithDelivery, withDelivery } from "./delivery_cost.ts";
import { movedPage, pageOf, redirect } from "./loading.ts";
import { breadcrumbList, Breadcrumbs } from "./parts/breadcrumbs.tsx";
import { Cards } from "./parts/card.tsx";
import { Gallery } from "./parts/gallery.tsx";
import { Layout } from "./parts/layout.tsx";
import { encodePath, productPath } from "./parts/links.ts";
import { ProductFacts } from "./parts/product_facts.tsx";
import { PriceNote } from "./parts/price_note.tsx";
import { ProductPicker } from "./parts/product_picker.tsx";
import { productThings } from "./product_things.ts";

/** `p/{slug}`: a product; `?sku=` names the variant that is chosen. */
export const productPage: SharedPage<WithDelivery<ProductPage>> = {
  cache: "shared",
  pattern: "p/:slug",
  query: (given) => {
    const sku = given.get("sku");
    return new URLSearchParams(sku ? { sku: sku.slice(0, 64) } : {});
  },
  load: async (context) => {
    const found = await context.reader.product(context.scope, context.params.slug ?? "");
    if (found === null) return { kind: "not-found" };
    if ("movedTo" in found) return movedPage(found, context);
    const sku = context.query.get("sku");
    if (sku !== null && !found.value.variants.some((variant) => variant.sku === sku)) {
      return redirect(encodePath(productPath(context.locale, found.value.slug)), 302);
    }
    return pageOf(await withDelivery(context, found, piecesOf));
  },
  view: (data, context) => <Product product={data} context={context} />,
};

function Product({ product, context }: { product: WithDelivery<ProductPage>; context: PageContext }) {
  const { t } = context;
  const selected = selectedVariant(product, context.query.get("sku"));
  const image = product.images[selected.image] ?? product.images[0] ?? null;
  const page = { name: product.title, path: productPath(context.locale, product.slug) };
  return (
    <Layout
      context={context}
      frame={product.frame}
      head={{
        title: product.title,
        description: product.description,
        canonical: `p/${product.slug}`,
        type: "product",
        image,
        things: [
          ...productThings(product, selected, context),
          breadcrumbList(product.path, context, page),
        ],
      }}
    >
      <Breadcrumbs path={product.path} context={context} />
      <article class="product">
        <div class="product__columns">
          <Gallery images={product.images} first={selected.image} context={context} />
          <div class="product__side">
            <div class="product__head">
              {product.brand && <p class="kicker">{product.brand}</p>}
              <h1>{product.title}</h1>
            </div>
            <ProductPicker product={product} selected={selected} context={context} />
            <p class="product__description">{product.description}</p>
            <ProductFacts product={product} context={context} />
          </div>
        </div>
      </article>
      {product.related.length > 0 && (
        <section class="block">
          <div class="block__head">
            <h2>{t("product.related")}</h2>
          </div>
          <Cards cards={product.related} context={context} />
          <PriceNote delivery={product.delivery} context={context} />
        </section>
      )}
    </Layout>
  );
}

/** The variant that the address names; else the first that can be bought; else the first. */
function selectedVariant({ variants }: ProductPage, sku: string | null): ProductVariant {
  return variants.find((variant) => variant.sku === sku) ??
    variants.find((variant) => variant.availability !== "out_of_stock") ??
    variants[0]!;
}
