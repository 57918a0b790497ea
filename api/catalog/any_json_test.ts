import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { operations } from "../app.ts";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

const writes = Object.values(operations).filter((operation) => "body" in operation);
const json = fc.jsonValue({ stringUnit: "binary", depthSize: "small" });

/** A whole product with one of its values replaced by any JSON. */
const spoiled = fc.tuple(fc.nat(), json, fc.uuid()).map(([place, value, sku]) => {
  const body = lamp({
    brand: "Ravelin",
    hsCode: "940520",
    maker: { name: "Ravelin", address: "Hafen 1", email: "hello@ravelin.example" },
    attributes: [{ name: "material", value: "Brass" }],
    markets: ["us"],
    variants: [{ sku, options: { size: "M" }, unitMeasure: { amount: 1, unit: "ml" }, prices: {} }],
  });
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: object) => {
    for (const [name, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, name]);
      if (typeof inner === "object" && inner !== null) visit(inner);
    }
  };
  visit(body);
  const [holder, name] = places[place % places.length]!;
  holder[name] = value;
  return body;
});

describe("any JSON at all", () => {
  let small: SmallApi;

  before(async () => {
    small = await openSmallApi();
  });
  after(() => small.close());

  it("is refused by every call that writes, and writes nothing", async () => {
    const version = await small.shop.version();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), json, async ({ method, path }, body) => {
        const address = path.replace("{id}", "prd_01890000-0000-7000-8000-000000000000")
          .replace("{country}", "FR").replace("{market}", "fr").replace("{code}", "fr");
        const { status } = await small.call(method.toUpperCase(), address, { body, etag: '"1"' });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(await small.shop.version()).toBe(version);
  });

  it("within a product is taken or refused, never a fault", async () => {
    await fc.assert(
      fc.asyncProperty(spoiled, async (body) => {
        const { status } = await small.call("POST", "/v1/admin/products", { body });
        expect([201, 409, 422]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});
