/** What edges ask the catalog and tell it at its internal addresses: about versions of the catalog. */
import { z } from "zod";

/** The longest that a question is left open, in milliseconds: proxies on the way cut lines that are silent. */
const maxHoldMs = 25_000;

const catalogVersion = z.int().min(0);
const name = z.string().regex(/^[a-z0-9-]{1,64}$/, "wanted small letters, digits and hyphens");

/** `GET /internal/catalog-version` */
export const versionQuery = z.object({
  /** The version that the edge knows of; below 0, none. */
  after: z.coerce.number().pipe(z.int()),
  /** Milliseconds for which the question may be left open. */
  hold: z.coerce.number().pipe(z.int().min(0).max(maxHoldMs)).default(15_000),
});

/** A machine of the edge. */
export const machinePlace = z.object({ region: name, machine: name });

/** The catalog's version, or that which a machine serves. */
export const versionNotice = z.strictObject({ catalogVersion });
