/** The yardstick: `Deno.serve` answering one static body with given headers. Run as `yardstick.ts PORT FILE`. */
const [port, file] = Deno.args;
const { headers, body } = JSON.parse(Deno.readTextFileSync(file!)) as {
  headers: [string, string][];
  body: string;
};
const bytes = Uint8Array.fromBase64(body);
Deno.serve(
  { hostname: "127.0.0.1", port: Number(port), onListen: () => {} },
  () => new Response(bytes, { headers }),
);
