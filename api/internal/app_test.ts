import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { type EdgeReports, edgeReports } from "../../db/backoffice/edge_reports.ts";
import { openSmallApi, type SmallApi } from "../testing/small_api.ts";
import { createInternalApp } from "./app.ts";
import { VersionWatch } from "./version_watch.ts";

const serviceToken = "a-service-token-for-tests";

describe("what the API serves to edges alone", () => {
  let small: SmallApi;
  let reports: EdgeReports;
  let version: number;
  let watch: VersionWatch;
  let app: ReturnType<typeof createInternalApp>;
  let now: number;

  beforeEach(async () => {
    small = await openSmallApi();
    reports = edgeReports(small.backoffice);
    version = 7;
    now = Date.UTC(2026, 2, 1, 0, 1);
    watch = new VersionWatch({ read: () => Promise.resolve(version), everyMs: 60_000, onError: () => {} });
    const log = createLog({ program: "api", write: () => {}, now: () => new Date(now) });
    app = createInternalApp({ watch, reports, serviceToken, log, now: () => now });
  });
  afterEach(async () => {
    watch.close();
    await small.close();
  });

  const call = (path: string, init: RequestInit = {}, token = serviceToken) =>
    app.request(`/internal${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
  const put = (path: string, body: unknown) => call(path, { method: "PUT", body: JSON.stringify(body) });

  it("lets nobody in without the service token, and nobody at all where there is none", async () => {
    for (const path of ["/catalog-version?after=1", "/regions/cdg/m1", "/nothing"]) {
      expect([(await app.request(`/internal${path}`)).status, (await call(path, {}, "another-token")).status])
        .toEqual([401, 401]);
    }
    const log = createLog({ program: "api", write: () => {}, now: () => new Date(now) });
    app = createInternalApp({ watch, reports, serviceToken: undefined, log, now: () => now });
    expect((await call("/catalog-version?after=1")).status).toBe(401);
  });

  it("answers at once where there is news", async () => {
    expect(await (await call("/catalog-version?after=6")).json()).toEqual({ catalogVersion: 7 });
    // A restored catalog has a lower version: that is news, too.
    expect(await (await call("/catalog-version?after=9")).json()).toEqual({ catalogVersion: 7 });
  });

  it("answers as soon as a version was written, whoever waits", async () => {
    const waiting = [call("/catalog-version?after=7"), call("/catalog-version?after=7")];
    // Both wait before the write.
    await new Promise((resolve) => setTimeout(resolve));
    version = 8;
    watch.wake();
    for (const answer of await Promise.all(waiting)) {
      expect(await answer.json()).toEqual({ catalogVersion: 8 });
    }
  });

  it("answers with nothing new when the time is over, or when the process ends", async () => {
    expect(await (await call("/catalog-version?after=7&hold=1")).json()).toEqual({ catalogVersion: 7 });
    const waiting = call("/catalog-version?after=7");
    await new Promise((resolve) => setTimeout(resolve));
    watch.close();
    expect(await (await waiting).json()).toEqual({ catalogVersion: 7 });
  });

  it("sees what another process wrote", async () => {
    watch.close();
    watch = new VersionWatch({ read: () => Promise.resolve(version), everyMs: 1, onError: () => {} });
    const waiting = watch.above(7, 60_000, new AbortController().signal);
    version = 9;
    expect(await waiting).toBe(9);
  });

  it("says that the catalog cannot be asked", async () => {
    const broken = new VersionWatch({
      read: () => Promise.reject(new Error("locked")),
      everyMs: 60_000,
      onError: () => {},
    });
    const log = createLog({ program: "api", write: () => {}, now: () => new Date(now) });
    app = createInternalApp({ watch: broken, reports, serviceToken, log, now: () => now });
    expect((await call("/catalog-version?after=7")).status).toBe(503);
  });

  it("refuses what it cannot understand", async () => {
    expect((await call("/catalog-version")).status).toBe(422);
    expect((await call("/catalog-version?after=1&hold=99999999")).status).toBe(422);
    expect((await put("/regions/cdg/m1", { catalogVersion: -1 })).status).toBe(422);
    expect((await put("/regions/NOT%20A%20NAME/m1", { catalogVersion: 1 })).status).toBe(422);
    expect((await call("/regions/cdg/m1", { method: "PUT", body: "{" })).status).toBe(422);
  });

  it("keeps what machines say, and tells a merchant where an edit is live", async () => {
    const { catalogVersion } = (await small.call("PUT", "/v1/admin/prices", {
      body: { items: [{ sku: "NONE", market: "us", amountMinor: 1 }] },
    }))
      .body;
    expect((await put("/regions/cdg/m1", { catalogVersion })).status).toBe(204);
    expect((await put("/regions/nrt/m2", { catalogVersion })).status).toBe(204);
    expect((await put("/regions/nrt/m3", { catalogVersion: catalogVersion - 1 })).status).toBe(204);
    const at = new Date(now).toISOString();
    const regions = async () => (await small.call("GET", "/v1/admin/catalog/regions")).body.items;
    expect(await regions()).toEqual([
      { region: "cdg", catalogVersion, lagVersions: 0, reportedAt: at, machines: 1 },
      { region: "nrt", catalogVersion: catalogVersion - 1, lagVersions: 1, reportedAt: at, machines: 2 },
    ]);

    await put("/regions/nrt/m3", { catalogVersion });
    expect(await regions()).toMatchObject([{ lagVersions: 0 }, { lagVersions: 0, machines: 2 }]);

    small.pass(60_001);
    expect(await regions()).toEqual([]);
    await reports.prune(now + 1);
    expect(await reports.since(0)).toEqual([]);
  });
});
