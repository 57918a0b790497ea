/** Where the original of a picture lies in the object store. */
import { statement } from "./statement.ts";

export const originalStatements = {
  original: statement<[key: string], [object: string, contentType: string]>(
    `SELECT object, content_type FROM media WHERE key = ?1`,
  ),
};
