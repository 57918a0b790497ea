/**
 * Security headers of every answer (OWASP Secure Headers; CSP level 3).
 *
 * The policy works by hashes, so that a page's bytes are the same for everyone and can be kept (design
 * decision 4): one hash for the one style sheet that stands in the page; scripts are files of our own.
 */
import { createHash } from "node:crypto";

/**
 * Headers for pages, with the hash of the style sheet that stands in each of them.
 *
 * `paymentOrigin` is where placing an order leads, if elsewhere: `form-action` holds for the redirects that follow a form
 * too (CSP level 3, section 6.4.1).
 */
export function securityHeaders(
  options: { styles: string; https: boolean; paymentOrigin?: string },
): Record<string, string> {
  const hash = createHash("sha256").update(options.styles).digest("base64");
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    ["form-action 'self'", ...options.paymentOrigin ? [options.paymentOrigin] : []].join(" "),
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  if (options.https) policy.push("upgrade-insecure-requests");
  return {
    ...commonHeaders(options.https),
    "content-security-policy": policy.join("; "),
  };
}

/** Headers for answers that are not pages: files, JSON, redirects. */
export function commonHeaders(https: boolean): Record<string, string> {
  return {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    // Two years and the subdomains too (RFC 6797). Browsers ignore it over plain http.
    ...(https ? { "strict-transport-security": "max-age=63072000; includeSubDomains; preload" } : {}),
  };
}
