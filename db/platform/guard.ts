/** Conditions by which the later statements of a unit depend on its first. */

/** SQL as it stands after `WHERE`, and its arguments. */
export interface Guard {
  readonly sql: string;
  readonly args: readonly (string | number)[];
}

/** Holds whatever happened. */
export const always: Guard = { sql: "1", args: [] };
