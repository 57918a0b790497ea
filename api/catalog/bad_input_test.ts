import { after, afterEach, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { adminKey, lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";
import { cursorAfter } from "./cursor.ts";

interface Scenario {
  readonly says: string;
  readonly method?: string;
  /** `{lamp}`, `{variant}` and `{category}` stand for the ids of what is there. */
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly problem: string;
  /** Paths of the errors. */
  readonly paths?: readonly string[];
  /** What the detail says. */
  readonly detail?: string;
}

const products = "/v1/admin/products";
const variants = [{ sku: "LAMP-2", prices: { us: { amountMinor: 100 } } }];
const variant = (more: Record<string, unknown>) =>
  lamp({ variants: [{ sku: "LAMP-2", prices: { us: { amountMinor: 100 } }, ...more }] });
const texts = (more: Record<string, unknown>) =>
  lamp({ variants, texts: { en: { title: "Lamp", ...more } } });
const invalid = (says: string, body: unknown, ...paths: string[]): Scenario => ({
  says,
  body,
  status: 422,
  problem: "validation-failed",
  paths,
});
const nothing = "01890000-0000-7000-8000-000000000000";

const scenarios: readonly Scenario[] = [
  invalid("an unknown field", lamp({ variants, colour: "red" }), "colour"),
  invalid("less than nothing on hand", variant({ onHand: -1 }), "variants.0.onHand"),
  invalid("a wrong check digit", variant({ gtin: "4006381333932" }), "variants.0.gtin"),
  invalid(
    "a negative amount",
    variant({ prices: { us: { amountMinor: -1 } } }),
    "variants.0.prices.us.amountMinor",
  ),
  invalid(
    "a broken amount",
    variant({ prices: { us: { amountMinor: 1.5 } } }),
    "variants.0.prices.us.amountMinor",
  ),
  invalid(
    "an amount as text",
    variant({ prices: { us: { amountMinor: "100" } } }),
    "variants.0.prices.us.amountMinor",
  ),
  invalid(
    "an absurd amount",
    variant({ prices: { us: { amountMinor: 1e15 } } }),
    "variants.0.prices.us.amountMinor",
  ),
  invalid(
    "a comparison below the price",
    variant({ prices: { us: { amountMinor: 100, compareAtMinor: 100 } } }),
    "variants.0.prices.us.compareAtMinor",
  ),
  invalid("an unknown market", variant({ prices: { xx: { amountMinor: 1 } } }), "variants.0.prices.xx"),
  invalid(
    "a hostile market",
    variant({ prices: { "us'; DROP": { amountMinor: 1 } } }),
    "variants.0.prices.us'; DROP",
  ),
  invalid("an unknown market of visibility", lamp({ variants, markets: ["us", "xx"] }), "markets.1"),
  invalid("an unknown language", lamp({ variants, texts: { xx: { title: "Lamp" } } }), "texts.xx"),
  invalid("an unknown category", lamp({ variants, categories: ["lamps", "nowhere"] }), "categories.1"),
  invalid("an unknown picture", lamp({ variants, pictures: [{ key: "0".repeat(24) }] }), "pictures.0.key"),
  invalid("no text", lamp({ variants, texts: {} }), "texts"),
  invalid("no variant", lamp({ variants: [] }), "variants"),
  invalid("an empty title", texts({ title: "" }), "texts.en.title"),
  invalid("a title of blanks", texts({ title: " \t\u00a0" }), "texts.en.title"),
  invalid("a title that nobody sees", texts({ title: "\u200b\u2060\u3164" }), "texts.en.title"),
  invalid("control characters", texts({ title: "Lamp\u0007" }), "texts.en.title"),
  invalid("half a surrogate pair", texts({ title: "Lamp \ud83d" }), "texts.en.title"),
  invalid(
    "half a surrogate pair in a category",
    lamp({ variants, categories: ["lamps\udc00"] }),
    "categories.0",
  ),
  invalid("half a surrogate pair in a SKU", variant({ sku: "LAMP\ud83d" }), "variants.0.sku"),
  invalid("half a surrogate pair in a name", '{"\\ud83d": 1}', "categories", "texts", "variants", "\ud83d"),
  invalid("an impossible slug", texts({ slug: "../etc/passwd" }), "texts.en.slug"),
  invalid("a SKU with a blank", variant({ sku: "LAMP 2" }), "variants.0.sku"),
  invalid("__proto__", '{"__proto__": {"status": "active"}}', "categories", "texts", "variants", "__proto__"),
  invalid("null", "null", ""),
  {
    says: "a SKU that is taken",
    body: lamp({ texts: { en: { title: "Other" } } }),
    status: 409,
    problem: "conflict",
    paths: ["variants.0.sku"],
    detail: 'The SKU "LAMP-1" belongs to another variant.',
  },
  {
    says: "a SKU given twice",
    body: lamp({ variants: [variants[0], variants[0]] }),
    status: 409,
    problem: "conflict",
    paths: ["variants.1.sku"],
    detail: 'The SKU "LAMP-2" belongs to another variant.',
  },
  {
    says: "a slug that is taken",
    body: texts({ slug: "reading-lamp" }),
    status: 409,
    problem: "conflict",
    paths: ["texts.en.slug"],
    detail: 'The slug "reading-lamp" belongs to another product.',
  },
  {
    says: "a draft with a SKU that is taken",
    body: lamp({ status: "draft" }),
    status: 409,
    problem: "conflict",
    paths: ["variants.0.sku"],
  },
  {
    ...invalid(
      "a draft in an unknown category",
      lamp({ status: "draft", variants, categories: ["x"] }),
      "categories.0",
    ),
  },
  { says: "broken JSON", body: '{"status": "active"', status: 400, problem: "malformed-json" },
  { says: "10 MB", body: `"${"x".repeat(10 * 1024 * 1024)}"`, status: 413, problem: "too-large" },
  {
    says: "a form",
    body: "status=active",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    status: 415,
    problem: "unsupported-media-type",
  },
  {
    says: "a stranger",
    body: lamp({ variants }),
    headers: { authorization: "" },
    status: 401,
    problem: "unauthenticated",
  },
  {
    says: "a key that begins well",
    body: lamp({ variants }),
    headers: { authorization: `Bearer ${adminKey.slice(0, -1)}` },
    status: 401,
    problem: "unauthenticated",
  },

  ...[
    `var_${nothing}`,
    `PRD_${nothing}`,
    "1",
    "prd_",
    "prd_1' OR '1'='1",
    "%00",
    "%2e%2e%2f",
    "%E0%A4%A",
    "x".repeat(5000),
    `prd_${nothing}`,
  ].map((id): Scenario => ({
    says: `the product id ${id.slice(0, 40)}`,
    method: "GET",
    path: `${products}/${id}`,
    status: 404,
    problem: "not-found",
  })),
  {
    says: "a product's id as a variant's",
    method: "GET",
    path: "/v1/admin/variants/{lamp}",
    status: 404,
    problem: "not-found",
  },
  {
    says: "a variant's id as a category's",
    method: "GET",
    path: "/v1/admin/categories/{variant}",
    status: 404,
    problem: "not-found",
  },
  {
    says: "a path below a product",
    method: "GET",
    path: `${products}/{lamp}/variants`,
    status: 404,
    problem: "not-found",
  },
  {
    says: "PUT on a product",
    method: "PUT",
    path: `${products}/{lamp}`,
    body: {},
    status: 405,
    problem: "method-not-allowed",
  },

  {
    says: "a cursor of garbage",
    method: "GET",
    path: `${products}?cursor=garbage`,
    status: 422,
    problem: "validation-failed",
    paths: ["cursor"],
  },
  {
    says: "a cursor of blanks",
    method: "GET",
    path: `${products}?cursor=%20%20`,
    status: 422,
    problem: "validation-failed",
    paths: ["cursor"],
  },
  {
    says: "a cursor of another list",
    method: "GET",
    path: `${products}?cursor=${cursorAfter(`cat_${nothing}`)}`,
    status: 422,
    problem: "validation-failed",
    paths: ["cursor"],
  },
  ...["0", "101", "1.5", "-1", "all", "1e9"].map((limit): Scenario => ({
    says: `the limit ${limit}`,
    method: "GET",
    path: `${products}?limit=${limit}`,
    status: 422,
    problem: "validation-failed",
    paths: ["limit"],
  })),
  {
    says: "an unknown status",
    method: "GET",
    path: `${products}?status=gone`,
    status: 422,
    problem: "validation-failed",
    paths: ["status"],
  },
  {
    says: "prices of no SKU",
    method: "GET",
    path: "/v1/admin/prices",
    status: 422,
    problem: "validation-failed",
    paths: ["sku"],
  },

  {
    says: "a change without If-Match",
    method: "PATCH",
    path: `${products}/{lamp}`,
    body: { brand: "X" },
    status: 428,
    problem: "precondition-required",
  },
  {
    says: "a change of a version of long ago",
    method: "PATCH",
    path: `${products}/{lamp}`,
    body: { brand: "X" },
    headers: { "if-match": '"1"' },
    status: 412,
    problem: "version-mismatch",
  },
  {
    says: "a change of a draft's version",
    method: "PATCH",
    path: `${products}/{lamp}`,
    body: { brand: "X" },
    headers: { "if-match": '"draft-1"' },
    status: 412,
    problem: "version-mismatch",
  },
  {
    says: "a change to an unknown status",
    method: "PATCH",
    path: `${products}/{lamp}`,
    body: { status: "archived" },
    headers: { "if-match": '"1"' },
    status: 422,
    problem: "validation-failed",
    paths: ["status"],
  },

  {
    says: "a variant of an unknown product",
    path: "/v1/admin/variants",
    body: { productId: `prd_${nothing}`, sku: "LAMP-2", prices: {} },
    status: 422,
    problem: "validation-failed",
    paths: ["productId"],
  },
  {
    says: "a variant whose SKU is taken",
    path: "/v1/admin/variants",
    body: { productId: "{lamp}", sku: "LAMP-1", prices: {} },
    status: 409,
    problem: "conflict",
    paths: ["sku"],
  },
  {
    says: "a category in an unknown one",
    path: "/v1/admin/categories",
    body: { parent: "nowhere", texts: { en: { name: "X" } } },
    status: 422,
    problem: "validation-failed",
    paths: ["parent"],
  },
  {
    says: "a category whose code is taken",
    path: "/v1/admin/categories",
    body: { code: "lamps", texts: { en: { name: "X" } } },
    status: 409,
    problem: "conflict",
    paths: ["code"],
  },
  {
    says: "no prices",
    method: "PUT",
    path: "/v1/admin/prices",
    body: { items: [] },
    status: 422,
    problem: "validation-failed",
    paths: ["items"],
  },
  {
    says: "a price window that ends before it begins",
    method: "PUT",
    path: "/v1/admin/prices",
    body: {
      items: [{
        sku: "LAMP-1",
        market: "us",
        amountMinor: 1,
        validFrom: "2026-05-01T00:00:00Z",
        validUntil: "2026-04-01T00:00:00Z",
      }],
    },
    status: 422,
    problem: "validation-failed",
    paths: ["items.0.validUntil"],
  },
];

describe("bad input", () => {
  let small: SmallApi;
  let ids: Record<string, string>;
  let untouched: unknown;
  const everything = async () => [
    await small.shop.version(),
    await small.shop.rows("SELECT count(*) FROM products UNION ALL SELECT count(*) FROM attributes"),
    (await small.backoffice.execute("SELECT * FROM product_drafts")).rows.length,
  ];

  before(async () => {
    small = await openSmallApi();
    const { body } = await small.call("POST", products, { body: lamp() });
    const categories = await small.call("GET", "/v1/admin/categories");
    ids = { lamp: body.id, variant: body.variants[0]!.id, category: categories.body.items[0]!.id };
    untouched = await everything();
  });
  after(() => small.close());
  afterEach(async () => expect(await everything()).toEqual(untouched));

  for (
    const { says, method = "POST", path = products, body, headers, status, problem, paths, detail }
      of scenarios
  ) {
    it(`answers ${problem} to ${says}, and writes nothing`, async () => {
      const fill = (text: string) => text.replace(/\{(lamp|variant|category)\}/g, (_, name) => ids[name]!);
      const filled = typeof body === "string" || body === undefined
        ? body
        : JSON.parse(fill(JSON.stringify(body)));
      const reply = await small.call(method, fill(path), { body: filled, headers });
      expect([reply.status, reply.body.type]).toEqual([status, `/problems/${problem}`]);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(reply.body.errors?.map((error: { path: string }) => error.path)).toEqual(paths);
      if (detail !== undefined) expect(reply.body.detail).toBe(detail);
    });
  }
});
