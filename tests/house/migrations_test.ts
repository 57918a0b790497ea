import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { contractions } from "./migrations.ts";
import { projectFiles, read } from "./project_files.ts";

describe("the migrations", () => {
  it("only add, or say since when nothing uses what goes", async () => {
    const migrations = (await projectFiles()).filter((path) => /^db\/\w+\/migrations\/.*\.sql$/.test(path));
    expect(migrations.length).toBeGreaterThan(0);
    const found = await Promise.all(migrations.map(async (path) => contractions(path, await read(path))));
    expect(found.flat()).toEqual([]);
  });
});

describe("contractions", () => {
  it("finds what takes away", () => {
    expect(contractions("m.sql", "CREATE TABLE a (b);\nDROP TABLE c;")).toEqual([
      "m.sql:2 takes away what the running version may use",
    ]);
    expect(contractions("m.sql", "ALTER TABLE a DROP COLUMN b;")).toHaveLength(1);
    expect(contractions("m.sql", "alter table a rename column b to c;")).toHaveLength(1);
  });

  it("lets pass what gives its reason", () => {
    expect(contractions("m.sql", "-- contract: unused since 0007\nDROP TABLE c;")).toEqual([]);
    expect(contractions("m.sql", "CREATE TABLE dropped_rows (a);\n-- DROP TABLE c;")).toEqual([]);
  });
});
