/** What orders asks of the catalog to write to a shopper: how the market writes, and who the shop is by its law. */
import { z } from "zod";

/** Information pages that a letter quotes or carries. */
export const legalPageCodes = ["imprint", "terms", "returns"] as const;
export type LegalPageCode = (typeof legalPageCodes)[number];

/** The answer of `GET /internal/catalog/letterheads/{locale}`. */
export const letterhead = z.strictObject({
  /** Decides how numbers are written (ISO 3166-1 alpha-2); null: there is no such market any more. */
  country: z.string().nullable(),
  direction: z.enum(["ltr", "rtl"]),
  pages: z.array(z.strictObject({
    code: z.enum(legalPageCodes),
    title: z.string(),
    slug: z.string(),
    /** Markdown. */
    body: z.string(),
  })),
});
export type Letterhead = z.infer<typeof letterhead>;
export type LegalPage = Letterhead["pages"][number];
