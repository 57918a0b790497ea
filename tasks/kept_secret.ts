/** Secrets that a shop on one machine mints for itself. */

/**
 * The secret kept in the file; the first call mints a random one that only the file's owner may read.
 *
 * Two programs that start at once agree: the file is created by exactly one of them.
 *
 * @param prefix Says what it is, e.g. `adm`.
 */
export async function keptSecret(path: string, prefix: string): Promise<string> {
  const minted = `${prefix}_${crypto.getRandomValues(new Uint8Array(24)).toHex()}`;
  const draft = `${path}.${crypto.randomUUID()}`;
  await Deno.writeTextFile(draft, `${minted}\n`, { mode: 0o600, createNew: true });
  try {
    // A hard link appears with its whole content, and only where there was none.
    await Deno.link(draft, path);
    return minted;
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    return (await Deno.readTextFile(path)).trim();
  } finally {
    await Deno.remove(draft);
  }
}
