import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { folderTransport, storedMail, storedMails } from "./folder_transport.ts";
import type { Message } from "./message.ts";

const message = (key: string, text = "hello"): Message => ({
  key,
  from: "shop@localhost",
  to: "ada@example.com",
  bytes: new TextEncoder().encode(
    `To: ada@example.com\r\nSubject: About ${key}\r\nContent-Type: text/plain\r\n\r\n${text}`,
  ),
});

describe("mails in a folder", () => {
  let folder: string;
  beforeEach(async () => void (folder = `${await Deno.makeTempDir()}/mail`));
  afterEach(() => Deno.remove(folder, { recursive: true }));
  const files = async () => (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();

  it("are files with all of the mail in them", async () => {
    const transport = await folderTransport(folder);
    expect(await transport.send(message("ord_1.paid"))).toBe("sent");
    expect(await Deno.readFile(`${folder}/ord_1.paid.eml`)).toEqual(message("ord_1.paid").bytes);
    await Deno.utime(`${folder}/ord_1.paid.eml`, 60, 60);
    expect(await storedMail(folder, "ord_1.paid")).toEqual({
      key: "ord_1.paid",
      to: "ada@example.com",
      subject: "About ord_1.paid",
      text: "hello\n",
      html: "",
      at: "1970-01-01T00:01:00.000Z",
    });
    expect(await files()).toEqual([".empty", "ord_1.paid.eml"]);
  });

  it("are each written once, however many try at once", async () => {
    const transports = await Promise.all([1, 2, 3].map(() => folderTransport(folder)));
    const tries = Array.from(
      { length: 30 },
      (_, at) => transports[at % 3]!.send(message("ord_1.paid", `${at}`)),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === "sent")).toHaveLength(1);
    const winner = outcomes.indexOf("sent");
    expect(await Deno.readTextFile(`${folder}/ord_1.paid.eml`)).toContain(`\r\n\r\n${winner}`);
    expect(await files()).toEqual([".empty", "ord_1.paid.eml"]);
  });

  it("are not taken for sent where a try broke off before its end", async () => {
    const transport = await folderTransport(folder);
    await Deno.writeTextFile(`${folder}/.broken.part`, "half a m");
    expect(await storedMail(folder, "ord_1.paid")).toBeNull();
    expect(await storedMails(folder, 10)).toEqual([]);
    expect(await transport.send(message("ord_1.paid"))).toBe("sent");
    expect((await storedMail(folder, "ord_1.paid"))?.text).toBe("hello\n");
  });

  it("are listed the newest first, and read by no other name", async () => {
    const transport = await folderTransport(folder);
    for (const [at, key] of ["a.paid", "b.paid", "c.paid"].entries()) {
      await transport.send(message(key));
      await Deno.utime(`${folder}/${key}.eml`, at, at);
    }
    expect((await storedMails(folder, 2)).map(({ key }) => key)).toEqual(["c.paid", "b.paid"]);
    await Deno.writeTextFile(`${folder}/../secret.eml`, "x");
    for (const key of ["../secret", "..", "", ".broken", "a/b"]) {
      expect(await storedMail(folder, key)).toBeNull();
    }
    await Deno.remove(`${folder}/../secret.eml`);
  });
});
