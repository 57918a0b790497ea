/** Both readers keep the contract, and on the demo shop they answer the same. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { CatalogReader, Scope } from "../../commerce/catalog_reader.ts";
import { sortOrders } from "../../commerce/catalog_view.ts";
import { openReplica } from "../../db/catalog/reading/replica.ts";
import { openRemote } from "../../db/catalog/reading/remote.ts";
import { startApi } from "../support/api_process.ts";
import { serveCatalogFile } from "../support/catalog_server.ts";
import { findSqld, type LibsqlServer } from "../support/sqld.ts";
import { readerContract } from "./contract.ts";
import { allProducts } from "./queries.ts";

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

readerContract("the local file", (file) =>
  Promise.try(() => {
    const reader = openReplica(file);
    return { reader, close: () => Promise.resolve(reader.close()) };
  }));

readerContract("the remote server", async (file) => {
  const server = await serveCatalogFile({ sqld: "path" in sqld ? sqld.path : "", file });
  let time = 0;
  // Every look at the clock is an hour later: news are never fresh.
  const now = () => time += 3_600_000;
  const reader = openRemote({ url: server.url, token: undefined, fetch, now, deadlineMs: 5_000 });
  return {
    reader,
    async close() {
      reader.close();
      await server.stop();
    },
  };
}, skip);

describe("both readers on the demo shop", { skip }, () => {
  let folder: string;
  let server: LibsqlServer;
  let file: CatalogReader;
  let remote: CatalogReader;

  before(async () => {
    const api = await startApi();
    await api.stop();
    folder = api.folder;
    server = await serveCatalogFile({ sqld: "path" in sqld ? sqld.path : "", file: `${folder}/catalog.db` });
    file = openReplica(`${folder}/catalog.db`);
    remote = openRemote({ url: server.url, token: undefined, fetch, now: Date.now, deadlineMs: 5_000 });
  });
  after(async () => {
    file?.close();
    remote?.close();
    await server?.stop();
    if (folder) await Deno.remove(folder, { recursive: true });
  });

  /** What both answer, once it is known to be the same. */
  async function same<T>(read: (reader: CatalogReader) => Promise<T>): Promise<T> {
    const [one, other] = [await read(file), await read(remote)];
    expect(other).toEqual(one);
    return one;
  }

  for (const name of ["fr-fr", "en-us", "ja-jp", "ar-ae", "de-ch"]) {
    it(`answer the same in ${name}`, async () => {
      const [language, market] = name.split("-") as [string, string];
      const scope: Scope = { locale: { language, market }, priceList: "standard", now: Date.UTC(2027, 0, 1) };
      const { categories } = (await same((reader) => reader.frame(scope))).value;
      await same((reader) => reader.home(scope));
      const slugs = categories.flatMap((
        { slug, children },
      ) => [slug, ...children.map((child) => child.slug)]);
      for (const category of slugs) {
        await same((reader) => reader.alternates(scope, `c/${category}`));
        const page = await same((reader) => reader.category(scope, { ...allProducts, category }));
        if (page === null || "movedTo" in page) throw new Error(`wanted a page of "${category}"`);
        const { cards, facets } = page.value.list;
        const chosen = facets.slice(0, 2).map(({ name, values }) => [name, [values[0]!.value]]);
        const query = { ...allProducts, category, facets: Object.fromEntries(chosen), limit: 5 };
        for (const sort of sortOrders) await same((reader) => reader.category(scope, { ...query, sort }));
        for (const { slug, skus, title } of cards.slice(0, 1)) {
          await same((reader) => reader.product(scope, slug));
          await same((reader) => reader.productAddresses(scope, slug));
          const ref = await same((reader) => reader.variantRef(scope, skus[0]!));
          await same((reader) => reader.basket(scope, [{ ref: ref!, quantity: 2 }]));
          await same((reader) => reader.quoteView(scope, { skus, country: null }));
          await same((reader) => reader.search(scope, { ...allProducts, text: title, sort: "relevance" }));
          await same((reader) => reader.suggestions(scope, title.slice(0, 4)));
        }
      }
    });
  }
});
