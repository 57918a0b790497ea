/** `deno task start`: the whole shop on one machine, ready for a shopper, in one command. */
import { build } from "./build.ts";
import { orSentence, stopSignal } from "./launch.ts";
import { npxEnd } from "./npx_end.ts";
import { openShop } from "./shop.ts";
import { say } from "./terminal.ts";
import { logLine, welcome } from "./welcome.ts";

const stopping = Promise.race([stopSignal(), npxEnd((name) => Deno.env.get(name))]);
const shop = await orSentence(() => openShop({ environment: Deno.env.toObject(), log: logLine, build }));
shop.ready.then((ready) => ready && say(welcome(shop)));
await stopping;
await shop.stop();
Deno.exit(0);
