/** `bench weight`: what a page weighs on the wire, and what Lighthouse says of it. */
import { findChromium } from "../tests/support/chromium.ts";
import { productPaths } from "./paths.ts";
import { demoFolder, startEdge } from "./shop.ts";
import type { Bench, Row } from "./table.ts";

/** One round trip of a fresh connection: ten segments (RFC 6928). */
const htmlBudget = 14 * 1024;
const scriptBudget = 12 * 1024;
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;

export async function weight(): Promise<Bench> {
  await using demo = await demoFolder();
  await using edge = await startEdge(demo.folder);
  const product = (await productPaths(edge.origin))[0]!;
  const category = await firstCategory(edge.origin);
  const rows: Row[] = [];
  for (const [name, path] of [["home", "/fr-fr/"], ["category", category], ["product", product]] as const) {
    const html = await sentBytes(edge.origin + path);
    rows.push({
      name: `${name}: HTML with its styles`,
      value: html.bytes,
      unit: "bytes brotli",
      target: `<= ${htmlBudget}`,
    });
    const scripts = await allScripts(edge.origin, html.text);
    rows.push({
      name: `${name}: all scripts`,
      value: scripts,
      unit: "bytes brotli",
      target: `<= ${scriptBudget}`,
    });
  }
  for (const [name, path] of [["home", "/fr-fr/"], ["category", category], ["product", product]] as const) {
    // The first visit renders the pictures; a shopper who comes after it is who is measured.
    await lighthouse(edge.origin + path);
    const scores = await lighthouse(edge.origin + path);
    for (const each of categories) {
      rows.push({
        name: `${name}: Lighthouse ${each}`,
        value: scores[each],
        unit: "of 100",
        target: ">= 100",
      });
    }
    rows.push({
      name: `${name}: largest contentful paint`,
      value: scores.lcpMs,
      unit: "ms (simulated slow 4G)",
    });
  }
  return { bench: "weight", rows };
}

async function firstCategory(origin: string): Promise<string> {
  const home = await (await fetch(`${origin}/fr-fr/`)).text();
  const path = /href="(\/fr-fr\/c\/[^"?]+)"/.exec(home)?.[1];
  if (!path) throw new Error("home page: wanted a link to a category");
  return encodeURI(path);
}

/** The body as it is sent to a browser, and its text. */
async function sentBytes(url: string): Promise<{ bytes: number; text: string }> {
  const output = await new Deno.Command("curl", { args: ["-s", "-H", "accept-encoding: br", url] }).output();
  return { bytes: output.stdout.byteLength, text: await (await fetch(url)).text() };
}

/** Every script that the page could ever load: its own, its islands', and what these import. */
async function allScripts(origin: string, html: string): Promise<number> {
  const seen = new Set<string>();
  const waiting = Array.from(html.matchAll(/"(\/assets\/[^"]+\.js)"/g), (match) => match[1]!);
  let total = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { bytes, text } = await sentBytes(origin + path);
    total += bytes;
    for (const match of text.matchAll(/["'](\.\/[^"']+\.js|\/assets\/[^"']+\.js)["']/g)) {
      waiting.push(new URL(match[1]!, origin + path).pathname);
    }
  }
  return total;
}

type Scores = Record<(typeof categories)[number] | "lcpMs", number>;

/** Lighthouse 12 with its mobile defaults, on Node, in Debian's Chromium. */
async function lighthouse(url: string): Promise<Scores> {
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  const output = await new Deno.Command("npx", {
    args: ["--yes", "lighthouse@12", url, "--quiet", "--output=json", `--chrome-flags=${flags.join(" ")}`],
    env: { CHROME_PATH: await findChromium() },
  }).output();
  const text = new TextDecoder().decode(output.stdout);
  if (!output.success) throw new Error(`lighthouse ${url}: ${new TextDecoder().decode(output.stderr)}`);
  const report = JSON.parse(text) as {
    categories: Record<string, { score: number }>;
    audits: Record<string, { numericValue: number }>;
  };
  const score = (name: string) => Math.round(report.categories[name]!.score * 100);
  return {
    "performance": score("performance"),
    "accessibility": score("accessibility"),
    "best-practices": score("best-practices"),
    "seo": score("seo"),
    "lcpMs": report.audits["largest-contentful-paint"]!.numericValue,
  };
}
