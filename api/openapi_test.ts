import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createHash } from "node:crypto";
import { HtmlValidate } from "html-validate";
import { problems } from "../commerce/problem.ts";
import type { ServiceName } from "../commerce/settings.ts";
import { aboutOperations } from "./about/operations.ts";
import { documentedOperations as operations, serviceOperations } from "./app.ts";
import { edgeOperations } from "./catalog/edge_operations.ts";
import { openApiDocument } from "./openapi.ts";
import type { Operation } from "./platform/operation.ts";
import { routePath } from "./platform/register.ts";
import { openSmallApi, type SmallApi } from "./testing/small_api.ts";

type Node = Readonly<Record<string, unknown>>;

describe("the API", () => {
  let small: SmallApi;
  /** What it answers to everyone: of the services that it runs, and about itself. */
  let here: Operation[];

  before(async () => {
    small = await openSmallApi();
    const { services } = await (await small.api.request("/readyz")).json();
    const tables = Object.keys(services).map((name) => serviceOperations[name as ServiceName]!);
    here = [aboutOperations, ...tables].flatMap((table): Operation[] => Object.values(table))
      .filter(({ access }) => access !== "service");
  });
  after(() => small.close());

  const get = async (path: string) => {
    const response = await small.api.request(path);
    return { response, text: await response.text() };
  };

  it("has no route that its document does not describe, and none less", async () => {
    const document = JSON.parse((await get("/v1/openapi.json")).text);
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths as Record<string, Node>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`)
    );
    const named = (all: readonly Operation[]) =>
      all.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort();
    expect(described.sort()).toEqual(named([...Object.values(operations), ...Object.values(edgeOperations)]));
    // Calls between services are nobody else's business.
    const registered = small.api.routes
      .filter(({ method, path }) => method !== "ALL" && !path.startsWith("/internal/"))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect([...new Set(registered)].sort()).toEqual(named(here));
  });

  it("answers other methods of every address with 405", async () => {
    for (const operation of here) {
      const path = routePath(operation).replace(/:\w+/g, "x");
      const response = await small.api.request(path, { method: "OPTIONS" });
      await response.body?.cancel();
      expect([path, response.status]).toEqual([path, 405]);
    }
  });

  it("has a document whose references all lead somewhere", () => {
    const document = JSON.parse(JSON.stringify(openApiDocument(operations, edgeOperations)));
    const references: string[] = [];
    const visit = (node: unknown) => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, value] of Object.entries(node)) {
        if (name === "$ref") references.push(String(value));
        else visit(value);
      }
    };
    visit(document);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const target = reference.slice(2).split("/").reduce((node, part) => node?.[part], document);
      expect([reference, typeof target]).toEqual([reference, "object"]);
    }
  });

  it("says of every call which problems it answers, and what its writes need", () => {
    const { paths } = JSON.parse(JSON.stringify(openApiDocument(operations, edgeOperations)));
    const create = paths["/v1/admin/products"].post;
    expect(Object.keys(create.responses)).toEqual([
      "201",
      "400",
      "401",
      "408",
      "409",
      "413",
      "415",
      "422",
      "500",
      "503",
    ]);
    const patch = paths["/v1/admin/products/{id}"].patch;
    const named = (operation: { parameters: { name: string; required: boolean }[] }) =>
      operation.parameters.map(({ name, required }) => `${name} ${required}`);
    expect(named(create)).toEqual(["Idempotency-Key true"]);
    expect(named(patch)).toEqual(["id true", "If-Match true"]);
    expect(patch.security).toEqual([{ adminKey: [] }]);
    expect(paths["/v1/markets"].get.security).toBe(undefined);
    expect(Object.keys(paths["/v1/markets"].get.responses)).toEqual(["200", "500", "503"]);
    const browse = paths["/v1/products"].get;
    expect(browse.servers).toEqual([{ url: "/api", description: "an edge" }]);
    expect(browse.parameters.map(({ name }: { name: string }) => name)).toContain("market");
    expect(browse.description).toContain("Answered by the edge");
    expect(Object.keys(paths["/v1/products/{slug}"].get.responses)).toEqual([
      "200",
      "404",
      "422",
      "500",
      "503",
    ]);
  });

  const pages = ["/v1/docs", "/problems", ...Object.keys(problems).map((name) => `/problems/${name}`)];
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: { "long-title": "off", "doctype-style": "off", "no-trailing-whitespace": "off" },
  });
  for (const path of pages) {
    it(`shows ${path} without scripts, as valid HTML that its own policy allows`, async () => {
      const { response, text } = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      const report = await validator.validateString(text);
      expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
      expect(text).not.toMatch(/<script|<link|<img|\sstyle=|\son\w+=|https?:\/\//);
      const style = /<style>([^]*?)<\/style>/.exec(text)![1]!;
      const hash = createHash("sha256").update(style).digest("base64");
      expect(response.headers.get("content-security-policy")).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      );
    });
  }

  it("shows every operation on its page", async () => {
    const { text } = await get("/v1/docs");
    for (const name of Object.keys({ ...operations, ...edgeOperations })) {
      expect(text).toContain(`id="${name}"`);
    }
  });

  it("has no page for a problem that does not exist", async () => {
    for (const name of ["nothing", "constructor", "__proto__", "%3Cscript%3E"]) {
      expect((await get(`/problems/${name}`)).response.status).toBe(404);
    }
  });

  it("is alive, and ready as long as its databases answer", async () => {
    expect(JSON.parse((await get("/healthz")).text)).toEqual({ status: "alive" });
    const ready = await get("/readyz");
    const catalogVersion = await small.shop.version();
    expect([ready.response.status, JSON.parse(ready.text)]).toEqual([
      200,
      {
        status: "ready",
        catalogVersion,
        services: {
          catalog: { status: "ready", catalogVersion },
          inventory: { status: "ready", availabilityToTell: 0 },
        },
      },
    ]);
    const broken = await openSmallApi();
    broken.backoffice.close();
    const response = await broken.api.request("/readyz");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await response.json()).toMatchObject({
      type: "/problems/upstream-unavailable",
      detail: "A database of catalog cannot be used.",
      services: { catalog: { status: "unreachable" } },
    });
    await broken.close();
  });
});
