import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallApi, type SmallApi } from "../testing/small_api.ts";
import { cursorAfter } from "./cursor.ts";

const promotion = { markets: ["us"], rule: { kind: "percentage", percentPpm: 100_000 } };

/** Every kind of records, with two of it and the patches that ask for nothing. */
const kinds: Readonly<
  Record<string, { readonly inputs: readonly unknown[]; readonly idle: readonly unknown[] }>
> = {
  categories: {
    inputs: [{ texts: { en: { name: "Rugs" } } }, { texts: { en: { name: "Vases" } } }],
    idle: [{}, { texts: {} }],
  },
  promotions: {
    inputs: ["Ten", "Tenth"].map((name) => ({ ...promotion, texts: { en: { name } } })),
    idle: [{}],
  },
  synonyms: {
    inputs: [["sofa", "couch"], ["lamp", "light"]].map((phrases) => ({ language: "en", phrases })),
    idle: [{}],
  },
};

describe("the calls about records", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  before(async () => {
    small = await openSmallApi();
  });
  after(() => small.close());

  for (const [kind, { inputs, idle }] of Object.entries(kinds)) {
    const path = `/v1/admin/${kind}`;

    it(`answer the version that ${kind} had to a patch that asks for nothing`, async () => {
      const made = await call("POST", path, { body: inputs[0] });
      const etag = made.headers.get("etag");
      // Another record's write: from now on the catalog's version is not this record's.
      await call("POST", path, { body: inputs[1] });
      const version = await small.shop.version();
      for (const body of idle) {
        const { status, headers, body: answer } = await call("PATCH", `${path}/${made.body.id}`, {
          etag,
          body,
        });
        expect([status, headers.get("etag"), answer.catalogVersion]).toEqual([200, etag, version]);
      }
      expect(await small.shop.version()).toBe(version);
    });

    it(`list ${kind} page by page, and take no other list's cursor`, async () => {
      const all = (await call("GET", `${path}?limit=100`)).body;
      const ids = all.items.map(({ id }) => id);
      expect([ids.length >= 2, all.nextCursor]).toEqual([true, null]);
      const first = (await call("GET", `${path}?limit=1`)).body;
      const rest = (await call("GET", `${path}?limit=100&cursor=${first.nextCursor}`)).body;
      expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
      const foreign = cursorAfter(String(ids[0]).replace(/^\w+_/, "prd_"));
      const refused = await call("GET", `${path}?cursor=${foreign}`);
      expect([refused.status, refused.body.errors.map(({ path }) => path)]).toEqual([422, ["cursor"]]);
    });
  }
});
