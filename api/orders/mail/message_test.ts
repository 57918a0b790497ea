import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { parseSender, writeMessage } from "./message.ts";
import { sampleLetterhead, sampleOrder, sampleShop } from "./testing/sample_order.ts";
import { writeLetter } from "./write_letter.ts";

const from = parseSender("Comptoir <shop@shop.example>");
const letter = (number = "7K2M") =>
  writeLetter(sampleOrder({ number }), { kind: "received" }, sampleLetterhead, sampleShop);
const sent = { key: "ord_1.received", from, to: "ada@example.com", orderId: "ord_1", now: 0 };

async function write(more: Partial<typeof sent> = {}, number?: string) {
  const { bytes } = await writeMessage(letter(number), { ...sent, ...more });
  const text = new TextDecoder().decode(bytes);
  const headers = text.slice(0, text.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  return { text, headers };
}

describe("a message", () => {
  it("has an id that is the same for every try, and belongs to its order's conversation", async () => {
    const { headers, text } = await write();
    const named = headers.filter((line) => !line.startsWith("Content-Type"));
    expect(named.sort()).toEqual([
      "Auto-Submitted: auto-generated",
      "Content-Language: en",
      "Date: Thu, 01 Jan 1970 00:00:00 +0000",
      "From: Comptoir <shop@shop.example>",
      "MIME-Version: 1.0",
      "Message-ID: <ord_1.received@shop.example>",
      "References: <ord_1.order@shop.example>",
      "Subject: We have received your order 7K2M",
      "To: ada@example.com",
    ]);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(text).toContain("Content-Disposition: attachment; filename=terms.html");
  });

  it("carries enclosures without what could run in them", async () => {
    const { text } = await write();
    const enclosed = [...text.matchAll(/Content-Disposition: attachment.*?\r\n\r\n(.*?)-{4}_/gs)]
      .map(([, content]) => new TextDecoder().decode(Uint8Array.fromBase64(content!)));
    expect(enclosed.map((each) => /<h1>.*?(?=<\/body>)/s.exec(each)?.[0])).toEqual([
      "<h1>Returns</h1>\n<p>Send it <strong>back</strong>.</p>\n",
      "<h1>Terms</h1>\n<h2>Model form</h2>\n&lt;script&gt;alert(1)&lt;/script&gt;\n",
    ]);
  });

  it("keeps every text out of its headers", async () => {
    const { headers } = await write({}, "1\r\nBcc: all@example.com\r\n\r\nhello");
    expect(headers.filter((line) => /^bcc:/i.test(line))).toEqual([]);
    expect(headers.filter((line) => line.startsWith("Subject:"))).toHaveLength(1);
    const other = await write({
      from: { name: 'A" <x@y.z>\r\nBcc: all@example.com', address: from.address },
    });
    expect(other.headers.filter((line) => /^bcc:/i.test(line))).toEqual([]);
  });

  it("goes to one plain address, under a key that can name a file", async () => {
    for (
      const to of ["a@example.com, b@example.com", "a@example.com\r\nBcc: b@c.de", "<a@b.de>", "nobody", ""]
    ) {
      await expect(write({ to })).rejects.toThrow("nothing can be sent to its address");
    }
    for (const key of ["../x", "a/b", "a b", "", ".hidden", "a\n"]) {
      await expect(write({ key })).rejects.toThrow("its key cannot name a message");
    }
  });
});

describe("a sender", () => {
  it("is a name and an address, or an address alone", () => {
    expect(parseSender("Comptoir <shop@localhost>")).toEqual({ name: "Comptoir", address: "shop@localhost" });
    expect(parseSender('"Maison, Paris" <a@b.example>')).toEqual({
      name: "Maison, Paris",
      address: "a@b.example",
    });
    expect(parseSender("shop@b.example")).toEqual({ name: "b.example", address: "shop@b.example" });
  });

  it("is nothing else", () => {
    for (const text of ["Comptoir", "a@b.c, d@e.f", "X <a@b>\r\nBcc: y@z", "X <a@b> <c@d>", "", "é@b.c"]) {
      expect(() => parseSender(text)).toThrow("wanted a sender such as");
    }
  });
});
