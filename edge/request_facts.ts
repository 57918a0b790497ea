/** Small facts that are read from a request: cookies, origin, path. */
import { problemResponse } from "../commerce/problem.ts";
import { maxBodyMs } from "../commerce/wire/json_body.ts";
import { readBody } from "../commerce/wire/read_body.ts";

/** The value of a cookie, or null. The first one counts where a name is sent twice (RFC 6265, section 5.4). */
export function readCookie(request: Request, name: string): string | null {
  const header = request.headers.get("cookie");
  if (header === null) return null;
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return null;
}

/**
 * A `Set-Cookie` header: `SameSite=Lax`, not for scripts, and `Secure` where the shop is. `path`: for the whole shop
 * when left out.
 */
export function formatCookie(
  name: string,
  value: string,
  options: { maxAgeSeconds: number; https: boolean; path?: string },
): string {
  const { maxAgeSeconds, https, path = "/" } = options;
  const secure = https ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Everything of the address after the origin, as it was sent: `/fr-fr/c/x?sort=newest`. */
export function pathAndQuery(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  return start === -1 ? "/" : url.slice(start);
}

/** The path of the page of ours that led here, or null (RFC 9110, section 10.1.3). */
export function readReferrer(request: Request, publicUrl: string): string | null {
  const referrer = request.headers.get("referer");
  if (referrer === null || !URL.canParse(referrer)) return null;
  const { origin, host, pathname } = new URL(referrer);
  const isOurs = origin === publicUrl || host === request.headers.get("host");
  return isOurs && !pathname.startsWith("//") ? pathname : null;
}

/**
 * Whether a form was sent by one of our own pages (design decision 4). Browsers name a form's origin; where they
 * do not (`Origin: null` after some redirects, or an old one), `Sec-Fetch-Site` decides. What sends neither is no
 * browser, and carries nobody's cookies by accident.
 */
export function isOwnForm(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  return origin === publicUrl || URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** No form of the shop sends more. */
const maxFormBytes = 16 * 1024;

/**
 * The fields of a form; null when it is none or was cut off; or the answer to one that is too large or too slow, which
 * says that the connection ends. Reads no more than it may.
 */
export async function readForm(
  request: Request,
  maxMs = maxBodyMs,
): Promise<URLSearchParams | Response | null> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded" || !request.body) return null;
  const bytes = await readBody(request, { maxBytes: maxFormBytes, maxMs });
  const headers = { connection: "close" };
  if (bytes === "too-slow") return problemResponse("request-timeout", { headers });
  if (bytes === "too-large") return problemResponse("too-large", { headers });
  // A cut-off form is not carried out in part: "12" cut after "1" would buy one.
  return bytes === "cut-off" ? null : new URLSearchParams(new TextDecoder().decode(bytes));
}

/** Whether the answer is wanted as JSON rather than as a page: the shop's own islands ask so. */
export function wantsJson(request: Request): boolean {
  return request.headers.get("accept")?.startsWith("application/json") ?? false;
}
