/** Mails as files: for a shop that has no mail server yet. Each is written exactly once, by any number of processes. */
import { join } from "node:path";
import PostalMime from "postal-mime";
import type { Transport } from "./transport.ts";

/** A mail of the folder, as a page shows it. */
export interface StoredMail {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** When it was written (ISO 8601). */
  readonly at: string;
}

/** What new files begin as. */
const emptyFile = ".empty";

export async function folderTransport(folder: string): Promise<Transport> {
  await Deno.mkdir(folder, { recursive: true });
  const empty = join(folder, emptyFile);
  await Deno.writeFile(empty, new Uint8Array());
  return {
    // Synchronous where it is short: what goes through a thread of its own costs this one more than a write does.
    async send({ key, bytes }) {
      const part = join(folder, `.${crypto.randomUUID()}.part`);
      try {
        // Making a file takes ext4 half a millisecond and more, and `open` would make it on this thread.
        await Deno.copyFile(empty, part);
        using file = Deno.openSync(part, { write: true });
        for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
        await file.sync();
        // Made only where no file is, in one step: a crash leaves no half of a mail, and of two who try one wins.
        Deno.linkSync(part, mailFile(folder, key));
        return "sent";
      } catch (error) {
        if (error instanceof Deno.errors.AlreadyExists) return "sent-before";
        throw error;
      } finally {
        removeIfThere(part);
      }
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
    at: (await Deno.stat(mailFile(folder, key))).mtime?.getTime() ?? 0,
  })));
  aged.sort((one, other) => other.at - one.at || (one.key < other.key ? 1 : -1));
  const mails = await Promise.all(aged.slice(0, limit).map(({ key }) => storedMail(folder, key)));
  return mails.filter((mail) => mail !== null);
}

/** A mail by its key, read as its receiver's program would; null: there is none. */
export async function storedMail(folder: string, key: string): Promise<StoredMail | null> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(key)) return null;
  try {
    const path = mailFile(folder, key);
    const { to, subject, text, html } = await PostalMime.parse(await Deno.readFile(path));
    const { mtime } = await Deno.stat(path);
    return {
      key,
      to: to?.[0]?.address ?? "",
      subject: subject ?? "",
      text: text ?? "",
      html: html ?? "",
      at: (mtime ?? new Date(0)).toISOString(),
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function mailFile(folder: string, key: string): string {
  return join(folder, `${key}.eml`);
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
