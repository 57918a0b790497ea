/**
 * A very small shop in this process, for tests of islands in a browser: pages of one island each, the real build,
 * and answers that a test can change or hold back.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Build } from "../../edge/build.ts";
import { readBuild } from "../../edge/read_build.ts";
import type { IslandName } from "../../islands/table.ts";
import { build } from "../../tasks/build.ts";
import { budgets } from "../../tasks/build/budgets.ts";

export interface IslandShop {
  readonly origin: string;
  readonly build: Build;
  /** Path → body of a page; a test may add to it. */
  readonly pages: Map<string, VNode>;
  /** `METHOD /path` → answer; what is not here is a page, a built file, or 404. */
  readonly answers: Map<string, (request: Request) => Response | Promise<Response>>;
  /** `METHOD /path?query body` of every request that is no built file. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** As in routes/styles: the wrapper of an island has no box. */
const style = ".island { display: contents }";
const stylePath = "/style.css";

/** @param direction Writing direction of all its pages. */
export async function islandShop(direction: "ltr" | "rtl" = "ltr"): Promise<IslandShop> {
  const folder = await Deno.makeTempDir();
  // What the style sheet weighs is another test's business.
  await build({ folder: join(folder, "dist"), budgets: { ...budgets, styles: Infinity } });
  const built = await readBuild(join(folder, "dist"));
  const pages: IslandShop["pages"] = new Map();
  const answers: IslandShop["answers"] = new Map();
  const requests: string[] = [];

  const stopping = new AbortController();
  const listening = { port: 0, hostname: "127.0.0.1", onListen() {}, signal: stopping.signal };
  const server = Deno.serve(listening, async (request) => {
    const { method, headers, url } = request;
    const { pathname, search } = new URL(url);
    const answer = answers.get(`${method} ${pathname}`);
    const file = built.files.get(pathname);
    // A page that is not ours, such as plain text, makes the browser ask for an icon.
    if (!file && pathname !== "/favicon.ico" && pathname !== stylePath) {
      const body = await request.text();
      requests.push(`${method} ${pathname}${search} ${body}`.trim());
      if (answer) return await answer(new Request(url, { method, headers, body: body || null }));
    }
    if (file) {
      return new Response(file.bodies.identity, { headers: { "content-type": file.contentType } });
    }
    if (pathname === stylePath) return new Response(style, { headers: { "content-type": "text/css" } });
    const page = pages.get(pathname);
    if (!page) return new Response("Not found", { status: 404 });
    return new Response(renderPage(page, direction, built), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'",
      },
    });
  });

  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    build: built,
    pages,
    answers,
    requests,
    async close() {
      // At once: a test that failed may still hold an answer back.
      stopping.abort();
      await server.finished;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function renderPage(body: VNode, direction: "ltr" | "rtl", { assets }: Build): string {
  const document = (
    <html lang="en" dir={direction}>
      <head>
        <meta charset="utf-8" />
        <title>Test</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={stylePath} />
        <script type="module" src={assets["islands/runtime.ts"]} />
      </head>
      <body>
        <main>
          <h1>Test</h1>
          {body}
        </main>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${renderToString(document)}`;
}

/** Loads the islands of a name and waits until they are interactive. */
export async function wake(page: Page, name: IslandName): Promise<void> {
  await page.evaluate(async (name) => {
    const ready: Promise<void>[] = [];
    const detail = { name, waitFor: (promise: Promise<void>) => ready.push(promise) };
    document.dispatchEvent(new CustomEvent("island:wake", { detail }));
    await Promise.all(ready);
  }, name);
}
