import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { publisherLines } from "./imprint.ts";

const demoPage = (language: string) =>
  Deno.readTextFile(new URL(`../../../db/demo/pages/${language}/imprint.md`, import.meta.url));

describe("who the shop is", () => {
  it("is the first section of the imprint, as plain text", () => {
    expect(publisherLines(
      "Last updated: today\n\n## Publisher\n\n**Shop** SAS, 1 rue X\n\n- Email: [a@b.example](mailto:a@b.example)\n1. A\\*B\n\n## Host\n\nElsewhere",
    )).toEqual(["Shop SAS, 1 rue X", "Email: a@b.example", "A*B"]);
  });

  it("is the whole page where it has no sections", () => {
    expect(publisherLines("Shop SAS\n\nLyon")).toEqual(["Shop SAS", "Lyon"]);
    expect(publisherLines("")).toEqual([]);
    expect(publisherLines("# Imprint\n\nShop SAS")).toEqual(["Shop SAS"]);
  });

  it("has name, address, register and e-mail address in every language of the demo shop", async () => {
    for (const language of ["ar", "de", "en", "es", "fr", "it", "ja", "pt"]) {
      const text = publisherLines(await demoPage(language)).join("\n");
      for (const part of ["Comptoir Maison SAS", "69002", "900 412 387", "bonjour@comptoir.example"]) {
        expect([language, part, text.includes(part)]).toEqual([language, part, true]);
      }
      expect([language, text.includes("](")]).toEqual([language, false]);
    }
  });
});
