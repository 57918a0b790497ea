/**
 * The blocks of a home page as they are stored: words in one language, and references by code or key. The reader
 * turns them into what the page shows (commerce/catalog_view.ts); the writer validates with the same schema.
 */
import { z } from "zod";
import { code, plainText } from "./wire/common.ts";

const category = code.nullable().default(null);
const mediaKey = z.string().regex(/^[0-9a-f]{24}$/, "wanted a picture's key, 24 hex digits").nullable()
  .default(null);
const title = plainText(200).min(1);
const text = plainText(1_000).default("");

const scene = {
  title,
  text,
  /** The words of its link. */
  action: plainText(80).min(1),
  /** Code of the category that the link leads to; null leads to all products. */
  category,
  mediaKey,
};

/** A home block: its kind (a column of its own) and its content. */
export const storedHomeBlock = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hero"), kicker: plainText(120).default(""), ...scene }),
  z.strictObject({
    kind: z.literal("products"),
    title,
    text,
    source: z.enum(["new", "popular", "reduced"]),
    /** Code of the category that the products are taken from; null for the whole shop. */
    category,
  }),
  z.strictObject({ kind: z.literal("categories"), title, categories: z.array(code).max(24) }),
  z.strictObject({ kind: z.literal("editorial"), ...scene }),
  z.strictObject({
    kind: z.literal("assurances"),
    items: z.array(z.strictObject({ title, text })).min(1).max(8),
  }),
]);
export type StoredHomeBlock = z.infer<typeof storedHomeBlock>;

/** Splits a valid block into the two columns of its row. */
export function homeBlockColumns(block: StoredHomeBlock): { kind: StoredHomeBlock["kind"]; content: string } {
  const { kind, ...content } = block;
  return { kind, content: JSON.stringify(content) };
}

/**
 * Reads a row's two columns. Answers null for a block that this program does not understand (a newer program may
 * have written it), so that a page leaves it out instead of failing.
 */
export function readHomeBlock(kind: string, content: string): StoredHomeBlock | null {
  try {
    return storedHomeBlock.safeParse({ ...JSON.parse(content), kind }).data ?? null;
  } catch {
    return null;
  }
}
