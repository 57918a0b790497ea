import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Client } from "@libsql/client";
import { openBackoffice } from "./connect.ts";
import { migrateBackoffice } from "./migrate.ts";
import { type DraftDocument, productDrafts } from "./product_drafts.ts";

interface Document extends DraftDocument {
  readonly title: string;
}
const document = (id: string, title: string, ...variants: string[]): Document => ({
  product: { id, variants: variants.map((variant) => ({ id: variant, sku: variant.toUpperCase() })) },
  title,
});

describe("productDrafts", () => {
  let folder: string;
  let backoffice: Client;
  let drafts: ReturnType<typeof productDrafts<Document>>;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    backoffice = await openBackoffice({ url: `file:${folder}/backoffice.db` });
    await migrateBackoffice(backoffice);
    drafts = productDrafts<Document>(backoffice);
  });

  afterEach(async () => {
    backoffice.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("finds a draft by its id, by its variants and by their SKUs", async () => {
    const chair = document("prd_1", "Chair", "var_1", "var_2");
    expect(await drafts.add(chair)).toBe(true);
    expect(await drafts.find("prd_1")).toEqual({ document: chair, revision: 1 });
    expect(await drafts.findByVariant("var_2")).toEqual({ document: chair, revision: 1 });
    expect(await drafts.find("prd_2")).toBe(null);
    expect(await drafts.findByVariant("prd_1")).toBe(null);
    expect(await drafts.findBySku("VAR_2")).toEqual({ document: chair, revision: 1 });
    expect(await drafts.findBySku("var_2")).toBe(null);
  });

  it("adds an id once", async () => {
    expect(await drafts.add(document("prd_1", "Chair", "var_1"))).toBe(true);
    expect(await drafts.add(document("prd_1", "Stool", "var_2"))).toBe(false);
    expect((await drafts.find("prd_1"))!.document.title).toBe("Chair");
    expect(await drafts.findByVariant("var_2")).toBe(null);
  });

  it("lets one of two changes of the same revision win", async () => {
    await drafts.add(document("prd_1", "Chair", "var_1"));
    const won = await Promise.all([
      drafts.replace(document("prd_1", "Red chair", "var_1", "var_2"), 1, 100),
      drafts.replace(document("prd_1", "Blue chair", "var_3"), 1, 100),
    ]);
    expect(won).toEqual([true, false]);
    expect((await drafts.find("prd_1"))!.revision).toBe(2);
    expect((await drafts.findByVariant("var_2"))!.document.title).toBe("Red chair");
    expect(await drafts.findByVariant("var_3")).toBe(null);
  });

  it("keeps a locked draft from every change until the lock ends", async () => {
    await drafts.add(document("prd_1", "Chair"));
    expect(await drafts.lock("prd_1", 2, 100, 200)).toBe(false);
    expect(await drafts.lock("prd_1", 1, 100, 200)).toBe(true);
    expect(await drafts.lock("prd_1", 1, 199, 300)).toBe(false);
    expect(await drafts.replace(document("prd_1", "Stool"), 1, 199)).toBe(false);
    expect(await drafts.remove("prd_1", 1, 199)).toBe(false);
    expect(await drafts.replace(document("prd_1", "Stool"), 1, 200)).toBe(true);
  });

  it("receives a product unless there is a draft of it; what an earlier move left is replaced", async () => {
    expect(await drafts.receive(document("prd_1", "Chair", "var_1"), 100, 200)).toBe(1);
    expect(await drafts.receive(document("prd_1", "Stool", "var_2"), 199, 299)).toBe(null);
    expect(await drafts.findByVariant("var_2")).toBe(null);
    expect(await drafts.receive(document("prd_1", "Bench", "var_3"), 200, 300)).toBe(2);
    expect((await drafts.findByVariant("var_3"))!.document.title).toBe("Bench");
    expect(await drafts.unlock("prd_1")).toBe(true);
    expect(await drafts.receive(document("prd_1", "Table"), 900, 999)).toBe(null);
    expect(await drafts.find("prd_1")).toEqual({
      document: document("prd_1", "Bench", "var_3"),
      revision: 2,
    });
    expect(await drafts.unlock("prd_2")).toBe(false);
  });

  it("tells which locks were never taken off", async () => {
    for (const id of ["prd_1", "prd_2", "prd_3"]) await drafts.add(document(id, id));
    await drafts.lock("prd_1", 1, 100, 200);
    await drafts.lock("prd_2", 1, 100, 300);
    expect(await drafts.abandoned(200)).toEqual([]);
    expect(await drafts.abandoned(201)).toEqual(["prd_1"]);
    await drafts.unlock("prd_1");
    expect(await drafts.abandoned(400)).toEqual(["prd_2"]);
  });

  it("pages by id, the newest first", async () => {
    for (const id of ["prd_1", "prd_3", "prd_2"]) await drafts.add(document(id, id));
    const titles = async (before: string | null) =>
      (await drafts.list(before, 2)).map((draft) => draft.document.title);
    expect(await titles(null)).toEqual(["prd_3", "prd_2"]);
    expect(await titles("prd_2")).toEqual(["prd_1"]);
    expect(await titles("prd_1")).toEqual([]);
  });

  it("forgets a draft's variants with it", async () => {
    await drafts.add(document("prd_1", "Chair", "var_1"));
    await drafts.discard("prd_1");
    expect(await drafts.findByVariant("var_1")).toBe(null);
    expect((await backoffice.execute("SELECT count(*) AS n FROM draft_variants")).rows[0]!.n).toBe(0);
  });
});
