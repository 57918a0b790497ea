/** A sandbox behind a port. */
import { ConnectionCut } from "./api/serve.ts";
import { openSandbox, type SandboxOptions } from "./sandbox.ts";

export interface ServedSandbox {
  /** Origin, e.g. `http://127.0.0.1:8002`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a sandbox and listens; port 0 takes a free one. */
export async function serveSandbox(
  { hostname, port, ...options }: SandboxOptions & { readonly hostname: string; readonly port: number },
): Promise<ServedSandbox> {
  const sandbox = await openSandbox(options);
  const server = Deno.serve({
    hostname,
    port,
    onListen: () => {},
    onError: (error) => {
      if (!(error instanceof ConnectionCut)) options.log.error("request failed", { error });
      const message = "The sandbox failed; its log says why.";
      return Response.json({ error: { type: "api_error", message } }, { status: 500 });
    },
  }, (request, { remoteAddr }) => sandbox.handle(request, remoteAddr.hostname));
  const host = server.addr.hostname.includes(":") ? `[${server.addr.hostname}]` : server.addr.hostname;
  return {
    url: `http://${host}:${server.addr.port}`,
    async close() {
      await server.shutdown();
      await sandbox.close();
    },
  };
}
