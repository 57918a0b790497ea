/** The same page in other languages, for the market switcher. */
import type { Memory } from "./memory.ts";
import type { Place } from "./shop.ts";
import { type Run, statement } from "./statement.ts";

export const alternatesStatements = {
  productSlugs: statement<[languageId: number, slug: string], [languageId: number, slug: string]>(
    `SELECT o.language_id, o.slug FROM product_texts t JOIN product_texts o ON o.product_id = t.product_id
     WHERE t.language_id = ?1 AND t.slug = ?2`,
  ),
  // The asked market's own page last, so that it wins over another market's of the same language.
  informationSlugs: statement<
    [marketId: number, languageId: number, slug: string],
    [languageId: number, slug: string]
  >(
    `SELECT o.language_id, o.slug FROM information_pages i JOIN information_pages o ON o.code = i.code
     WHERE i.market_id = ?1 AND i.language_id = ?2 AND i.slug = ?3 ORDER BY o.market_id = ?1, o.id`,
  ),
};

/** Pages that are at the same path in every language. */
const everywhere = new Set(["", "c", "search", "basket"]);

/** @param path What stands after `/{locale}/`, encoded or not; a query is ignored. Anything unknown is empty. */
export function readAlternates(
  run: Run<typeof alternatesStatements>,
  memory: Memory,
  place: Place,
  path: string,
): Record<string, string> {
  const [encoded = ""] = path.split(/[?#]/, 1);
  const plain = decode(encoded);
  if (plain === null) return {};
  const { shop, tree } = memory;
  if (everywhere.has(plain)) {
    return Object.fromEntries(shop.directory.languages.map(({ tag }) => [tag, plain]));
  }
  const [, kind, slug] = /^([cpi])\/([^/]+)$/.exec(plain) ?? [];
  if (kind === undefined || slug === undefined) return {};
  return Object.fromEntries(
    slugs(kind, slug).flatMap(([languageId, slug]) => {
      const tag = shop.languageTags.get(languageId);
      return tag === undefined ? [] : [[tag, `${kind}/${slug}`]];
    }),
  );

  function slugs(kind: string, slug: string): (readonly [languageId: number, slug: string])[] {
    if (kind === "p") return run.productSlugs(place.languageId, slug);
    if (kind === "i") return run.informationSlugs(place.market.id, place.languageId, slug);
    const node = tree.bySlug(place.languageId, slug);
    return Array.from(shop.languageTags.keys()).flatMap((languageId) => {
      const text = node?.text(languageId);
      return text ? [[languageId, text.crumb.slug] as const] : [];
    });
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
