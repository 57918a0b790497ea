/**
 * The edge on Cloudflare Workers (docs/deploy-edges.md): the entry that `tasks/bundle_worker.ts` bundles. An isolate
 * has one edge, opened by its first request, since outside of requests a Worker may ask nobody anything.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { commonHeaders } from "./security_headers.ts";
import { disklessEdge } from "./diskless_edge.ts";
import type { BuildManifest } from "./build.ts";

/** What the runtime binds: settings by their names, and the build's files. */
export interface WorkerEnvironment {
  readonly ASSETS: { fetch(address: string): Promise<Response> };
  readonly [setting: string]: unknown;
}

/** Of one request. */
export interface WorkerContext {
  waitUntil(work: Promise<unknown>): void;
}

/** What Cloudflare tells of a request beside its headers. */
interface WorkerRequest extends Request {
  readonly cf?: { readonly clientAcceptEncoding?: string };
}

/** A response whose body is encoded already. */
type EncodedInit = ResponseInit & { readonly encodeBody: "manual" };

/** Any origin: the binding looks at the path alone. */
const assets = "https://assets.internal";

const immutable = "public, max-age=31536000, immutable";

export default createWorker();

function createWorker() {
  const contexts = new AsyncLocalStorage<WorkerContext>();
  // What a request leaves undone ends with it, unless its context is told to wait.
  const background = (work: Promise<unknown>) => contexts.getStore()?.waitUntil(work);
  let edge: ((request: Request) => Promise<Response>) | null = null;
  let manifest: Promise<BuildManifest> | null = null;

  const readManifest = (env: WorkerEnvironment): Promise<BuildManifest> =>
    manifest ??= env.ASSETS.fetch(`${assets}/manifest.json`).then((answer) => {
      if (answer.ok) return answer.json();
      throw new Error(`read the build: its manifest was answered with ${answer.status}`);
    }).catch((error) => {
      manifest = null;
      throw error;
    });

  async function answer(request: Request, env: WorkerEnvironment): Promise<Response> {
    const file = await builtFile(request, env);
    if (file) return file;
    edge ??= disklessEdge({
      environment: (name) => typeof env[name] === "string" ? env[name] : undefined,
      readBuild: async () => ({ ...await readManifest(env), files: new Map() }),
      // Detached from what it is called on, as the runtime wants it.
      fetch: (input, init) => fetch(input, init),
      background,
      // deno-lint-ignore no-console -- the runtime's log
      write: (line) => console.error(line),
    });
    const response = await edge(withOwnEncodings(request));
    if (!response.headers.has("content-encoding")) return response;
    // The pages are compressed once; left to itself the runtime would compress them again.
    const { status, headers } = response;
    return new Response(response.body, { status, headers, encodeBody: "manual" } as EncodedInit);
  }

  async function builtFile(request: Request, env: WorkerEnvironment): Promise<Response | null> {
    const { pathname } = new URL(request.url);
    if (request.method !== "GET" && request.method !== "HEAD") return null;
    if (!pathname.startsWith("/assets/") && pathname !== "/favicon.svg") return null;
    const file = (await readManifest(env)).files.find(({ path }) => path === pathname);
    if (!file) return null;
    const found = await env.ASSETS.fetch(assets + pathname);
    return new Response(request.method === "HEAD" ? null : found.body, {
      status: found.status,
      headers: {
        ...commonHeaders(String(env["PUBLIC_URL"]).startsWith("https:")),
        "content-type": file.contentType,
        "cache-control": file.immutable ? immutable : "public, max-age=3600",
        "vary": "Accept-Encoding",
        "x-region": String(env["REGION"] ?? "local"),
      },
    });
  }

  return {
    fetch(request: Request, env: WorkerEnvironment, context: WorkerContext): Promise<Response> {
      return contexts.run(context, () => {
        const work = answer(request, env);
        // Others may wait for what this request began, even when its shopper has left.
        context.waitUntil(work.catch(() => {}));
        return work;
      });
    },
  };
}

/** The request with the browser's own `Accept-Encoding`, which Cloudflare replaces by what it could transcode from. */
function withOwnEncodings(request: WorkerRequest): Request {
  const accepted = request.cf?.clientAcceptEncoding;
  if (accepted === undefined) return request;
  const headers = new Headers(request.headers);
  headers.set("accept-encoding", accepted);
  return new Request(request, { headers });
}
