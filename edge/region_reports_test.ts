import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { regionReports } from "./region_reports.ts";

describe("telling the centre what is served", () => {
  let sent: { url: string; body: unknown; authorization: string | null }[];
  let status: number;
  let now: number;
  let report: (version: number) => Promise<void>;

  beforeEach(() => {
    [sent, status, now] = [[], 204, 0];
    report = regionReports({
      apiUrl: "http://centre",
      token: "service",
      region: "nrt",
      machine: "m1",
      now: () => now,
      backoff: { firstMs: 500, ceilingMs: 500 },
      fetch: (url, init) => {
        const { body, headers } = init!;
        const authorization = new Headers(headers).get("authorization");
        sent.push({ url: String(url), body: JSON.parse(String(body)), authorization });
        return Promise.resolve(new Response(null, { status }));
      },
    });
  });
  const versions = () => sent.map(({ body }) => (body as { catalogVersion: number }).catalogVersion);

  it("says a version once", async () => {
    await report(5);
    await report(5);
    expect(sent).toEqual([
      {
        url: "http://centre/internal/regions/nrt/m1",
        body: { catalogVersion: 5 },
        authorization: "Bearer service",
      },
    ]);
    await report(6);
    expect(versions()).toEqual([5, 6]);
  });

  it("repeats it every ten seconds, so that the centre knows it is alive", async () => {
    await report(5);
    now = 9_999;
    await report(5);
    now = 10_000;
    await report(5);
    expect(versions()).toEqual([5, 5]);
  });

  it("tries again later when the centre fails, and does not reject", async () => {
    status = 503;
    await report(5);
    await report(5);
    status = 204;
    now = 500;
    await report(5);
    await report(5);
    expect(versions()).toEqual([5, 5]);
  });
});
