/** Public ids as schemas: a prefix that names the kind, and a UUIDv7 (RFC 9562). */
import { z } from "zod";

export function publicId(prefix: string, kind: string) {
  return z.string().regex(
    new RegExp(`^${prefix}_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    `wanted a ${kind}'s id, ${prefix}_…`,
  );
}

export const productId = publicId("prd", "product");
export const variantId = publicId("var", "variant");
export const categoryId = publicId("cat", "category");
