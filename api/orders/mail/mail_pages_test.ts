import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import MailComposer from "nodemailer/lib/mail-composer";
import { createLog } from "../../../commerce/log.ts";
import type { Api } from "../../platform/environment.ts";
import { createFrame } from "../../platform/frame.ts";
import { folderTransport } from "./folder_transport.ts";
import { mailPages } from "./mail_pages.ts";

describe("the pages of mails", () => {
  let folder: string, api: Api;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    const transport = await folderTransport(folder);
    await transport.send({
      key: "ord_1.paid",
      from: "shop@localhost",
      to: "ada@example.com",
      bytes: await new MailComposer({
        to: "ada@example.com",
        subject: "<Paid> & done",
        text: "plain <b>",
        html: "<p>rich</p><script>alert(1)</script>",
      }).compile().build(),
    });
    api = createFrame(createLog({ program: "api", write() {}, now: () => new Date(0) }));
    mailPages(api, folder);
  });
  afterEach(() => Deno.remove(folder, { recursive: true }));

  const get = (path: string, hostname = "127.0.0.1", origin = "http://127.0.0.1:8001") =>
    api.request(`${origin}${path}`, {}, { remoteAddr: { transport: "tcp", hostname, port: 5 } });

  it("list the mails, and show one with what it says", async () => {
    const list = await get("/mail/");
    expect([list.status, list.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await list.text()).toContain(
      '<a href="/mail/ord_1.paid"><bdi>&#60;Paid&#62; &#38; done</bdi></a>',
    );
    const mail = await get("/mail/ord_1.paid");
    const html = await mail.text();
    expect(html).toContain('<iframe src="/mail/ord_1.paid/html"');
    expect(html).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(html).toContain("plain &#60;b&#62;");
    expect(mail.headers.get("content-security-policy")).toMatch(/^default-src 'none';.*frame-src 'self'$/);
  });

  it("show a mail's HTML in a sandbox, whatever it holds", async () => {
    const mail = await get("/mail/ord_1.paid/html");
    expect(await mail.text()).toBe("<p>rich</p><script>alert(1)</script>\n");
    expect(mail.headers.get("content-security-policy")).toBe(
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    );
    expect(mail.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("are for this machine alone, under its own name", async () => {
    for (const path of ["/mail/", "/mail/ord_1.paid", "/mail/ord_1.paid/html"]) {
      for (
        const [address, origin] of [
          ["127.0.0.1", "http://localhost:8001"],
          ["::1", "http://[::1]:8001"],
          ["::ffff:127.0.0.1", "http://127.0.0.1:8001"],
        ] as const
      ) {
        expect([path, address, (await get(path, address, origin)).status]).toEqual([path, address, 200]);
      }
      for (
        const [address, origin] of [
          ["192.0.2.7", "http://127.0.0.1:8001"],
          ["fdaa::3", "http://api.process.comptoir.internal:8001"],
          ["127.0.0.1", "http://rebound.example:8001"],
        ] as const
      ) {
        expect([path, address, (await get(path, address, origin)).status]).toEqual([path, address, 404]);
      }
      expect((await api.request(`http://127.0.0.1:8001${path}`)).status).toBe(404);
    }
  });

  it("believe no name that is not this machine's, wherever a request says it", async () => {
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, api.fetch);
    const { port } = server.addr;
    const statusOf = async (head: string) => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      await connection.write(new TextEncoder().encode(`${head}\r\nConnection: close\r\n\r\n`));
      return (await new Response(connection.readable).text()).slice("HTTP/1.1 ".length).split(" ")[0];
    };
    const own = `127.0.0.1:${port}`;
    expect(await statusOf(`GET /mail/ HTTP/1.1\r\nHost: ${own}`)).toBe("200");
    expect(await statusOf(`GET /mail/ HTTP/1.1\r\nHost: LOCALHOST:${port}`)).toBe("200");
    for (
      const head of [
        "GET /mail/ HTTP/1.1\r\nHost: rebound.example",
        `GET http://${own}/mail/ HTTP/1.1\r\nHost: rebound.example`,
        `GET http://rebound.example/mail/ HTTP/1.1\r\nHost: ${own}`,
        `GET /mail/ HTTP/1.1\r\nHost: ${own}@rebound.example`,
        "GET /mail/ HTTP/1.1\r\nHost: 127.0.0.1.rebound.example",
        "GET /mail/ HTTP/1.1\r\nHost: ",
      ]
    ) expect([head, await statusOf(head)]).toEqual([head, "404"]);
    await server.shutdown();
  });

  it("lead to no other file", async () => {
    await Deno.writeTextFile(`${folder}/../outside.eml`, "x");
    for (const key of ["..%2Foutside", "%2e%2e%2foutside", "nothing", "shown", "ord_1.paid.eml"]) {
      expect([key, (await get(`/mail/${key}`)).status]).toEqual([key, 404]);
      expect([key, (await get(`/mail/${key}/html`)).status]).toEqual([key, 404]);
    }
    await Deno.remove(`${folder}/../outside.eml`);
  });
});
