/**
 * What was typed into the checkout, kept for whoever comes back to it: by the browser's button after a form was sent,
 * or from the payment page. It lies in a cookie that only the edge can read (AES-GCM), sent to the checkout alone, so
 * that the values stand in no address, no log and no store of ours.
 */
import { z } from "zod";
import type { CheckoutForm } from "../routes/checkout_form.ts";
import { formatCookie, readCookie } from "./request_facts.ts";

export interface KeptForm {
  /** The form with what was typed before; what was said on the basket page since then counts more. */
  restore(request: Request, first: CheckoutForm): Promise<CheckoutForm>;
  /** Cookies that keep a form, one for each path; none when it is too much for a cookie. */
  cookies(request: Request, form: CheckoutForm, paths: readonly string[], https: boolean): Promise<string[]>;
}

const name = "typed";
const maxAgeSeconds = 3600;
/** Browsers keep cookies of 4 kB; this leaves room for the name and its attributes. */
const maxLength = 3600;
const ivBytes = 12;

const kept = z.object({
  text: z.record(z.string(), z.string()),
  ticked: z.array(z.string()),
  /** The quote cookie at that time. */
  wishes: z.string(),
});

/** @param secret Shared by all edges; null: each process reads only what it kept itself. */
export function keptForm(secret: string | null): KeptForm {
  const key = importKey(secret ?? crypto.randomUUID());
  return {
    async restore(request, first) {
      const found = await opened(readCookie(request, name), await key);
      if (found === null) return first;
      const text = found.wishes === wishesOf(request)
        ? { ...first.text, ...found.text }
        : { ...found.text, ...first.text };
      // Agreeing is done anew.
      const ticked = new Set([...first.ticked, ...found.ticked as ("bill" | "company")[]]);
      return { ...first, text, ticked };
    },
    async cookies(request, { text, ticked }, paths, https) {
      const sealed = await closed({
        text: Object.fromEntries(Object.entries(text).filter(([, value]) => value !== "")),
        ticked: [...ticked].filter((box) => box === "bill" || box === "company"),
        wishes: wishesOf(request),
      }, await key);
      if (sealed.length > maxLength) return [];
      return paths.map((path) => formatCookie(name, sealed, { maxAgeSeconds, https, path }));
    },
  };
}

/** Forgets it, in each of the paths. */
export function forgetKeptForm(paths: readonly string[], https: boolean): string[] {
  return paths.map((path) => formatCookie(name, "", { maxAgeSeconds: 0, https, path }));
}

function wishesOf(request: Request): string {
  return readCookie(request, "quote") ?? "";
}

async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(`comptoir kept form ${secret}`);
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return await crypto.subtle.importKey("raw", hash, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function closed(form: z.infer<typeof kept>, key: CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const plain = new TextEncoder().encode(JSON.stringify(form));
  const secret = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  return new Uint8Array([...iv, ...secret]).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Null for what this edge did not write. */
async function opened(value: string | null, key: CryptoKey): Promise<z.infer<typeof kept> | null> {
  if (!value || value.length > maxLength) return null;
  try {
    const bytes = Uint8Array.fromBase64(value, { alphabet: "base64url" });
    const iv = bytes.subarray(0, ivBytes);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.subarray(ivBytes));
    return kept.parse(JSON.parse(new TextDecoder().decode(plain)));
  } catch {
    return null;
  }
}
