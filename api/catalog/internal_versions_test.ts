import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { edgeReports } from "../../db/backoffice/edge_reports.ts";
import { openSmallApi, serviceToken, type SmallApi } from "../testing/small_api.ts";
import { internalVersionHandlers } from "./internal_versions.ts";
import { VersionWatch } from "./version_watch.ts";

describe("what the catalog service answers to edges alone", () => {
  let small: SmallApi;

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  const call = async (path: string, init: RequestInit = {}, token = serviceToken) =>
    await small.api.request(`/internal${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  const put = (path: string, body: unknown) => call(path, { method: "PUT", body: JSON.stringify(body) });
  const ask = async (query: string) => await (await call(`/catalog-version?${query}`)).json();

  /** Writes something and answers the catalog version that it made. */
  const write = async (amountMinor = 1): Promise<number> => {
    const items = [{ sku: "NONE", market: "us", amountMinor }];
    return (await small.call("PUT", "/v1/admin/prices", { body: { items } })).body.catalogVersion;
  };
  const create = async (tag: string): Promise<number> => {
    const body = { tag, name: tag, direction: "ltr" };
    return (await small.call("POST", "/v1/admin/languages", { body })).body.catalogVersion;
  };

  it("lets nobody in without the service token", async () => {
    for (const path of ["/catalog-version?after=1", "/regions/cdg/m1"]) {
      const method = path.startsWith("/regions") ? "PUT" : "GET";
      const unknown = await small.api.request(`/internal${path}`, { method });
      expect([unknown.status, (await call(path, { method }, "another-token")).status]).toEqual([401, 401]);
    }
  });

  it("answers at once where there is news", async () => {
    const catalogVersion = await write();
    expect(await ask(`after=${catalogVersion - 1}`)).toEqual({ catalogVersion });
    // A restored catalog has a lower version: that is news, too.
    expect(await ask(`after=${catalogVersion + 2}`)).toEqual({ catalogVersion });
  });

  it("answers as soon as a version was written, whoever waits", async () => {
    const known = await write();
    const waiting = [ask(`after=${known}`), ask(`after=${known}`)];
    // Both wait before the write.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const catalogVersion = await create("de");
    expect(catalogVersion).toBeGreaterThan(known);
    expect(await Promise.all(waiting)).toEqual([{ catalogVersion }, { catalogVersion }]);
  });

  it("answers with nothing new when the time is over, or when the process ends", async () => {
    const catalogVersion = await write();
    expect(await ask(`after=${catalogVersion}&hold=1`)).toEqual({ catalogVersion });
    const waiting = ask(`after=${catalogVersion}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    small.stop();
    expect(await waiting).toEqual({ catalogVersion });
  });

  it("sees what another process wrote", async () => {
    let version = 7;
    const watch = new VersionWatch({ read: () => Promise.resolve(version), everyMs: 1, onError: () => {} });
    const waiting = watch.above(7, 60_000, new AbortController().signal);
    version = 9;
    expect(await waiting).toBe(9);
    watch.close();
  });

  it("says that the catalog cannot be asked", async () => {
    const reports = edgeReports(small.backoffice);
    const broken = internalVersionHandlers({ reports, now: Date.now }, {
      above: () => Promise.reject(new Error("locked")),
    });
    const { signal } = new AbortController();
    const question = { query: { after: 7, hold: 1 }, from: { signal } };
    type Question = Parameters<typeof broken.awaitCatalogVersion>[0];
    await expect(broken.awaitCatalogVersion(question as Question)).rejects.toMatchObject({
      name: "DatabaseUnavailableError",
    });
  });

  it("refuses what it cannot understand", async () => {
    expect((await call("/catalog-version")).status).toBe(422);
    expect((await call("/catalog-version?after=1&hold=99999999")).status).toBe(422);
    expect((await put("/regions/cdg/m1", { catalogVersion: -1 })).status).toBe(422);
    expect((await put("/regions/NOT%20A%20NAME/m1", { catalogVersion: 1 })).status).toBe(404);
    expect((await call("/regions/cdg/m1", { method: "PUT", body: "{" })).status).toBe(400);
  });

  it("keeps what machines say, and tells a merchant where an edit is live", async () => {
    const catalogVersion = await write();
    expect((await put("/regions/cdg/m1", { catalogVersion })).status).toBe(200);
    expect((await put("/regions/nrt/m2", { catalogVersion })).status).toBe(200);
    expect((await put("/regions/nrt/m3", { catalogVersion: catalogVersion - 1 })).status).toBe(200);
    const regions = async () => (await small.call("GET", "/v1/admin/catalog/regions")).body.items;
    const reportedAt = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await regions()).toEqual([
      { region: "cdg", catalogVersion, lagVersions: 0, reportedAt, machines: 1 },
      { region: "nrt", catalogVersion: catalogVersion - 1, lagVersions: 1, reportedAt, machines: 2 },
    ]);

    await put("/regions/nrt/m3", { catalogVersion });
    expect(await regions()).toMatchObject([{ lagVersions: 0 }, { lagVersions: 0, machines: 2 }]);

    small.pass(60_001);
    expect(await regions()).toEqual([]);
    await small.doChores();
    expect(await edgeReports(small.backoffice).since(0)).toEqual([]);
  });
});
