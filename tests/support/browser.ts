/** A headless Chromium for tests, and pages that tell what went wrong in them. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

export interface TestBrowser {
  /** A page in a context of its own. Console errors and uncaught exceptions are added to `errors`. */
  open(options?: BrowserContextOptions): Promise<Page & { readonly errors: string[] }>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    // As root, which containers run as, Chromium has no sandbox; the pages are our own.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  return {
    async open(options) {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(String(error)));
      return Object.assign(page, { errors });
    },
    close: () => browser.close(),
  };
}
