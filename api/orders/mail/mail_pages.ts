/** The mails of a folder as pages, for whoever sits at the machine: a shop without a mail server shows what it would send. */
import type { Context } from "hono";
import type { Answer } from "../../platform/answer.ts";
import type { Api, Environment } from "../../platform/environment.ts";
import { escapeHtml, htmlPage } from "../../platform/html.ts";
import { storedMail, storedMails } from "./folder_transport.ts";

const shownAtMost = 200;

/** A mail is a stranger to these pages: no script, nothing fetched; its links open beside it. */
const mailPolicy = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'self'",
].join("; ");

/** Adds `/mail/` to the API: it answers only who asks from this machine, by the machine's own name. */
export function mailPages(api: Api, folder: string): void {
  api.get("/mail/", async (c) => isLocal(c) ? page(await list()) : c.notFound());
  api.get("/mail/:key", async (c) => {
    const mail = isLocal(c) ? await storedMail(folder, c.req.param("key")) : null;
    if (mail === null) return c.notFound();
    const { key, subject, to, at, text } = mail;
    return page(htmlPage(
      subject,
      `<p><a href="/mail/">All mails</a></p>
<h1>${escapeHtml(subject)}</h1>
<p class="soft">To ${escapeHtml(to)}, <time>${escapeHtml(at)}</time></p>
<p class="soft"><code>${escapeHtml(`${folder}/${key}.eml`)}</code></p>
<p><a href="/mail/${escapeHtml(key)}/html">The mail on a page of its own</a></p>
<iframe src="/mail/${escapeHtml(key)}/html" title="The mail" width="100%" height="900"
  sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details class="card"><summary>As plain text</summary><div class="body"><pre dir="auto">${
        escapeHtml(text)
      }</pre></div></details>`,
    ));
  });
  api.get("/mail/:key/html", async (c) => {
    const mail = isLocal(c) ? await storedMail(folder, c.req.param("key")) : null;
    if (mail === null) return c.notFound();
    return new Response(mail.html, {
      headers: { ...headers, "content-security-policy": mailPolicy },
    });
  });

  async function list(): Promise<Answer> {
    const rows = (await storedMails(folder, shownAtMost)).map(({ key, subject, to, at }) =>
      `<li><a href="/mail/${escapeHtml(key)}"><bdi>${escapeHtml(subject)}</bdi></a>
<span class="soft">${escapeHtml(to)} · <time>${escapeHtml(at)}</time></span></li>`
    );
    const mails = rows.length === 0
      ? "<p>There are none yet.</p>"
      : `<ul class="fields">${rows.join("")}</ul>`;
    return htmlPage(
      "Mails",
      `<h1>Mails</h1>
<p>There is no mail server (<code>SMTP_URL</code>): mails land in <code>${
        escapeHtml(folder)
      }</code>, the newest ${shownAtMost} here.</p>
${mails}`,
    );
  }
}

/** They tell of persons: nothing keeps them, nothing is told where a link was clicked. */
const headers = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function page({ body, headers: given }: Answer): Response {
  const policy = `${given?.["content-security-policy"]}; frame-src 'self'`;
  return new Response(body as string, { headers: { ...headers, "content-security-policy": policy } });
}

/**
 * A web page elsewhere could point a name of its own at this machine: the name must be the machine's, too. It stands in
 * the `Host` header as it was sent; a request may name its whole target besides (RFC 9112, section 3.2.2), and then that
 * is the address that is seen here.
 */
function isLocal(c: Context<Environment>): boolean {
  const addresses = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];
  const names = [new URL(c.req.url).host, c.req.header("host")].filter((name) => name !== undefined);
  return names.every((name) => ownName.test(name)) && addresses.includes(addressOf(c) ?? "");
}

const ownName = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Who is at the other end of the connection; a call between services of one process has none. */
function addressOf(c: Context<Environment>): string | undefined {
  return (c.env as Partial<Deno.ServeHandlerInfo<Deno.NetAddr>> | undefined)?.remoteAddr?.hostname;
}
