/** Addresses that benchmarks ask for, found as a stranger would: from the sitemap. */

/** Paths of all product pages in one locale. */
export async function productPaths(origin: string, locale = "fr-fr"): Promise<string[]> {
  const index = await (await fetch(`${origin}/sitemap.xml`)).text();
  const parts = locations(index).map((address) => new URL(address).pathname);
  const paths: string[] = [];
  for (const part of parts) {
    const addresses = locations(await (await fetch(origin + part)).text());
    paths.push(
      ...addresses.map((address) => new URL(address).pathname).filter((path) =>
        path.startsWith(`/${locale}/p/`)
      ),
    );
  }
  if (paths.length === 0) throw new Error(`sitemap of ${origin}: no product in ${locale}`);
  return paths;
}

function locations(xml: string): string[] {
  return Array.from(xml.matchAll(/<loc>([^<]+)<\/loc>/g), (match) => match[1]!);
}
