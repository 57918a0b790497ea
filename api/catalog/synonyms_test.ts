import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallApi, type SmallApi } from "../testing/small_api.ts";

describe("synonyms", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);
  const create = (body: unknown, key?: string) => call("POST", "/v1/admin/synonyms", { body, key });
  /** What queries are compared with. */
  const phrases = () =>
    small.shop.rows("SELECT language_id, phrase, means FROM synonym_phrases ORDER BY phrase, means");

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("are created, read, changed and deleted", async () => {
    const made = await create({ language: "en", phrases: ["sofa", "Couches", "love seat"] });
    expect([made.status, made.body]).toEqual([201, {
      id: made.body.id,
      language: "en",
      phrases: ["sofa", "Couches", "love seat"],
      means: null,
      catalogVersion: await small.shop.version(),
    }]);
    expect(await phrases()).toEqual([
      [1, "couch", '[["sofa"],["love","seat"]]'],
      [1, "love seat", '[["sofa"],["couch"]]'],
      [1, "sofa", '[["couch"],["love","seat"]]'],
    ]);
    const path = `/v1/admin/synonyms/${made.body.id}`;
    const read = await call("GET", path);
    const { catalogVersion: _, ...synonym } = made.body;
    expect([read.body, read.headers.get("etag")]).toEqual([synonym, made.headers.get("etag")]);

    const etag = read.headers.get("etag");
    const oneWay = await call("PATCH", path, {
      etag,
      body: { phrases: ["telly"], means: ["TV", "television set"] },
    });
    expect([oneWay.status, oneWay.body]).toMatchObject([200, {
      phrases: ["telly"],
      means: ["TV", "television set"],
    }]);
    expect(await phrases()).toEqual([[1, "telli", '[["tv"],["televi","set"]]']]);
    expect((await call("PATCH", path, { etag, body: { phrases: ["x"] } })).status).toBe(412);
    expect((await call("PATCH", path, { body: { phrases: ["x"] } })).status).toBe(428);
    const same = await call("PATCH", path, { etag: oneWay.headers.get("etag"), body: {} });
    expect([same.status, same.headers.get("etag")]).toEqual([200, oneWay.headers.get("etag")]);

    const gone = await call("DELETE", path, { etag: oneWay.headers.get("etag") });
    expect([gone.status, await phrases()]).toEqual([200, []]);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("are refused without words, with too many, alone, or in a language that the shop does not speak", async () => {
    const refused = async (body: unknown) => {
      const { status, body: { errors } } = await create(body);
      return [status, errors.map(({ path }) => path)];
    };
    expect(await refused({ language: "en", phrases: ["sofa", "!!!"] })).toEqual([422, ["phrases.1"]]);
    expect(await refused({ language: "en", phrases: ["sofa", "of the"] })).toEqual([422, ["phrases.1"]]);
    expect(await refused({ language: "en", phrases: ["sofa", "one two three four five"] })).toEqual([
      422,
      ["phrases.1"],
    ]);
    expect(await refused({ language: "en", phrases: ["sofa"], means: ["?"] })).toEqual([422, ["means.0"]]);
    expect(await refused({ language: "en", phrases: ["sofa"] })).toEqual([422, ["phrases"]]);
    expect(await refused({ language: "ja", phrases: ["sofa", "couch"] })).toEqual([422, ["language"]]);
    expect(await refused({ language: "en", phrases: [] })).toEqual([422, ["phrases"]]);
    expect([await phrases(), await small.shop.rows("SELECT * FROM synonyms")]).toEqual([[], []]);
  });

  it("are created once for a key, and drop the searches of their language", async () => {
    const key = "synonyms-once";
    const version = await small.shop.version();
    const made = await create({ language: "fr", phrases: ["canapé", "sofa"] }, key);
    const again = await create({ language: "fr", phrases: ["canapé", "sofa"] }, key);
    expect([again.status, again.body, again.headers.get("idempotent-replayed")]).toEqual([
      201,
      made.body,
      "true",
    ]);
    expect(await small.shop.rows(`SELECT DISTINCT tag FROM changes WHERE sequence > ${version}`)).toEqual([
      ["search:2"],
    ]);
    const { body } = await call("GET", "/v1/admin/synonyms?limit=1");
    expect([body.items.map(({ id }) => id), body.nextCursor]).toEqual([[made.body.id], null]);
  });
});
