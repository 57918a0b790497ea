/** The whole shop as `start` runs it, on free ports and an empty folder, for journeys in a real browser. */
import { build } from "../../tasks/build.ts";
import { openShop } from "../../tasks/shop.ts";

export interface JourneyShop extends AsyncDisposable {
  readonly url: string;
}

export async function openJourneyShop(): Promise<JourneyShop> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-journey-" });
  const lines: string[] = [];
  const shop = await openShop({
    environment: { HOME: Deno.env.get("HOME") ?? "/tmp", DATA_DIR: folder, PORT: "0", API_PORT: "0" },
    log: (program, line) => lines.push(`${program}: ${line}`),
    build,
  });
  const patience = setTimeout(() => shop.stop(), 60_000);
  const ready = await shop.ready;
  clearTimeout(patience);
  if (!ready) throw new Error(`the shop did not open:\n${lines.join("\n")}`);
  return {
    url: shop.url,
    async [Symbol.asyncDispose]() {
      await shop.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
