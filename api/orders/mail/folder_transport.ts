/** Mails as files: for a shop that has no mail server yet. Each is written exactly once, by any number of processes. */
import { join } from "node:path";
import type { Message } from "./message.ts";
import type { Transport } from "./transport.ts";

/** A mail of the folder, as a page shows it. */
export type StoredMail =
  & Pick<Message, "key" | "to" | "subject" | "text" | "html">
  & { readonly at: string };

/** `{key}.eml` is the mail; `shown/{key}.json` is what a page shows of it. */
const shownFolder = "shown";

/** @param now Milliseconds since the epoch. */
export async function folderTransport(folder: string, now: () => number): Promise<Transport> {
  await Deno.mkdir(join(folder, shownFolder), { recursive: true });
  return {
    async send(message) {
      const file = join(folder, `${message.key}.eml`);
      if (await exists(file)) return "sent-before";
      const { key, to, subject, text, html, bytes } = message;
      const stored: StoredMail = { key, to, subject, text, html, at: new Date(now()).toISOString() };
      const shown = new TextEncoder().encode(JSON.stringify(stored));
      await whole(join(folder, shownFolder), shown, (part) => Deno.rename(part, shownFile(folder, key)));
      try {
        // A link is made only where no file is, in one step: a crash leaves no half of a mail, and of two who try one wins.
        await whole(folder, bytes, (part) => Deno.link(part, file));
      } catch (error) {
        if (error instanceof Deno.errors.AlreadyExists) return "sent-before";
        throw error;
      }
      return "sent";
    },
  };
}

/** The mails of a folder, the newest first. */
export async function storedMails(folder: string, limit: number): Promise<StoredMail[]> {
  const keys: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.endsWith(".eml")) keys.push(name.slice(0, -".eml".length));
  }
  const aged = await Promise.all(keys.map(async (key) => ({
    key,
    at: (await Deno.stat(join(folder, `${key}.eml`))).mtime?.getTime() ?? 0,
  })));
  aged.sort((one, other) => other.at - one.at || (one.key < other.key ? 1 : -1));
  const mails = await Promise.all(aged.slice(0, limit).map(({ key }) => storedMail(folder, key)));
  return mails.filter((mail) => mail !== null);
}

/** A mail by its key; null: there is none. */
export async function storedMail(folder: string, key: string): Promise<StoredMail | null> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(key) || !await exists(join(folder, `${key}.eml`))) return null;
  return JSON.parse(await Deno.readTextFile(shownFile(folder, key))) as StoredMail;
}

function shownFile(folder: string, key: string): string {
  return join(folder, shownFolder, `${key}.json`);
}

/** Writes a file under a name that nobody looks for, to the disk, and lets it then be put in its place. */
async function whole(
  folder: string,
  bytes: Uint8Array,
  put: (part: string) => Promise<void>,
): Promise<void> {
  const part = join(folder, `.${crypto.randomUUID()}.part`);
  try {
    const file = await Deno.open(part, { write: true, createNew: true });
    try {
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.sync();
    } finally {
      file.close();
    }
    await put(part);
  } finally {
    await Deno.remove(part).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
