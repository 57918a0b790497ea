/** Patches that ask for nothing. */

/**
 * Whether a patch leaves a record as it is: it has no fields, or only maps to be merged (`texts`,
 * `availabilityByMarket`) that are empty. Such a write leaves the version alone, too.
 *
 * @param merged Names of the maps that are merged; an empty one of another name clears.
 */
export function changesNothing<T extends object>(patch: T, ...merged: (keyof T)[]): boolean {
  return (Object.keys(patch) as (keyof T)[]).every((name) => {
    const value = patch[name];
    return value === undefined ||
      merged.includes(name) && typeof value === "object" && value !== null && Object.keys(value).length === 0;
  });
}
