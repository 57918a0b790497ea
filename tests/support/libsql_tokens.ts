/** Access tokens as a libSQL server takes them: JWTs signed with Ed25519, `a` naming the right. */

export interface TokenIssuer {
  /** What the server verifies tokens with. */
  readonly publicKey: string;
  /** A token that may read and write, or only read. */
  issue(access: "rw" | "ro"): Promise<string>;
}

/** An issuer with a key of its own. */
export async function tokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  return {
    publicKey: base64Url(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))),
    async issue(access) {
      const header = base64Url(encode(JSON.stringify({ alg: "EdDSA", typ: "JWT" })));
      const signed = `${header}.${base64Url(encode(JSON.stringify({ a: access })))}`;
      const signature = await crypto.subtle.sign("Ed25519", privateKey, encode(signed));
      return `${signed}.${base64Url(new Uint8Array(signature))}`;
    },
  };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
