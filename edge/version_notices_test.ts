import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listenForVersions, type VersionNotices } from "./version_notices.ts";

const never = new AbortController().signal;

describe("hearing of new versions", () => {
  let stopping: AbortController;
  let asked: { after: string | null; authorization: string | null }[];
  let answers: ((version: number | Response) => void)[];
  let arrived: PromiseWithResolvers<void>;
  let server: Deno.HttpServer<Deno.NetAddr>;
  let notices: VersionNotices;

  beforeEach(() => {
    stopping = new AbortController();
    [asked, answers] = [[], []];
    arrived = Promise.withResolvers();
    // A centre that answers when the test says so.
    server = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
      const { searchParams, pathname } = new URL(request.url);
      expect(pathname).toBe("/internal/catalog-version");
      asked.push({ after: searchParams.get("after"), authorization: request.headers.get("authorization") });
      return new Promise<Response>((resolve) => {
        answers.push((version) =>
          resolve(version instanceof Response ? version : Response.json({ catalogVersion: version }))
        );
        arrived.resolve();
      });
    });
    notices = listenForVersions({
      apiUrl: `http://127.0.0.1:${server.addr.port}`,
      token: "service",
      fetch,
      signal: stopping.signal,
      backoff: { firstMs: 1, ceilingMs: 1 },
    });
  });
  afterEach(async () => {
    stopping.abort();
    for (const answer of answers) answer(0);
    await server.shutdown();
  });

  /** Answers the question that is open, or the next that comes. */
  async function answer(version: number | Response): Promise<void> {
    await arrived.promise;
    arrived = Promise.withResolvers();
    answers.shift()!(version);
  }

  it("asks on from what it was told, with the service token", async () => {
    expect([notices.isHeard, notices.newest]).toEqual([false, null]);
    await answer(5);
    await notices.newer(4, never);
    expect([notices.isHeard, notices.newest]).toEqual([true, 5]);
    const six = notices.newer(5, never);
    await answer(6);
    await six;
    await arrived.promise;
    expect(asked).toEqual(
      ["-1", "5", "6"].map((after) => ({ after, authorization: "Bearer service" })),
    );
  });

  it("asks again when nothing came in time, and tells nobody", async () => {
    await answer(5);
    await answer(5);
    await arrived.promise;
    const until = new AbortController();
    const waiting = notices.newer(5, until.signal);
    until.abort();
    await waiting;
    expect(notices.newest).toBe(5);
  });

  it("is not heard while the centre fails, and asks again", async () => {
    await answer(5);
    await answer(new Response(null, { status: 503 }));
    await arrived.promise;
    expect(notices.isHeard).toBe(false);
    await answer(6);
    await notices.newer(5, never);
    expect(notices.isHeard).toBe(true);
  });
});
