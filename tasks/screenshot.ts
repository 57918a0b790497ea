/** `deno task screenshot`: takes the pictures of the shop that the documents show. */
import { join } from "node:path";
import sharp from "sharp";
import { openBrowser } from "../tests/support/browser.ts";
import { build } from "./build.ts";
import { root } from "./processes.ts";
import { openShop } from "./shop.ts";
import { say } from "./terminal.ts";

/** File below docs/pictures → the page and the window it is taken in. */
const pictures = {
  "home.webp": { path: "/en-us/", width: 1360, height: 1480 },
} as const;

const folder = await Deno.makeTempDir();
const shop = await openShop({
  environment: { ...Deno.env.toObject(), DATA_DIR: folder, PORT: "0", API_PORT: "0", PUBLIC_URL: "" },
  log: () => {},
  build,
});
await shop.ready;
const browser = await openBrowser();
for (const [file, { path, width, height }] of Object.entries(pictures)) {
  const page = await browser.open({ viewport: { width, height }, deviceScaleFactor: 1.5 });
  await page.goto(shop.url + path, { waitUntil: "networkidle" });
  const taken = await page.screenshot();
  await Deno.mkdir(join(root, "docs", "pictures"), { recursive: true });
  await sharp(taken).webp({ quality: 82 }).toFile(join(root, "docs", "pictures", file));
  say(`docs/pictures/${file}`);
}
await browser.close();
await shop.stop();
await Deno.remove(folder, { recursive: true });
Deno.exit(0);
