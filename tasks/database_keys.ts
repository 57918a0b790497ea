/**
 * The key of a libSQL server and the tokens signed with it, for an operator: `deno run tasks/database_keys.ts`.
 *
 * The private half is forgotten as soon as the tokens are made, so nobody can make others; a new pair takes the
 * place of the old one (docs/deploy.md).
 */
import { say } from "./terminal.ts";

/** A server's key with what it lets in. */
export interface DatabaseKey {
  /** Ed25519 public key in PEM, which the server verifies tokens with; several may stand in one text. */
  readonly publicKey: string;
  /** Tokens (JWT, EdDSA) that may read and write, or only read and replicate. */
  readonly tokens: { readonly rw: string; readonly ro: string };
}

export async function newDatabaseKey(): Promise<DatabaseKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  return {
    publicKey: `-----BEGIN PUBLIC KEY-----\n${spki.toBase64()}\n-----END PUBLIC KEY-----\n`,
    tokens: { rw: await token("rw", privateKey), ro: await token("ro", privateKey) },
  };
}

/** `a` is libSQL's claim for the right. */
async function token(a: "rw" | "ro", privateKey: CryptoKey): Promise<string> {
  const encoder = new TextEncoder();
  const part = (value: object) => base64Url(encoder.encode(JSON.stringify(value)));
  const signed = `${part({ alg: "EdDSA", typ: "JWT" })}.${part({ a })}`;
  const signature = await crypto.subtle.sign("Ed25519", privateKey, encoder.encode(signed));
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

function base64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

if (import.meta.main) {
  const { publicKey, tokens } = await newDatabaseKey();
  say(`${publicKey}\nreads and writes:    ${tokens.rw}\nreads and replicates: ${tokens.ro}`);
}
