/** The store of product drafts: whole products as JSON, each change counted by its revision. */
import type { Client, InStatement, Row } from "@libsql/client";

/** What a store needs to know of a draft's document. */
export interface DraftDocument {
  readonly product: {
    readonly id: string;
    readonly variants: readonly { readonly id: string; readonly sku: string }[];
  };
}

/** A draft as it is stored. */
export interface StoredDraft<Document> {
  readonly document: Document;
  /** 1 at first, one more with each change. */
  readonly revision: number;
}

const columns = "document, revision";

/** A store of documents of the given type. */
export function productDrafts<Document extends DraftDocument>(backoffice: Client) {
  const stored = (row: Row): StoredDraft<Document> => ({
    document: JSON.parse(String(row.document)) as Document,
    revision: Number(row.revision),
  });
  const one = async (statement: InStatement): Promise<StoredDraft<Document> | null> => {
    const row = (await backoffice.execute(statement)).rows[0];
    return row ? stored(row) : null;
  };
  const changed = async (statements: InStatement[]): Promise<boolean> =>
    (await backoffice.batch(statements, "write"))[0]!.rowsAffected === 1;

  return {
    find: (productId: string) =>
      one({ sql: `SELECT ${columns} FROM product_drafts WHERE product_id = ?`, args: [productId] }),

    findByVariant: (variantId: string) =>
      one({
        sql: `SELECT ${columns} FROM product_drafts
          WHERE product_id = (SELECT product_id FROM draft_variants WHERE variant_id = ?)`,
        args: [variantId],
      }),

    /** The oldest draft with a variant of this SKU. */
    findBySku: (sku: string) =>
      one({
        sql: `SELECT ${columns} FROM product_drafts
          WHERE product_id = (SELECT min(product_id) FROM draft_variants WHERE sku = ?)`,
        args: [sku],
      }),

    /** Drafts by id, the newest first, after the one with the given id. */
    async list(before: string | null, limit: number): Promise<StoredDraft<Document>[]> {
      const { rows } = await backoffice.execute({
        sql: `SELECT ${columns} FROM product_drafts WHERE :before IS NULL OR product_id < :before
          ORDER BY product_id DESC LIMIT :limit`,
        args: { before, limit },
      });
      return rows.map(stored);
    },

    /** Stores a new draft, if there is none with its id. */
    add: (document: Document) =>
      changed([
        {
          sql: "INSERT INTO product_drafts (product_id, document) VALUES (?, ?) ON CONFLICT DO NOTHING",
          args: [document.product.id, JSON.stringify(document)],
        },
        ...variantsOf(document.product.id),
      ]),

    /**
     * Stores a locked draft of a product that is leaving the catalog, unless there is one: only what an earlier
     * move left behind, its lock never taken off but over, is replaced.
     *
     * @returns Its revision, or null when there is one.
     */
    async receive(document: Document, now: number, lockedUntil: number): Promise<number | null> {
      const [stored] = await backoffice.batch([
        {
          sql: `INSERT INTO product_drafts (product_id, document, locked_until)
            VALUES (:id, :document, :lockedUntil)
            ON CONFLICT (product_id) DO UPDATE SET document = excluded.document,
              revision = revision + 1, locked_until = excluded.locked_until
            WHERE locked_until > 0 AND locked_until <= :now
            RETURNING revision`,
          args: { id: document.product.id, document: JSON.stringify(document), lockedUntil, now },
        },
        ...variantsOf(document.product.id),
      ], "write");
      const row = stored!.rows[0];
      return row ? Number(row.revision) : null;
    },

    /** Replaces a draft that still has the expected revision and is not locked. */
    replace: (document: Document, expected: number, now: number) =>
      changed([
        {
          sql: `UPDATE product_drafts SET document = ?, revision = revision + 1
            WHERE product_id = ? AND revision = ? AND locked_until <= ?`,
          args: [JSON.stringify(document), document.product.id, expected, now],
        },
        ...variantsOf(document.product.id),
      ]),

    /** Locks a draft that still has the expected revision and is not locked. */
    lock: (productId: string, expected: number, now: number, until: number) =>
      changed([{
        sql: `UPDATE product_drafts SET locked_until = ?
          WHERE product_id = ? AND revision = ? AND locked_until <= ?`,
        args: [until, productId, expected, now],
      }]),

    /** Takes the lock off, if there is such a draft. */
    unlock: (productId: string) =>
      changed([{
        sql: "UPDATE product_drafts SET locked_until = 0 WHERE product_id = ?",
        args: [productId],
      }]),

    /** Removes a draft that still has the expected revision and is not locked. */
    remove: (productId: string, expected: number, now: number) =>
      changed([{
        sql: "DELETE FROM product_drafts WHERE product_id = ? AND revision = ? AND locked_until <= ?",
        args: [productId, expected, now],
      }]),

    /** Ids of drafts whose lock ended before a time without being taken off. */
    async abandoned(before: number): Promise<string[]> {
      const { rows } = await backoffice.execute({
        sql: "SELECT product_id FROM product_drafts WHERE locked_until > 0 AND locked_until < ?",
        args: [before],
      });
      return rows.map((row) => String(row.product_id));
    },

    /** Removes what is left of a draft that is in the catalog now, or that never came out of it. */
    async discard(productId: string): Promise<void> {
      await backoffice.execute({ sql: "DELETE FROM product_drafts WHERE product_id = ?", args: [productId] });
    },
  };
}

/** Derives the variants anew from whatever document is stored: right whether or not it was changed. */
function variantsOf(productId: string): InStatement[] {
  return [
    { sql: "DELETE FROM draft_variants WHERE product_id = ?", args: [productId] },
    {
      sql: `INSERT INTO draft_variants (variant_id, product_id, sku)
        SELECT value ->> 'id', product_id, value ->> 'sku' FROM product_drafts, json_each(document, '$.product.variants')
        WHERE product_id = ?`,
      args: [productId],
    },
  ];
}
