/** Keeping what is dear to make and wanted again. */

/** Answers what was made for a key, or makes it. */
export type Keep<T> = (key: string, make: () => T) => T;

/** Keeps the `limit` things that were wanted last. */
export function keeper<T>(limit: number): Keep<T> {
  const kept = new Map<string, T>();
  return (key, make) => {
    const thing = kept.has(key) ? kept.get(key)! : make();
    kept.delete(key);
    kept.set(key, thing);
    if (kept.size > limit) kept.delete(kept.keys().next().value!);
    return thing;
  };
}
